import { connect } from 'node:net'

/** One kept-alive HTTP/1.1 connection, as thin as can be: what the load costs must not hide what the server costs. */
export interface Wire {
  send(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; head: string; text: string }>
  close(): void
}

export function openWire(port: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    let kept = Buffer.alloc(0)
    let waiting: {
      resolve: (answer: { status: number; head: string; text: string }) => void
      reject: (e: Error) => void
    }
    socket.on('data', (chunk) => {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
      const end = kept.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = kept.toString('latin1', 0, end)
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
      if (kept.length < end + 4 + length) return
      const text = kept.toString('utf8', end + 4, end + 4 + length)
      kept = kept.subarray(end + 4 + length)
      waiting.resolve({ status: Number(head.slice(9, 12)), head, text })
    })
    socket.once('error', (error) => (waiting ? waiting.reject(error) : reject(error)))
    socket.once('close', () => waiting?.reject(new Error('the server hung up')))
    socket.once('connect', () =>
      resolve({
        send: (method, path, body, headers = {}) =>
          new Promise((resolve, reject) => {
            waiting = { resolve, reject }
            const text = body === undefined ? '' : JSON.stringify(body)
            const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
            const content = text
              ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
              : ''
            socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${content}${more.join('')}\r\n${text}`)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

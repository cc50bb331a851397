import { PROTOCOL } from '#core/contract/protocol.ts'

/**
 * The bare line under socket.io, for saying what no screen of ours would say.
 *
 *     '0{…}' opened · '40/kiosk,{…}' come in · '44/kiosk,{…}' refused · '42/kiosk,7["ask",{…}]' ask · '43/kiosk,7[…]' answer
 */
export interface Wire {
  send(message: string | Uint8Array): void
  /** Comes in to a namespace with a hello, and tells what the hub said: in, or why not. */
  enter(audience: string, hello?: unknown): Promise<{ in: boolean; code: string | null }>
  /** Asks and waits for the one answer. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  ask(audience: string, ...words: readonly unknown[]): Promise<any>
  /** The next message for which `what` holds; fails when the line closes first. */
  next(what: (message: string) => boolean): Promise<string>
  readonly heard: readonly string[]
  readonly closed: Promise<{ code: number }>
  readonly isOpen: () => boolean
  close(): void
}

export const helloOf = (screen: Record<string, unknown>) => ({ protocol: PROTOCOL, screen })

export async function openWire(url: string, headers: Record<string, string> = {}): Promise<Wire> {
  // Node's WebSocket takes headers beside the protocols, which the browser's type does not know.
  const options = { headers } as unknown as string[]
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, options)
  socket.binaryType = 'arraybuffer'
  const heard: string[] = []
  const waiting = new Set<{
    what: (message: string) => boolean
    resolve: (message: string) => void
    reject: (why: Error) => void
  }>()
  let asks = 0
  socket.addEventListener('message', ({ data }) => {
    const message = typeof data === 'string' ? data : '(bytes)'
    if (message === '2') return socket.send('3')
    heard.push(message)
    for (const one of waiting) {
      if (!one.what(message)) continue
      waiting.delete(one)
      one.resolve(message)
    }
  })
  const closed = new Promise<{ code: number }>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      for (const one of waiting) one.reject(new Error(`the line closed with ${code}`))
      waiting.clear()
      resolve({ code })
    })
  })
  // An error is always followed by the close that is waited for here.
  socket.addEventListener('error', () => undefined)

  const wire: Wire = {
    send: (message) => socket.send(message),
    async enter(audience, hello = helloOf({ id: 'test-1' })) {
      const said = wire.next(
        (message) => message.startsWith(`40/${audience},`) || message.startsWith(`44/${audience},`),
      )
      wire.send(`40/${audience},${JSON.stringify(hello)}`)
      const message = await said
      if (message.startsWith('40')) return { in: true, code: null }
      return { in: false, code: JSON.parse(message.slice(message.indexOf(',') + 1)).data?.code ?? null }
    },
    async ask(audience, ...words) {
      const id = asks++
      const answer = wire.next((message) => message.startsWith(`43/${audience},${id}[`))
      wire.send(`42/${audience},${id}${JSON.stringify(words)}`)
      return JSON.parse((await answer).replace(/^43[^[]*/, ''))[0]
    },
    next: (what) => new Promise((resolve, reject) => waiting.add({ what, resolve, reject })),
    heard,
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.close(),
  }
  await Promise.race([
    new Promise((resolve) => socket.addEventListener('open', resolve)),
    closed.then(({ code }) => {
      throw new Error(`the line did not open (${code})`)
    }),
  ])
  return wire
}

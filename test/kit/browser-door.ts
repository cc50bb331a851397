import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'

/**
 * A door before the hub that a test can shut, and through which it sees and moves the page behind the glass.
 *
 * It slips one script into the hub's pages. The shipped policies close the debugger, so this script is the only witness
 * of what a locked browser really shows, and the only way to try from inside what a broken page could try.
 */
export interface Door {
  readonly url: string
  open(): void
  /** Cuts every connection and refuses new ones, as a hub that is off. */
  shut(): void
  /** What the page last told of itself; null when it has not spoken since the last order or `forget`. */
  seen(): Seen | null
  forget(): void
  /** Makes the page do something as soon as it asks. */
  order(order: Order): void
  close(): void
}

export interface Seen {
  href: string
  /** When this page was loaded: another number is another page. */
  bornAt: number
  width: number
  height: number
  zoom: number
  /** Key events and ends of touches or clicks the page heard. */
  keys: number
  taps: number
}

export type Order =
  | { do: 'hang' | 'print' | 'pick-file' | 'leave-full-screen' }
  | { do: 'go' | 'open' | 'link' | 'download' | 'frame'; url: string }

const WITNESS = `
  const heard = { keys: 0, taps: 0 }
  addEventListener('keydown', () => heard.keys++, true)
  addEventListener('pointerup', () => heard.taps++, true)
  const link = (url, more) => {
    const made = Object.assign(document.createElement('a'), { href: url, ...more })
    document.body.append(made)
    made.click()
    made.remove()
  }
  const orders = {
    hang: () => { for (;;); },
    print: () => print(),
    'pick-file': () => Object.assign(document.createElement('input'), { type: 'file' }).click(),
    'leave-full-screen': () => document.exitFullscreen().catch((refused) => console.debug(refused.message)),
    go: ({ url }) => { location.href = url },
    open: ({ url }) => { window.open(url) },
    link: ({ url }) => link(url, { target: '_blank' }),
    download: ({ url }) => link(url, { download: 'x.bin' }),
    frame: ({ url }) => document.body.append(Object.assign(document.createElement('iframe'), { src: url, hidden: true })),
  }
  setInterval(async () => {
    const zoom = devicePixelRatio * visualViewport.scale
    const body = { href: location.href, bornAt: performance.timeOrigin, width: innerWidth, height: innerHeight, zoom, ...heard }
    const order = await (await fetch('/witness', { method: 'POST', body: JSON.stringify(body) })).json()
    if (order) orders[order.do](order)
  }, 200)
`

export async function openDoor(hub: string): Promise<Door> {
  let isOpen = true
  let seen: Seen | null = null
  let order: Order | null = null
  const sockets = new Set<{ destroy(): void }>()

  const server = createServer(async (request, response) => {
    if (request.url === '/witness.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(WITNESS)
      return
    }
    if (request.url === '/witness') {
      seen = JSON.parse((await bodyOf(request)).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(order))
      order = null
      return
    }
    if (request.url === '/kiosk/paper.pdf') {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4\n%%EOF')
      return
    }
    // Without keep-alive: a connection the hub just closed must not become the page's trouble.
    const asked = { redirect: 'manual', headers: { connection: 'close' } } as const
    const answer = await fetch(`${hub}${request.url}`, asked)
    const type = answer.headers.get('content-type') ?? ''
    const body = Buffer.from(await answer.arrayBuffer())
    const page = type.includes('text/html')
      ? body.toString().replace('</head>', '<script src="/witness.js"></script></head>')
      : body
    // The hub's own policy for its pages stays in force: it is one of the locks.
    const policy = answer.headers.get('content-security-policy')
    const headers = { 'content-type': type, ...(policy !== null && { 'content-security-policy': policy }) }
    response.writeHead(answer.status, headers).end(page)
  })
  server.on('connection', (socket) => {
    if (!isOpen) socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket) => {
    const { hostname, port, host } = new URL(hub)
    const onward = connect(Number(port), hostname, () => {
      // The hub answers to its own name only.
      const headers = Object.entries({ ...request.headers, host, origin: hub })
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
      onward.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`)
      onward.pipe(socket).pipe(onward)
    })
    for (const [end, other] of [
      [onward, socket],
      [socket, onward],
    ] as const) {
      sockets.add(end)
      // Either side may vanish when a test cuts it; the other then goes too.
      end.on('error', () => other.destroy())
      end.on('close', () => {
        sockets.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the door has no address')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    open: () => {
      isOpen = true
    },
    shut: () => {
      isOpen = false
      cut()
    },
    seen: () => seen,
    forget: () => {
      seen = null
    },
    order: (given) => {
      seen = null
      order = given
    },
    close() {
      server.close()
      cut()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

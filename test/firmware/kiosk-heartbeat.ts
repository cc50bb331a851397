import * as assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Launcher, openSeat, type Seat, seatLacks, startLauncher } from '../kit/browser-seat.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

/** The promise: a dead or hung page is back within 30 s. The limits of waiting here are the promise itself. */
const BACK_WITHIN_MS = 30_000

spec('a dead page comes back, with the shipped launcher and a real Chromium', ({ test, skip, before, after }) => {
  const lacks = seatLacks()
  if (lacks !== null) {
    skip('every way a page can die', lacks)
    return
  }
  let seat: Seat
  let hub: TestHub
  let door: Door
  let screen: Launcher
  const folder = mkdtempSync(join(tmpdir(), 'luot-screen-'))
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

  before(async () => {
    seat = await openSeat({ width: 800, height: 1280 })
    hub = await startHub()
    door = await openDoor(hub.url)
    door.shut()
    screen = startLauncher(seat, { url: `${door.url}/kiosk/?id=kiosk-1`, folder })
  })
  after(async () => {
    await screen.stop()
    door.close()
    await hub.close()
    await seat.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a screen that is on before its hub shows that it waits, and no error page', async () => {
    const took = await screen.until(/waiting for the hub/, BACK_WITHIN_MS)
    console.log(`waiting page after ${seconds(took)}`)
    seat.shot(join('.cache', 'shots', 'kiosk-waiting.png'))
    door.open()
    console.log(`hub there: page after ${seconds(await screen.until(/the page is up/, BACK_WITHIN_MS))}`)
  }, 60_000)

  const renderer = /--type=renderer/
  const deaths: [string, () => void][] = [
    ['whose process is killed', () => signal(screen.browserPids(renderer), 'SIGKILL')],
    ['whose process stands still', () => signal(screen.browserPids(renderer), 'SIGSTOP')],
    ['that turns in an endless loop', () => door.hang()],
    ['whose browser is killed', () => signal(screen.browserPids(/--kiosk/), 'SIGKILL')],
    ['whose browser stands still', () => signal(screen.browserPids(/--kiosk/), 'SIGSTOP')],
  ]
  for (const [which, die] of deaths) {
    test(`a page ${which} is back`, async () => {
      die()
      console.log(`a page ${which}: back after ${seconds(await screen.until(/the page is up/, BACK_WITHIN_MS))}`)
    }, 40_000)
  }

  test('a page that dies while the hub is away is followed by the page that waits', async () => {
    door.shut()
    signal(screen.browserPids(renderer), 'SIGKILL')
    console.log(`hub away: waiting page after ${seconds(await screen.until(/waiting for the hub/, BACK_WITHIN_MS))}`)
    door.open()
    await screen.until(/the page is up/, BACK_WITHIN_MS)
  }, 60_000)

  test('a hub that goes and comes takes no living page with it', async () => {
    const said = screen.said()
    door.shut()
    // Longer than a silent page would be left alone: the page lives on without its hub.
    await wait(18_000)
    door.open()
    assert.equal(screen.said(), said, 'the browser was started anew although its page lived')
  })
})

function signal(pids: number[], name: NodeJS.Signals): void {
  assert.ok(pids.length > 0, 'no such process of this browser')
  for (const pid of pids) process.kill(pid, name)
}

interface Door {
  readonly url: string
  open(): void
  /** Cuts every connection and refuses new ones, as a hub that is off. */
  shut(): void
  /** Makes the page that is open now turn in an endless loop. */
  hang(): void
  close(): void
}

/** A door before the hub that can be shut, and that slips a script into its pages by which a test can make them hang. */
async function openDoor(hub: string): Promise<Door> {
  let isOpen = true
  let mustHang = false
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer(async (request, response) => {
    if (request.url === '/hang.js') {
      const script = `setInterval(async () => { if ((await (await fetch('/hang')).text()) === 'yes') for (;;); }, 500)`
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      return
    }
    if (request.url === '/hang') {
      response.end(mustHang ? 'yes' : 'no')
      mustHang = false
      return
    }
    const answer = await fetch(`${hub}${request.url}`)
    const type = answer.headers.get('content-type') ?? ''
    const body = Buffer.from(await answer.arrayBuffer())
    const isPage = type.includes('text/html')
    const page = isPage ? body.toString().replace('</head>', '<script src="/hang.js"></script></head>') : body
    response.writeHead(answer.status, { 'content-type': type }).end(page)
  })
  server.on('connection', (socket) => {
    if (!isOpen) socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket) => {
    const { hostname, port, host } = new URL(hub)
    const onward = connect(Number(port), hostname, () => {
      const headers = { ...request.headers, host, origin: hub }
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      onward.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) {
      sockets.add(end)
      // Either side may vanish when a test cuts it; the other then goes too.
      end.on('error', () => socket.destroy())
      end.on('close', () => (end === onward ? socket.destroy() : onward.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the door has no address')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
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
    hang: () => {
      mustHang = true
    },
    close() {
      cut()
      server.close()
    },
  }
}

import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { CLEARS_WHEN_TOLD, type HubProcess, startProcess } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire, type Wire } from '../kit/wire.ts'

/**
 * The audiences that came with signed-in people and paired screens, badly behaved: what sockets.ts of the doors asks of a kiosk on the
 * hub's own machine is asked here of the hall's page and of screens with a key, on a hub in a process of its own whose memory is watched.
 */
let folder: string
let hub: HubProcess
let url = ''
let pins: readonly { id: string; pin: string }[] = []
let admin = ''
let addresses = 0

/** What somebody brings along to an audience, and how they greet it. */
interface Seat {
  readonly audience: string
  readonly screen: Record<string, unknown>
  readonly headers: Record<string, string>
}

const outside = () => ({ 'x-forwarded-for': `203.0.113.${++addresses}` })

async function post(path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') {
  const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const response = await fetch(`${url}${path}`, { method, headers: { ...own, ...headers }, body: JSON.stringify(body) })
  const text = await response.text()
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  const answer: any = text ? JSON.parse(text) : null
  return { status: response.status, headers: response.headers, body: answer }
}
const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(';')[0] ?? ''

async function signIn(id: string): Promise<string> {
  const { headers, body } = await post('/api/session', { staff: id, pin: pins.find((one) => one.id === id)?.pin })
  assert.ok(cookieOf(headers), JSON.stringify(body))
  return cookieOf(headers)
}

const placeOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .find((one) => one.startsWith('luot_place='))
    ?.split(';')[0] ?? ''

/** Pairs a screen somewhere in the hall, and tells what it brings along from then on. */
async function pair(place: Record<string, unknown>, wants: string): Promise<Record<string, string>> {
  const address = outside()
  const body = { run: randomBytes(16).toString('hex'), wants, build: 'index-a.js', rev: null }
  const first = await post('/api/screen', body, address)
  const cookie = placeOf(first.headers)
  assert.equal(first.status, 200, JSON.stringify(first.body))
  const id = cookie.split('=')[1]?.split('.')[0]
  const approval = { code: first.body.code, name: `Máy ${place.screen}`, place, replaces: null }
  const approved = await post(`/api/screens/${id}/approve`, approval, { cookie: admin })
  assert.equal(approved.status, 200, JSON.stringify(approved.body))
  const second = await post('/api/screen', body, { ...address, cookie })
  return { ...address, cookie: placeOf(second.headers) || cookie }
}

async function enter({ audience, screen, headers }: Seat): Promise<Wire> {
  const wire = await openWire(url, headers)
  assert.deepEqual(await wire.enter(audience, helloOf(screen)), { in: true, code: null }, audience)
  return wire
}

spec('a hall’s page and paired screens that behave badly (S4)', ({ test, before, after }) => {
  const seats: Seat[] = []
  let calm: Wire

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-crowd-'))
    pins = await furnishWithoutLimits(folder)
    hub = await startProcess({
      LUOT_DATA: folder,
      LUOT_TRUST_PROXY: '127.0.0.1',
      NODE_OPTIONS: CLEARS_WHEN_TOLD,
    })
    assert.ok(hub.url, hub.output())
    url = hub.url
    const code = /\b([A-Z0-9]{4}(?:-[A-Z0-9]{4})+)\b/.exec(hub.output())?.[1]
    const made = await post('/api/setup', { code, staff: 'quan-tri', name: 'Quản trị', password: randomUUID() })
    assert.equal(made.status, 200, `${JSON.stringify(made.body)} ${hub.output()}`)
    admin = cookieOf(made.headers)
    seats.push(
      { audience: 'hall', screen: { id: 'hall-1' }, headers: { ...outside(), cookie: admin } },
      {
        audience: 'desk',
        screen: { id: 'desk-1', counter: 'quay-1' },
        headers: { ...outside(), cookie: await signIn('an') },
      },
      {
        audience: 'kiosk',
        screen: { id: 'kiosk-1' },
        headers: await pair({ what: 'kiosk', screen: 'kiosk-1' }, '/kiosk/?id=kiosk-1'),
      },
      {
        audience: 'display',
        screen: { id: 'board-1' },
        headers: await pair({ what: 'board', screen: 'board-1' }, '/display/'),
      },
      {
        audience: 'rating',
        screen: { id: 'rating-1', counter: 'quay-1' },
        headers: await pair({ what: 'rating', screen: 'rating-1', counter: 'quay-1' }, '/kiosk/rating?counter=quay-1'),
      },
    )
    calm = await openWire(url)
    assert.equal((await calm.enter('kiosk', helloOf({ id: 'kiosk-2' }))).in, true)
  })
  after(async () => {
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Nobody else noticed: a kiosk beside it is answered. */
  async function othersServed(): Promise<void> {
    assert.ok(calm.isOpen())
    assert.equal((await calm.ask('kiosk', 'issue-ticket', {})).code, 'bad-request')
  }

  async function issue(): Promise<void> {
    const body = { command: randomUUID(), ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }
    assert.equal((await calm.ask('kiosk', 'issue-ticket', body)).ok, true)
  }

  test('from a foreign page their own cookie opens nothing', async () => {
    for (const { headers, audience } of seats) {
      for (const origin of ['http://evil.example', 'null', `${url}.evil.example`]) {
        await assert.rejects(openWire(url, { ...headers, origin }), /did not open/, `${audience} ${origin}`)
      }
    }
    await othersServed()
  })

  test('without what they bring along they are strangers, and with somebody else’s too', async () => {
    for (const { audience, screen } of seats) {
      const isOfStaff = audience === 'hall' || audience === 'desk'
      for (const cookie of ['', 'luot_session=x', 'luot_place=x.y', `luot_session=${'A'.repeat(43)}`]) {
        const wire = await openWire(url, { ...outside(), ...(cookie && { cookie }) })
        const code = isOfStaff ? 'sign-in-first' : 'screen-not-enrolled'
        assert.deepEqual(await wire.enter(audience, helloOf(screen)), { in: false, code }, `${audience} ${cookie}`)
        wire.close()
      }
    }
    const officer = await openWire(url, { ...outside(), cookie: await signIn('binh') })
    assert.equal((await officer.enter('hall', helloOf({ id: 'hall-2' }))).code, 'not-allowed')
    officer.close()
    const kiosk = await openWire(url, seats[2]?.headers)
    for (const audience of ['hall', 'desk']) {
      assert.equal((await kiosk.enter(audience, helloOf({ id: 'x' }))).code, 'sign-in-first', audience)
    }
    kiosk.close()
  })

  test('a line whose session ended is cut at once, and told why', async () => {
    const body = { staff: 'binh', pin: pins.find(({ id }) => id === 'binh')?.pin }
    const cookie = cookieOf((await post('/api/session', body)).headers)
    const wire = await enter({ audience: 'desk', screen: { id: 'desk-2', counter: 'quay-2' }, headers: { cookie } })
    assert.equal((await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie } })).status, 204)
    await wire.closed
    assert.ok(wire.heard.some((message) => message.includes('sign-in-first')))
  })

  test('a message of more than 16 kB, one that came packed, or bytes that are no frame end their line alone', async () => {
    for (const seat of seats) {
      const big = await enter(seat)
      big.send(`42/${seat.audience},1["issue-ticket","${'x'.repeat(17_000)}"]`)
      assert.ok([1009, 1006].includes((await big.closed).code), seat.audience)
      // A megabyte of nothing fits into a kilobyte; the hub never agreed to unpack anything.
      const packed = await rawLine(seat.headers)
      packed.write(frame(0xc1, randomBytes(900)))
      await ended(packed)
      const noise = await rawLine(seat.headers)
      noise.write(randomBytes(2_000))
      await ended(noise)
      const text = await enter(seat)
      for (let round = 0; round < 20; round++) text.send(randomBytes(1 + round * 13).toString('latin1'))
      await text.closed
    }
    await othersServed()
  })

  test('ten thousand messages in a breath end in too-many; what the hub keeps of it stays below 20 MB', async () => {
    const flood = async (seat: Seat) => {
      const wild = await enter(seat)
      for (let n = 0; n < 10_000; n++) wild.send(`42/${seat.audience},${n}["take-message",{"x":${n}}]`)
      await othersServed()
      await wild.closed
      assert.ok(
        wild.heard.some((message) => message.includes('too-many')),
        seat.audience,
      )
    }
    // The first floods warm the hub up: what it keeps from there on would be a leak.
    for (const seat of seats) await flood(seat)
    const before = await hub.keptMb()
    for (const seat of seats) await flood(seat)
    const grown = (await hub.keptMb()) - before
    console.log(`    ${grown.toFixed(1)} MB more after ${seats.length * 10_000} messages`)
    assert.ok(grown < 20, `${grown.toFixed(1)} MB more`)
  }, 90_000)

  test('screens that stop reading are hung up on, while the hall moves on and the hub does not swell', async () => {
    // The first slips bring in what draws them: that is no swelling.
    for (let n = 0; n < 5; n++) await issue()
    const before = await hub.keptMb()
    const lines = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const { audience, screen, headers } = seats[n % 2 === 0 ? 0 : 3] as Seat
        const line = await rawLine(headers)
        line.write(frame(0x81, Buffer.from(`40/${audience},${JSON.stringify(helloOf(screen))}`)))
        await wait(50)
        // From here on nothing is taken from the line, and no ping is answered.
        line.pause()
        return line
      }),
    )
    let slowest = 0
    for (let n = 0; n < 60; n++) {
      const at = performance.now()
      await issue()
      slowest = Math.max(slowest, performance.now() - at)
      await wait(300)
    }
    const grown = (await hub.keptMb()) - before
    // Ping and patience are ten seconds each.
    const deadline = performance.now() + 30_000
    const connected = async () => (await (await fetch(`${url}/healthz`)).json()) as { screens: Record<string, number> }
    let screens = (await connected()).screens
    while ((screens.hall ?? 0) + (screens.display ?? 0) > 0 && performance.now() < deadline) {
      await wait(250)
      screens = (await connected()).screens
    }
    console.log(
      `    ${grown.toFixed(1)} MB more with 20 screens that do not read; slowest answer ${slowest.toFixed(0)} ms`,
    )
    assert.deepEqual([screens.hall ?? 0, screens.display ?? 0], [0, 0], 'they are gone')
    assert.ok(grown < 20, `${grown.toFixed(1)} MB more`)
    for (const line of lines) line.destroy()
    await othersServed()
    calm.close()
  }, 90_000)
})

/** A line past its WebSocket greeting, for saying frames nobody should say. */
async function rawLine(headers: Record<string, string>): Promise<Socket> {
  const line = connect(Number(new URL(url).port), '127.0.0.1')
  // It is ended by the other side, at any moment: that is what is tried.
  line.on('error', () => line.destroy())
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  line.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n' +
      `sec-websocket-version: 13\r\nsec-websocket-extensions: permessage-deflate\r\n${more.join('')}` +
      `sec-websocket-key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  const answer = String(await new Promise((resolve) => line.once('data', resolve)))
  assert.match(answer, /^HTTP\/1\.1 101/)
  assert.doesNotMatch(answer, /permessage-deflate/i)
  return line
}

/** One masked frame: `[0] flags and kind  [1] 0x80 | 126  [2..3] length  [4..7] mask  [8..] payload`, with a mask of zeros. */
function frame(first: number, payload: Buffer): Buffer {
  const head = Buffer.from([first, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([head, payload])
}

async function ended(line: Socket): Promise<void> {
  line.resume()
  const late = wait(5_000, 'late', { ref: false })
  const closed = new Promise((resolve) => line.once('close', () => resolve('closed')))
  assert.equal(await Promise.race([closed, late]), 'closed')
}

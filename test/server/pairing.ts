import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScreenPlace, ScreenStanding } from '#core/contract/screens.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { NoteAct } from '#server/acts.ts'
import { machineClock } from '#server/clock.ts'
import { SCREEN_COOKIE, type Who } from '#server/edge/who.ts'
import type { ScreenBook, ScreenRecord } from '#server/pairing/book.ts'
import { openPairingRoom } from '#server/pairing/room.ts'
import { tokenMint } from '#server/pairing/tokens.ts'
import { waitingRoom } from '#server/pairing/waiting-room.ts'
import { newId } from '#web/hub/new-id.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

const KIOSK: ScreenPlace = { what: 'kiosk', screen: 'kiosk-1' }
let hall: TestHub
let admin: Staffer
let aheadMs = 0
let addresses = 0
const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }
// What is logged when a key was copied is meant here, and would only fill the page.
const ENV = { LUOT_TRUST_PROXY: '127.0.0.1', LUOT_LOG: 'silent' }

/** A browser somewhere in the hall: its own address, its own cookies. */
class Browser {
  cookie: string | null = null
  run = newId()
  readonly address: string
  readonly wants: string

  constructor(wants = '/kiosk/?id=kiosk-1', from?: Browser) {
    this.address = `203.0.113.${++addresses}`
    this.wants = wants
    if (from) this.cookie = from.cookie
  }

  get headers(): Record<string, string> {
    return { 'x-forwarded-for': this.address, ...(this.cookie && { cookie: this.cookie }) }
  }

  store(headers: Headers): void {
    const given = headers.getSetCookie().find((one) => one.startsWith(`${SCREEN_COOKIE}=`))
    if (given) this.cookie = given.split(';')[0] ?? null
  }

  /** Tells that it is here, and at once again with the cookie it was given. */
  async here(): Promise<ScreenStanding> {
    const first = await this.shows()
    return first.state === 'paired' && first.isNew ? this.shows() : first
  }

  async shows(): Promise<ScreenStanding> {
    const body = { run: this.run, wants: this.wants, build: 'index-a.js', rev: null }
    const reply = await hall.post('/api/screen', body, { headers: this.headers })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
    this.store(reply.headers)
    return reply.body
  }

  open(): void {
    this.run = newId()
  }

  async enters(path: string): Promise<Response> {
    const reply = await fetch(`${hall.url}${path}`, { headers: this.headers, redirect: 'manual' })
    this.store(reply.headers)
    return reply
  }

  async get(path: string): Promise<Reply> {
    const reply = await fetch(`${hall.url}${path}`, { headers: this.headers })
    const text = await reply.text()
    const isJson = reply.headers.get('content-type')?.includes('json') ?? false
    return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(text) : text }
  }
}

const does = (path: string, body: unknown, who = admin) =>
  hall.post(`/api/screens${path}`, body, { cookie: who.cookie })
const screens = async (who = admin) => (await hall.get('/api/screens', { cookie: who.cookie })).body
const screenOf = async (id: string) => (await screens()).screens.find((one: { id: string }) => one.id === id)
const idOf = (browser: Browser) => browser.cookie?.split('=')[1]?.split('.')[0] ?? ''

async function pair(
  browser: Browser,
  place: ScreenPlace,
  name = 'Máy ở cửa',
  replaces: string | null = null,
): Promise<string> {
  const standing = await browser.here()
  assert.equal(standing.state, 'waiting')
  const id = idOf(browser)
  const reply = await does(`/${id}/approve`, {
    code: standing.state === 'waiting' && standing.code,
    name,
    place,
    replaces,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  assert.equal((await browser.here()).state, 'paired')
  return id
}

const gone = async (id: string) => assert.equal((await does(`/${id}/revoke`, { why: 'xong' })).status, 200)

spec('screens with a key of their own (S2)', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub({ env: ENV, machine })
    admin = await hall.administrator()
  })
  after(() => hall.close())

  test('a stranger gets a code and a cookie, and nothing of the hall', async () => {
    const stranger = new Browser()
    const standing = await stranger.here()
    assert.equal(standing.state, 'waiting')
    assert.match(standing.state === 'waiting' ? standing.code : '', /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    assert.deepEqual(Object.keys(standing).sort(), ['code', 'state', 'untilMs', 'why'])
    for (const audience of ['kiosk', 'display', 'rating']) {
      const wire = await openWire(hall.url, stranger.headers)
      const hello = helloOf({ id: 'kiosk-1', counter: 'quay-1' })
      assert.deepEqual(await wire.enter(audience, hello), { in: false, code: 'screen-not-enrolled' })
      wire.close()
      assert.equal((await stranger.get(`/api/views/${audience}?counter=quay-1`)).status, 403)
    }
    for (const path of ['/healthz', '/metrics', '/docs', '/openapi.json', '/clips/x.wav', '/api/screens']) {
      assert.equal((await stranger.get(path)).status, 401, path)
    }
    assert.equal((await stranger.get('/kiosk/')).status, 200)
    const body = { ticket: newId(), service: 'chung-thuc', class: 'ordinary' }
    const asked = await hall.post('/api/issue-ticket', body, { key: newId(), headers: stranger.headers })
    assert.equal(asked.body.code, 'sign-in-first')
  })

  test('the code changes by itself after a quarter of an hour, and an old one is worth nothing', async () => {
    const screen = new Browser()
    const first = await screen.here()
    assert.deepEqual(await screen.here().then(({ state }) => state), 'waiting')
    aheadMs += 15 * 60_000 + 1
    const second = await screen.here()
    assert.ok(first.state === 'waiting' && second.state === 'waiting')
    assert.notEqual(first.code, second.code)
    const approval = { code: first.code, name: 'A', place: KIOSK, replaces: null }
    assert.equal((await does(`/${idOf(screen)}/approve`, approval)).body.code, 'code-renewed')
  })

  test('approved, it goes on as what it was made, and a code is good once', async () => {
    const screen = new Browser('/kiosk/')
    const standing = await screen.here()
    assert.ok(standing.state === 'waiting')
    const { waiting } = await screens()
    const row = waiting.find(({ code }: { code: string }) => code === standing.code)
    assert.equal(row.address, screen.address)
    assert.equal(row.wants, '/kiosk/')
    const officer = await hall.officer('an')
    assert.deepEqual((await screens(officer)).waiting, [])
    const approval = { code: standing.code, name: 'Máy ở cửa', place: KIOSK, replaces: null }
    assert.equal((await does(`/${row.id}/approve`, approval, officer)).status, 403)
    assert.equal((await does(`/${row.id}/approve`, approval)).status, 200)
    assert.equal((await does(`/${row.id}/approve`, approval)).status, 404)
    const now = await screen.here()
    assert.deepEqual(now, {
      state: 'paired',
      name: 'Máy ở cửa',
      path: '/kiosk/',
      query: { id: 'kiosk-1' },
      isNew: false,
    })
    const wire = await openWire(hall.url, screen.headers)
    assert.deepEqual(await wire.enter('kiosk', helloOf({ id: 'kiosk-1' })), { in: true, code: null })
    assert.equal((await screenOf(row.id)).state, 'old-page')
    wire.close()
    assert.equal((await screen.get('/healthz')).status, 200)
    await gone(row.id)
  })

  test('the place is bound: no screen passes for another, whatever it says', async () => {
    const kiosk = new Browser()
    const id = await pair(kiosk, KIOSK)
    const wire = await openWire(hall.url, kiosk.headers)
    assert.deepEqual(await wire.enter('kiosk', helloOf({ id: 'kiosk-2' })), { in: true, code: null })
    const ticket = newId()
    const issue = { command: newId(), ticket, service: 'chung-thuc', class: 'ordinary' }
    assert.equal((await wire.ask('kiosk', 'issue-ticket', issue)).ok, true)
    const issued = hall.hub.road.queue().tickets.get(ticket)
    assert.equal(issued?.device, 'kiosk-1', 'the hub knows which kiosk it was')
    for (const audience of ['display', 'rating']) {
      const refused = await wire.enter(audience, helloOf({ id: 'x', counter: 'quay-1' }))
      assert.deepEqual(refused, { in: false, code: 'screen-elsewhere' })
    }
    wire.close()
    const rate = { ticket, counter: 'quay-1', level: 'hai-long' }
    const asked = await hall.post('/api/rate-ticket', rate, { key: newId(), headers: kiosk.headers })
    assert.equal(asked.body.code, 'not-allowed', 'a kiosk rates nobody, over HTTP neither')

    const terminal = new Browser('/kiosk/rating?counter=quay-1')
    const rating = await pair(terminal, { what: 'rating', screen: 'rating-1', counter: 'quay-1' }, 'Quầy 1')
    const line = await openWire(hall.url, terminal.headers)
    assert.deepEqual(await line.enter('rating', helloOf({ id: 'rating-1', counter: 'quay-3' })), {
      in: true,
      code: null,
    })
    const other = { command: newId(), ...rate, counter: 'quay-3' }
    assert.equal((await line.ask('rating', 'rate-ticket', other)).code, 'not-allowed')
    line.close()
    const free = { ticket: newId(), service: 'chung-thuc', class: 'ordinary' }
    const number = await hall.post('/api/issue-ticket', free, { key: newId(), headers: terminal.headers })
    assert.equal(number.body.code, 'not-allowed')
    const second = new Browser()
    const standing = await second.here()
    assert.ok(standing.state === 'waiting')
    const same = { code: standing.code, name: 'B', place: KIOSK, replaces: null }
    assert.equal((await does(`/${idOf(second)}/approve`, same)).body.code, 'place-taken')
    const nowhere = { ...same, place: { what: 'sign', screen: 'sign-9', counter: 'quay-99' } }
    assert.equal((await does(`/${idOf(second)}/approve`, nowhere)).body.code, 'unknown-counter')
    assert.equal((await does(`/${idOf(second)}/approve`, { ...same, replaces: id })).status, 200)
    assert.equal((await kiosk.here()).state, 'waiting', 'the one it replaces is out')
    assert.equal((await second.here()).state, 'paired')
    await gone(idOf(second))
    await gone(rating)
  })

  test('revoked, it is cut at once and shows a code again; moved, it goes to its new place', async () => {
    const board = new Browser('/display/')
    const id = await pair(board, { what: 'board', screen: 'board-1' }, 'Tivi')
    const wire = await openWire(hall.url, board.headers)
    assert.deepEqual(await wire.enter('display', helloOf({ id: 'board-1' })), { in: true, code: null })
    const refused = wire.next((message) => message.includes('screen-elsewhere'))
    const led = { what: 'led', screen: 'led-1', width: 192, height: 96 } as const
    assert.equal((await does(`/${id}/move`, { name: 'Bảng LED', place: led })).status, 200)
    await refused
    await wire.closed
    const moved = await board.here()
    assert.ok(moved.state === 'paired')
    assert.equal(moved.path, '/display/led')
    assert.deepEqual(moved.query, { id: 'led-1', width: '192', height: '96' })

    const again = await openWire(hall.url, board.headers)
    await again.enter('display', helloOf({ id: 'led-1' }))
    const at = performance.now()
    await gone(id)
    await again.closed
    assert.ok(performance.now() - at < 5_000)
    assert.equal((await board.get('/healthz')).status, 401)
    const standing = await board.here()
    assert.ok(standing.state === 'waiting' && standing.why === 'revoked')
    const acts = JSON.stringify((await hall.get('/api/acts', { cookie: admin.cookie })).body)
    for (const did of ['paired', 'moved', 'revoked']) assert.match(acts, new RegExp(`"${did}"`))
    assert.ok(!acts.includes(board.cookie?.split('.')[3] ?? ''), 'no secret is in the record')
  })

  test('the guard’s screen alone hears of calls for help; a board is refused there, and it is refused at the boards', async () => {
    const guard = new Browser('/display/guard')
    const id = await pair(guard, { what: 'guard', screen: 'guard-1', sounds: true }, 'Bảo vệ')
    const standing = await guard.here()
    assert.ok(standing.state === 'paired')
    assert.deepEqual([standing.path, standing.query], ['/display/guard', { id: 'guard-1', sounds: '1' }])
    const board = new Browser('/display/')
    const other = await pair(board, { what: 'board', screen: 'board-7' }, 'Tivi')
    const comesIn = async (browser: Browser, audience: string) => {
      const wire = await openWire(hall.url, browser.headers)
      const { code } = await wire.enter(audience, helloOf({ id: 'x-1' }))
      wire.close()
      return [code, (await browser.get(`/api/views/${audience}`)).status]
    }
    assert.deepEqual(await comesIn(guard, 'guard'), [null, 200])
    assert.deepEqual(await comesIn(guard, 'display'), ['screen-elsewhere', 403])
    assert.deepEqual(await comesIn(board, 'guard'), ['screen-elsewhere', 403])
    for (const one of [id, other]) await gone(one)
  })

  test('a copied cookie, both in use: both are cut, and the hall is told', async () => {
    const screen = new Browser()
    const id = await pair(screen, KIOSK)
    aheadMs += 200_000
    await screen.here()
    const copy = new Browser('/kiosk/?id=kiosk-1', screen)
    copy.open()
    const wires = [await openWire(hall.url, screen.headers), await openWire(hall.url, copy.headers)]
    for (const wire of wires) assert.ok((await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))).in)
    const states: string[] = []
    for (let minutes = 0; minutes < 4 && !states.includes('waiting'); minutes++) {
      for (const one of [copy, screen]) {
        states.push((await one.here()).state)
        aheadMs += 30_000
      }
    }
    assert.ok(states.includes('waiting'), states.join())
    for (const wire of wires) await wire.closed
    for (const one of [copy, screen]) {
      const standing = await one.here()
      assert.ok(standing.state === 'waiting')
    }
    assert.equal((await screenOf(id)).state, 'suspended')
    const { faults } = (await hall.get('/healthz')).body
    assert.ok(faults.some(({ code }: { code: string }) => code === 'screen-copied'))
    const standing = await screen.here()
    assert.ok(standing.state === 'waiting')
    const mended = { code: standing.code, name: 'Máy ở cửa', place: KIOSK, replaces: id }
    assert.equal((await does(`/${idOf(screen)}/approve`, mended)).status, 200)
    assert.equal((await screen.here()).state, 'paired')
    assert.deepEqual(
      (await hall.get('/healthz')).body.faults.filter(({ code }: { code: string }) => code === 'screen-copied'),
      [],
    )
    await gone(idOf(screen))
  })

  test('an invitation brings one screen in, once, within a day', async () => {
    const invited = await does('', { name: 'Bảng 2', place: { what: 'board', screen: 'board-2' } })
    assert.equal(invited.status, 200)
    const { id, path } = invited.body
    assert.equal((await screenOf(id)).state, 'invited')
    const tv = new Browser('/display/')
    const reply = await tv.enters(path)
    assert.equal(reply.status, 302)
    assert.equal(reply.headers.get('location'), '/display/board?id=board-2')
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/'])
      assert.ok(reply.headers.getSetCookie()[0]?.includes(part))
    assert.equal((await tv.enters(path)).status, 302, 'an answer that got lost is given again')
    assert.equal((await tv.here()).state, 'paired')
    assert.equal((await new Browser().enters(path)).status, 403, 'once')
    await gone(id)
    assert.equal((await new Browser().enters(path)).status, 403)
    const late = (await does('', { name: 'Bảng 3', place: { what: 'board', screen: 'board-3' } })).body
    aheadMs += 24 * 3_600_000 + 1
    assert.equal((await new Browser().enters(late.path)).status, 403)
    const old = await new Browser().enters('/enter?key=x&to=/kiosk/%3Fid=kiosk-1')
    assert.equal(old.headers.get('location'), '/kiosk/?id=kiosk-1', 'an address of an older release leads to the code')
    assert.equal((await new Browser().enters('/enter?code=x&to=//evil.example')).status, 400)
  })
})

spec('machines, power cuts and copies', ({ test, before, after }) => {
  before(async () => {
    aheadMs = 0
    hall = await startHub({ env: ENV, machine })
    admin = await hall.administrator()
  })
  after(() => hall.close())

  test('a machine whose browser keeps no cookies is approved once, and every new browser of it is known', async () => {
    const key = randomBytes(32).toString('base64url')
    const start = async (machineKey = key) => {
      const browser = new Browser('/kiosk/?id=kiosk-1')
      const { pass } = (await hall.post('/api/screen/pass', { machine: machineKey }, { headers: browser.headers })).body
      const reply = await browser.enters(`/enter?pass=${pass}&to=${encodeURIComponent(browser.wants)}`)
      assert.equal(reply.headers.get('location'), browser.wants)
      return { browser, pass: String(pass) }
    }
    const { browser: first } = await start()
    const id = await pair(first, KIOSK)
    aheadMs += 60_000
    const { browser: second, pass } = await start()
    assert.equal((await second.here()).state, 'paired')
    assert.equal(idOf(second), id)
    const thief = new Browser()
    assert.equal(
      (await thief.enters(`/enter?pass=${pass}&to=/kiosk/`)).headers.getSetCookie().length,
      0,
      'a pass is good once',
    )
    assert.equal(
      (await hall.post('/api/screen/pass', { machine: key })).body.pass,
      null,
      'the hub’s own machine needs none',
    )

    // Its card is copied into a second machine: the first one is still there when the second takes over.
    aheadMs += 60_000
    await second.here()
    const { browser: double } = await start()
    assert.equal((await double.here()).state, 'paired')
    aheadMs += 60_000
    assert.equal((await second.here()).state, 'waiting')
    assert.equal((await double.here()).state, 'waiting')
    assert.equal((await screenOf(id)).state, 'suspended')
    const { browser: once } = await start()
    const standing = await once.here()
    assert.ok(standing.state === 'waiting' && standing.why === 'suspended')
    await gone(id)
  })

  test('a hub that is cut off, or put back from an older copy, knows its screens; those that wait keep waiting', async () => {
    const screen = new Browser()
    const id = await pair(screen, KIOSK)
    const waiting = new Browser('/display/')
    await waiting.here()
    const before = idOf(waiting)
    const { dataFolder } = hall
    await hall.close({ keepData: true })
    for (const file of ['luot.db']) {
      const bytes = readFileSync(join(dataFolder, file))
      const secret = screen.cookie?.split('.')[3] ?? ''
      assert.ok(secret.length >= 22 && !bytes.includes(secret), 'the hub keeps no secret of a screen')
    }
    hall = await startHub({ env: ENV, machine, dataFolder })
    screen.open()
    assert.equal((await screen.here()).state, 'paired')
    assert.equal((await waiting.here()).state, 'waiting')
    assert.equal(idOf(waiting), before)
    assert.equal(idOf(screen), id)
  })

  test('a cookie nobody here has written is a stranger’s', async () => {
    const screen = new Browser()
    await screen.here()
    for (const forged of [
      screen.cookie?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      screen.cookie?.replace('.0.', '.7.'),
      `${SCREEN_COOKIE}=x`,
      `${SCREEN_COOKIE}=..`,
    ]) {
      const thief = new Browser()
      thief.cookie = forged ?? null
      const id = idOf(screen)
      assert.equal((await thief.here()).state, 'waiting')
      assert.notEqual(idOf(thief), id, String(forged))
    }
  })

  test('no address fills the room before the door', async () => {
    const one = new Browser()
    const codes: number[] = []
    for (let n = 0; n < 25; n++) {
      const body = { run: newId(), wants: '/kiosk/', build: '', rev: null }
      codes.push((await hall.post('/api/screen', body, { headers: { 'x-forwarded-for': one.address } })).status)
    }
    assert.ok(codes.includes(429))
    assert.equal((await new Browser().here()).state, 'waiting', 'its neighbour is not held up')
  })
})

spec('a hub whose own screens are paired too', ({ test, before, after }) => {
  let own: TestHub
  before(async () => {
    own = await startHub({ env: { LUOT_LOOPBACK_SCREENS: '0' } })
  })
  after(() => own.close())

  test('believes nobody for standing beside it', async () => {
    const wire = await openWire(own.url)
    assert.deepEqual(await wire.enter('kiosk', helloOf({ id: 'kiosk-1' })), { in: false, code: 'screen-not-enrolled' })
    wire.close()
    const body = { run: newId(), wants: '/kiosk/', build: '', rev: null }
    assert.equal((await own.post('/api/screen', body)).body.state, 'waiting')
    assert.equal((await own.get('/healthz')).status, 200, 'its watchdog is not a screen')
  })
})

spec('two that change one screen while the journal is slow', ({ test, before }) => {
  const who: Who = { role: 'admin', id: 'quan-tri', name: '' }
  const said = { wants: '/kiosk/', run: newId(), build: 'index-a.js', rev: null }
  const mint = tokenMint('seal')
  let screens: Map<string, ScreenRecord>
  let written: (() => void)[]
  let isSlow = false
  let room: ReturnType<typeof openPairingRoom>
  const note: NoteAct = () =>
    new Promise((resolve) => {
      const done = () => resolve({ ok: true, value: null })
      if (isSlow) written.push(done)
      else done()
    })

  before(() => {
    screens = new Map()
    written = []
    const book: ScreenBook = {
      find: (id) => screens.get(id) ?? null,
      all: () => [...screens.values()],
      put: (record) => void screens.set(record.id, record),
    }
    const times = { now: machineClock.wall, steady: machineClock.steady }
    const queue = () => ({ seq: 1 }) as Queue
    room = openPairingRoom({ book, mint, atDoor: waitingRoom(), queue, ...times, note, cut() {}, onCopied() {} })
  })

  /** Both are asked before either is written down; then each is, in its turn. */
  async function both<One, Other>(one: () => Promise<One>, other: () => Promise<Other>): Promise<[One, Other]> {
    isSlow = true
    const asked = Promise.all([one(), other()])
    let isDone = false
    void asked.finally(() => {
      isDone = true
    })
    while (!isDone) {
      await new Promise(setImmediate)
      for (const done of written.splice(0).reverse()) done()
    }
    isSlow = false
    return asked
  }

  async function paired(screen: string): Promise<{ id: string; cookie: string }> {
    const { cookie = '' } = room.here({ cookie: undefined, address: '203.0.113.1', isOwn: false }, said) as {
      cookie?: string
    }
    const [one] = room.waiting()
    assert.ok(one)
    const place = { what: 'kiosk', screen } as const
    assert.ok((await room.approve(one.id, { code: one.code, name: 'Ki-ốt', place, replaces: null }, who)).ok)
    assert.ok(room.known(cookie))
    return { id: one.id, cookie }
  }

  test('revoked while somebody saves its name, its key stays dead', async () => {
    const { id, cookie } = await paired('kiosk-1')
    const place = { what: 'kiosk', screen: 'kiosk-1' } as const
    const [gone, moved] = await both(
      () => room.revoke(id, 'bị lấy cắp', who),
      () => room.move(id, { name: 'Ki-ốt ở cửa', place }, who),
    )
    assert.deepEqual([gone.ok, moved.ok], [true, false])
    assert.equal(room.known(cookie), null)
    assert.equal(screens.get(id)?.state, 'revoked')
  })

  test('an invitation that is taken back as it is opened lets nobody stay', async () => {
    const invited = await room.invite({ name: 'Bảng', place: { what: 'board', screen: 'board-1' } }, who)
    assert.ok(invited.ok)
    const code = invited.value.path.replace('/enter?code=', '')
    const [, gone] = await both(
      () => room.enter({ code }, '203.0.113.2'),
      () => room.revoke(invited.value.id, 'nhầm', who),
    )
    assert.ok(gone.ok)
    assert.equal(screens.get(invited.value.id)?.state, 'revoked')
  })

  test('one place is given to one screen, however many are invited to it at once', async () => {
    const invite = () => room.invite({ name: 'Bảng', place: { what: 'board', screen: 'board-2' } }, who)
    const [one, other] = await both(invite, invite)
    assert.deepEqual([one.ok, other.ok], [true, false])
  })

  test('a copy that is noticed while somebody saves its name stays noticed, and the name is saved', async () => {
    const { id, cookie } = await paired('kiosk-2')
    const token = mint.read(cookie)
    assert.ok(token)
    const place = { what: 'kiosk', screen: 'kiosk-2' } as const
    await both(
      () => room.move(id, { name: 'Ki-ốt trong', place }, who),
      async () => room.known(mint.write({ ...token, mark: 'another' })),
    )
    assert.deepEqual([screens.get(id)?.state, screens.get(id)?.name], ['suspended', 'Ki-ốt trong'])
    assert.equal(room.known(cookie), null)
  })
})

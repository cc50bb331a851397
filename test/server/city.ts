import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { Compile } from 'typebox/compile'
import type { StaffRole } from '#core/contract/access.ts'
import { type CityHall, CityView, type Standing } from '#core/contract/city.ts'
import { addsUp, SILENT_AFTER_MS } from '#core/domain/city.ts'
import { machineClock } from '#server/clock.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { say, wards, wordsOf } from '../kit/city-halls.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const HALLS = wards(168)
const MINUTE = 60_000
const A_WHILE = 60_000

let city: TestHub
let hall: TestHub
let mayor: Staffer
let admin: Staffer
let aheadMs = 0
const keys = new Map<string, string>()
const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }

const look = async (): Promise<CityView> => (await city.get('/api/city', { cookie: mayor.cookie })).body
const one = async (id: string): Promise<CityHall> =>
  (await city.get(`/api/city/halls/${id}`, { cookie: mayor.cookie })).body
const admit = (id: string, name: string) => city.post('/api/city/halls', { id, name }, { cookie: mayor.cookie })
const keyOf = (id: string) => keys.get(id) ?? ''

async function tellCity(hub: string | null, key: string | null, site: string | null = 'phuong-that'): Promise<void> {
  const { cookie } = admin
  const { version } = (await hall.get('/api/settings/city', { cookie })).body
  const asked = { version, body: { hub, site }, from: null, why: 'thử' }
  const put = await hall.post('/api/settings/city', asked, { method: 'PUT', cookie })
  assert.equal(put.status, 200, JSON.stringify(put.body))
  if (key !== null) assert.equal((await hall.post('/api/city/key', { key }, { cookie })).status, 200)
}

spec('a city and its halls', ({ test, before, after }) => {
  before(async () => {
    ;[city, hall] = await Promise.all([startHub({ machine }), startHub()])
    ;[mayor, admin] = await Promise.all([city.administrator(), hall.administrator()])
  })
  after(async () => {
    await city.close()
    await hall.close()
  })

  test(
    'the administrator enters halls, each with a key that is told once; strangers and other people do not',
    async () => {
      const enter = async ({ id, name }: (typeof HALLS)[number]) => {
        const { status, body } = await admit(id, name)
        assert.equal(status, 200, JSON.stringify(body))
        keys.set(id, body.key)
      }
      await Promise.all(HALLS.map(enter))
      const view = await look()
      assert.deepEqual(view.states, { bad: 0, silent: 168, warn: 0, ok: 0 }, 'who never spoke is not fine')
      assert.ok(!JSON.stringify(view).includes(keyOf('phuong-1')))
      const { cookie } = await city.officer('an')
      assert.equal((await city.post('/api/city/halls', { id: 'x', name: 'X' }, { cookie })).status, 403)
      assert.equal((await city.get('/api/city', { cookie })).status, 403)
      assert.equal((await city.get('/api/city')).status, 401)
    },
    A_WHILE,
  )

  test(
    '168 halls speak: page, table and what they said are the same figures, and add up (I24)',
    async () => {
      const words = wordsOf(HALLS, Date.now())
      const replies = await Promise.all(words.map((word) => say(city.url, keyOf(word.site), word)))
      for (const { body } of replies) assert.deepEqual(body, { taken: true })
      const view = await look()
      const check = Compile(CityView)
      assert.ok(check.Check(view), JSON.stringify(check.Errors(view)[0]))
      const said = new Map(words.map((word) => [word.site, word]))
      for (const { id, standing } of view.halls) assert.deepEqual(standing, said.get(id))
      assert.ok(addsUp(view.sum.tally))
      assert.equal(view.sum.halls, 168)
      assert.equal(
        view.sum.tally.issued,
        words.reduce((sum, { tally }) => sum + tally.issued, 0),
      )
      assert.equal(
        Object.values(view.states).reduce((sum, n) => sum + n, 0),
        168,
      )
      const [first] = view.halls
      assert.equal(first?.state, 'bad')
      const longest = Math.max(...words.filter(({ level }) => level === 'bad').map(({ longestMs }) => longestMs))
      assert.equal(first?.standing?.longestMs, longest)
      assert.deepEqual(await one(first?.id ?? ''), first)

      const table = (await city.get('/api/city/file', { cookie: mayor.cookie })).body as string
      const [head = [], ...rows] = table
        .replace('\uFEFF', '')
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/))
      assert.deepEqual(
        rows.map(([id]) => id),
        view.halls.map(({ id }) => id),
      )
      const cell = (row: string[], title: string) => row[head.indexOf(title)]
      for (const row of rows) {
        const { tally, open, counters, breaches, seq } = said.get(row[0] ?? '') as Standing
        const told = ['Đã cấp', 'Đang chờ', 'Đã gọi', 'Đang phục vụ', 'Tạm gác', 'Đã xong', 'Vắng', 'Hủy', 'Vô hiệu']
        const figures = [...told, 'Quầy mở', 'Số quầy', 'Hàng cần để ý', 'Bản ghi'].map((title) =>
          Number(cell(row, title)),
        )
        assert.deepEqual(figures, [...Object.values(tally), open, counters, breaches.length, seq])
      }
    },
    A_WHILE,
  )

  test('an older word, the same again, another hall’s key, figures that do not add up: nothing of it changes anything', async () => {
    const held = (await one('phuong-3')).standing as Standing
    const key = keyOf('phuong-3')
    assert.deepEqual((await say(city.url, key, held)).body, { taken: false })
    assert.deepEqual((await say(city.url, key, { ...held, at: held.at - 1, seq: held.seq + 9 })).body, { taken: false })
    const newer = { ...held, at: held.at + 1 }
    for (const [who, word, status, code] of [
      [keyOf('phuong-4'), newer, 403, 'other-hall'],
      ['x'.repeat(43), newer, 401, 'not-a-hall'],
      ['', newer, 401, 'not-a-hall'],
      [key, { ...newer, tally: { ...held.tally, issued: held.tally.issued + 1 } }, 422, 'figures-wrong'],
      [key, { ...newer, officer: 'An' }, 400, 'bad-request'],
      [key, { ...newer, url: 'javascript:alert(1)' }, 400, 'bad-request'],
      [key, { ...newer, url: 'https://name:secret@phuong.example' }, 400, 'bad-request'],
      [key, { ...newer, longestMs: -1 }, 400, 'bad-request'],
    ] as const) {
      const reply = await say(city.url, who, word)
      assert.deepEqual([reply.status, reply.body.code], [status, code])
    }
    // Signed in is not enough either.
    const signedIn = await city.post('/api/city/standing', newer, { cookie: mayor.cookie })
    assert.equal(signedIn.status, 401)
    assert.deepEqual((await one('phuong-3')).standing, held)
    assert.deepEqual((await say(city.url, key, newer)).body, { taken: true })
  })

  test(
    'a real hall tells what its own leader sees, at once when somebody waits and no counter is open, and no person',
    async () => {
      const { body } = await admit('phuong-that', 'Phường Thật')
      await tellCity(city.url, body.key)
      /** However long it takes: the limit of the test is enough. */
      const heard = async (wish: (said: CityHall) => boolean): Promise<CityHall> => {
        for (;;) {
          const said = await one('phuong-that')
          if (wish(said)) return said
          await rest(50)
        }
      }
      await heard(({ state }) => state === 'ok')
      const an = await hall.officer('an')
      for (let n = 0; n < 3; n++) await hall.issue('ho-tich')
      const bad = await heard(({ state }) => state === 'bad')
      const [breach] = bad.standing?.breaches ?? []
      assert.deepEqual([breach?.service, breach?.because, breach?.waiting], ['ho-tich', 'no-counter', 3])
      await an.ask('open-counter', { counter: 'quay-1' })
      // Three before a newcomer at one counter: nobody waits too long yet, but will.
      const { standing } = await heard(({ state }) => state === 'warn')
      assert.equal(standing?.breaches[0]?.because, 'expected')
      const leader = (await hall.get('/api/leader', { cookie: admin.cookie })).body
      const { tally, open, counters, lately } = standing as Standing
      assert.deepEqual([tally, open, counters], [leader.tally, leader.open, leader.counters])
      assert.equal(lately.came, 3)
      assert.equal(standing?.seq, hall.hub.road.queue().seq)
      assert.ok(addsUp(tally))
      const text = JSON.stringify(standing)
      for (const secret of ['H001', '"an"', 'Trần', 'Nguyễn', 'quay-1', body.key])
        assert.ok(!text.includes(secret), secret)
    },
    A_WHILE,
  )

  test(
    'a city that hangs, errs, drops or is gone changes nothing in the hall (I22), and the hall says so quietly',
    async () => {
      let answer = (_: ServerResponse) => {}
      let knocks = 0
      const stranger: Server = createServer((_, response) => {
        knocks++
        answer(response)
      })
      await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
      const { port } = stranger.address() as AddressInfo
      const before = (await hall.get('/healthz', { cookie: admin.cookie })).body.status
      for (const [way, why] of [
        [() => {}, null],
        [(response: ServerResponse) => response.writeHead(500).end(), 'city-trouble'],
        [(response: ServerResponse) => response.destroy(), 'no-answer'],
        [(response: ServerResponse) => response.writeHead(302, { location: city.url }).end(), 'no-answer'],
      ] as const) {
        answer = way
        const known = knocks
        await tellCity(null, null, null)
        await tellCity(`http://127.0.0.1:${port}`, null)
        while (knocks === known) await rest(20)
        const began = hall.hub.road.queue().seq
        await hall.issue()
        assert.ok(hall.hub.road.queue().seq > began)
        let health = await hall.get('/healthz', { cookie: admin.cookie })
        while (health.body.city.why !== why) health = await hall.get('/healthz', { cookie: admin.cookie })
        assert.equal(health.body.status, before, 'the hall is no worse for it')
      }
      stranger.closeAllConnections()
      await new Promise((resolve) => stranger.close(resolve))
      await tellCity(null, null, null)
      await tellCity(`http://127.0.0.1:${port}`, null)
      await hall.issue()
      await tellCity(null, null, null)
      const { body } = await hall.get('/healthz', { cookie: admin.cookie })
      assert.deepEqual([body.status, body.city], [before, undefined])
    },
    A_WHILE,
  )

  test(
    'only the administrator names a city, with an address that is a door and nothing more',
    async () => {
      const { cookie } = admin
      const { version } = (await hall.get('/api/settings/city', { cookie })).body
      for (const hub of [
        'ftp://city.example',
        'https://a:b@city.example',
        'https://city.example/x',
        'http://city.example#x',
      ]) {
        const asked = { version, body: { hub, site: 'phuong-that' }, from: null, why: 'thử' }
        assert.equal((await hall.post('/api/settings/city', asked, { method: 'PUT', cookie })).status, 422, hub)
      }
      const asked = { version, body: { hub: 'https://city.example', site: null }, from: null, why: 'thử' }
      assert.equal((await hall.post('/api/settings/city', asked, { method: 'PUT', cookie })).status, 422)
      const officer = await hall.officer('binh')
      const put = await hall.post('/api/settings/city', asked, { method: 'PUT', cookie: officer.cookie })
      assert.equal(put.status, 403)
      const acts = (await hall.get('/api/acts', { cookie })).body.acts.map(({ did }: { did: string }) => did)
      assert.ok(acts.includes('key-entered'))
    },
    A_WHILE,
  )

  test(
    'a leader of the city sees all of it and may enter nobody',
    async () => {
      const leader = await somebody('city')
      assert.equal((await city.get('/api/city', { cookie: leader.cookie })).status, 200)
      assert.equal((await city.get('/api/city/file', { cookie: leader.cookie })).status, 200)
      for (const [path, method] of [
        ['/api/city/halls', 'POST'],
        ['/api/city/halls/phuong-1', 'DELETE'],
        ['/api/city/key', 'POST'],
      ] as const) {
        assert.equal((await city.post(path, {}, { method, cookie: leader.cookie })).status, 403, path)
      }
    },
    A_WHILE,
  )

  test(
    'who falls silent is told so with its age, and is in no sum; a city that starts again knows the last words',
    async () => {
      const gone = await city.post('/api/city/halls/phuong-168', {}, { method: 'DELETE', cookie: mayor.cookie })
      assert.equal(gone.status, 200)
      assert.equal((await say(city.url, keyOf('phuong-168'), {})).status, 401)
      const known = await look()
      aheadMs = SILENT_AFTER_MS + MINUTE
      const renewed = (await one('phuong-5')).standing as Standing
      await say(city.url, keyOf('phuong-5'), { ...renewed, at: renewed.at + aheadMs, level: 'ok', breaches: [] })
      const later = await look()
      assert.equal(later.states.silent, 167, 'all but one of 168')
      assert.equal(later.sum.halls, 1)
      assert.deepEqual(later.sum.tally, renewed.tally)
      const { pins } = city.hub
      await city.close({ keepData: true })
      aheadMs += MINUTE
      city = await startHub({ dataFolder: city.dataFolder, machine, pins })
      const again = await look()
      const byId = (view: CityView) => new Map(view.halls.map((one) => [one.id, one]))
      const before = byId(later)
      for (const [id, { standing, heardAt }] of byId(again)) {
        assert.deepEqual([standing, heardAt], [before.get(id)?.standing, before.get(id)?.heardAt])
      }
      assert.equal(again.halls.length, known.halls.length)
      assert.equal((await one('phuong-5')).state, 'ok', 'heard a minute ago')
      assert.deepEqual((await say(city.url, keyOf('phuong-5'), renewed)).body, { taken: false })
    },
    A_WHILE,
  )

  async function somebody(role: StaffRole): Promise<Staffer> {
    const secret = randomUUID()
    const database = openDatabase(city.dataFolder)
    await staffOf(database, () => performance.now()).add({ id: role, name: `Tên ${role}`, role }, secret, Date.now())
    database.close()
    const reply = await city.post('/api/session', { staff: role, pin: secret })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return {
      id: role,
      cookie,
      ask: (name, body, key = randomUUID()) => city.post(`/api/${name}`, body, { key, cookie }),
    }
  }
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { openDatabase } from '#server/journal/open-database.ts'
import { versionsOf } from '#server/settings/versions.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
// Monday, 10:00 in the office.
const MONDAY = Date.parse('2026-11-30T03:00:00Z')

spec('documents of settings, over the API', ({ test, before, after }) => {
  const machine = handClock(MONDAY)
  let hall: TestHub
  let admin: Pick<Staffer, 'cookie'>
  let pins: TestHub['hub']['pins']
  const password = randomUUID()

  before(async () => {
    hall = await startHub({ machine })
    pins = hall.hub.pins
    const { setupCode: code } = hall.hub
    await hall.post('/api/setup', { code, staff: 'quan-tri', name: 'Quản trị', password })
    await signIn()
  })
  after(() => hall.close())

  const look = async () => (await hall.get('/api/settings/site', { cookie: admin.cookie })).body
  const put = (body: unknown, cookie = admin.cookie) => hall.post('/api/settings/site', body, { method: 'PUT', cookie })
  const share = (satisfiedShare: number) => ({ target: { satisfiedShare } })
  async function save(body: object, from: string | null = null, why = 'thử') {
    const { version } = await look()
    return put({ version, body, from, why })
  }

  test('hold what the program says until somebody changes them, and what is left out stays so', async () => {
    const first = await look()
    assert.deepEqual([first.version, first.at, first.by], [0, null, null])
    assert.equal(first.body.target.satisfiedShare, 0.8)
    const reply = await save(share(0.85))
    assert.deepEqual([reply.status, reply.body.version], [200, 1])
    const now = await look()
    assert.equal(now.body.target.satisfiedShare, 0.85)
    assert.equal(now.body.thresholds.waitWarnMs, first.body.thresholds.waitWarnMs)
    assert.equal(now.by, 'quan-tri')
  })

  test('are changed by whom they name, from the version they were read in, and never in part', async () => {
    const officer = await hall.officer('an')
    assert.equal((await put({ version: 1, body: share(0.5), from: null, why: 'x' }, officer.cookie)).status, 403)
    assert.equal((await put({ version: 1, body: share(0.5), from: null, why: 'x' }, '')).status, 401)
    const stale = await put({ version: 0, body: share(0.5), from: null, why: 'x' })
    assert.deepEqual([stale.status, stale.body.code], [409, 'settings-changed'])
    const wrong = await save({ target: { satisfiedShare: 1.5 }, colour: 'red' })
    assert.equal(wrong.status, 422)
    assert.deepEqual(wrong.body.lines.map(({ path }: { path: string }) => path).sort(), [
      '/colour',
      '/target/satisfiedShare',
    ])
    const turned = await save({ thresholds: { waitWarnMs: 1_800_000, waitBadMs: 900_000 } })
    assert.deepEqual([turned.status, turned.body.lines[0].code], [422, 'thresholds-turned'])
    assert.equal((await look()).body.target.satisfiedShare, 0.85)
  })

  test('answer a retry as they answered first, and make no second version of it', async () => {
    const again = await put({ version: 0, body: share(0.85), from: null, why: 'thử' })
    assert.deepEqual([again.status, again.body.version], [200, 1])
  })

  test('are noted in the journal: who, what it was, what it is, why', async () => {
    await save(share(0.9), null, 'lãnh đạo giao')
    const acts = notedIn(hall.dataFolder)
    const { by, act } = acts.at(-1) ?? {}
    assert.equal(by?.id, 'quan-tri')
    assert.deepEqual(act, {
      about: 'settings',
      id: 'site',
      did: 'changed',
      before: { '/target/satisfiedShare': 0.85 },
      after: { '/target/satisfiedShare': 0.9 },
      why: 'lãnh đạo giao',
    })
  })

  test('keep every version, tell where it differs, and go back to one by its body', async () => {
    const { versions } = (await hall.get('/api/settings/site/versions', { cookie: admin.cookie })).body
    assert.deepEqual(
      versions.map(({ number, act, why }: { number: number; act: string; why: string }) => [number, act, why]),
      [
        [2, 'changed', 'lãnh đạo giao'],
        [1, 'changed', 'thử'],
      ],
    )
    const one = (await hall.get('/api/settings/site/versions/1', { cookie: admin.cookie })).body
    assert.deepEqual(one.differs, [{ path: '/target/satisfiedShare', before: 0.8, after: 0.85 }])
    assert.equal((await save(one.body, null, 'hoàn tác')).status, 200)
    assert.equal((await look()).body.target.satisfiedShare, 0.85)
    assert.equal((await hall.get('/api/settings/site/versions/99', { cookie: admin.cookie })).status, 404)
    assert.equal((await hall.get('/api/settings/none', { cookie: admin.cookie })).status, 404)
  })

  test('take no plan for a day that was, that is too far, or that no calendar has', async () => {
    assert.equal((await save(share(0.7), '2026-11-30')).body.code, 'plan-too-late')
    assert.equal((await save(share(0.7), '2028-11-30')).body.code, 'plan-too-far')
    for (const none of ['2026-12-32', '2027-02-31']) {
      assert.equal((await save(share(0.7), none)).body.code, 'no-such-day', none)
    }
  })

  test('let a board say nothing on a day that no calendar has', async () => {
    const notice = (fromDay: string, untilDay: string) => ({
      text: { vi: 'Nghỉ lễ', en: 'Holiday' },
      ...{ fromDay, untilDay, fromTime: null, untilTime: null },
    })
    const check = async (fromDay: string, untilDay: string) => {
      const body = { notices: [notice(fromDay, untilDay)] }
      const reply = await hall.post('/api/settings/boards/check', { body }, { cookie: admin.cookie })
      return reply.body.lines.map(({ code, path }: { code: string; path: string }) => [code, path])
    }
    assert.deepEqual(await check('2028-02-29', '2028-03-01'), [])
    assert.deepEqual(await check('2027-02-29', '2027-03-01'), [['no-such-date', '/notices/0/fromDay']])
    assert.deepEqual(await check('2027-02-28', '2027-02-31'), [['no-such-date', '/notices/0/untilDay']])
  })

  test('begin on their day, also back to what holds today', async () => {
    assert.equal((await save(share(0.7), '2026-12-01')).status, 200)
    assert.equal((await save(share(0.85), '2026-12-03')).status, 200)
    const { body, planned } = await look()
    assert.equal(body.target.satisfiedShare, 0.85)
    assert.deepEqual(
      planned.map((plan: { fromDay: string; body: { target: object } }) => [plan.fromDay, plan.body.target]),
      [
        ['2026-12-01', { satisfiedShare: 0.7 }],
        ['2026-12-03', { satisfiedShare: 0.85 }],
      ],
    )
    machine.pass(DAY)
    await turned()
    assert.equal((await look()).body.target.satisfiedShare, 0.7)
    assert.equal((await look()).planned.length, 1)
  })

  test('a plan taken back never begins', async () => {
    assert.equal((await save(share(0.6), '2026-12-02')).status, 200)
    const address = `${hall.url}/api/settings/site/plans/2026-12-02?why=th%C3%B4i`
    const drop = () => fetch(address, { method: 'DELETE', headers: { cookie: admin.cookie } })
    assert.equal((await drop()).status, 200)
    assert.equal((await drop()).status, 404)
    assert.deepEqual((await look()).planned.length, 1)
  })

  test('begin also when the hub was off on their day', async () => {
    await hall.close({ keepData: true })
    machine.pass(3 * DAY)
    hall = await startHub({ machine, dataFolder: hall.dataFolder, pins })
    await turned()
    const now = await look()
    assert.equal(now.body.target.satisfiedShare, 0.85)
    assert.deepEqual(now.planned, [])
    assert.equal(now.by, 'hub')
  })

  test('a body that no longer fits is not used: the newest before it that does holds', async () => {
    await hall.close({ keepData: true })
    const database = openDatabase(hall.dataFolder)
    const by = { act: 'changed', at: 1, by: 'an older program', from: null, why: null, seq: null } as const
    versionsOf(database, 'site').add({ ...by, body: { target: { satisfiedShare: 'eighty' } } })
    database.close()
    hall = await startHub({ machine, dataFolder: hall.dataFolder, pins })
    assert.equal((await look()).body.target.satisfiedShare, 0.85)
    assert.equal((await save(share(0.75))).status, 200)
    assert.equal((await look()).body.target.satisfiedShare, 0.75)
  })

  /** A session ends before the next day begins. */
  async function signIn(): Promise<void> {
    const reply = await hall.post('/api/session', { staff: 'quan-tri', pin: password })
    admin = { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }

  /** The day turns with the first order after its end. */
  async function turned(): Promise<void> {
    const order = { type: 'KeepTime' } as const
    await hall.hub.road.send({ id: null, by: { role: 'hub', id: 'hub' }, order })
    await signIn()
  }
})

function notedIn(folder: string): { by: { id: string }; act: unknown }[] {
  const database = openDatabase(folder)
  const rows = database
    .prepare<[], { text: string }>("SELECT text FROM journal WHERE type = 'ActNoted' ORDER BY seq")
    .all()
  database.close()
  return rows.map(({ text }) => JSON.parse(text)).map(({ by, event }) => ({ by, act: event.act }))
}

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Compile } from 'typebox/compile'
import type { StaffRole } from '#core/contract/access.ts'
import { LeaderView } from '#core/contract/leader.ts'
import { HallView } from '#core/contract/live.ts'
import { ASKS } from '#server/edge/ear.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { FACTS_SCHEMA } from '#server/reports/facts-schema.ts'
import { usualNow } from '#server/reports/leader.ts'
import { staffOf } from '#server/settings/staff.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { HOUR, MINUTE, MORNING } from '../kit/trade.ts'

const WORDS = 'Hệ thống đang chậm'

spec('the hall live', ({ test, before, after }) => {
  let hall: TestHub
  let an: Staffer
  let binh: Staffer
  const staff = new Map<StaffRole, Staffer>()

  before(async () => {
    hall = await startHub()
    an = await hall.officer('an')
    binh = await hall.officer('binh')
    for (const role of ['head', 'leader', 'city'] as const) staff.set(role, await somebody(role))
  })
  after(() => hall.close())

  /** Somebody with this role, signed in. */
  async function somebody(role: StaffRole): Promise<Staffer> {
    const secret = randomUUID()
    const database = openDatabase(hall.dataFolder)
    await staffOf(database, () => performance.now()).add({ id: role, name: `Tên ${role}`, role }, secret, Date.now())
    database.close()
    const reply = await hall.post('/api/session', { staff: role, pin: secret })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return {
      id: role,
      cookie,
      ask: (name, body, key = randomUUID()) => hall.post(`/api/${name}`, body, { key, cookie }),
    }
  }
  const as = (role: StaffRole) => staff.get(role)!
  const see = (path: string, who?: Staffer): Promise<Reply> => hall.get(path, who ? { cookie: who.cookie } : {})
  const done = async (reply: Promise<Reply>) =>
    assert.equal((await reply).status, 200, JSON.stringify((await reply).body))

  test('is shown whole to whoever runs it, and to nobody else', async () => {
    const { status, body } = await see('/api/views/hall', as('head'))
    assert.equal(status, 200)
    const check = Compile(HallView)
    assert.ok(check.Check(body), JSON.stringify(check.Errors(body)[0]))
    for (const who of [an, as('leader'), as('city')])
      assert.equal((await see('/api/views/hall', who)).status, 403, who.id)
    assert.equal((await see('/api/views/hall')).status, 401)
  })

  test('a message reaches boards, kiosks, telephones and desks, is taken back everywhere, and names nobody', async () => {
    const ticket = await hall.issue()
    const code = ticket.url.split('/').at(-1)
    const message = randomUUID()
    const body = { message, kind: 'urgent', text: { vi: WORDS, en: '' }, untilAt: null, spoken: true }
    assert.equal((await an.ask('show-message', body)).status, 403, 'an officer runs no hall')
    await done(as('head').ask('show-message', body))
    const screens = [
      ['display', await see('/api/views/display')],
      ['kiosk', await see('/api/views/kiosk')],
      ['citizen', await see(`/api/views/citizen?code=${code}`)],
      ['desk', await see('/api/views/desk', an)],
    ] as const
    for (const [screen, { body: view }] of screens) {
      assert.deepEqual(view.messages?.[0]?.text, { vi: WORDS, en: WORDS }, screen)
      assert.equal(view.messages[0].kind, 'urgent')
      assert.ok(!JSON.stringify(view).includes('Tên head'), `${screen} names who wrote it`)
    }
    await done(as('head').ask('take-message', { message }))
    for (const screen of ['display', 'kiosk']) assert.deepEqual((await see(`/api/views/${screen}`)).body.messages, [])
    assert.equal((await as('head').ask('take-message', { message })).body.code, 'unknown-message')
  })

  test('a call for help is seen at every desk by who and where, and on no public screen', async () => {
    await done(an.ask('open-counter', { counter: 'quay-1', takeOver: true }))
    const help = randomUUID()
    const key = randomUUID()
    await done(an.ask('call-help', { help, counter: 'quay-1' }, key))
    await done(an.ask('call-help', { help, counter: 'quay-1' }, key))
    await done(an.ask('call-help', { help: randomUUID(), counter: 'quay-1' }))
    const calls = async (who: Staffer) => (await see('/api/views/desk', who)).body.help
    assert.equal((await calls(binh)).length, 1, 'pressed three times it is one call')
    assert.deepEqual([(await calls(binh))[0].counter, (await calls(binh))[0].part], ['1', 'none'])
    assert.equal((await calls(an))[0].part, 'called')
    assert.equal((await an.ask('answer-help', { help })).body.code, 'own-call')
    await done(binh.ask('answer-help', { help }))
    assert.deepEqual([(await calls(an))[0].coming.length, (await calls(binh))[0].part], [1, 'coming'])
    assert.equal((await see('/api/views/hall', as('head'))).body.help.length, 1)
    const guard = (await see('/api/views/guard')).body
    assert.deepEqual([guard.help[0].counter, guard.help[0].coming.length], ['1', 1])
    assert.ok(!JSON.stringify(guard).includes('part') && !('calls' in guard), 'where help is wanted, and nothing else')
    for (const screen of ['display', 'kiosk']) {
      assert.ok(!JSON.stringify((await see(`/api/views/${screen}`)).body).includes(help), screen)
    }
    await done(binh.ask('end-help', { help }))
    assert.deepEqual(await calls(an), [])
    assert.deepEqual((await see('/api/views/guard')).body.help, [])
  })

  test('whoever is put first is called first, and anyone may hear why', async () => {
    const first = await hall.issue('chung-thuc')
    const second = await hall.issue('chung-thuc')
    await done(as('head').ask('place-ticket', { ticket: second.id, place: 'first', reason: 'Người bệnh cần về' }))
    const { body } = await see('/api/views/hall', as('head'))
    const numbers = body.tickets
      .filter((one: { first: boolean }) => one.first)
      .map((one: { number: string }) => one.number)
    assert.deepEqual(numbers, [second.number])
    const why = await see(`/api/why?first=${second.number}&second=${first.number}`, an)
    assert.equal(why.body.code, 'put-first')
    assert.match(why.body.sentence.vi, /Người bệnh cần về/)
  })

  test('tells those who watch the hall where its camera is, and nobody else', async () => {
    const admin = await hall.administrator()
    const cameraUrl = 'http://camera.lan/hall'
    const change = { version: 0, body: { cameraUrl }, from: null, why: 'camera của sảnh' }
    await done(hall.post('/api/settings/site', change, { method: 'PUT', cookie: admin.cookie }))
    const told = async (path: string, who: Staffer) => JSON.stringify((await see(path, who)).body).includes(cameraUrl)
    for (const who of [admin, as('head'), as('leader')]) {
      assert.ok(await told('/api/settings/site', who), who.id)
      assert.ok(await told('/api/leader', who), who.id)
    }
    for (const who of [an, as('city')]) assert.equal(await told('/api/settings/site', who), false, who.id)
    assert.equal(await told('/api/leader', as('city')), false)
  })

  test('shows the leader the same figures as the manager and the day’s report (I24)', async () => {
    const [manager, leader, day] = await Promise.all([
      see('/api/views/hall', as('head')),
      see('/api/leader', as('leader')),
      see('/api/day', as('leader')),
    ])
    const check = Compile(LeaderView)
    assert.ok(check.Check(leader.body), JSON.stringify(check.Errors(leader.body)[0]))
    const { issued, ...states } = leader.body.tally
    assert.deepEqual(leader.body.tally, manager.body.tally)
    assert.equal(
      issued,
      Object.values(states as Record<string, number>).reduce((sum, one) => sum + one, 0),
    )
    assert.equal(day.body.issued, issued)
    for (const [state, figure] of Object.entries(states)) assert.equal(day.body.states[state], figure, state)
    assert.equal(leader.body.usual, null, 'a hall of one day knows nothing usual')
  })

  test('tells a leader of many offices who rests by counter alone', async () => {
    await done(an.ask('pause-counter', { counter: 'quay-1', reason: 'Đi khám bệnh' }))
    const own = (await see('/api/leader', as('leader'))).body
    const city = await see('/api/leader', as('city'))
    assert.equal(own.paused[0].why, 'Đi khám bệnh')
    assert.ok(own.paused[0].name)
    assert.deepEqual(
      [city.body.paused[0].counter, city.body.paused[0].name, city.body.paused[0].why],
      ['1', null, null],
    )
    assert.ok(!JSON.stringify(city.body).includes(own.paused[0].name))
    assert.equal((await see('/api/leader', an)).status, 403)
    assert.equal((await see('/api/leader')).status, 401)
  })

  test('shows ratings from five answers up', async () => {
    const { ratings } = (await see('/api/leader', as('leader'))).body
    assert.deepEqual([ratings.answers, ratings.satisfiedShare, ratings.from], [0, null, 5])
  })

  test('a leader, of this office or of many, can ask nothing', async () => {
    for (const role of ['leader', 'city'] as const) {
      for (const { name, example, roles } of ASKS) {
        assert.ok(!roles.includes(role), name)
        const { status, body } = await as(role).ask(name, example)
        assert.deepEqual([status, body.code], [403, 'not-allowed'], `${name} by ${role}`)
      }
    }
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    const sql = `SELECT count(*) FROM journal WHERE json_extract(text, '$.by.role') IN ('leader', 'city')
                 AND json_extract(text, '$.event.type') <> 'ActNoted'`
    const theirs = book.prepare(sql).pluck().get()
    book.close()
    assert.equal(theirs, 0, 'nothing in the journal is theirs')
  })
})

spec('what is usual at this hour', ({ test }) => {
  const WEEK = 7 * 24 * HOUR

  /** A facts.db in memory, with people who came on some Mondays at these minutes after eight; called after their wait. */
  function factsOf(mondays: readonly (readonly { came: number; waitMs: number | null }[])[]) {
    const database = new Database(':memory:')
    database.exec(FACTS_SCHEMA)
    const columns = ['day', 'no', 'ticket', 'part', 'number', 'service', 'class', 'origin', 'appointment', 'kept']
    const more = ['arrived_at', 'hour', 'called_at', 'wait_ms', 'state', 'at_day_end', 'transferred', 'recalls']
    const rest = ['picked', 'automatic', 'overtaken', 'issued_seq']
    const all = [...columns, ...more, ...rest]
    const insert = database.prepare(`INSERT INTO stop (${all.join()}) VALUES (${all.map((name) => `@${name}`).join()})`)
    for (const [week, people] of mondays.entries()) {
      const morning = MORNING - (week + 1) * WEEK
      const day = new Date(morning + 7 * HOUR).toISOString().slice(0, 10)
      for (const [no, { came, waitMs }] of people.entries()) {
        const arrived = morning + came * MINUTE
        const zeros = Object.fromEntries([...more, ...rest].map((name) => [name, 0]))
        insert.run({
          ...zeros,
          ...{ day, no, ticket: `t${no}`, part: 0, number: 'A001', service: 'a', class: 'ordinary', origin: 'kiosk' },
          ...{ appointment: 0, kept: 0, arrived_at: arrived, state: 'served', issued_seq: no },
          called_at: waitMs === null ? null : arrived + waitMs,
          wait_ms: waitMs,
        })
      }
    }
    return { all: async (sql: string, ...values: readonly unknown[]) => database.prepare(sql).all(...values) as never }
  }

  test('is the mean of the same weekday, up to the same minute', async () => {
    const facts = factsOf([
      [
        { came: 0, waitMs: 10 * MINUTE },
        { came: 5, waitMs: 90 * MINUTE },
        { came: 61, waitMs: MINUTE },
      ],
      [
        { came: 10, waitMs: 20 * MINUTE },
        { came: 20, waitMs: null },
        { came: 30, waitMs: null },
        { came: 40, waitMs: null },
      ],
    ])
    const usual = await usualNow(facts, testOffice, MORNING + HOUR)
    assert.deepEqual(usual, { days: 2, came: 3, waiting: 2, waitMeanMs: 15 * MINUTE })
  })

  test('leaves out days on which nobody came, takes the four latest, and is not told from one day', async () => {
    const one = [{ came: 0, waitMs: 0 }]
    assert.equal(await usualNow(factsOf([one]), testOffice, MORNING + HOUR), null)
    assert.equal((await usualNow(factsOf([one, [], one]), testOffice, MORNING + HOUR))?.days, 2)
    const many = Array.from({ length: 7 }, (_, i) => (i < 4 ? one : [...one, ...one, ...one]))
    assert.deepEqual(await usualNow(factsOf(many), testOffice, MORNING + HOUR), {
      ...{ days: 4, came: 1, waiting: 0, waitMeanMs: 0 },
    })
  })
})

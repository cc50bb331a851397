import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Compile } from 'typebox/compile'
import { DayReport } from '#core/contract/report.ts'
import { StrictFigure, TriedRule } from '#core/contract/try-rule.ts'
import { DayCalls, WhyAnswer } from '#core/contract/why.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const TODAY = '2026-11-24'
const YESTERDAY = '2026-11-23'
const TRIAL = { day: YESTERDAY, order: null, headStartMs: null, counters: [], without: [] }

const PASSWORD = randomUUID()

let hall: TestHub
let clock: HandClock
let an: Staffer
let admin: { readonly cookie: string }

/** A small day: an elder overtakes one who came before, and one is picked with a reason. */
async function aDay(): Promise<void> {
  await an.ask('open-counter', { counter: 'quay-2' })
  await hall.issue('chung-thuc')
  clock.pass(5 * MINUTE)
  await hall.issue('chung-thuc', 'cao-tuoi')
  const third = await hall.issue('chung-thuc')
  for (let i = 0; i < 2; i++) {
    await an.ask('call-next', { counter: 'quay-2' })
    clock.pass(10 * MINUTE)
  }
  const fourth = await hall.issue('chung-thuc')
  await an.ask('finish-service', { counter: 'quay-2', ticket: await held() })
  await an.ask('pick-ticket', { counter: 'quay-2', ticket: fourth.id, reason: 'bà Bảy chóng mặt' })
  clock.pass(10 * MINUTE)
  await an.ask('finish-service', { counter: 'quay-2', ticket: fourth.id })
  await an.ask('call-next', { counter: 'quay-2' })
  clock.pass(10 * MINUTE)
  await an.ask('finish-service', { counter: 'quay-2', ticket: third.id })
  await an.ask('close-counter', { counter: 'quay-2' })
}

async function held(): Promise<string> {
  const state = hall.hub.road.queue().counters.get('quay-2')
  assert.ok(state?.state === 'open' && state.holding)
  return state.holding
}

/** The administrator in the morning: yesterday's session is over. */
async function signedIn(): Promise<{ cookie: string }> {
  const reply = await hall.post('/api/session', { staff: 'quan-tri', pin: PASSWORD })
  return { cookie: cookieOf(reply) }
}

function cookieOf(reply: Reply): string {
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
  assert.ok(cookie, JSON.stringify(reply.body))
  return cookie
}

const why = (query: string, who: Staffer | null = an) =>
  hall.get(`/api/why?${query}`, who ? { cookie: who.cookie } : {})
const tryIt = (body: object, who: { cookie: string } | null) =>
  hall.post('/api/try', body, who ? { cookie: who.cookie } : {})

spec('why, and trying a rule, over the API', ({ test, before, after }) => {
  before(async () => {
    clock = handClock(Date.parse('2026-11-23T01:00:00Z'))
    hall = await startHub({ machine: clock })
    an = await hall.officer('an')
    const made = { code: hall.hub.setupCode, staff: 'quan-tri', name: 'Quản trị', password: PASSWORD }
    assert.equal((await hall.post('/api/setup', made)).status, 200)
    await aDay()
    clock.pass(24 * 60 * MINUTE)
    // The clockwork turns the day; nobody comes by yet.
    while (hall.hub.road.queue().day !== TODAY) await wait(20)
    an = await hall.officer('an')
    admin = await signedIn()
  })
  after(() => hall.close())

  test('staff hear why of any day, with the class and the reason', async () => {
    const head = await why(`first=H002&second=H001&day=${YESTERDAY}`)
    assert.equal(head.status, 200)
    assert.ok(Compile(WhyAnswer).Check(head.body))
    assert.equal(head.body.code, 'head-start')
    assert.match(head.body.sentence.vi, /Người cao tuổi/)
    const picked = await why(`first=h004&second=H003&day=${YESTERDAY}`)
    assert.equal(picked.body.code, 'picked')
    assert.match(picked.body.sentence.vi, /bà Bảy chóng mặt/)
    assert.equal((await why(`first=H004&second=H003`)).body.code, 'unknown-number')
    assert.equal((await why('first=H004&second=H003&day=2020-01-01')).status, 404)
    assert.equal((await why('first=H004&second=;')).status, 400)
    assert.equal((await why('first=H004&second=H003', null)).status, 401)
  })

  test('a citizen asks about the own number with the slip’s code, and hears no class and no reason', async () => {
    const binh = await hall.officer('binh')
    await binh.ask('open-counter', { counter: 'quay-2' })
    const mine = await hall.issue('chung-thuc')
    clock.pass(MINUTE)
    const elder = await hall.issue('chung-thuc', 'cao-tuoi')
    const code = mine.url.split('/').at(-1)
    const asked = await why(`first=${elder.number}&second=${mine.number}&code=${code}`, null)
    assert.equal(asked.status, 200)
    assert.equal(asked.body.code, 'head-start')
    assert.doesNotMatch(JSON.stringify(asked.body), /cao tuổi|Elderly/)
    assert.equal((await why(`first=${elder.number}&second=H777&code=${code}`, null)).status, 403)
    assert.equal((await why(`first=${elder.number}&second=${mine.number}&code=${code}X`, null)).status, 404)
    assert.equal(
      (await why(`first=${elder.number}&second=${mine.number}&code=${code}&day=${YESTERDAY}`, null)).status,
      403,
    )
  })

  test('the administrator tries a rule; an officer and a stranger may not', async () => {
    assert.equal((await tryIt(TRIAL, null)).status, 401)
    assert.equal((await tryIt(TRIAL, an)).status, 403)
    const { status, body } = await tryIt({ ...TRIAL, headStartMs: 0 }, admin)
    assert.equal(status, 200, JSON.stringify(body))
    assert.ok(Compile(TriedRule).Check(body), JSON.stringify([...Compile(TriedRule).Errors(body)]))
    const { real, own, tried, picks, names } = body as TriedRule
    assert.equal(picks, 1)
    assert.equal(real.served, 4)
    assert.equal(own.served, 4)
    assert.equal(own.overtakes.count, 1)
    assert.equal(tried.overtakes.count, 0)
    assert.equal(names.classes['cao-tuoi']?.vi, 'Người cao tuổi')
    assert.equal((await tryIt({ ...TRIAL, day: '2020-01-01' }, admin)).status, 404)
    assert.equal(
      (await tryIt({ ...TRIAL, without: [{ counter: 'quay-99', from: null, to: null }] }, admin)).status,
      404,
    )
    const wrong = { counter: 'quay-9', services: ['bay'], from: null, to: null }
    assert.equal((await tryIt({ ...TRIAL, counters: [wrong] }, admin)).body.code, 'unknown-service')
    assert.equal((await tryIt({ ...TRIAL, order: { policy: 'ratio', inARow: 0 } }, admin)).status, 400)
  })

  test('knows the days, the calls with their reasons, and strict’s figure', async () => {
    for (const path of ['/api/try/days', '/api/try/strict', '/api/calls']) {
      assert.equal((await hall.get(path)).status, 401, path)
      assert.equal((await hall.get(path, { cookie: an.cookie })).status, 403, path)
    }
    const ask = async (path: string) => (await hall.get(path, { cookie: admin.cookie })).body
    assert.deepEqual(await ask('/api/try/days'), { days: [TODAY, YESTERDAY] })
    const told = await ask(`/api/calls?day=${YESTERDAY}`)
    assert.ok(Compile(DayCalls).Check(told))
    const { calls } = told
    assert.equal(calls.length, 4)
    assert.equal(calls[0]?.how, 'picked')
    assert.equal(calls[0]?.number, 'H004')
    assert.match(calls[0]?.why.vi ?? '', /Ngoài thứ tự: bà Bảy chóng mặt/)
    const strict = await ask('/api/try/strict')
    assert.ok(Compile(StrictFigure).Check(strict))
    assert.deepEqual(
      { days: strict.days, of: strict.of, wouldWaitAnHourMore: strict.wouldWaitAnHourMore },
      { days: 1, of: 1, wouldWaitAnHourMore: 0 },
    )
    assert.ok(strict.longestNowMs >= 20 * MINUTE)
    assert.equal(strict.longestStrictMs, strict.longestNowMs)
  })

  test('a leader of many offices hears of any call, without a class and without an officer’s words', async () => {
    const body = { id: 'thanh-pho', name: 'Thành phố', role: 'city' }
    const handed = await hall.post('/api/people', body, { cookie: admin.cookie })
    const first = cookieOf(await hall.post('/api/session', { staff: 'thanh-pho', pin: handed.body.pin }))
    const own = { method: 'PUT', cookie: first }
    const city = { cookie: cookieOf(await hall.post('/api/session/secret', { secret: randomUUID() }, own)) }
    for (const [query, code] of [
      ['first=H002&second=H001', 'head-start'],
      ['first=H004&second=H003', 'picked'],
    ]) {
      const asked = await hall.get(`/api/why?${query}&day=${YESTERDAY}`, city)
      assert.deepEqual([asked.status, asked.body.code], [200, code])
      assert.doesNotMatch(JSON.stringify(asked.body), /cao tuổi|Elderly|bà Bảy/)
    }
    await an.ask('open-counter', { counter: 'quay-2', takeOver: true })
    const { id } = await hall.issue('chung-thuc')
    await an.ask('pick-ticket', { counter: 'quay-2', ticket: id, reason: 'bà Bảy chóng mặt' })
    const reasons = async (who: { cookie: string }) => {
      const { body } = await hall.get('/api/day', who)
      assert.ok(Compile(DayReport).Check(body), JSON.stringify(body))
      return (body as DayReport).picked.map(({ reason }) => reason)
    }
    assert.deepEqual(await reasons(admin), ['bà Bảy chóng mặt'])
    assert.deepEqual(await reasons(city), [null])
  })
})

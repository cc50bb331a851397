import assert from 'node:assert/strict'
import { waitAlerts } from '#core/domain/alerts.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { OrderRules } from '#core/domain/office.ts'
import { emptyQueue } from '#core/domain/queue.ts'
import { instantOf } from '#core/domain/service-day.ts'
import { boardView } from '#core/domain/views/board.ts'
import { promiseFor, waitFor } from '#core/domain/waiting-time.ts'
import { liveDay } from '../../scripts/bench/ward/live-day.ts'
import { openScores, scoreOf } from '../../scripts/bench/ward/score.ts'
import { learnedWard, MORNING_AFTER, Morning } from '../kit/learned-ward.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
const POLICIES: readonly OrderRules[] = [{ policy: 'head-start' }, { policy: 'ratio', inARow: 2 }, { policy: 'strict' }]

const learned = learnedWard('mixed', 7)
const SERVICE = learned.ward.errands.reduce((a, b) => (b.share > a.share ? b : a)).service
const morning = (hhmm?: string) => new Morning(learned, hhmm)

spec('the told wait, once a hall has learned', ({ test }) => {
  test('is nothing where a counter is free and nobody waits', () => {
    const hall = morning().open()
    for (const { id } of hall.queue.office.services) {
      assert.deepEqual(promiseFor(hall.queue, id, hall.at), {
        fromMs: 0,
        middleMs: 0,
        toMs: MINUTE,
        madeAt: hall.at,
      })
    }
  })
  test('is not told while no counter is open', () => {
    const hall = morning()
    hall.come(SERVICE, 3)
    assert.equal(waitFor(hall.queue, SERVICE, hall.at), null)
  })
  for (const order of POLICIES) {
    test(`grows with the people ahead, under ${order.policy}`, () => {
      const hall = morning('08:00').change({ order }).open()
      let before = -1
      for (let round = 0; round < 8; round++) {
        const { middleMs } = hall.promised(hall.come(SERVICE, 6))
        assert.ok(middleMs > before, `${middleMs} after ${before}, six people more ahead`)
        before = middleMs
      }
    })
    test(`puts a priority where the policy ${order.policy} does`, () => {
      const hall = morning('08:00').change({ order }).open()
      const ordinary = hall.come(SERVICE, 20)
      const priority = hall.come(SERVICE, 1, 'cao-tuoi')
      assert.ok(hall.promised(priority).middleMs < hall.promised(ordinary).middleMs)
    })
  }
  test('shrinks with the counters', () => {
    const told = (many: number) => {
      const hall = morning('08:00').open(SERVICE, many)
      return hall.promised(hall.come(SERVICE, 20)).middleMs
    }
    assert.ok(told(4) < told(2) && told(2) < told(1))
  })
  test('is an interval in whole minutes with its middle inside', () => {
    const hall = morning('09:00').open()
    for (let people = 1; people <= 60; people++) {
      const service = hall.ward.errands[people % hall.ward.errands.length]?.service ?? SERVICE
      const { fromMs, middleMs, toMs, madeAt } = hall.promised(hall.come(service))
      assert.ok(fromMs <= middleMs && middleMs <= toMs)
      assert.ok(fromMs % MINUTE === 0 && toMs % MINUTE === 0 && toMs > 0)
      assert.equal(madeAt, hall.at)
    }
  })
  test('is the same however often and by whomever it is asked', () => {
    const told = () => {
      const hall = morning('09:00').open()
      hall.come(SERVICE, 30)
      return boardView(hall.queue, hall.at).services.map(({ wait }) => wait)
    }
    assert.deepEqual(told(), told())
  })
  test('counts whoever was called and how long ago', () => {
    const hall = morning('09:00').open(SERVICE, 1)
    hall.come(SERVICE, 6)
    const counter = hall.queue.office.counters.find(({ services }) => services.includes(SERVICE))?.id ?? ''
    hall.do({ type: 'CallNext', counter })
    const justCalled = hall.promised('ticket-2').middleMs
    hall.at += 5 * MINUTE
    assert.ok(hall.promised('ticket-2').middleMs < justCalled)
  })
})

spec('the told wait and the clock on the wall', ({ test }) => {
  test('names lunch where the turn may come only after it, and leaps over it', () => {
    const hall = morning('11:00').open(SERVICE, 1)
    const soon = hall.promised(hall.come(SERVICE, 1))
    assert.equal(soon.beyond, undefined)
    const after = hall.promised(hall.come(SERVICE, 40))
    assert.equal(after.beyond, 'lunch')
    assert.ok(hall.at + after.middleMs > hall.clock('13:20'), 'nobody is called in the middle of lunch')
  })
  test('names closing, and promises nothing later', () => {
    const hall = morning('16:30').open(SERVICE, 1)
    const { beyond, toMs } = hall.promised(hall.come(SERVICE, 60))
    assert.equal(beyond, 'closing')
    assert.ok(toMs > 0 && Number.isFinite(toMs))
  })
  test('goes on over lunch, when everybody is at table', () => {
    const hall = morning('11:15').open()
    hall.come(SERVICE, 10)
    hall.at = hall.clock('11:40')
    for (const { id } of hall.queue.office.counters) {
      hall.do({ type: 'PauseCounter', counter: id, reason: 'Nghỉ trưa' })
    }
    hall.at = hall.clock('12:00')
    const { beyond, fromMs } = hall.promised('ticket-10')
    assert.equal(beyond, 'lunch')
    assert.ok(fromMs > 60 * MINUTE)
  })
})

spec('what a hall has learned', ({ test }) => {
  test('is known again from the last day’s opening alone', () => {
    const replayed = learned.lastDay.reduce(evolve, emptyQueue(learned.ward.office))
    assert.equal(learned.lastDay[0]?.event.type, 'DayOpened')
    assert.deepEqual(replayed.learned, learned.queue.learned)
  })
  test('is carried into the next day through the journal’s own text', () => {
    const hall = morning().open()
    const [opening] = hall.happened.filter(({ event }) => event.type === 'DayOpened')
    assert.ok(opening)
    const read = evolve(emptyQueue(learned.ward.office), JSON.parse(JSON.stringify(opening)))
    const live = evolve(learned.queue, opening)
    assert.deepEqual(read.learned, live.learned)
    assert.equal(read.learned.days, 3)
  })
  test('stays small', () => {
    const hall = morning().open()
    const [opening] = hall.happened.filter(({ event }) => event.type === 'DayOpened')
    const event = opening?.event
    assert.ok(event?.type === 'DayOpened' && event.learned)
    assert.ok(JSON.stringify(event.learned).length < 12_000)
  })
  test('is near the truth it was never told', () => {
    for (const { service, meanMs } of learned.ward.errands) {
      const habits = learned.queue.learned.services[service]
      if (!habits || habits.n < 100) continue
      // A turn is the service, half a minute's walk, and how fast the officers there are.
      const believed = Math.exp(habits.turn.mean + habits.chance / 2)
      assert.ok(believed > meanMs * 0.75 && believed < meanMs * 1.35 + MINUTE, `${service}: ${believed} of ${meanMs}`)
    }
  })
  test('makes better promises than the wait of the last one called', () => {
    const { office } = learned.ward
    const at = (hhmm: string) => instantOf(MORNING_AFTER, hhmm, office.timeZone)
    const scores = openScores(() => ({ fromAt: at('11:30'), toAt: at('13:30') }))
    scores.beginDay(true)
    liveDay(learned.ward, MORNING_AFTER, learned.queue, scores.watch)
    const usual = scores.scored.filter(({ crossesLunch }) => !crossesLunch)
    const { tickets, ratio, within10, interval } = scoreOf(usual, 'taken-off')
    assert.ok(tickets > 400)
    assert.ok(ratio < 0.6, `error ${ratio} of the last one's`)
    assert.ok(within10 > 0.75, `${within10} within ten minutes`)
    assert.ok(interval > 0.65 && interval < 0.97, `the interval holds ${interval}`)
  }, 60_000)
})

spec('alerts of long waits', ({ test }) => {
  const withLimit = (limitMs: number | null) => {
    const services = learned.ward.office.services.map((service) => ({ ...service, waitAlertMs: limitMs }))
    return morning('08:00').change({ services }).open(SERVICE, 1)
  }
  test('come when somebody has waited too long, or whoever comes now will', () => {
    const hall = withLimit(20 * MINUTE)
    hall.come(SERVICE, 1)
    assert.deepEqual(waitAlerts(hall.queue, hall.at), [])
    hall.come(SERVICE, 20)
    const [expected] = waitAlerts(hall.queue, hall.at)
    assert.partialDeepStrictEqual(expected, { service: SERVICE, because: 'expected', waiting: 21 })
    hall.at += 20 * MINUTE
    const [waited] = waitAlerts(hall.queue, hall.at)
    assert.partialDeepStrictEqual(waited, { service: SERVICE, because: 'waited', limitMs: 20 * MINUTE })
    assert.ok(waited && waited.longestMs >= 20 * MINUTE)
  })
  test('do not come where the office sets no limit', () => {
    const hall = withLimit(null)
    hall.come(SERVICE, 40)
    hall.at += 60 * MINUTE
    assert.deepEqual(waitAlerts(hall.queue, hall.at), [])
  })
})

import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Office } from '#core/domain/office.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import {
  againstStrict,
  finished,
  NOTHING_TRIED,
  type Trial,
  type Tried,
  tryRule,
  whatPeopleDid,
} from '#core/domain/try-rule.ts'
import { live, someDay } from '../kit/generated-day.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  closed,
  desk1,
  desk2,
  desk5,
  finished as done,
  givenIn,
  type Hall,
  issued,
  later,
  MINUTE,
  opened,
  type Step,
  shortened,
  timeKept,
  withVisit,
} from '../kit/trade.ts'

const ELDER = 'cao-tuoi'

/** The night comes: the day is over and closed. */
function over(hall: Hall): Hall {
  hall.at += 20 * 60 * MINUTE
  hall.do(timeKept())
  return hall
}

function tried(hall: Hall, trial: Partial<Trial>): Tried {
  const result = finished(tryRule(hall.happened, hall.queue.office, { ...NOTHING_TRIED, ...trial }))
  assert.ok(result)
  return result
}

/**
 * One counter, ten minutes a person:
 *
 *     came      8:00 H001   8:01 H002   8:02 H003   8:12 H004 (elderly)
 *     called    8:00        8:10        8:30        8:20 (head start: 7:42)
 */
const oneCounter = (office: Office = testOffice): Hall => {
  const serve = (number: string): Step[] => [callNext(desk2), later(10 * MINUTE), done(desk2, number)]
  const { hall } = givenIn(
    office,
    ...[opened(desk2), issued(), callNext(desk2)],
    ...[later(MINUTE), issued(), later(MINUTE), issued(), later(8 * MINUTE), done(desk2, 'H001'), callNext(desk2)],
    ...[later(2 * MINUTE), issued('chung-thuc', ELDER), later(8 * MINUTE), done(desk2, 'H002')],
    ...[...serve('H004'), ...serve('H003'), closed(desk2)],
  )
  return over(hall)
}

spec('trying a rule on a day that is known by hand', ({ test }) => {
  test('the replay under the day’s own rules is the day itself', () => {
    const { real, own } = tried(oneCounter(), {})
    assert.deepEqual(own, real)
    assert.equal(real.people, 4)
    assert.equal(real.served, 4)
    assert.equal(real.stillWaiting, 0)
    // 0, 9, 28 and 8 minutes.
    assert.deepEqual(real.waits, {
      people: 4,
      meanMs: (45 / 4) * MINUTE,
      medianMs: 8 * MINUTE,
      p90Ms: 28 * MINUTE,
      longestMs: 28 * MINUTE,
    })
    assert.deepEqual(real.longest, { number: 'H003', waitMs: 28 * MINUTE })
    assert.deepEqual(real.overtakes, { count: 1, people: 1, worst: { number: 'H003', times: 1 } })
    assert.equal(real.classes.find(({ id }) => id === ELDER)?.meanMs, 8 * MINUTE)
  })

  test('a further service taken out again in life is not gone to in the replay', () => {
    const visit = [withVisit('chung-thuc', 'tra-ket-qua'), later(MINUTE), callNext(desk2)]
    const noMore = [shortened('H001', 'tra-ket-qua'), later(10 * MINUTE), done(desk2, 'H001')]
    const { hall } = givenIn(
      testOffice,
      opened(desk2),
      opened(desk5),
      ...visit,
      ...noMore,
      closed(desk2),
      closed(desk5),
    )
    const { real, own } = tried(over(hall), {})
    assert.deepEqual(own, real)
    assert.equal(own.waits?.people, 1)
  })

  test('without a head start the elder waits for the one who came before', () => {
    const { own, tried: other } = tried(oneCounter(), { headStartMs: 0 })
    assert.equal(other.overtakes.count, 0)
    // H003 is called at 8:20 after 18 minutes, H004 at 8:30 after 18.
    assert.equal(other.longest?.waitMs, 18 * MINUTE)
    assert.equal(other.classes.find(({ id }) => id === ELDER)?.meanMs, 18 * MINUTE)
    assert.equal(other.endedAt, own.endedAt)
  })

  test('strict and ratio call the elder first here, as the head start did', () => {
    for (const order of [{ policy: 'strict' }, { policy: 'ratio', inARow: 1 }] as const) {
      assert.deepEqual(tried(oneCounter(), { order }).tried, tried(oneCounter(), {}).own)
    }
  })

  test('one more counter for a time takes people off the line', () => {
    const extra = { counter: 'quay-9', services: ['chung-thuc'], from: '08:05', to: '08:20' }
    const { tried: other } = tried(oneCounter(), { counters: [extra] })
    // H002 is called there at 8:05 and H003 at quầy 2 at 8:10, the elder at 8:15.
    assert.deepEqual(other.waits, {
      people: 4,
      meanMs: 3.75 * MINUTE,
      medianMs: 3 * MINUTE,
      p90Ms: 8 * MINUTE,
      longestMs: 8 * MINUTE,
    })
  })

  test('without the counter nobody is served, and everybody is still there', () => {
    const { tried: other } = tried(oneCounter(), { without: [{ counter: desk2, from: null, to: null }] })
    assert.equal(other.served, 0)
    assert.equal(other.stillWaiting, 4)
  })

  test('a counter that is missing for an hour begins after it', () => {
    const { tried: other } = tried(oneCounter(), { without: [{ counter: desk2, from: '07:00', to: '09:00' }] })
    assert.equal(other.served, 4)
    assert.deepEqual(other.longest, { number: 'H003', waitMs: 88 * MINUTE })
  })

  test('a counter that serves something else leaves its people waiting', () => {
    const other = { counter: desk2, services: ['cu-tru'], from: null, to: null }
    assert.equal(tried(oneCounter(), { counters: [other] }).tried.stillWaiting, 4)
  })

  test('says of strict how long ordinary people would have waited', () => {
    const crowd = Array.from({ length: 12 }, () => [issued('chung-thuc', ELDER)]).flat()
    const serve = Array.from({ length: 14 }, () => [callNext(desk2), later(10 * MINUTE)] as Step[]).flat()
    const { hall } = givenIn(
      { ...testOffice, order: { policy: 'ratio', inARow: 1 } },
      ...[opened(desk2), issued(), callNext(desk2), later(MINUTE), issued(), later(MINUTE), ...crowd, ...serve],
    )
    const did = finished(whatPeopleDid(hall.happened, hall.queue.office))
    assert.ok(did)
    const day = finished(againstStrict(did, hall.queue.office))
    assert.ok(day.longestStrictMs - day.longestNowMs > 60 * MINUTE)
    assert.equal(day.wouldWaitAnHourMore, 1)
  })
})

spec('trying a rule on any day', ({ test }) => {
  test('loses nobody, and is the same however often it is done', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom<Trial['order']>(null, { policy: 'strict' }), (day, order) => {
        const hall = live(day)
        const { real, own, tried: other } = tried(hall, { order })
        for (const one of [own, other]) {
          assert.equal(one.people, real.people)
          assert.ok(one.served + one.missed + one.stillWaiting <= one.people)
          const inClasses = one.classes.reduce((sum, { people }) => sum + people, 0)
          const inServices = one.services.reduce((sum, { people }) => sum + people, 0)
          assert.equal(inClasses, one.waits.people)
          assert.equal(inServices, one.waits.people)
        }
        assert.deepEqual(tried(hall, { order }), { real, own, tried: other, picks: tried(hall, {}).picks })
      }),
      { numRuns: 60 },
    )
  })

  test('serves everybody under the day’s own rules, where the day did', () => {
    const arrivals = fc.array(
      fc.record({
        gapMs: fc.integer({ min: 0, max: 4 * MINUTE }),
        priority: fc.nat(3),
        holdMs: fc.integer({ min: MINUTE, max: 8 * MINUTE }),
      }),
      { minLength: 5, maxLength: 60 },
    )
    fc.assert(
      fc.property(arrivals, (people) => {
        const hall = givenIn(testOffice, opened(desk1), opened(desk2)).hall
        const free: { at: number; desk: string }[] = [
          { at: 0, desk: desk1 },
          { at: 0, desk: desk2 },
        ]
        for (const { gapMs, priority, holdMs } of people) {
          hall.at += gapMs
          hall.do(issued('chung-thuc', priority === 0 ? ELDER : 'ordinary'))
          for (const one of free) {
            if (one.at > hall.at) continue
            hall.try(callNext(one.desk)())
            one.at = hall.at + holdMs
          }
        }
        while (ticketsInOrder(hall.queue).some(({ state }) => state !== 'served')) {
          hall.at += 5 * MINUTE
          for (const { desk } of free) hall.try(callNext(desk)())
        }
        for (const { desk } of free) hall.do(closed(desk))
        const { real, own } = tried(over(hall), {})
        assert.equal(real.served, people.length)
        assert.equal(own.served, people.length)
        assert.equal(own.stillWaiting, 0)
      }),
      { numRuns: 60 },
    )
  })
})

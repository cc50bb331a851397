import assert from 'node:assert/strict'
import fc from 'fast-check'
import { endOfServiceDay, instantOf, serviceDayOf } from '#core/domain/service-day.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  clockConfirmed,
  clockReported,
  desk2,
  given,
  HOUR,
  happened,
  issued,
  later,
  MORNING,
  opened,
  started,
  timeKept,
  wasIssued,
} from '../kit/trade.ts'

const vietnam = { timeZone: 'Asia/Ho_Chi_Minh', dayStartsAt: '00:00' }

spec('the service day (I15)', ({ test }) => {
  test('is the office’s calendar day, seven hours ahead of UTC', () => {
    assert.equal(serviceDayOf(Date.parse('2026-11-22T16:59:59Z'), vietnam), '2026-11-22')
    assert.equal(serviceDayOf(Date.parse('2026-11-22T17:00:00Z'), vietnam), '2026-11-23')
  })
  test('may begin in the small hours', () => {
    const late = { ...vietnam, dayStartsAt: '03:30' }
    assert.equal(serviceDayOf(Date.parse('2026-11-23T03:29:00+07:00'), late), '2026-11-22')
    assert.equal(serviceDayOf(Date.parse('2026-11-23T03:30:00+07:00'), late), '2026-11-23')
    assert.equal(
      endOfServiceDay(Date.parse('2026-11-23T02:00:00+07:00'), late),
      Date.parse('2026-11-23T03:30:00+07:00'),
    )
  })
  test('holds in zones that change their clocks', () => {
    const paris = { timeZone: 'Europe/Paris', dayStartsAt: '00:00' }
    const longDay = Date.parse('2026-10-25T12:00:00+01:00')
    assert.equal(endOfServiceDay(longDay, paris), Date.parse('2026-10-26T00:00:00+01:00'))
    assert.equal(instantOf('2026-10-25', '00:00', 'Europe/Paris'), Date.parse('2026-10-25T00:00:00+02:00'))
  })
  test('contains its own instants, for any instant and start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }), fc.nat(23), (at, hour) => {
        const office = { timeZone: 'Asia/Ho_Chi_Minh', dayStartsAt: `${String(hour).padStart(2, '0')}:00` }
        const ends = endOfServiceDay(at, office)
        assert.ok(at < ends && ends - at <= 24 * HOUR)
        assert.equal(serviceDayOf(ends - 1, office), serviceDayOf(at, office))
        assert.notEqual(serviceDayOf(ends, office), serviceDayOf(at, office))
      }),
    )
  })
})

spec('the day turns by itself', ({ test }) => {
  const evening = [opened(desk2), issued(), issued(), callNext(desk2), started(desk2, 'H001')]
  test('and closes what was open, each with its reason', () => {
    given(...evening, later(17 * HOUR))
      .when(timeKept())
      .then(
        happened('ServiceFinished', { by: 'day-end' }),
        happened('TicketCancelled', { reason: 'day-ended' }),
        happened('CounterClosed'),
        happened('DayClosed', { day: '2026-11-23' }),
      )
  })
  test('with the first ticket of the morning, if nothing came before it', () => {
    const hall = given(...evening, later(24 * HOUR)).hall
    const result = hall.try(issued()(hall))
    assert.ok('events' in result)
    assert.equal(hall.queue.day, '2026-11-24')
    assert.equal([...hall.queue.tickets.values()].map((t) => t.number).join(), 'H001')
  })
  test('once, and not before it is over', () => {
    const { hall } = given(...evening, later(17 * HOUR), timeKept(), later(HOUR), timeKept())
    assert.equal(hall.happened.filter((one) => one.event.type === 'DayOpened').length, 2)
    given(...evening, later(15 * HOUR))
      .when(timeKept())
      .then()
  })
})

spec('a clock that cannot be believed (I16)', ({ test }) => {
  test('turns no day, and numbers go on', () => {
    given(issued(), clockReported(true), later(48 * HOUR), timeKept())
      .when(issued())
      .then(wasIssued('H002'))
  })
  test('is confirmed by hand into another day, and a day met again goes on counting (I1)', () => {
    // The clock ran a month ahead and gave two numbers there; put right, then that day really comes.
    const ahead = MORNING + 30 * 24 * HOUR
    const hall = given(issued(), later(30 * 24 * HOUR), issued(), issued(), clockReported(true)).hall
    assert.equal(hall.queue.day, '2026-12-23')
    hall.at = MORNING + HOUR
    hall.do(clockConfirmed(hall.at))
    assert.equal(hall.queue.day, '2026-11-23')
    assert.equal(hall.queue.clockSuspect, false)
    hall.do(issued())
    assert.equal(hall.queue.numbers.get('H001'), undefined, 'H001 of this day was given before the clock ran away')
    assert.ok(hall.queue.numbers.get('H002'))
    hall.at = ahead + HOUR
    hall.do(issued())
    assert.equal(hall.queue.day, '2026-12-23')
    assert.ok(hall.queue.numbers.get('H003'), 'H001 and H002 of this day were given when the clock ran ahead')
  })
  test('is not turned back within one day, where it would give later tickets earlier claims', () => {
    given(issued(), clockReported(true))
      .when(clockConfirmed(MORNING - HOUR))
      .refused('clock-same-day')
  })
  test('never issues a number of a day twice, whatever the steps (±2 h, ±30 d) and confirmations', () => {
    const step = fc.constantFrom(0, 60_000, 2 * HOUR, -2 * HOUR, 30 * 24 * HOUR, -30 * 24 * HOUR, 24 * HOUR, -24 * HOUR)
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { minLength: 5, maxLength: 40 }), (steps) => {
        const { hall } = given(opened(desk2))
        let wall = hall.at
        for (const [ms, confirm] of steps) {
          wall += ms
          // As the hub's clock does: hub time follows forward, never back.
          const isSuspect = wall < hall.at - 2_000
          hall.at = Math.max(hall.at, wall)
          if (isSuspect !== hall.queue.clockSuspect) hall.do(clockReported(isSuspect))
          if (isSuspect && confirm) {
            const result = hall.try(clockConfirmed(wall)())
            if ('events' in result) hall.at = wall
          }
          hall.do(issued())
        }
        const given1 = new Set<string>()
        let day = ''
        for (const { event } of hall.happened) {
          if (event.type === 'DayOpened') day = event.day
          if (event.type !== 'TicketIssued') continue
          assert.ok(!given1.has(`${day} ${event.number}`), `${event.number} twice on ${day}`)
          given1.add(`${day} ${event.number}`)
        }
      }),
      { numRuns: 200 },
    )
  })
})

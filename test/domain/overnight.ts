import assert from 'node:assert/strict'
import type { Calendar } from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import { isConserved, ticketsInOrder } from '#core/domain/queue.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  clockConfirmed,
  clockReported,
  desk1,
  desk2,
  finished,
  given,
  givenIn,
  type Hall,
  HOUR,
  issued,
  later,
  MINUTE,
  MORNING,
  opened,
  parked,
  started,
  timeKept,
  transferred,
  wasIssued,
} from '../kit/trade.ts'

const officeWith = (calendar: Partial<Calendar>, own: Partial<Office> = {}): Office => ({
  ...testOffice,
  ...own,
  calendar: { ...testOffice.calendar, ...calendar },
})
const keeping = officeWith({ overnight: 'keep' }, { calling: { ...testOffice.calling, parkLimitMs: 48 * HOUR } })
const OVERNIGHT = [later(17 * HOUR), timeKept(), later(7 * HOUR)]

spec('a queue kept over night', ({ test }) => {
  test('is there in the morning, before everyone who comes then', () => {
    givenIn(keeping, issued(), issued(), ...OVERNIGHT, issued(), opened(desk2))
      .when(callNext(desk2))
      .then(called('H001', desk2))
  })
  test('goes on counting, so that nobody in the hall has the same number', () => {
    givenIn(keeping, issued(), issued(), ...OVERNIGHT)
      .when(issued())
      .then(wasIssued('H003'))
    givenIn(keeping, issued(), ...OVERNIGHT)
      .when(issued('ho-tich'))
      .then(wasIssued('A001'))
  })
  test('begins anew the day after nobody was left', () => {
    const done = [opened(desk2), callNext(desk2), started(desk2, 'H001'), finished(desk2, 'H001')]
    givenIn(keeping, issued(), ...OVERNIGHT, ...done, later(24 * HOUR), timeKept())
      .when(issued())
      .then(wasIssued('H001'))
  })
  test('keeps who was called and who is parked; whoever was being served is finished', () => {
    const { hall } = givenIn(
      keeping,
      ...[opened(desk2), opened(desk1), issued(), issued(), issued(), issued()],
      ...[callNext(desk2), started(desk2, 'H001'), later(MINUTE), callNext(desk1)],
      ...[parked(desk1, 'H002', 30 * HOUR), later(MINUTE), callNext(desk1)],
      ...OVERNIGHT,
    )
    const states = ticketsInOrder(hall.queue).map(({ number, state }) => `${number} ${state}`)
    assert.deepEqual(states, ['H002 parked', 'H003 waiting', 'H004 waiting'])
    assert.ok(isConserved(hall.queue))
  })
  test('forgets for whom and where it waited, when that is gone in the morning', () => {
    const without = { ...keeping, counters: keeping.counters.filter(({ id }) => id !== desk2) }
    const { hall } = givenIn(
      keeping,
      ...[issued(), issued(), transferred('H001', { counter: desk2 })],
      () => ({ type: 'PlanOffice', fromDay: '2026-11-24', office: without }),
      ...OVERNIGHT,
      opened('quay-1'),
    )
    assert.equal(hall.queue.tickets.get(hall.id('H001'))?.onlyCounter, null)
    hall.do(callNext('quay-1'))
    assert.equal(hall.queue.tickets.get(hall.id('H001'))?.state, 'called')
  })
  test('never meets its own numbers again on a day that was met before', () => {
    // The clock ran ahead by a day, gave one number there, and was put right; then many come, and are kept into that day.
    const { hall } = givenIn(keeping, later(24 * HOUR), issued(), clockReported(true))
    hall.at = MORNING + HOUR
    hall.do(clockConfirmed(hall.at))
    for (let i = 0; i < 5; i++) hall.do(issued())
    hall.at = MORNING + 25 * HOUR
    hall.do(issued())
    const numbers = ticketsInOrder(hall.queue).map(({ number }) => number)
    assert.equal(new Set(numbers).size, numbers.length, numbers.join(' '))
  })
  test('that came under a clock running ahead does not fall behind those who come once it is right', () => {
    const byClaim = officeWith({ overnight: 'keep', lunch: 'by-claim' })
    const { hall } = givenIn(byClaim, later(30 * 24 * HOUR), issued(), clockReported(true))
    hall.at = MORNING
    hall.do(clockConfirmed(hall.at))
    hall.do(later(MINUTE))
    hall.do(issued())
    hall.do(opened(desk2))
    hall.do(callNext(desk2))
    assert.equal(hall.queue.tickets.get(hall.id('H001'))?.state, 'called')
  })
})

spec('an office that begins its days at another hour', ({ test }) => {
  const rolls = (hall: Hall) => hall.happened.flatMap(({ event }) => (event.type === 'DayOpened' ? [event.day] : []))
  test('from tomorrow on lives no day twice', () => {
    const late = { ...testOffice, dayStartsAt: '06:00' }
    const { hall } = given(
      issued(),
      () => ({ type: 'PlanOffice', fromDay: '2026-11-24', office: late }),
      ...[later(17 * HOUR), timeKept(), later(6 * HOUR), timeKept(), later(24 * HOUR), timeKept()],
    )
    assert.deepEqual(rolls(hall), ['2026-11-23', '2026-11-24', '2026-11-25'])
  })
  test('at once, in the small hours, lives no day twice', () => {
    const late = { ...testOffice, dayStartsAt: '06:00' }
    const { hall } = given(
      later(19 * HOUR),
      timeKept(),
      () => ({ type: 'ChangeOffice', office: late }),
      ...[later(4 * HOUR), timeKept(), later(24 * HOUR), timeKept()],
    )
    assert.deepEqual(rolls(hall), ['2026-11-24', '2026-11-25'])
  })
})

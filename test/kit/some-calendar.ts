import fc from 'fast-check'
import type { Calendar } from '#core/domain/calendar.ts'

/** Any calendar an office may set: no session leaves its day, none overlaps another. */
export function someCalendar(): fc.Arbitrary<Calendar> {
  const hours = fc.constantFrom(
    [{ from: '07:30', to: '11:30' }],
    [
      { from: '07:30', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ],
    [
      { from: '07:00', to: '10:00' },
      { from: '10:00', to: '12:00' },
      { from: '13:00', to: '15:30' },
    ],
    [{ from: '04:00', to: '24:00' }],
  )
  const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
  const week = fc
    .tuple(days, hours)
    .map(([open, sessions]) => sessions.map(({ from, to }) => ({ days: open, from, to })))
  const date = fc.oneof(
    fc.constantFrom('11-24', '12-25', '01-01'),
    fc.integer({ min: 0, max: 89 }).map((n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10)),
  )
  const special = fc.record({
    date,
    name: fc.constant({ vi: 'Ngày nghỉ', en: 'Holiday' }),
    services: fc.constant(null),
    hours: fc.oneof(
      fc.constant({ kind: 'closed' as const }),
      fc.integer({ min: 1, max: 7 }).map((weekday) => ({ kind: 'like' as const, weekday })),
      hours.map((sessions) => ({ kind: 'sessions' as const, sessions })),
    ),
  })
  return fc.record({
    sessions: fc.oneof({ weight: 5, arbitrary: week }, { weight: 1, arbitrary: fc.constant([]) }),
    specialDays: fc.array(special, { maxLength: 25 }),
    lastNumberMs: fc.constantFrom(0, 15 * 60_000, 30 * 60_000),
    lunch: fc.constantFrom('morning-first' as const, 'by-claim' as const),
    lateNoteAt: fc.constantFrom(null, '15:00'),
    overnight: fc.constantFrom('close' as const, 'keep' as const),
  })
}

import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  breakAfter,
  type Calendar,
  closesAt,
  isHallOpen,
  isLate,
  lastNumberAt,
  nextSitting,
  opensNextAt,
  sittingNow,
  sittingOf,
  sittingsOn,
  specialDayOf,
} from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import { dayAfter, instantOf, localTime, serviceDayOf } from '#core/domain/service-day.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { someCalendar } from '../kit/some-calendar.ts'
import { spec } from '../kit/spec.ts'

const WEEK: Calendar['sessions'] = [
  { days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' },
  { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
  { days: [6], from: '07:30', to: '11:30' },
]
const [first, second] = demoOffice.services.map(({ id }) => id) as [string, string]

const at = (text: string) => Date.parse(`${text}+07:00`)
const officeWith = (calendar: Partial<Calendar>, own: Partial<Office['services'][number]> = {}): Office => ({
  ...demoOffice,
  calendar: { ...demoOffice.calendar, sessions: WEEK, specialDays: [], ...calendar },
  services: demoOffice.services.map((service) => (service.id === first ? { ...service, ...own } : service)),
})
const special = (date: string, hours: Calendar['specialDays'][number]['hours'], services: string[] | null = null) => ({
  date,
  name: { vi: `Ngày ${date}`, en: `Day ${date}` },
  services,
  hours,
})
const clockTimes = (office: Office, service: string | null, day: string) =>
  sittingsOn(office, service, day).map(({ fromAt, toAt }) =>
    [fromAt, toAt].map((one) => new Date(one + 7 * 3_600_000).toISOString().slice(11, 16)).join('–'),
  )

spec('the hours of the week', ({ test }) => {
  const week = officeWith({})
  test('are open from the first minute to before the last', () => {
    assert.equal(isHallOpen(week, at('2026-11-23T07:29:59')), false)
    assert.equal(isHallOpen(week, at('2026-11-23T07:30:00')), true)
    assert.equal(isHallOpen(week, at('2026-11-23T11:30:00')), false)
    assert.equal(isHallOpen(week, at('2026-11-22T09:00:00')), false)
  })
  test('say when the hall opens next: after lunch, tomorrow, after the weekend', () => {
    assert.equal(opensNextAt(week, at('2026-11-23T12:00:00')), at('2026-11-23T13:30:00'))
    assert.equal(opensNextAt(week, at('2026-11-23T18:00:00')), at('2026-11-24T07:30:00'))
    assert.equal(opensNextAt(week, at('2026-11-28T12:00:00')), at('2026-11-30T07:30:00'))
    assert.equal(opensNextAt(week, at('2026-11-23T08:00:00')), null)
  })
  test('count weekdays from Monday', () =>
    assert.equal(localTime(at('2026-11-22T12:00:00'), 'Asia/Ho_Chi_Minh').weekday, 7))
  test('are a morning alone on Saturday', () => {
    assert.deepEqual(clockTimes(week, null, '2026-11-28'), ['07:30–11:30'])
    assert.deepEqual(clockTimes(week, null, '2026-11-29'), [])
  })
  test('are always, where none are listed', () => {
    const always = officeWith({ sessions: [] })
    assert.equal(isHallOpen(always, at('2026-11-22T03:00:00')), true)
    assert.equal(opensNextAt(always, at('2026-11-22T03:00:00')), null)
    assert.equal(breakAfter(always, null, at('2026-11-22T03:00:00')), null)
    assert.equal(closesAt(always, null, at('2026-11-22T03:00:00')), null)
    assert.equal(sittingOf(always, first, at('2026-11-22T23:00:00')), 0)
  })
  test('may be a service’s own; the hall is open while any service is', () => {
    const own = officeWith({}, { sessions: [{ days: [7], from: '08:00', to: '10:00' }] })
    assert.deepEqual(clockTimes(own, first, '2026-11-29'), ['08:00–10:00'])
    assert.deepEqual(clockTimes(own, first, '2026-11-30'), [])
    assert.deepEqual(clockTimes(own, second, '2026-11-29'), [])
    assert.equal(isHallOpen(own, at('2026-11-29T09:00:00')), true)
    assert.equal(opensNextAt(own, at('2026-11-28T12:00:00')), at('2026-11-29T08:00:00'))
    assert.equal(opensNextAt(own, at('2026-11-28T12:00:00'), second), at('2026-11-30T07:30:00'))
  })
})

spec('special days', ({ test }) => {
  test('close the 24th of November every year', () => {
    const office = officeWith({ specialDays: [special('11-24', { kind: 'closed' })] })
    for (const year of ['2026', '2027', '2028']) assert.deepEqual(clockTimes(office, null, `${year}-11-24`), [])
    assert.deepEqual(clockTimes(office, null, '2026-11-25'), ['07:30–11:30', '13:30–17:00'])
    assert.equal(opensNextAt(office, at('2026-11-23T17:00:00')), at('2026-11-25T07:30:00'))
    assert.equal(specialDayOf(office, first, '2026-11-24')?.name.en, 'Day 11-24')
  })
  test('close Tết by its dates of one year', () => {
    const tet = ['2027-02-04', '2027-02-05', '2027-02-06', '2027-02-08', '2027-02-09', '2027-02-10']
    const office = officeWith({ specialDays: tet.map((date) => special(date, { kind: 'closed' })) })
    assert.equal(opensNextAt(office, at('2027-02-03T17:00:00')), at('2027-02-11T07:30:00'))
    assert.equal(clockTimes(office, null, '2026-02-04').length, 2)
  })
  test('let a swapped Saturday work like the Friday before it', () => {
    const office = officeWith({
      specialDays: [special('2026-11-28', { kind: 'like', weekday: 5 }), special('2026-11-27', { kind: 'closed' })],
    })
    assert.deepEqual(clockTimes(office, null, '2026-11-28'), ['07:30–11:30', '13:30–17:00'])
    assert.deepEqual(clockTimes(office, null, '2026-11-27'), [])
  })
  test('may bring sessions of their own', () => {
    const office = officeWith({
      specialDays: [special('2026-11-26', { kind: 'sessions', sessions: [{ from: '09:00', to: '10:30' }] })],
    })
    assert.deepEqual(clockTimes(office, first, '2026-11-26'), ['09:00–10:30'])
  })
  test('count more the more exact they are: the date before the yearly one, the service before all', () => {
    const office = officeWith({
      specialDays: [
        special('11-24', { kind: 'closed' }),
        special('2026-11-24', { kind: 'sessions', sessions: [{ from: '08:00', to: '09:00' }] }),
        special('2026-11-24', { kind: 'sessions', sessions: [{ from: '08:00', to: '10:00' }] }, [first]),
      ],
    })
    assert.deepEqual(clockTimes(office, first, '2026-11-24'), ['08:00–10:00'])
    assert.deepEqual(clockTimes(office, second, '2026-11-24'), ['08:00–09:00'])
    assert.deepEqual(clockTimes(office, first, '2027-11-24'), [])
  })
  test('close even an office that is always open', () => {
    const office = officeWith({ sessions: [], specialDays: [special('2026-11-24', { kind: 'closed' })] })
    assert.equal(isHallOpen(office, at('2026-11-24T10:00:00')), false)
    assert.equal(opensNextAt(office, at('2026-11-24T10:00:00')), at('2026-11-25T00:00:00'))
    assert.equal(breakAfter(office, null, at('2026-11-23T10:00:00'))?.endsAt, at('2026-11-24T00:00:00'))
  })
})

spec('a session', ({ test }) => {
  const week = officeWith({ lastNumberMs: 30 * 60_000, lateNoteAt: '15:00' }, { lastNumberMs: 0 })
  test('gives its last number some time before its end, or as its service says', () => {
    const morning = sittingNow(week, null, at('2026-11-23T08:00:00'))
    assert.ok(morning)
    assert.equal(lastNumberAt(week, second, morning), at('2026-11-23T11:00:00'))
    assert.equal(lastNumberAt(week, first, morning), at('2026-11-23T11:30:00'))
  })
  test('ends with lunch or with the closing', () => {
    assert.deepEqual(breakAfter(week, first, at('2026-11-23T09:00:00')), {
      endsAt: at('2026-11-23T11:30:00'),
      resumesAt: at('2026-11-23T13:30:00'),
    })
    assert.deepEqual(breakAfter(week, first, at('2026-11-23T14:00:00')), {
      endsAt: at('2026-11-23T17:00:00'),
      resumesAt: null,
    })
    assert.equal(breakAfter(week, first, at('2026-11-23T12:00:00')), null)
    assert.equal(closesAt(week, first, at('2026-11-23T07:00:00')), at('2026-11-23T17:00:00'))
    assert.equal(closesAt(week, first, at('2026-11-23T17:00:00')), null)
  })
  test('that leads into the next one does not end', () => {
    const through = officeWith({
      sessions: [
        { days: [1], from: '07:30', to: '11:30' },
        { days: [1], from: '11:30', to: '17:00' },
      ],
    })
    assert.deepEqual(breakAfter(through, null, at('2026-11-23T09:00:00')), {
      endsAt: at('2026-11-23T17:00:00'),
      resumesAt: null,
    })
  })
  test('takes those who come before it, and the last one those who come after', () => {
    const of = (time: string) => sittingOf(week, first, at(`2026-11-23T${time}:00`))
    assert.deepEqual(['06:00', '08:00', '12:00', '14:00', '18:00'].map(of), [0, 0, 1, 1, 1])
  })
  test('says from three in the afternoon that results may come the next working day', () => {
    assert.equal(isLate(week, at('2026-11-23T14:59:59')), false)
    assert.equal(isLate(week, at('2026-11-23T15:00:00')), true)
    assert.equal(isLate(officeWith({ lateNoteAt: null }), at('2026-11-23T15:00:00')), false)
  })
})

spec('every calendar', ({ test }) => {
  const from = at('2026-11-01T00:00:00')
  const instants = fc.integer({ min: 0, max: 60 * 24 * 90 }).map((minutes) => from + minutes * 60_000)
  const offices = fc.tuple(someCalendar(), fc.constantFrom('00:00', '03:30')).map(([calendar, dayStartsAt]) => ({
    ...officeWith(calendar),
    dayStartsAt,
  }))

  test('knows its sessions in their order, each within its service day', () => {
    fc.assert(
      fc.property(offices, instants, (office, instant) => {
        const day = serviceDayOf(instant, office)
        const sittings = sittingsOn(office, first, day)
        for (const [i, one] of sittings.entries()) {
          assert.equal(one.sitting, i)
          assert.ok(one.fromAt < one.toAt)
          assert.equal(serviceDayOf(one.fromAt, office), day)
          assert.equal(serviceDayOf(one.toAt - 1, office), day)
          assert.ok(one.fromAt >= (sittings[i - 1]?.toAt ?? 0))
        }
      }),
    )
  })
  test('says the same of an office however often, and of a copy of it', () => {
    fc.assert(
      fc.property(offices, fc.array(instants, { minLength: 1, maxLength: 20 }), (office, asked) => {
        const say = (one: Office, instant: number) => [
          sittingNow(one, first, instant),
          nextSitting(one, null, instant),
          sittingOf(one, first, instant),
          breakAfter(one, first, instant),
          opensNextAt(one, instant),
        ]
        for (const instant of asked) assert.deepEqual(say(office, instant), say(structuredClone(office), instant))
      }),
    )
  })
  test('opens next at an instant at which it is open, and at no earlier minute', () => {
    fc.assert(
      fc.property(offices, instants, (office, instant) => {
        const opensAt = opensNextAt(office, instant)
        assert.equal(opensAt === null, isHallOpen(office, instant) || nextSitting(office, first, instant) === null)
        if (opensAt === null) return
        assert.ok(isHallOpen(office, opensAt))
        assert.ok(!isHallOpen(office, opensAt - 60_000))
      }),
    )
  })
  test('is closed on every day a holiday says so, whatever the week says', () => {
    fc.assert(
      fc.property(offices, instants, (office, instant) => {
        const day = serviceDayOf(instant, office)
        const noon = instantOf(day, '12:00', office.timeZone)
        const entry = specialDayOf(office, first, day)
        if (entry?.hours.kind === 'closed') assert.equal(sittingNow(office, first, noon), null)
        if (entry?.hours.kind === 'like') {
          const { weekday } = entry.hours
          const free = { ...office, calendar: { ...office.calendar, specialDays: [] } }
          const model = [...Array(7).keys()]
            .map((days) => dayAfter(day, days))
            .find((one) => weekdayOf(one) === weekday)
          assert.ok(model)
          assert.deepEqual(clockTimes(office, first, day), clockTimes(free, first, model))
        }
      }),
    )
  })
  test('ends a running session in a break or in the closing, after which it is closed', () => {
    fc.assert(
      fc.property(offices, instants, (office, instant) => {
        const end = breakAfter(office, first, instant)
        if (end === null) return
        assert.ok(end.endsAt > instant)
        assert.equal(sittingNow(office, first, end.endsAt), null)
        if (end.resumesAt !== null) assert.equal(serviceDayOf(end.resumesAt, office), serviceDayOf(instant, office))
      }),
    )
  })
})

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

import type { Office, OrderRules } from '#core/domain/office.ts'
import { completeOffice } from '#core/domain/office-defaults.ts'
import { localTime } from '#core/domain/service-day.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import type { Hours } from './day-plan.ts'

const MINUTE = 60_000
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

export const POLICIES = {
  'head-start': { policy: 'head-start' },
  ratio: { policy: 'ratio', inARow: 2 },
  strict: { policy: 'strict' },
} as const satisfies Record<string, OrderRules>

export type Policy = keyof typeof POLICIES

/** Desks whose officer lets them call by themselves. */
export const AUTOMATIC_DESKS = ['quay-6']

/** Priorities that count only once the information desk has seen the papers. */
export const CONFIRMED_BY_STAFF = 'co-cong'

/**
 * The ward of the simulation: the demonstration office with the rules an office may set, all at work in one day. Two sessions
 * with the morning first after lunch, a last number, a quota, a fast lane, a counter with shares and one with preferences, an
 * officer who has learned two services, and numbers that are offered once more.
 */
export function simulatedWard(policy: Policy, hours: Hours): Office {
  const hhmm = (at: number) => {
    const { minutes } = localTime(at, demoOffice.timeZone)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  const sessions = [
    { days: EVERY_DAY, from: hhmm(hours.opensAt), to: hhmm(hours.lunchFrom) },
    { days: EVERY_DAY, from: hhmm(hours.lunchTo), to: hhmm(hours.doorsCloseAt) },
  ]
  const serves: Readonly<Record<string, Partial<Office['counters'][number]>>> = {
    'quay-1': { serves: 'preference' },
    'quay-4': { fastLane: { classes: ['cao-tuoi', 'khuyet-tat'], helpsOthers: true } },
    'quay-5': { serves: 'shares', shares: [{ service: 'tra-ket-qua', share: 2 }] },
  }
  return completeOffice({
    ...demoOffice,
    order: POLICIES[policy],
    calendar: {
      ...demoOffice.calendar,
      sessions,
      lastNumberMs: Math.round((hours.doorsCloseAt - hours.opensAt) / 50),
      lunch: 'morning-first',
    },
    services: demoOffice.services.map((service) =>
      service.id === 'kinh-doanh' ? { ...service, quota: { session: 6, day: 10 } } : service,
    ),
    counters: demoOffice.counters.map((counter) => ({ ...counter, ...serves[counter.id] })),
    classes: demoOffice.classes.map((one) =>
      one.id === CONFIRMED_BY_STAFF ? { ...one, confirmedBy: 'staff', rank: 2 } : one,
    ),
    calling: { ...demoOffice.calling, offersAgain: 1, holdOffMs: 2 * MINUTE, automaticAfterMs: 15_000 },
    returning: { ...demoOffice.returning, parked: { place: 'first', delayMs: 0 } },
    // Hall time runs many times faster than the wire: what takes a hand a second takes minutes here.
    limits: { ...demoOffice.limits, voidWithinMs: 5 * MINUTE },
    appointments: { ...demoOffice.appointments, leadMs: 5 * MINUTE },
    skills: [{ staff: 'giang', services: ['tra-ket-qua', 'chung-thuc'] }],
  })
}

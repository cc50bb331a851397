import { type ClassId, type CounterId, type Office, type ServiceId, serviceOf } from '../office.ts'
import type { Belief, Share, Spread } from './belief.ts'

/**
 * What a hall has learned about itself, a few kB folded from the journal and carried from day to day in DayOpened.
 *
 * How long a turn takes is the sum of four figures, told as natural logarithms, so that "a tenth slower" adds up:
 *
 *     the service  +  who serves  +  today's hall  +  today's service        and chance round it (`chance`)
 */
export interface Learned {
  readonly days: number
  readonly services: Readonly<Record<ServiceId, ServiceHabits>>
  /** How much slower (above 0) or faster than others each officer is. */
  readonly staff: Readonly<Record<string, Belief>>
  readonly counters: Readonly<Record<CounterId, CounterHabits>>
  /** From the end of one turn to the next call while people wait: log of ms, one second added. */
  readonly tidying: Spread
  /** From the call of one who does not come to letting the number go: log of ms. */
  readonly missing: Spread
  /** Away for a while during a session: log of ms, and how often after a turn. */
  readonly pause: Spread
  readonly pauses: Share
  /** Parked and back again: log of ms. */
  readonly fetching: Spread
  /** How many of those who did not come are let in again, and after how long: log of ms. */
  readonly returns: Share
  readonly returning: Spread
  /** By session of the day: when desks stop calling though people wait, ms after its end; and who clears the line first. */
  readonly leaving: Readonly<Record<number, Spread>>
  readonly clearing: Readonly<Record<number, Share>>
  /** Numbers given in each half hour of a day. */
  readonly arrivals: Readonly<Record<number, number>>
  /** Numbers given by service and by class; what is older counts less from day to day. */
  readonly came: {
    readonly services: Readonly<Record<ServiceId, number>>
    readonly classes: Readonly<Record<ClassId, number>>
  }
  readonly today: Today
}

export interface ServiceHabits {
  readonly n: number
  readonly turn: Belief
  /** Variance of a turn's logarithm round what is believed of it. */
  readonly chance: number
  readonly missed: Share
  readonly parked: Share
  /** To which other service people are sent on, of all who are served. */
  readonly sentOn: Readonly<Record<ServiceId, Share>>
}

/** When somebody sits down there after a session began (ms), and in how many sessions at all. */
export interface CounterHabits {
  readonly late: Readonly<Record<number, Spread>>
  readonly comes: Readonly<Record<number, Share>>
}

/** What belongs to this day alone: forgotten at its end, but for what it has taught. */
export interface Today {
  /** Midnight before it, ms since epoch. */
  readonly beganAt: number
  readonly hall: Belief
  readonly services: Readonly<Record<ServiceId, Belief>>
  readonly arrivals: Readonly<Record<number, number>>
  readonly desks: Readonly<Record<CounterId, Desk>>
}

/** What a desk is in the middle of. */
export interface Desk {
  /** When its present turn was first called. */
  readonly calledAt: number | null
  /** When its last turn ended, unless it went away since. */
  readonly freeAt: number | null
  /** In which sessions of the day somebody sat there. */
  readonly sat: readonly number[]
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

export const NO_DESK: Desk = { calledAt: null, freeAt: null, sat: [] }

export function newToday(beganAt: number): Today {
  return { beganAt, hall: { mean: 0, doubt: DAY_DOUBT }, services: {}, arrivals: {}, desks: {} }
}

/** How far one day's hall, or one service on one day, usually lies from the long run: a tenth or so. */
const DAY_DOUBT = 0.09 ** 2
const SERVICE_DAY_DOUBT = 0.1 ** 2
export const STAFF_DOUBT = 0.18 ** 2
/** Nobody sits there yet. */
export const UNKNOWN_STAFF: Belief = { mean: 0, doubt: 0.15 ** 2 }

/** What anyone would guess before the first day. Every figure counts as a few seen ones. */
export const NOTHING_LEARNED: Learned = {
  days: 0,
  services: {},
  staff: {},
  counters: {},
  tidying: { n: 5, mean: Math.log(20 * SECOND), variance: 0.8 },
  missing: { n: 3, mean: Math.log(90 * SECOND), variance: 0.2 },
  pause: { n: 3, mean: Math.log(9 * MINUTE), variance: 0.4 },
  pauses: { n: 40, share: 0.03 },
  fetching: { n: 3, mean: Math.log(15 * MINUTE), variance: 0.4 },
  returns: { n: 10, share: 0.2 },
  returning: { n: 3, mean: Math.log(10 * MINUTE), variance: 0.4 },
  leaving: {},
  clearing: {},
  arrivals: {},
  came: { services: {}, classes: {} },
  today: newToday(0),
}

export function habitsOf(learned: Learned, office: Office, service: ServiceId): ServiceHabits {
  const known = learned.services[service]
  if (known) return known
  const usualMs = serviceOf(office, service)?.usualServiceMs ?? 5 * MINUTE
  return {
    n: 0,
    // The usual time is a mean; the middle of a lopsided spread lies below it. Half as long again is quite possible.
    turn: { mean: Math.log(usualMs + 30 * SECOND) - 0.18, doubt: 0.4 ** 2 },
    chance: 0.36,
    missed: { n: 20, share: 0.05 },
    parked: { n: 40, share: 0.02 },
    sentOn: {},
  }
}

export function staffBelief(learned: Learned, staff: string): Belief {
  return learned.staff[staff] ?? { mean: 0, doubt: STAFF_DOUBT }
}

export function serviceToday(learned: Learned, service: ServiceId): Belief {
  return learned.today.services[service] ?? { mean: 0, doubt: SERVICE_DAY_DOUBT }
}

export function lateness(learned: Learned, counter: CounterId, sitting: number): Spread {
  return learned.counters[counter]?.late[sitting] ?? { n: 2, mean: 4 * MINUTE, variance: (6 * MINUTE) ** 2 }
}

export function comesAtAll(learned: Learned, counter: CounterId, sitting: number): Share {
  return learned.counters[counter]?.comes[sitting] ?? { n: 2, share: 0.8 }
}

export function leavingAt(learned: Learned, sitting: number): Spread {
  return learned.leaving[sitting] ?? { n: 4, mean: 0, variance: (5 * MINUTE) ** 2 }
}

export function clearingAt(learned: Learned, sitting: number): Share {
  return learned.clearing[sitting] ?? { n: 2, share: 0.3 }
}

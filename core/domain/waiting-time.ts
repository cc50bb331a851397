import { isAlwaysOpen, sittingsOn } from './calendar.ts'
import { aheadOf } from './calling-order.ts'
import type { ServiceId } from './office.ts'
import { countersServing } from './office.ts'
import { counterState, type Queue, servicesAt } from './queue.ts'
import type { Ticket } from './ticket.ts'
import { type Forecast, forecastFor, forecastOf } from './wait/forecast.ts'
import { guessedMs } from './wait/queue-length.ts'

/**
 * How long someone will probably wait: an interval, and the instant it was made. Never one bare figure. Of ten people one is
 * called before it and one after it.
 */
export interface Wait {
  readonly fromMs: number
  readonly toMs: number
  readonly madeAt: number
  /** The turn may come only after this, which is said beside the interval. */
  readonly beyond?: Beyond
}

export type Beyond = 'lunch' | 'closing'

/** A wait with its middle: what it is scored by, and what it names. Half of all are called before it. */
export interface WaitPromise extends Wait {
  readonly middleMs: number
}

const MINUTE = 60_000
// So many turns of a service must have been seen before the future is imagined from them.
const ENOUGH_TURNS = 8

/** How long one who waits will go on waiting, or null when nobody can know. */
export function waitOf(queue: Queue, ticket: Ticket, at: number): Wait | null {
  return told(promiseOf(queue, ticket, at))
}

/** How long somebody would wait who takes a number for this service now, or null when nobody can know. */
export function waitFor(queue: Queue, service: ServiceId, at: number): Wait | null {
  return told(promiseFor(queue, service, at))
}

export function promiseOf(queue: Queue, ticket: Ticket, at: number): WaitPromise | null {
  if (ticket.state !== 'waiting') return null
  const { service } = ticket
  if (!canTell(queue, service, at)) return null
  if (hasHistory(queue, service)) return fromForecast(queue, service, at, forecastOf(queue, ticket.id, at))
  return fromGuess(queue, service, at, aheadOf(queue, ticket))
}

export function promiseFor(queue: Queue, service: ServiceId, at: number): WaitPromise | null {
  if (!canTell(queue, service, at)) return null
  if (hasHistory(queue, service)) return fromForecast(queue, service, at, forecastFor(queue, service, at))
  return fromGuess(queue, service, at, queue.lines.get(service)?.length ?? 0)
}

function hasHistory(queue: Queue, service: ServiceId): boolean {
  return (queue.learned.services[service]?.n ?? 0) >= ENOUGH_TURNS
}

/** No open counter, no promise; but over lunch, when all are at table, those who come back are known from other days. */
function canTell(queue: Queue, service: ServiceId, at: number): boolean {
  const isOpen = countersServing(queue.office, service).some(
    ({ id }) => counterState(queue, id).state === 'open' && servicesAt(queue, id).includes(service),
  )
  return isOpen || (isBreak(queue, service, at) && hasHistory(queue, service))
}

function isBreak(queue: Queue, service: ServiceId, at: number): boolean {
  const sessions = sessionsOf(queue, service)
  return sessions.some(({ toAt }, i) => toAt <= at && at < (sessions[i + 1]?.fromAt ?? toAt))
}

function sessionsOf({ office, day }: Queue, service: ServiceId) {
  return day === null || isAlwaysOpen(office, service) ? [] : sittingsOn(office, service, day)
}

function fromGuess(queue: Queue, service: ServiceId, at: number, ahead: number): WaitPromise | null {
  const middle = guessedMs(queue, service, ahead)
  if (middle === null) return null
  // Two thirds to one and a half: what remains unknown about people.
  return inMinutes(queue, service, at, {
    earlyMs: middle * (2 / 3),
    middleMs: middle,
    lateMs: middle * 1.5,
    madeAt: at,
  })
}

function fromForecast(queue: Queue, service: ServiceId, at: number, forecast: Forecast | null): WaitPromise | null {
  return forecast && inMinutes(queue, service, at, forecast)
}

/** Whole minutes. The end goes to the nearest: rounded up, it would hold for more than nine in ten where waits are short. */
function inMinutes(
  queue: Queue,
  service: ServiceId,
  at: number,
  { earlyMs, middleMs, lateMs, madeAt }: Forecast,
): WaitPromise | null {
  const sessions = sessionsOf(queue, service)
  const closesAt = sessions.at(-1)?.toAt
  // Where some are not called any more today, the closing is the latest that can be said.
  const latest = closesAt === undefined ? Number.POSITIVE_INFINITY : Math.max(MINUTE, closesAt - at)
  if (!Number.isFinite(Math.min(lateMs, latest))) return null
  const capped = (ms: number) => (Number.isFinite(ms) ? ms : latest)
  const beyond = beyondOf(sessions, at, madeAt + lateMs)
  return {
    fromMs: Math.floor(capped(earlyMs) / MINUTE) * MINUTE,
    toMs: Math.max(1, Math.round(capped(lateMs) / MINUTE), Math.ceil(capped(middleMs) / MINUTE)) * MINUTE,
    middleMs: capped(middleMs),
    madeAt: at,
    ...(beyond && { beyond }),
  }
}

/** What lies between now and the latest call: the break before another session of this day, or the day's end. */
function beyondOf(
  sessions: readonly { readonly fromAt: number; readonly toAt: number }[],
  at: number,
  latestAt: number,
): Beyond | null {
  const closesAt = sessions.at(-1)?.toAt
  if (closesAt === undefined) return null
  if (latestAt > closesAt && at < closesAt) return 'closing'
  const isCrossed = sessions.some(({ toAt }, i) => {
    const next = sessions[i + 1]
    return next !== undefined && at < next.fromAt && toAt < latestAt
  })
  return isCrossed ? 'lunch' : null
}

function told(promise: WaitPromise | null): Wait | null {
  if (promise === null) return null
  const { fromMs, toMs, madeAt, beyond } = promise
  return { fromMs, toMs, madeAt, ...(beyond && { beyond }) }
}

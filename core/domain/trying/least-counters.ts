import { isAlwaysOpen, sittingsOn } from '../calendar.ts'
import type { Happened, ServiceDay } from '../events.ts'
import type { Counter, CounterId, Office, ServiceId } from '../office.ts'
import { completeOffice } from '../office-defaults.ts'
import { localTime } from '../service-day.ts'
import type { TicketId } from '../ticket.ts'
import { type Change, replay } from './replay.ts'
import { type Deeds, whatPeopleDid } from './what-people-did.ts'

/** Half of the people who come in an hour wait no longer than the one, nine of ten no longer than the other. */
export interface WaitLimits {
  readonly medianMs: number
  readonly p90Ms: number
}

/** What one hour of a day needed. */
export interface HourNeed {
  readonly hour: number
  readonly arrivals: number
  /** The fewest counters that kept the limits; all the office has where none did. */
  readonly counters: number
  readonly isEnough: boolean
}

/** An hour of opening, or what a session has of it. */
interface Piece {
  readonly hour: number
  readonly fromAt: number
  readonly toAt: number
  /** Opens after a break: whoever stayed to finish the queue before it goes now. */
  readonly isFirst: boolean
  readonly people: readonly TicketId[]
  /** The counters in the order in which they are of most use for the people of this hour. */
  readonly useful: readonly CounterId[]
}

/**
 * The fewest counters, hour by hour, with which this day would have kept the limits. The same people come and keep a counter as long
 * as they did; each hour is tried with more and fewer counters through the hall's own rules, the hours before it as they were chosen.
 *
 *     8 h: 5? 3? 4! ─▶ 9 h, after 4 at eight: 5? 7? 6! ─▶ 10 h, after 4 and 6 …
 *
 * Yields now and then. Null when there is no such day.
 */
export function* leastCounters(
  records: readonly Happened[],
  known: Office,
  limits: WaitLimits,
): Generator<undefined, readonly HourNeed[] | null> {
  const did = yield* whatPeopleDid(records, known)
  if (did?.opening.event.type !== 'DayOpened') return null
  const office = completeOffice(did.opening.event.office)
  const pieces = piecesOf(did, office, did.opening.event.day)
  const chosen: number[] = []
  const needs: HourNeed[] = []
  for (const [i, { hour, people, useful }] of pieces.entries()) {
    let least = 1
    let most = useful.length
    let isEnough = people.length === 0
    while (people.length > 0 && least <= most) {
      const tried = (least + most) >> 1
      const counters = pieces.map((_, n) => (n < i ? (chosen[n] ?? 1) : tried))
      const { waitMs } = yield* replay(did, staffedBy(pieces, counters))
      if (isWithin(people, waitMs, limits)) {
        isEnough = true
        most = tried - 1
      } else least = tried + 1
    }
    const counters = isEnough ? least : useful.length
    chosen.push(counters)
    needs.push({ hour, arrivals: people.length, counters, isEnough })
  }
  return needs
}

function isWithin(people: readonly TicketId[], waitMs: ReadonlyMap<TicketId, number>, limits: WaitLimits): boolean {
  const waits = people.flatMap((id) => waitMs.get(id) ?? []).sort((a, b) => a - b)
  const nearest = (share: number) => waits[Math.max(0, Math.ceil(share * waits.length) - 1)] ?? 0
  return nearest(0.5) <= limits.medianMs && nearest(0.9) <= limits.p90Ms
}

const HOUR = 3_600_000

/** The sessions of that day cut by the hour, each with the people who came in it. */
function piecesOf(did: Deeds, office: Office, day: ServiceDay): readonly Piece[] {
  const arrivals = did.facts.flatMap(({ at, event }) =>
    event.type === 'TicketIssued' ? [{ at, id: event.ticket, service: event.service }] : [],
  )
  const first = arrivals[0]?.at ?? 0
  const last = arrivals.at(-1)?.at ?? 0
  const sittings = isAlwaysOpen(office, null) ? [{ fromAt: first, toAt: last + 1 }] : sittingsOn(office, null, day)
  return sittings.flatMap(({ fromAt, toAt }) => {
    const cuts = [fromAt]
    for (let at = nextHour(fromAt, office.timeZone); at < toAt; at += HOUR) cuts.push(at)
    return cuts.map((from, i): Piece => {
      const to = cuts[i + 1] ?? toAt
      const own = arrivals.filter(({ at }) => at >= from && at < to)
      return {
        hour: Math.floor(localTime(from, office.timeZone).minutes / 60),
        fromAt: from,
        toAt: to,
        isFirst: i === 0,
        people: own.map(({ id }) => id),
        useful: byUse(
          office.counters,
          own.map(({ service }) => [service, did.usualMs.get(service) ?? 0] as const),
        ),
      }
    })
  })
}

function nextHour(at: number, timeZone: string): number {
  return at + HOUR - (localTime(at, timeZone).minutes % 60) * 60_000 - (at % 60_000)
}

/** First the counter that takes most of the hour's work, then the one that takes most of what is left, shared with those before. */
function byUse(counters: readonly Counter[], work: readonly (readonly [ServiceId, number])[]): readonly CounterId[] {
  const workOf = new Map<ServiceId, number>()
  for (const [service, ms] of work) workOf.set(service, (workOf.get(service) ?? 0) + ms + 1)
  const taken = new Map<ServiceId, number>()
  const left = counters.filter(({ services }) => services.length > 0)
  const order: CounterId[] = []
  while (left.length > 0) {
    const gain = ({ services }: Counter) =>
      services.reduce((sum, id) => sum + (workOf.get(id) ?? 0) / (1 + (taken.get(id) ?? 0)) ** 2, 0)
    const best = left.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    left.splice(left.indexOf(best), 1)
    order.push(best.id)
    for (const id of best.services) taken.set(id, (taken.get(id) ?? 0) + 1 / best.services.length)
  }
  return order
}

/** So many counters in each piece: officers come and go as each hour begins; before a break they stay until nobody waits. */
function staffedBy(pieces: readonly Piece[], counters: readonly number[]): Change {
  const moves: Happened[] = []
  let open = new Set<CounterId>()
  for (const [i, { fromAt, useful }] of pieces.entries()) {
    const wanted = new Set(useful.slice(0, counters[i]))
    for (const counter of wanted) {
      const staff = `tried-${counter}`
      const opened = { type: 'CounterOpened', counter, staff, staffName: staff } as const
      if (!open.has(counter)) moves.push({ seq: 0, at: fromAt, event: opened })
    }
    for (const counter of open) {
      if (!wanted.has(counter)) moves.push({ seq: 0, at: fromAt, event: { type: 'CounterClosed', counter } })
    }
    open = wanted
  }
  return {
    office: (office) => office,
    staffing: {
      changes: [],
      isWithout: () => false,
      counters: ({ counters: own }) => own,
      seats: (facts) => [...facts.filter(({ event }) => !isShift(event)), ...moves].sort((a, b) => a.at - b.at),
    },
  }
}

function isShift({ type }: Happened['event']): boolean {
  return type === 'CounterOpened' || type === 'CounterPaused' || type === 'CounterClosed'
}

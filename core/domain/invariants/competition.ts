import { type Counter, type CounterId, classOf, counterOf, headStartOf, type Office, ORDINARY } from '../office.ts'
import { belongsTo, type Seen, type SeenHall } from './seen-hall.ts'

/** Everyone a call in order could have gone to, and those it was really about. Told without lines: the slow and obvious way. */
export interface Competition {
  readonly office: Office
  readonly counter: Counter
  readonly called: Seen
  /** All others this counter may call who wait and are not held off. */
  readonly others: readonly Seen[]
  /** Taken as one of a fast lane's classes, or as sent to it. */
  readonly byLane: boolean
  /** Of the others: those in the same lane or beside it, and of the same round (came back first, or the same session). */
  readonly round: readonly Seen[]
  /** Of the round: those who compete by the office's policy, the counter's way of serving taken into account. */
  readonly pool: readonly Seen[]
}

export function competitionOf(hall: SeenHall, id: CounterId, called: Seen, at: number): Competition | null {
  const { office } = hall
  const counter = office ? counterOf(office, id) : undefined
  if (!office || !counter) return null
  const others = hall.waiting().filter((one) => one !== called && isReady(one, at) && belongsTo(hall, id, one))
  const byLane = isOfLane(counter, called)
  const beside = others.filter((one) => isOfLane(counter, one) === byLane)
  const round = beside.filter((one) => roundOf(office, one) === roundOf(office, called))
  return { office, counter, called, others, byLane, round, pool: round.filter((one) => competes(counter, called, one)) }
}

function competes(counter: Counter, called: Seen, one: Seen): boolean {
  if (called.first || counter.serves === 'together' || isOfLane(counter, called)) return true
  return isSent(called) ? isSent(one) : lineOf(one) === lineOf(called)
}

export function isReady({ notBeforeAt }: Seen, at: number): boolean {
  return notBeforeAt === null || notBeforeAt <= at
}

export function isSent({ onlyCounter, onlyStaff }: Seen): boolean {
  return onlyCounter !== null || onlyStaff !== null
}

export function isOfLane({ fastLane }: Counter, ticket: Seen): boolean {
  return fastLane !== null && (isSent(ticket) || fastLane.classes.includes(ticket.class))
}

/** Rounds go one after another: who came back to the front, then session by session where the morning goes first. */
export function roundOf({ calendar }: Office, { first, sitting }: Seen): number {
  if (first) return Number.NEGATIVE_INFINITY
  return calendar.lunch === 'morning-first' ? sitting : 0
}

export function lineOf({ service, onlyCounter, onlyStaff }: Seen): string {
  if (onlyStaff !== null) return `officer ${onlyStaff}`
  return onlyCounter === null ? service : `counter ${onlyCounter}`
}

export function isOrdinary(ticket: Seen): boolean {
  return ticket.class === ORDINARY
}

/** Below zero: a came before b. */
export function byClaim(a: Seen, b: Seen): number {
  return a.claimAt - b.claimAt || a.order - b.order
}

/** Below zero: head start or rank puts a before b. Under the policy ratio the claim alone counts; turns are another matter. */
export function byPolicy(office: Office, a: Seen, b: Seen): number {
  switch (office.order.policy) {
    case 'head-start':
      return a.claimAt - headStartOf(office, a.class) - (b.claimAt - headStartOf(office, b.class)) || a.order - b.order
    case 'strict':
      return rankOf(office, b) - rankOf(office, a) || byClaim(a, b)
    case 'ratio':
      return byClaim(a, b)
    default:
      return office.order satisfies never
  }
}

export function rankOf(office: Office, ticket: Seen): number {
  return classOf(office, ticket.class)?.rank ?? 0
}

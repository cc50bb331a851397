import type { Sitting } from '../calendar.ts'
import { inCallingOrder } from '../calling-policy.ts'
import { type Counter, headStartOf, ORDINARY, type ServiceId } from '../office.ts'
import { counterLine, counterState, lineOf, type Queue, servicesAt, staffLine } from '../queue.ts'
import type { Ticket } from '../ticket.ts'
import { hoursOf, sittingAt } from './hours.ts'
import {
  clearingAt,
  comesAtAll,
  habitsOf,
  lateness,
  leavingAt,
  NO_DESK,
  serviceToday,
  staffBelief,
  UNKNOWN_STAFF,
} from './learned.ts'

/**
 * The hall in plain numbers, so that a hundred futures can be walked through in a few milliseconds.
 *
 * Lines: first one for each service, then those of people sent to one counter, then those sent to one officer.
 */
export interface Hall {
  readonly at: number
  readonly services: readonly ServiceNumbers[]
  readonly serviceIndex: ReadonlyMap<ServiceId, number>
  /** Everyone who waits, in calling order over all lines: the place here is the rank. */
  readonly waiting: readonly Waiting[]
  readonly rankOf: ReadonlyMap<string, number>
  /** The priority class of each, or null. */
  readonly classes: readonly (string | null)[]
  /** The claim each rank goes by, never falling: where somebody with a head start would stand. */
  readonly claims: Float64Array
  readonly lines: number
  readonly counters: readonly CounterNumbers[]
  /** The counters that call from each line. */
  readonly callers: readonly (readonly number[])[]
  readonly hours: readonly Sitting[]
  /** The session the desks are in, or come to next. */
  readonly sitting: number | null
  /** Who went for a paper and may be back. */
  readonly parked: readonly (Waiting & { readonly sinceAt: number; readonly claim: number })[]
}

export interface Waiting {
  readonly line: number
  readonly service: number
  /** Names its draws, whatever its rank is now. */
  readonly name: number
  readonly isPriority: boolean
  /** Held off until then, or null. */
  readonly notBeforeAt: number | null
}

export interface ServiceNumbers {
  /** Of the logarithm of a turn: the middle, how far one lies from another, and how far the middle may be off today. */
  readonly mean: number
  readonly sigma: number
  readonly offBy: number
  readonly missed: number
  readonly parked: number
  /** Sent on to another service: an even draw below `upTo`, less those who are parked. */
  readonly sentOn: readonly { readonly to: number; readonly upTo: number }[]
}

export interface CounterNumbers {
  readonly rules: Counter
  /** The service lines it calls from, in its order of preference, and the lines of those who were sent to it. */
  readonly lines: readonly number[]
  readonly sent: readonly number[]
  readonly all: readonly number[]
  /** Of its calls, for each of `lines`. */
  readonly shares: readonly number[]
  readonly state: 'open' | 'paused' | 'closed'
  readonly pace: number
  readonly paceOffBy: number
  /** Since when it is taken, or away. */
  readonly sinceAt: number
  readonly holding: { readonly service: number; readonly name: number } | null
  /** Somebody has sat there in this session. */
  readonly hasSat: boolean
  readonly habits: readonly SittingNumbers[]
}

/** One counter in one session of the day. */
export interface SittingNumbers {
  readonly comes: number
  readonly late: number
  readonly lateSigma: number
  readonly leaves: number
  readonly leavesSigma: number
  readonly clears: number
}

export function hallOf(queue: Queue, at: number): Hall {
  const { office, learned } = queue
  const hours = hoursOf(queue)
  const sitting = sittingAt(hours, at)
  const serviceIndex = new Map(office.services.map(({ id }, i) => [id, i]))
  const lineIndex = new Map(lineNames(queue).map((name, i) => [name, i]))
  const tickets = [...queue.lines]
    .flatMap(([name, line]) => (lineIndex.has(name) ? line : []))
    .sort(inCallingOrder(office))
  const asWaiting = (ticket: Ticket): Waiting => ({
    line: lineIndex.get(lineOf(ticket)) ?? 0,
    service: serviceIndex.get(ticket.service) ?? 0,
    name: ticket.order,
    isPriority: ticket.class !== ORDINARY,
    notBeforeAt: ticket.notBeforeAt !== null && ticket.notBeforeAt > at ? ticket.notBeforeAt : null,
  })
  const claimOf = (ticket: Ticket) => ticket.claimAt - headStartOf(office, ticket.class)
  const claims = new Float64Array(tickets.length)
  for (const [rank, ticket] of tickets.entries()) claims[rank] = Math.max(claims[rank - 1] ?? 0, claimOf(ticket))
  const counters = office.counters.map((counter) => counterNumbers(queue, counter, at, { lineIndex, serviceIndex }))
  return {
    at,
    services: office.services.map(({ id }) => serviceNumbers(queue, id, serviceIndex)),
    serviceIndex,
    waiting: tickets.map(asWaiting),
    rankOf: new Map(tickets.map(({ id }, rank) => [id, rank])),
    classes: tickets.map((ticket) => (ticket.class === ORDINARY ? null : ticket.class)),
    claims,
    lines: lineIndex.size,
    counters: counters.map((counter) => ({
      ...counter,
      hasSat: sitting !== null && (learned.today.desks[counter.rules.id] ?? NO_DESK).sat.includes(sitting),
    })),
    callers: [...lineIndex.values()].map((line) => counters.flatMap(({ all }, i) => (all.includes(line) ? [i] : []))),
    hours,
    sitting,
    parked: queue.aside.flatMap((id) => {
      const ticket = queue.tickets.get(id)
      if (ticket?.state !== 'parked' || !lineIndex.has(lineOf(ticket))) return []
      return [{ ...asWaiting(ticket), sinceAt: ticket.parkedAt, claim: claimOf(ticket) }]
    }),
  }
}

function lineNames(queue: Queue): string[] {
  const { services, counters } = queue.office
  const staff = counters.flatMap(({ id }) => {
    const state = counterState(queue, id)
    return state.state === 'closed' ? [] : [staffLine(state.staff)]
  })
  return [...services.map(({ id }) => id), ...counters.map(({ id }) => counterLine(id)), ...new Set(staff)]
}

interface Indexes {
  readonly lineIndex: ReadonlyMap<string, number>
  readonly serviceIndex: ReadonlyMap<ServiceId, number>
}

function counterNumbers(
  queue: Queue,
  counter: Counter,
  at: number,
  { lineIndex, serviceIndex }: Indexes,
): CounterNumbers {
  const { learned } = queue
  const state = counterState(queue, counter.id)
  const desk = learned.today.desks[counter.id] ?? NO_DESK
  const officer = state.state === 'closed' ? UNKNOWN_STAFF : staffBelief(learned, state.staff)
  const held = state.state === 'open' && state.holding !== null ? queue.tickets.get(state.holding) : undefined
  const sent = [counterLine(counter.id), ...(state.state === 'closed' ? [] : [staffLine(state.staff)])]
  const services = servicesAt(queue, counter.id)
  const lines = services.flatMap((name) => lineIndex.get(name) ?? [])
  const sentLines = sent.flatMap((name) => lineIndex.get(name) ?? [])
  return {
    rules: counter,
    lines,
    sent: sentLines,
    all: [...lines, ...sentLines],
    shares: services.map((id) => counter.shares.find((one) => one.service === id)?.share ?? 1),
    state: state.state,
    pace: officer.mean,
    paceOffBy: Math.sqrt(officer.doubt),
    sinceAt: state.state === 'paused' ? state.sinceAt : (desk.calledAt ?? at),
    holding: held ? { service: serviceIndex.get(held.service) ?? 0, name: held.order } : null,
    hasSat: false,
    habits: hoursOf(queue).map((_, sitting) => {
      const late = lateness(learned, counter.id, sitting)
      const leaves = leavingAt(learned, sitting)
      return {
        comes: comesAtAll(learned, counter.id, sitting).share,
        late: late.mean,
        lateSigma: Math.max(90_000, Math.sqrt(late.variance)),
        leaves: leaves.mean,
        leavesSigma: Math.max(60_000, Math.sqrt(leaves.variance)),
        clears: clearingAt(learned, sitting).share,
      }
    }),
  }
}

function serviceNumbers(queue: Queue, id: ServiceId, index: ReadonlyMap<ServiceId, number>): ServiceNumbers {
  const habits = habitsOf(queue.learned, queue.office, id)
  const today = serviceToday(queue.learned, id)
  let upTo = 0
  const sentOn = Object.entries(habits.sentOn).flatMap(([to, { share }]) => {
    const service = index.get(to)
    if (service === undefined) return []
    upTo += share
    return [{ to: service, upTo }]
  })
  return {
    mean: habits.turn.mean + today.mean,
    sigma: Math.sqrt(habits.chance),
    offBy: Math.sqrt(habits.turn.doubt + today.doubt),
    missed: habits.missed.share,
    parked: habits.parked.share,
    sentOn,
  }
}

import { isReady, waitingFor } from './calling-order.ts'
import {
  type Counter,
  classOf,
  counterOf,
  headStartOf,
  type Office,
  ORDINARY,
  type OrderRules,
  serviceOf,
  type Text,
} from './office.ts'
import { type Call, canServe, counterLine, counterState, lineOf, type Queue, servicesAt, staffLine } from './queue.ts'
import { localTime } from './service-day.ts'
import type { Ticket } from './ticket.ts'
import { ANSWERS, type Audience, type Facts, type REASONS, type Stand, sentenceOf, type WhyCode } from './why-words.ts'

export type { Audience, WhyCode } from './why-words.ts'

/** Why one number was, or will be, called before another. */
export interface Why {
  readonly code: WhyCode
  readonly sentence: Text
}

type Reason = keyof typeof REASONS

/** A call of `a` that somebody asks about, with both as they stood at that moment; or, without a call, as they stand now. */
interface Moment {
  readonly a: Ticket
  /** null: it was not there yet. */
  readonly b: Ticket | null
  /** The second number as it is today. */
  readonly second: Ticket
  readonly call: Call | null
  readonly counter: Counter | null
  readonly policy: OrderRules['policy']
  readonly at: number
}

/**
 * Answers "why was this number before that one?" in one sentence.
 *
 *     the first was called while the second waited      the rule that decided that call
 *     the second was called while the first waited      the other way round, with its rule
 *     both were called, but never waited together       the second came later, was away, or was served already
 *     neither was called                                who is before whom now, and why
 */
export function whyBefore(queue: Queue, first: string, second: string, audience: Audience): Why {
  const a = ticketOf(queue, first)
  const b = ticketOf(queue, second)
  if (!a || !b) return whole('unknown-number', a ? second : first)
  if (a.id === b.id) return whole('same-number', first)
  const decided = callThatDecided(queue, a, b)
  if (decided) return told(queue, audience, decided)
  const reverse = callThatDecided(queue, b, a)
  if (reverse) return theOtherWay(told(queue, audience, reverse))
  const alone = firstCallBefore(queue, a, b)
  if (alone) return told(queue, audience, alone)
  const other = firstCallBefore(queue, b, a)
  return other ? theOtherWay(told(queue, audience, other)) : asTheyStand(queue, a, b, audience)
}

function ticketOf(queue: Queue, number: string): Ticket | null {
  const id = queue.numbers.get(number.trim().toUpperCase())
  return (id && queue.tickets.get(id)) || null
}

/** The last call of `a` that came while `b` was waiting. */
function callThatDecided(queue: Queue, a: Ticket, b: Ticket): Moment | null {
  const call = (queue.calls.get(a.id) ?? []).findLast(({ seq }) => before(queue, b, seq)?.state === 'waiting')
  return call ? momentOf(queue, a, b, call) : null
}

/** The first call of `a`, if `b` had not been called by then. */
function firstCallBefore(queue: Queue, a: Ticket, b: Ticket): Moment | null {
  const [call] = queue.calls.get(a.id) ?? []
  const [others] = queue.calls.get(b.id) ?? []
  return call && (!others || call.seq < others.seq) ? momentOf(queue, a, b, call) : null
}

function momentOf(queue: Queue, a: Ticket, b: Ticket, call: Call): Moment {
  const policy = call.why.how === 'in-order' ? (call.why.policy ?? 'head-start') : queue.office.order.policy
  const counter = counterOf(queue.office, call.counter) ?? null
  const [first, other] = [before(queue, a, call.seq) ?? a, before(queue, b, call.seq)]
  return { a: first, b: other, second: b, call, counter, policy, at: call.at }
}

/** A ticket as it was just before a record; null when it was not there yet. */
function before(queue: Queue, ticket: Ticket, seq: number): Ticket | null {
  const past = queue.past.get(ticket.id)?.find(({ untilSeq }) => untilSeq >= seq)
  return past ? past.ticket : ticket
}

function told(queue: Queue, audience: Audience, moment: Moment): Why {
  const code = reasonOf(queue.office, moment)
  return { code, sentence: sentenceOf(code, factsOf(queue, audience, moment)) }
}

function theOtherWay({ sentence }: Why): Why {
  const { vi, en } = ANSWERS['second-first']()
  return { code: 'second-first', sentence: { vi: vi + sentence.vi, en: en + sentence.en } }
}

function whole(code: Exclude<keyof typeof ANSWERS, 'second-first'>, first: string, second = ''): Why {
  return { code, sentence: ANSWERS[code](first, second) }
}

/** Neither was called: who is before whom now. */
function asTheyStand(queue: Queue, a: Ticket, b: Ticket, audience: Audience): Why {
  const at = queue.lastAt
  const { policy } = queue.office.order
  const now = (first: Ticket, second: Ticket, counter: Counter | null): Moment => ({
    ...{ a: first, b: second, second, call: null, counter, policy, at },
  })
  if (a.state !== 'waiting' && b.state !== 'waiting') return whole('first-not-waiting', a.number)
  if (b.state !== 'waiting') return told(queue, audience, now(a, b, null))
  if (a.state !== 'waiting') return theOtherWay(told(queue, audience, now(b, a, null)))
  const shared = queue.office.counters.filter((counter) =>
    [a, b].every((one) => linesAt(queue, counter).has(lineOf(one))),
  )
  const counter = shared.find(({ id }) => counterState(queue, id).state === 'open') ?? shared[0]
  const order = counter ? waitingFor(queue, counter.id, at).map(({ id }) => id) : []
  if (!counter || !order.includes(a.id) || !order.includes(b.id)) return whole('separate-lines', a.number, b.number)
  if (order.indexOf(a.id) < order.indexOf(b.id)) return told(queue, audience, now(a, b, counter))
  return theOtherWay(told(queue, audience, now(b, a, counter)))
}

function linesAt(queue: Queue, { id }: Counter): ReadonlySet<string> {
  const state = counterState(queue, id)
  const sent = state.state === 'closed' ? [counterLine(id)] : [counterLine(id), staffLine(state.staff)]
  return new Set([...servicesAt(queue, id), ...sent])
}

function reasonOf(office: Office, moment: Moment): Reason {
  const { a, b, call, counter, at } = moment
  if (b === null) return 'second-came-later'
  if (b.state !== 'waiting') return WHY_AWAY[b.state]
  if (!isReady(b, at)) return 'second-held-off'
  const apart = call && counter && !linesOfCall(office, counter, call).has(lineOf(b))
  if (call?.why.how === 'picked' && (!apart || lineOf(a) === lineOf(b))) return 'picked'
  if (apart) return isSent(b) ? 'second-sent-elsewhere' : 'other-line'
  return (
    (counter && byTheLane(counter, a, b)) ??
    byTheRound(office, a, b) ??
    (counter && byTheWayItServes(counter, a, b)) ??
    byThePolicy(office, moment, a, b)
  )
}

const WHY_AWAY = {
  called: 'in-order',
  serving: 'in-order',
  served: 'in-order',
  parked: 'second-parked',
  'no-show': 'second-missed',
  cancelled: 'second-gone',
  void: 'second-gone',
} as const satisfies Record<Exclude<Ticket['state'], 'waiting'>, Reason>

function linesOfCall(office: Office, counter: Counter, { staff }: Call): ReadonlySet<string> {
  const services = counter.services.filter((service) => canServe(office, staff, service))
  return new Set([...services, counterLine(counter.id), staffLine(staff)])
}

function byTheLane({ fastLane }: Counter, a: Ticket, b: Ticket): Reason | null {
  if (!fastLane) return null
  const isOfLane = (one: Ticket) => fastLane.classes.includes(one.class) || isSent(one)
  if (isOfLane(a) === isOfLane(b)) return null
  if (isOfLane(b)) return 'in-order'
  return isSent(a) ? 'sent-here' : 'fast-lane'
}

/** Before the policy of the office: who came back to the front, and the people of the session before. */
function byTheRound(office: Office, a: Ticket, b: Ticket): Reason | null {
  if (a.first !== b.first) return !a.first ? 'in-order' : a.putFirst === null ? 'came-back-first' : 'put-first'
  if (a.first || a.sitting === b.sitting || office.calendar.lunch !== 'morning-first') return null
  if (a.sitting > b.sitting) return 'in-order'
  return a.sitting < 0 ? 'kept-overnight' : 'session-before'
}

function byTheWayItServes({ serves, services }: Counter, a: Ticket, b: Ticket): Reason | null {
  if (serves === 'together' || a.first) return null
  if (isSent(a) !== isSent(b)) return isSent(a) ? 'sent-here' : 'in-order'
  if (isSent(a) || a.service === b.service) return null
  if (serves === 'shares') return 'share'
  return services.indexOf(a.service) < services.indexOf(b.service) ? 'preference' : 'in-order'
}

function byThePolicy(office: Office, { policy }: Moment, a: Ticket, b: Ticket): Reason {
  const isEarlier = (a.claimAt - b.claimAt || a.order - b.order) < 0
  const [ofA, ofB] = [a, b].map((one) => classOf(office, one.class)?.rank ?? 0) as [number, number]
  switch (policy) {
    case 'strict':
      if (ofA < ofB) return 'in-order'
      if (ofA > ofB && !isEarlier) return 'rank'
      break
    case 'ratio':
      if (isOrdinary(a) && !isOrdinary(b)) return 'ordinary-turn'
      if (isOrdinary(b) && !isOrdinary(a) && !isEarlier) return 'priority-turn'
      break
    case 'head-start':
      if (!isEarlier && headStartOf(office, a.class) > headStartOf(office, b.class)) return 'head-start'
      break
    default:
      policy satisfies never
  }
  if (!isEarlier) return 'in-order'
  if (a.appointment !== null && a.claimAt !== a.issuedAt) return 'appointment'
  return cameBackLast(b) && b.issuedAt <= a.claimAt ? 'came-back-last' : 'came-earlier'
}

function isOrdinary(ticket: Ticket): boolean {
  return ticket.class === ORDINARY
}

function isSent(ticket: Ticket): boolean {
  return ticket.onlyCounter !== null || ticket.onlyStaff !== null
}

/** Came back and counts from then: the claim is younger than the number. */
function cameBackLast(ticket: Ticket): boolean {
  return ticket.appointment === null && ticket.claimAt > ticket.issuedAt
}

function factsOf(queue: Queue, audience: Audience, { a, b, second, call, at }: Moment): Facts {
  const { office } = queue
  const clock = (instant: number) => hhmm(instant, office.timeZone)
  return {
    audience,
    a: standOf(office, a),
    b: standOf(office, b ?? second),
    call: call && {
      at: clock(call.at),
      counter: counterOf(office, call.counter)?.label ?? call.counter,
      automatic: call.why.how === 'in-order' && call.why.automatic === true,
    },
    reason: call?.why.how === 'picked' ? call.why.reason : '',
    putFirst: a.putFirst ?? '',
    heldUntil: clock(b?.notBeforeAt ?? at),
    inARow: office.order.policy === 'ratio' ? office.order.inARow : 1,
  }
}

function standOf(office: Office, ticket: Ticket): Stand {
  const unnamed = (id: string): Text => ({ vi: id, en: id })
  return {
    number: ticket.number,
    since: sinceWhen(ticket, hhmm(ticket.claimAt, office.timeZone)),
    countsFrom: hhmm(ticket.claimAt - headStartOf(office, ticket.class), office.timeZone),
    className: classOf(office, ticket.class)?.name ?? unnamed(ticket.class),
    service: serviceOf(office, ticket.service)?.name ?? unnamed(ticket.service),
  }
}

function sinceWhen(ticket: Ticket, claimed: string): Text {
  if (ticket.sitting < 0) return { vi: 'chờ từ hôm trước', en: 'waiting since the day before' }
  if (cameBackLast(ticket)) return { vi: `quay lại lúc ${claimed}`, en: `back at ${claimed}` }
  if (ticket.appointment !== null && ticket.claimAt !== ticket.issuedAt) {
    return { vi: `hẹn lúc ${claimed}`, en: `appointment at ${claimed}` }
  }
  return { vi: `lấy số lúc ${claimed}`, en: `number taken at ${claimed}` }
}

function hhmm(at: number, timeZone: string): string {
  const { minutes } = localTime(at, timeZone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

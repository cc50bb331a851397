import { type Choice, firstFor, waitingFor, whyInOrder, whyPicked } from '../calling-order.ts'
import type { Event, MissReason, WhyCalled } from '../events.ts'
import { type CounterId, counterOf } from '../office.ts'
import { counterState, heldBy, type Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'
import { no, ok } from '../result.ts'
import type { Ticket, TicketId } from '../ticket.ts'
import { orForAnybody } from './absence.ts'
import { endOfStop } from './places.ts'
import { nextOfRoll } from './roll.ts'
import { type Decision, staffAt, whatIf, withHeld, withTicket } from './shared.ts'

/**
 * "Next, please" from a counter, by one key from any state (the one-button rule):
 *
 *     counter holds        pressed                      happens
 *     nothing                                           the best claim is called
 *     a called ticket      within repeatMs              refused: the same press twice
 *     a called ticket      within answerWindowMs        called again; past the call limit not answered, and the next is called
 *     a called ticket      later                        it was served without a press of start: finished, next is called
 *     a served ticket                                   finished, the next is called
 *
 * At a counter whose button passes on, a press within passesOnWithinMs ends the call before as not answered, without a
 * recall. Who did not answer is offered again after a while where the office has it so, and else is a no-show.
 */
export function callNext(counter: CounterId, queue: Queue, at: number): Decision {
  const closed = whyNotCalling(queue, counter)
  if (closed) return no(closed)
  const held = heldBy(queue, counter)
  if (held === null) {
    const next = thenNext([], counter, queue, at)
    if (next.length > 0) return ok(next)
    return no(waitingFor(queue, counter, at).length > 0 ? 'all-held-off' : 'nobody-waiting')
  }
  if (held.state !== 'called') return ok(thenNext(endOfStop(held, counter, queue, at), counter, queue, at))
  const sinceMs = at - held.calledAt
  const { answerWindowMs, repeatMs, callLimit, passesOnWithinMs } = queue.office.calling
  const passesOn = counterOf(queue.office, counter)?.button === 'passes-on'
  if (sinceMs >= (passesOn ? passesOnWithinMs : answerWindowMs)) {
    return ok(thenNext(endOfStop(held, counter, queue, at), counter, queue, at))
  }
  if (sinceMs < repeatMs) return no('just-called')
  if (passesOn) return ok(thenNext(notAnswered(held, counter, queue, at, 'passed-over'), counter, queue, at))
  if (held.calls < callLimit) return recall(held, counter, queue, at)
  return ok(thenNext(notAnswered(held, counter, queue, at), counter, queue, at))
}

function thenNext(before: readonly Event[], counter: CounterId, queue: Queue, at: number): readonly Event[] {
  const after = whatIf(queue, before, at)
  const next = firstFor(after, counter, at)
  return [...before, ...(next ? [called(next, counter, after, at)] : fromRoll(counter, after, at))]
}

/** Nobody is known to wait, but whoever tore the next number off a roll is called by it. */
function fromRoll(counter: CounterId, queue: Queue, at: number): readonly Event[] {
  const torn = nextOfRoll(queue, counter, at)
  if (!torn) return []
  const after = whatIf(queue, [torn], at)
  const next = firstFor(after, counter, at)
  return next ? [torn, called(next, counter, after, at)] : []
}

/** Calls one out of order, with the reason that is kept. */
export function pickTicket(
  order: { counter: CounterId; ticket: TicketId; reason: string },
  queue: Queue,
  at: number,
): Decision {
  const closed = whyNotCalling(queue, order.counter)
  if (closed) return no(closed)
  if (heldBy(queue, order.counter)) return no('counter-busy')
  if (order.reason.trim() === '') return no('reason-needed')
  return withTicket(queue, order.ticket, 'pick', (ticket) => {
    const why = whyPicked(queue, order.counter, ticket, order.reason, at)
    const call = callOf(queue, ticket, order.counter, why)
    if (ticket.state === 'parked') return ok([{ type: 'TicketResumed', ticket: ticket.id }, call])
    if (ticket.state === 'no-show') return ok([{ type: 'TicketBroughtBack', ticket: ticket.id }, call])
    return ok([call])
  })
}

export function recall(ticket: Ticket, counter: CounterId, queue: Queue, at: number): Decision {
  if (ticket.state !== 'called') return no('not-now')
  if (at - ticket.calledAt < queue.office.calling.repeatMs) return no('just-called')
  if (ticket.calls >= queue.office.calling.callLimit) return no('call-limit')
  return ok([{ type: 'TicketRecalled', ticket: ticket.id, counter }])
}

/** The officer says nobody came: offered again after a while where the office has it so, else a no-show. */
export function markNoShow(order: { counter: CounterId; ticket: TicketId }, queue: Queue, at: number): Decision {
  return withHeld(queue, order, 'no-show', (ticket) => ok(notAnswered(ticket, order.counter, queue, at)))
}

function notAnswered(
  ticket: Ticket,
  counter: CounterId,
  queue: Queue,
  at: number,
  reason: MissReason = 'did-not-come',
): readonly Event[] {
  const { offersAgain, holdOffMs } = queue.office.calling
  if (ticket.offeredAgain >= offersAgain) return [{ type: 'TicketMissed', ticket: ticket.id, counter, reason }]
  return orForAnybody({ type: 'TicketHeldOff', ticket: ticket.id, counter, untilAt: at + holdOffMs }, queue, at)
}

/** Idle counters that call by themselves: each that has stood free long enough while somebody waits. */
export function automaticCalls(queue: Queue, at: number): readonly Event[] {
  const { automaticAfterMs } = queue.office.calling
  if (automaticAfterMs === null) return []
  let hall = queue
  const events: Event[] = []
  // Whoever has been idle longest calls first, so that one counter does not get everybody.
  const idleSince = (counter: CounterId) => queue.idleSince[counter] ?? at
  const counters = queue.office.counters.map(({ id }) => id).sort((a, b) => idleSince(a) - idleSince(b))
  for (const counter of counters) {
    if (!callsByItself(hall, counter) || at - idleSince(counter) < automaticAfterMs) continue
    const next = firstFor(hall, counter, at)
    if (!next) continue
    const call = callOf(hall, next.ticket, counter, { ...whyInOrder(hall, counter, next, at), automatic: true })
    events.push(call)
    hall = whatIf(hall, [call], at)
  }
  return events
}

function callsByItself(queue: Queue, counter: CounterId): boolean {
  const state = counterState(queue, counter)
  if (state.state !== 'open' || state.holding !== null) return false
  return isAutomatic(queue, counter)
}

/** Does this counter call by itself when idle? The officer's own switch goes before the office's setting. */
export function isAutomatic(queue: Queue, counter: CounterId): boolean {
  if (queue.office.calling.automaticAfterMs === null) return false
  return queue.automatic[counter] ?? counterOf(queue.office, counter)?.automatic ?? false
}

function called(choice: Choice, counter: CounterId, queue: Queue, at: number): Event {
  return callOf(queue, choice.ticket, counter, whyInOrder(queue, counter, choice, at))
}

function callOf(queue: Queue, ticket: Ticket, counter: CounterId, why: WhyCalled): Event {
  return { type: 'TicketCalled', ticket: ticket.id, counter, staff: staffAt(queue, counter), why }
}

function whyNotCalling(queue: Queue, counter: CounterId): Refusal | null {
  if (!counterOf(queue.office, counter)) return 'unknown-counter'
  const { state } = counterState(queue, counter)
  if (state === 'closed') return 'counter-closed'
  return state === 'paused' ? 'counter-paused' : null
}

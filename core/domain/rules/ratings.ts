import type { Order } from '../commands.ts'
import { type CounterId, counterOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { type Decision, withTicket } from './shared.ts'

export function rateTicket(order: Extract<Order, { type: 'RateTicket' }>, queue: Queue, at: number): Decision {
  const { rating } = queue.office
  if (!rating.levels.some((level) => level.id === order.level)) return no('unknown-level')
  if (order.reasons.some((id) => !rating.reasons.some((reason) => reason.id === id))) return no('unknown-reason')
  if (order.ticket === null) {
    // Nobody was served just now: kept, but marked as belonging to no ticket (I17).
    if (order.counter === null || !counterOf(queue.office, order.counter)) return no('unknown-counter')
    return ok([{ type: 'UnlinkedRating', counter: order.counter, level: order.level }])
  }
  return withTicket(queue, order.ticket, 'rate', (ticket) => {
    if (ticket.state !== 'served') return no('not-now')
    if (ticket.rating !== null) return no('already-rated')
    if (order.counter !== null) {
      if (ticket.counter !== order.counter) return no('not-at-this-counter')
      if (at - ticket.finishedAt > rating.terminalWindowMs) return no('rating-over')
    }
    const { level, reasons } = order
    const channel = order.counter === null ? 'slip' : 'terminal'
    return ok([{ type: 'TicketRated', ticket: ticket.id, level, reasons, channel }])
  })
}

/** Pressed more often than people press: told once in a while, so that somebody looks. */
export function reportPresses(order: Extract<Order, { type: 'ReportPresses' }>, queue: Queue, at: number): Decision {
  const { counter, presses } = order
  if (!counterOf(queue.office, counter)) return no('unknown-counter')
  const lastAt = queue.flagged[counter]
  if (lastAt !== undefined && at - lastAt < FLAG_STANDS_MS) return ok([])
  return ok([{ type: 'RatingFlagged', counter, presses }])
}

/** So long an alert about a terminal stands. */
const FLAG_STANDS_MS = 10 * 60_000

/** The terminals that are pressed as nobody presses, the newest first. */
export function flaggedTerminals(queue: Queue, at: number): { counter: CounterId; label: string; flaggedAt: number }[] {
  return Object.entries(queue.flagged)
    .filter(([, flaggedAt]) => at - flaggedAt < FLAG_STANDS_MS)
    .map(([counter, flaggedAt]) => ({
      counter,
      label: counterOf(queue.office, counter)?.label ?? counter,
      flaggedAt,
    }))
    .sort((a, b) => b.flaggedAt - a.flaggedAt)
}

export function explainRating(order: Extract<Order, { type: 'ExplainRating' }>, queue: Queue): Decision {
  const ticket = queue.tickets.get(order.ticket)
  if (!ticket) return no('unknown-ticket')
  if (order.reasons.some((id) => !queue.office.rating.reasons.some((reason) => reason.id === id))) {
    return no('unknown-reason')
  }
  if (ticket.state !== 'served' || ticket.rating === null) return no('not-now')
  if (ticket.rating.reasons.length > 0) return no('already-rated')
  return ok([{ type: 'RatingExplained', ticket: ticket.id, reasons: order.reasons }])
}

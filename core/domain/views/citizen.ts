import { aheadOf } from '../calling-order.ts'
import { counterOf, serviceName } from '../office.ts'
import type { Queue } from '../queue.ts'
import type { StateName, TicketId } from '../ticket.ts'
import { waitOf } from '../waiting-time.ts'
import { messagesShown } from './notices.ts'

/** Here nobody goes on to anything. */
const OVER: readonly StateName[] = ['served', 'cancelled', 'void']

/** One's own ticket, and nothing of anybody else. Null when there is no such ticket today. */
export function citizenView(queue: Queue, id: TicketId, at: number) {
  const ticket = queue.tickets.get(id)
  if (!ticket) return null
  const { office } = queue
  const ahead = aheadOf(queue, ticket)
  const counter =
    ticket.state === 'called' || ticket.state === 'serving' || ticket.state === 'served' ? ticket.counter : null
  return {
    rev: queue.seq,
    at,
    office: office.name,
    ticket: ticket.id,
    number: ticket.number,
    practice: ticket.practice,
    messages: messagesShown(queue),
    service: serviceName(office, ticket.service),
    further: OVER.includes(ticket.state) ? [] : ticket.visit.map((id) => serviceName(office, id)),
    state: ticket.state,
    issuedAt: ticket.issuedAt,
    ahead,
    wait: waitOf(queue, ticket, at),
    counter: counter === null ? null : (counterOf(office, counter)?.label ?? counter),
    rating: ratingOf(ticket),
    levels: office.rating.levels.map(({ id: level, name, face, satisfied }) => ({ id: level, name, face, satisfied })),
    reasons: office.rating.reasons.map(({ id: reason, name }) => ({ id: reason, name })),
  }
}

function ratingOf(ticket: { state: string; rating?: unknown }): 'not-yet' | 'open' | 'given' {
  if (ticket.state !== 'served') return 'not-yet'
  return ticket.rating === null ? 'open' : 'given'
}

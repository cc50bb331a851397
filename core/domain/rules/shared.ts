import { type Action, can } from '../can.ts'
import type { Event } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { CounterId } from '../office.ts'
import { counterState, type Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'
import { no, type Result } from '../result.ts'
import type { Ticket, TicketId } from '../ticket.ts'

/** What the rules say to a command: the events that follow from it, or why nothing does. */
export type Decision = Result<readonly Event[], Refusal>

/** Goes on with a ticket that is there and may be moved so. */
export function withTicket(queue: Queue, id: TicketId, action: Action, then: (ticket: Ticket) => Decision): Decision {
  const ticket = queue.tickets.get(id)
  if (!ticket) return no('unknown-ticket')
  return can(action, ticket) ? then(ticket) : no('not-now')
}

/** The same for a ticket that must stand at this counter. */
export function withHeld(
  queue: Queue,
  { ticket: id, counter }: { readonly ticket: TicketId; readonly counter: CounterId },
  action: Action,
  then: (ticket: Ticket) => Decision,
): Decision {
  return withTicket(queue, id, action, (ticket) => {
    if ((ticket.state === 'called' || ticket.state === 'serving') && ticket.counter !== counter) {
      return no('not-at-this-counter')
    }
    return then(ticket)
  })
}

export function staffAt(queue: Queue, counter: CounterId): string {
  const state = counterState(queue, counter)
  return state.state === 'closed' ? '' : state.staff
}

/** The hall as it would be after these events. */
export function whatIf(queue: Queue, events: readonly Event[], at: number): Queue {
  return events.reduce((hall, event) => evolve(hall, { seq: hall.seq, at, event }), queue)
}

import { can } from '../can.ts'
import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import { type Queue, ticketsInOrder } from '../queue.ts'
import { no, ok } from '../result.ts'
import type { StateName, Ticket } from '../ticket.ts'
import { type Decision, withTicket } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/**
 * A mistaken press, taken back where it was made and soon after. The number is never given again; staff cancel a ticket
 * instead, with a reason.
 */
export function voidTicket({ ticket: id, device }: OrderOf<'VoidTicket'>, queue: Queue, at: number): Decision {
  return withTicket(queue, id, 'void', (ticket) => {
    if (ticket.state !== 'waiting') return no('not-now')
    if (device === null || ticket.device !== device) return no('not-this-kiosk')
    if (at - ticket.issuedAt > queue.office.limits.voidWithinMs) return no('void-over')
    return ok([{ type: 'TicketVoided', ticket: ticket.id, reason: ticket.practice ? 'practice' : 'mistake' }])
  })
}

const THERE: readonly StateName[] = ['waiting', 'called', 'serving', 'parked']

/** The hall practises: nobody real may be in it. */
export function beginPractice(queue: Queue): Decision {
  if (queue.practice) return no('practising')
  const isThere = (ticket: Ticket) => !ticket.practice && THERE.includes(ticket.state)
  if (ticketsInOrder(queue).some(isThere)) return no('people-waiting')
  return ok([{ type: 'PracticeBegan' }])
}

/** Practice is over: whatever of it is still open is void, and the hall is as it was before. */
export function endPractice(queue: Queue): Decision {
  if (!queue.practice) return no('not-practising')
  const open = ticketsInOrder(queue).filter((ticket) => ticket.practice && can('void', ticket))
  const voided = open.map(({ id }): Event => ({ type: 'TicketVoided', ticket: id, reason: 'practice' }))
  return ok([...voided, { type: 'PracticeEnded' }])
}

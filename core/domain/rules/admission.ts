import { sittingOf } from '../calendar.ts'
import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import { nextNumber } from '../numbering.ts'
import { classOf, countersServing, ORDINARY, serviceOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { whyNoNumber } from './gate.ts'
import { kioskAlarm, whyTooMany } from './limits.ts'
import type { Decision } from './shared.ts'

type IssueTicket = Extract<Order, { type: 'IssueTicket' }>

/** Gives a number, or says why not. Staff may still help someone who stands before them; a machine keeps hours and limits. */
export function issueTicket(order: IssueTicket, queue: Queue, at: number): Decision {
  const { office } = queue
  const service = serviceOf(office, order.service)
  if (!service) return no('unknown-service')
  const wanted = order.class === ORDINARY ? null : classOf(office, order.class)
  if (wanted === undefined) return no('unknown-class')
  if (queue.tickets.get(order.ticket)) return no('ticket-exists')
  const visit = order.visit ?? []
  const further = visit.map((id) => serviceOf(office, id))
  if (!further.every((one) => one !== undefined)) return no('unknown-service')
  if (new Set([order.service, ...visit]).size !== visit.length + 1) return no('in-this-visit')
  if (service.numbersFrom === 'roll') return no('from-roll')
  const why = whyNoNumber(queue, service, order.origin, at) ?? whyTooMany(queue, order, at)
  if (why) return no(why)
  for (const one of further) {
    if (countersServing(office, one.id).length === 0) return no('counter-does-not-serve')
    const whyNot = whyNoNumber(queue, one, order.origin, at)
    if (whyNot) return no(whyNot)
  }
  // A class staff must confirm counts only once an officer has; who is served at the desk stands before one.
  const isConfirmed = wanted === null || wanted.confirmedBy === 'self' || order.origin !== 'kiosk'
  const { origin, device, procedure, person } = order
  const issued: Event = {
    type: 'TicketIssued',
    ticket: order.ticket,
    ...nextNumber(queue, service),
    service: service.id,
    class: isConfirmed ? order.class : ORDINARY,
    claimAt: at,
    origin,
    device,
    procedure,
    sitting: sittingOf(office, service.id, at),
    ...(visit.length > 0 && { visit }),
    ...(!isConfirmed && { declared: order.class }),
    ...(person && { person }),
    ...(queue.practice && { practice: true as const }),
  }
  return ok([issued, ...kioskAlarm(queue, order, at)])
}

import { sittingOf } from '../calendar.ts'
import type { Order } from '../commands.ts'
import type { Event, Placed } from '../events.ts'
import {
  type CounterId,
  classOf,
  counterOf,
  countersServing,
  type Office,
  ORDINARY,
  type Return,
  type ServiceId,
  serviceOf,
} from '../office.ts'
import { canServe, type Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { MOST_FURTHER_SERVICES, type Ticket, type TicketId } from '../ticket.ts'
import { isInTheHall, orForAnybody } from './absence.ts'
import { whyNoNumber } from './gate.ts'
import { type Decision, staffAt, withHeld, withTicket } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/** A ticket is done at a counter: the visit is over, or goes on to its next service under the same number. */
export function finishService(order: OrderOf<'FinishService'>, queue: Queue, at: number): Decision {
  return withHeld(queue, order, 'finish', (ticket) => ok(endOfStop(ticket, order.counter, queue, at)))
}

export function endOfStop(held: Ticket, counter: CounterId, queue: Queue, at: number): readonly Event[] {
  const staff = staffAt(queue, counter)
  const started: readonly Event[] =
    held.state === 'called'
      ? [{ type: 'ServiceStarted', ticket: held.id, counter, startedAt: held.calledAt, presumed: true }]
      : []
  // A service nobody serves any more would be a wait without end.
  const service = held.visit.find((id) => countersServing(queue.office, id).length > 0)
  if (service === undefined)
    return [...started, { type: 'ServiceFinished', ticket: held.id, counter, staff, by: 'staff' }]
  const placed = placedBy(queue.office.returning.nextService, held, service, queue.office, at)
  return [...started, { type: 'VisitContinued', ticket: held.id, counter, staff, service, ...placed }]
}

/** Where the office puts somebody who comes back; nothing where the old place is simply kept. */
function placedBy(rule: Return, ticket: Ticket, service: ServiceId, office: Office, at: number): { placed?: Placed } {
  const claimAt = rule.place === 'last' ? at : ticket.claimAt
  const sitting = sittingIn(office, ticket, service, claimAt)
  const placed: Placed = {
    ...(rule.place === 'first' && { first: true }),
    ...(rule.place === 'last' && { claimAt }),
    ...(sitting !== ticket.sitting && { sitting }),
    ...(rule.delayMs > 0 && { notBeforeAt: at + rule.delayMs }),
  }
  return Object.keys(placed).length === 0 ? {} : { placed }
}

/** The session a claim counts for in a service's own hours. Whoever waited over night stands before all of today's. */
function sittingIn(office: Office, ticket: Ticket, service: ServiceId, claimAt: number): number {
  const isSame = service === ticket.service && claimAt === ticket.claimAt
  const isKeptOvernight = ticket.sitting < 0 && claimAt === ticket.claimAt
  return isSame || isKeptOvernight ? ticket.sitting : sittingOf(office, service, claimAt)
}

export function bringBack(id: TicketId, queue: Queue, at: number): Decision {
  return withTicket(queue, id, 'bring-back', (ticket) => {
    if (ticket.state !== 'no-show') return no('not-now')
    if (at - ticket.missedAt > queue.office.calling.bringBackWithinMs) return no('too-late-to-return')
    const { missed } = queue.office.returning
    const placed = placedBy(missed, ticket, ticket.service, queue.office, at)
    return ok(orForAnybody({ type: 'TicketBroughtBack', ticket: id, ...placed }, queue, at))
  })
}

export function parkTicket(order: OrderOf<'ParkTicket'>, queue: Queue, at: number): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withHeld(queue, order, 'park', () => {
    const limitMs = Math.min(order.limitMs ?? Number.POSITIVE_INFINITY, queue.office.calling.parkLimitMs)
    return ok([{ type: 'TicketParked', ticket: order.ticket, reason: order.reason, untilAt: at + limitMs }])
  })
}

export function resumeTicket(id: TicketId, queue: Queue, at: number): Decision {
  return withTicket(queue, id, 'resume', (ticket) => {
    const placed = placedBy(queue.office.returning.parked, ticket, ticket.service, queue.office, at)
    return ok(orForAnybody({ type: 'TicketResumed', ticket: id, ...placed }, queue, at))
  })
}

/** To another service, to one counter or to one officer; the number stays. */
export function transferTicket(order: OrderOf<'TransferTicket'>, queue: Queue, at: number): Decision {
  const { office } = queue
  const toStaff = order.toStaff ?? null
  return withTicket(queue, order.ticket, 'transfer', (ticket) => {
    const holder = ticket.state === 'called' || ticket.state === 'serving' ? ticket.counter : null
    if (holder !== null && holder !== order.counter) return no('not-at-this-counter')
    const service = order.toService ?? ticket.service
    // To a counter or an officer one may go although the office has given up the service meanwhile.
    if (order.toService !== null && !serviceOf(office, service)) return no('unknown-service')
    if (order.toCounter !== null && !counterOf(office, order.toCounter)) return no('unknown-counter')
    if (order.toCounter !== null && toStaff !== null) return no('nowhere-to-transfer')
    if (order.toCounter === null && toStaff === null && countersServing(office, service).length === 0) {
      return no('counter-does-not-serve')
    }
    if (order.toService === null && order.toCounter === null && toStaff === null) return no('nowhere-to-transfer')
    const isThere = service === ticket.service && order.toCounter === ticket.onlyCounter && toStaff === ticket.onlyStaff
    if (isThere) return no('nowhere-to-transfer')
    if (toStaff !== null && !isInTheHall(queue, toStaff)) return no('officer-not-here')
    if (toStaff !== null && !canServe(office, toStaff, service)) return no('officer-cannot')
    return ok([
      {
        type: 'TicketTransferred',
        ticket: ticket.id,
        service,
        onlyCounter: order.toCounter,
        fromCounter: holder,
        ...(toStaff !== null && { onlyStaff: toStaff }),
        ...placedBy(office.returning.transferred, ticket, service, office, at),
        ...(order.reason !== undefined && { reason: order.reason }),
      },
    ])
  })
}

/** One more service in the same visit: at the desk, or at the kiosk while the ticket is still waiting there. */
export function extendVisit(order: OrderOf<'ExtendVisit'>, queue: Queue, at: number): Decision {
  return withTicket(queue, order.ticket, 'extend', (ticket) => {
    const service = serviceOf(queue.office, order.service)
    if (!service) return no('unknown-service')
    if (countersServing(queue.office, order.service).length === 0) return no('counter-does-not-serve')
    if (!mayChangeVisit(ticket, order.device)) return no('not-now')
    const why = whyNoNumber(queue, service, order.device === null ? 'desk' : 'kiosk', at)
    if (why) return no(why)
    if (ticket.service === order.service || ticket.visit.includes(order.service)) return no('in-this-visit')
    if (ticket.visit.length >= MOST_FURTHER_SERVICES) return no('visit-full')
    return ok([{ type: 'VisitExtended', ticket: ticket.id, service: order.service }])
  })
}

/** A further service is not wanted after all: taken out where it could be added. The one now under way stays. */
export function shortenVisit(order: OrderOf<'ShortenVisit'>, queue: Queue): Decision {
  return withTicket(queue, order.ticket, 'extend', (ticket) => {
    if (!mayChangeVisit(ticket, order.device)) return no('not-now')
    if (!ticket.visit.includes(order.service)) return no('not-in-visit')
    return ok([{ type: 'VisitShortened', ticket: ticket.id, service: order.service }])
  })
}

/** Staff may, wherever the ticket stands; a kiosk only with a ticket of its own that still waits. */
function mayChangeVisit(ticket: Ticket, device: string | null): boolean {
  return device === null || (ticket.device === device && ticket.state === 'waiting')
}

/** Staff confirms a priority that was said, gives one, or takes one away; the reason is kept. */
export function changeClass(order: OrderOf<'ChangeClass'>, queue: Queue): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withTicket(queue, order.ticket, 'change-class', (ticket) => {
    if (order.class !== ORDINARY && !classOf(queue.office, order.class)) return no('unknown-class')
    if (order.class === ticket.class && ticket.declared === null) return no('not-now')
    return ok([{ type: 'ClassChanged', ticket: ticket.id, class: order.class, reason: order.reason }])
  })
}

/** Whoever runs the hall puts somebody first, or back where the time of coming puts them; the reason is kept. */
export function placeTicket(order: OrderOf<'PlaceTicket'>, queue: Queue): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withTicket(queue, order.ticket, 'place', (ticket) => {
    const { place, reason } = order
    const placed = place === 'first' ? { first: true } : byItsTime(ticket, queue.office)
    const stands = { first: ticket.first, claimAt: ticket.claimAt, sitting: ticket.sitting }
    const isThere = ticket.notBeforeAt === null && isSame({ ...stands, ...placed }, stands)
    return isThere ? no('there-already') : ok([{ type: 'TicketPlaced', ticket: ticket.id, place, reason, placed }])
  })
}

/** Where somebody would stand who had never been moved. An appointment counts from its slot, a night from the day before. */
function byItsTime(ticket: Ticket, office: Office): Placed {
  if (ticket.appointment !== null || ticket.sitting < 0) return { first: false }
  const claimAt = ticket.issuedAt
  return { first: false, claimAt, sitting: sittingIn(office, ticket, ticket.service, claimAt) }
}

function isSame<Stand extends object>(a: Stand, b: Stand): boolean {
  return (Object.keys(b) as (keyof Stand)[]).every((key) => a[key] === b[key])
}

export function cancelTicket(order: OrderOf<'CancelTicket'>, queue: Queue): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withTicket(queue, order.ticket, 'cancel', () =>
    ok([{ type: 'TicketCancelled', ticket: order.ticket, reason: order.reason }]),
  )
}

/** Parked places whose time is over. */
export function overdueParked(queue: Queue, at: number): readonly Event[] {
  return queue.aside.flatMap((id): Event[] => {
    const ticket = queue.tickets.get(id)
    if (ticket?.state !== 'parked' || at < ticket.untilAt) return []
    return [{ type: 'TicketMissed', ticket: id, counter: null, reason: 'parked-too-long' }]
  })
}

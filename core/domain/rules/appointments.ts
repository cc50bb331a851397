import type { Appointment, AppointmentId } from '../appointment.ts'
import type { Order } from '../commands.ts'
import type { Event, ServiceDay } from '../events.ts'
import { nextNumber } from '../numbering.ts'
import { classOf, ORDINARY, type Service, serviceOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'
import { no, ok } from '../result.ts'
import { instantOf, serviceDayOf } from '../service-day.ts'
import { checkInWindow, sittingAt, whyNoSlot } from '../slots.ts'
import type { Ticket } from '../ticket.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/** Keeps a place at a time. Its code is the first of those offered that nobody else in the book has. */
export function bookAppointment(order: OrderOf<'BookAppointment'>, queue: Queue, at: number): Decision {
  const { appointment: id, service, slotAt } = order
  if (queue.book.get(id)) return no('appointment-exists')
  const why = whyNoSlot(queue, service, slotAt, at)
  if (why) return no(why)
  const known = new Set([...queue.book.values()].map(({ code }) => code))
  const code = order.codes.find((one) => !known.has(one))
  if (code === undefined) return no('code-taken')
  return ok([{ type: 'AppointmentBooked', appointment: { id, code, service, slotAt, state: 'booked' } }])
}

/** To another time of the same service; the code stays. */
export function moveAppointment(order: OrderOf<'MoveAppointment'>, queue: Queue, at: number): Decision {
  return withBooked(queue, order.appointment, ({ id, service, slotAt }) => {
    if (order.slotAt === slotAt) return ok([])
    const why = whyNoSlot(queue, service, order.slotAt, at)
    return why ? no(why) : ok([{ type: 'AppointmentMoved', appointment: id, slotAt: order.slotAt }])
  })
}

export function cancelAppointment(order: OrderOf<'CancelAppointment'>, queue: Queue): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withBooked(queue, order.appointment, ({ id }) =>
    ok([{ type: 'AppointmentCancelled', appointment: id, reason: order.reason }]),
  )
}

/**
 * Somebody has come to an appointment: a number like everyone's, with the claim of the booked time.
 *
 *       fromAt            slotAt             untilAt = slotAt + lateMs, or the session's end
 *     ────┼── claim: slotAt ──┼── slotAt, or the arrival ──┼── released: an ordinary number
 *
 * The place was promised, so the last-number time, quotas and a kiosk's pace do not stand in its way, and whoever comes
 * before the doors open may check in. What was closed at once, the service or the kiosk, checks nobody in; staff may still
 * help someone who stands before them. Shown twice, a code gives the same number and a copy of its slip.
 */
export function checkIn(order: OrderOf<'CheckIn'>, queue: Queue, at: number): Decision {
  const { office } = queue
  if (queue.practice) return no('not-while-practising')
  const appointment = appointmentWith(queue, order.code)
  if (!appointment) return no('unknown-code')
  const { service: id, slotAt, state } = appointment
  if (state === 'cancelled') return no('appointment-cancelled')
  if (state === 'released') return no('too-late')
  if (state === 'come') return shownAgain(queue, appointment)
  const service = serviceOf(office, id)
  if (!service) return no('unknown-service')
  if (serviceDayOf(slotAt, office) !== queue.day) return no('other-day')
  const window = checkInWindow(office, appointment)
  if (at < window.fromAt) return no('too-early')
  if (at >= window.untilAt) return no('too-late')
  const sitting = sittingAt(office, id, slotAt)
  // A holiday entered after the booking: staff moves the appointment to another day.
  if (sitting === null) return no('hall-closed')
  const why = whyClosedNow(queue, service, order)
  if (why) return no(why)
  if (queue.tickets.get(order.ticket)) return no('ticket-exists')
  const isLate = at > slotAt
  const issued: Event = {
    type: 'TicketIssued',
    ticket: order.ticket,
    ...nextNumber(queue, service),
    service: id,
    class: classOf(office, office.appointments.class)?.id ?? ORDINARY,
    claimAt: isLate && office.appointments.late === 'counts-from-arrival' ? at : slotAt,
    origin: order.origin,
    device: order.device,
    procedure: null,
    sitting: sitting.sitting,
    appointment: appointment.id,
  }
  return ok([issued])
}

/** Places of people who did not come: free again. */
export function overdueAppointments(queue: Queue, at: number): readonly Event[] {
  const events: Event[] = []
  for (const one of queue.book.values()) {
    if (one.state !== 'booked' || at <= one.slotAt) continue
    if (at >= checkInWindow(queue.office, one).untilAt) events.push(releaseOf(one))
  }
  return events
}

/** The book at the turn of a day: who is still to come, and those who did not, even if nobody kept time until then. */
export function bookAtTurn(
  queue: Queue,
  day: ServiceDay,
): { readonly toCome: readonly Appointment[]; readonly released: readonly Event[] } {
  const begins = instantOf(day, queue.office.dayStartsAt, queue.office.timeZone)
  const booked = [...queue.book.values()].filter(({ state }) => state === 'booked')
  return {
    toCome: booked.filter(({ slotAt }) => slotAt >= begins),
    released: booked.filter(({ slotAt }) => slotAt < begins).map(releaseOf),
  }
}

/** The ticket of somebody who has come to an appointment. */
export function ticketOf(queue: Queue, appointment: AppointmentId): Ticket | null {
  for (const ticket of queue.tickets.values()) if (ticket.appointment === appointment) return ticket
  return null
}

export function appointmentWith(queue: Queue, code: string): Appointment | null {
  for (const one of queue.book.values()) if (one.code === code) return one
  return null
}

function releaseOf({ id }: Appointment): Event {
  return { type: 'AppointmentReleased', appointment: id }
}

function withBooked(queue: Queue, id: AppointmentId, then: (appointment: Appointment) => Decision): Decision {
  const appointment = queue.book.get(id)
  if (!appointment) return no('unknown-appointment')
  return appointment.state === 'booked' ? then(appointment) : no('appointment-over')
}

/** The same code once more: the same number. While the first slip is still on its way, no second one is sent after it. */
function shownAgain(queue: Queue, { id }: Appointment): Decision {
  const ticket = ticketOf(queue, id)
  if (!ticket || (ticket.state !== 'waiting' && ticket.state !== 'called')) return no('already-come')
  return ok(ticket.slip === 'none' ? [] : [{ type: 'SlipCopyOrdered', ticket: ticket.id }])
}

function whyClosedNow(queue: Queue, service: Service, { origin, device }: OrderOf<'CheckIn'>): Refusal | null {
  if (origin === 'desk') return null
  if (!service.open) return 'service-closed'
  if (queue.closures.some((one) => one.service === null || one.service === service.id)) return 'closed-for-now'
  const isPaused = device !== null && (queue.kiosks.get(device)?.paused ?? null) !== null
  return isPaused ? 'kiosk-paused' : null
}

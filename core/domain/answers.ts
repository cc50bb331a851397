import { aheadOf } from './calling-order.ts'
import type { Order } from './commands.ts'
import type { Event } from './events.ts'
import { countersServing, serviceOf } from './office.ts'
import type { Queue } from './queue.ts'
import { appointmentWith, ticketOf } from './rules/appointments.ts'
import { slipNotes } from './slip-notes.ts'
import { checkInWindow } from './slots.ts'
import { waitOf } from './waiting-time.ts'

/**
 * What the asker is told once the events are written down. Kept with the command, so that a retry hears the same words,
 * and therefore built from the queue as it stood right after.
 */
export function answerTo(order: Order, events: readonly Event[], queue: Queue) {
  if (order.type === 'IssueTicket') return issuedAnswer(order.ticket, queue)
  if (order.type === 'CallNext' || order.type === 'PickTicket') return callAnswer(events, queue)
  if (order.type === 'CheckIn') return issuedAnswer(ticketCheckedIn(order.code, queue), queue)
  if (order.type === 'BookAppointment' || order.type === 'MoveAppointment') {
    return appointmentAnswer(order.appointment, queue)
  }
  if (order.type === 'PlanCampaign') {
    const planned = events.find((event) => event.type === 'CampaignPlanned')
    return { seq: queue.seq, campaign: planned?.campaign.id ?? '' }
  }
  return { seq: queue.seq }
}

/** The number of whoever showed this code: new, or the one it has already. */
function ticketCheckedIn(code: string, queue: Queue): string {
  const appointment = appointmentWith(queue, code)
  return (appointment && ticketOf(queue, appointment.id)?.id) ?? ''
}

/** A booked time, as it is shown and printed: the code and when to come. */
function appointmentAnswer(id: string, queue: Queue) {
  const appointment = queue.book.get(id)
  if (!appointment) throw new Error(`appointment ${id} was decided but does not stand in the book`)
  const { code, service, slotAt } = appointment
  const { fromAt, untilAt } = checkInWindow(queue.office, appointment)
  return { seq: queue.seq, id, code, service, slotAt, checkInFromAt: fromAt, checkInUntilAt: untilAt }
}

/** An issued ticket, as far as the rules know it; the edge adds its address and slip. */
function issuedAnswer(id: string, queue: Queue) {
  const ticket = queue.tickets.get(id)
  if (!ticket) throw new Error(`ticket ${id} was decided but does not stand in the queue`)
  const ahead = aheadOf(queue, ticket)
  const wait = waitOf(queue, ticket, ticket.issuedAt)
  return {
    id,
    number: ticket.number,
    service: serviceOf(queue.office, ticket.service)?.name ?? { vi: ticket.service, en: ticket.service },
    counters: countersServing(queue.office, ticket.service).map((counter) => counter.label),
    ahead,
    wait,
    issuedAt: ticket.issuedAt,
    notes: slipNotes(queue.office, ticket, wait, ticket.issuedAt),
    practice: ticket.practice,
  }
}

function callAnswer(events: readonly Event[], queue: Queue) {
  const numberOf = (id: string) => queue.tickets.get(id)?.number ?? ''
  let called: { ticket: string; number: string; again: boolean } | null = null
  let finished: string | null = null
  let missed: string | null = null
  let goesOn: string | null = null
  let heldOff: string | null = null
  for (const event of events) {
    if (event.type === 'TicketCalled' || event.type === 'TicketRecalled') {
      called = { ticket: event.ticket, number: numberOf(event.ticket), again: event.type === 'TicketRecalled' }
    }
    if (event.type === 'ServiceFinished' && event.by === 'staff') finished = numberOf(event.ticket)
    if (event.type === 'VisitContinued') {
      finished = numberOf(event.ticket)
      goesOn = event.service
    }
    if (event.type === 'TicketHeldOff') heldOff = numberOf(event.ticket)
    if (event.type === 'TicketMissed') missed = numberOf(event.ticket)
  }
  return { seq: queue.seq, called, finished, missed, goesOn, heldOff }
}

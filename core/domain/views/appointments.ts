import type { ServiceDay } from '../events.ts'
import type { ServiceId } from '../office.ts'
import type { Queue } from '../queue.ts'
import { REFUSALS } from '../refusals.ts'
import { ticketOf } from '../rules/appointments.ts'
import { dayAfter, instantOf, serviceDayOf } from '../service-day.ts'
import { checkInWindow, officeOn, slotsOn, takesAppointments } from '../slots.ts'

/** Who is expected on a day, by time; and the services one can book that day. */
export function appointmentDay(queue: Queue, day: ServiceDay, at: number) {
  const office = officeOn(queue, day)
  const [from, to] = [day, dayAfter(day, 1)].map((date) => instantOf(date, office.dayStartsAt, office.timeZone))
  return {
    day,
    today: queue.day ?? serviceDayOf(at, queue.office),
    at,
    services: office.services.filter(takesAppointments).map(({ id, name }) => ({ id, name })),
    appointments: [...queue.book.values()]
      .filter(({ slotAt }) => slotAt >= from! && slotAt < to!)
      .sort((a, b) => a.slotAt - b.slotAt || (a.code < b.code ? -1 : 1))
      .map((one) => {
        const { fromAt, untilAt } = checkInWindow(office, one)
        return {
          id: one.id,
          code: one.code,
          service: one.service,
          slotAt: one.slotAt,
          checkInFromAt: fromAt,
          checkInUntilAt: untilAt,
          state: one.state,
          number: one.state === 'come' ? (ticketOf(queue, one.id)?.number ?? null) : null,
        }
      }),
  }
}

/** The times of one service on one day, and why one cannot be booked. */
export function slotDay(queue: Queue, service: ServiceId, day: ServiceDay, at: number) {
  return {
    day,
    service,
    slots: slotsOn(queue, service, day, at).map(({ why, ...slot }) => ({ ...slot, why: why && REFUSALS[why] })),
  }
}

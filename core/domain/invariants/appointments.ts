import type { Appointment, AppointmentId } from '../appointment.ts'
import type { TicketIssued } from '../events.ts'
import { serviceOf } from '../office.ts'
import type { TicketId } from '../ticket.ts'
import type { Check, Watch } from './names.ts'
import type { SeenHall } from './seen-hall.ts'

/** Appointments: a code for one alone, no more than a slot holds, come to once, in their window and with their claim. */
export function watchAppointments(): Watch {
  let book = new Map<string, Appointment>()
  let tickets = new Map<TicketId, AppointmentId>()

  function fits({ id, service, slotAt, code }: Appointment, hall: SeenHall, check: Check): void {
    const others = [...book.values()].filter((one) => one.id !== id && one.state === 'booked')
    check(
      'appointments',
      others.every((one) => one.code !== code),
      `${id} has the code of another`,
    )
    const capacity = (hall.office && serviceOf(hall.office, service)?.slots?.capacity) ?? Number.POSITIVE_INFINITY
    const there = others.filter((one) => one.service === service && one.slotAt === slotAt).length
    check('appointments', there < capacity, `${id} is the ${there + 1}. in a slot for ${capacity}`)
  }

  function come(
    { ticket, appointment, number, claimAt, service }: TicketIssued,
    hall: SeenHall,
    at: number,
    check: Check,
  ): void {
    const known = appointment === undefined ? undefined : book.get(appointment)
    const is = (holds: boolean, what: string) => check('appointments', holds, `${number} ${what}`)
    is(known?.state === 'booked' && known.service === service, `comes to ${appointment}, which is not booked`)
    const rules = hall.office?.appointments
    if (!known || !rules) return
    const isInTime = at >= known.slotAt - rules.earlyMs && at <= known.slotAt + rules.lateMs
    is(isInTime, `comes to ${appointment} out of its time`)
    const isByArrival = at > known.slotAt && rules.late === 'counts-from-arrival'
    is(claimAt === (isByArrival ? at : known.slotAt), `has not the claim of ${appointment}`)
    book.set(known.id, { ...known, state: 'come' })
    tickets.set(ticket, known.id)
  }

  function becomes(id: string, change: Partial<Appointment>, check: Check): Appointment | null {
    const known = book.get(id)
    check('appointments', known?.state === 'booked', `${id} is changed, but is ${known?.state ?? 'not there'}`)
    if (!known) return null
    const changed = { ...known, ...change }
    book.set(id, changed)
    return changed
  }

  return ({ at, event }, hall, check) => {
    switch (event.type) {
      case 'DayOpened':
        book = new Map((event.book ?? []).map((one) => [one.id, one]))
        tickets = new Map()
        return
      case 'AppointmentBooked':
        check('appointments', !book.has(event.appointment.id), `${event.appointment.id} is booked a second time`)
        fits(event.appointment, hall, check)
        book.set(event.appointment.id, event.appointment)
        return
      case 'AppointmentMoved': {
        const moved = becomes(event.appointment, { slotAt: event.slotAt }, check)
        if (moved) fits(moved, hall, check)
        return
      }
      case 'AppointmentCancelled':
        becomes(event.appointment, { state: 'cancelled' }, check)
        return
      case 'AppointmentReleased': {
        const released = becomes(event.appointment, { state: 'released' }, check)
        check('appointments', !released || at > released.slotAt, `${event.appointment} is released before its time`)
        return
      }
      case 'TicketVoided': {
        // A check-in that was taken back has not happened: the place is kept as before.
        const known = book.get(tickets.get(event.ticket) ?? '')
        if (known) book.set(known.id, { ...known, state: 'booked' })
        return
      }
      case 'TicketIssued':
        if (event.appointment !== undefined) come(event, hall, at, check)
        return
      default:
    }
  }
}

import * as appointments from '#core/contract/appointments.ts'
import { IssuedTicket } from '#core/contract/kiosk.ts'
import { codeIn } from '#core/domain/appointment.ts'
import { type Ask, ask, EXAMPLE_TICKET, STAFF } from '../ask.ts'

const EXAMPLE_APPOINTMENT = { appointment: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a77' }

/** Booking a time, and coming to it. */
export const APPOINTMENTS_ASKS: readonly Ask[] = [
  ask({
    name: 'book-appointment',
    summary: 'Keep a place at a time. The booker makes the id, the hub its six-digit code.',
    body: appointments.BookAppointment,
    value: appointments.BookedAppointment,
    example: { ...EXAMPLE_APPOINTMENT, service: 'dat-dai', slotAt: Date.parse('2026-11-24T09:00:00+07:00') },
    order: ({ appointment, service, slotAt }, _who, _wallAt, seals) => ({
      type: 'BookAppointment',
      appointment,
      codes: seals.appointmentCodes(appointment),
      service,
      slotAt,
    }),
  }),
  ask({
    name: 'move-appointment',
    summary: 'To another time of the same service. The code stays.',
    body: appointments.MoveAppointment,
    value: appointments.BookedAppointment,
    example: { ...EXAMPLE_APPOINTMENT, slotAt: Date.parse('2026-11-24T10:00:00+07:00') },
    order: ({ appointment, slotAt }) => ({ type: 'MoveAppointment', appointment, slotAt }),
  }),
  ask({
    name: 'cancel-appointment',
    summary: 'Give a place back, with a reason.',
    body: appointments.CancelAppointment,
    example: { ...EXAMPLE_APPOINTMENT, reason: 'Công dân báo bận' },
    order: ({ appointment, reason }) => ({ type: 'CancelAppointment', appointment, reason }),
  }),
  ask({
    name: 'check-in',
    summary: 'Somebody has come to an appointment: a number, with the claim of the booked time.',
    roles: ['kiosk', ...STAFF],
    body: appointments.CheckIn,
    value: IssuedTicket,
    example: { ...EXAMPLE_TICKET, code: '123456' },
    order: ({ ticket, code }, who) => ({
      type: 'CheckIn',
      code: codeIn(code) ?? '',
      ticket,
      origin: who.role === 'kiosk' ? 'kiosk' : 'desk',
      device: who.role === 'kiosk' ? who.id : null,
    }),
  }),
]

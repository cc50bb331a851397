import { type Static, Type } from 'typebox'
import { closed, Id, Name, OrNull, Reason, Text } from './shapes.ts'

const Instant = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000, description: 'ms since epoch, UTC' })
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'YYYY-MM-DD' })
const Code = Type.String({ pattern: '^\\d{6}$' })

/** The booker makes the appointment's id, so a retry is the same appointment; its code comes from the hub. */
export const BookAppointment = Type.Object({ command: Id, appointment: Id, service: Name, slotAt: Instant }, closed)
export type BookAppointment = Static<typeof BookAppointment>

export const MoveAppointment = Type.Object({ command: Id, appointment: Id, slotAt: Instant }, closed)
export const CancelAppointment = Type.Object({ command: Id, appointment: Id, reason: Reason }, closed)
export const PrintAppointment = Type.Object({ command: Id, appointment: Id }, closed)

export const CheckIn = Type.Object(
  {
    command: Id,
    ticket: Id,
    /** Six digits, or what a scanner read: `LUOT-HEN:123456`, or an address that ends in `/hen/123456`. */
    code: Type.String({ minLength: 1, maxLength: 512 }),
  },
  closed,
)
export type CheckIn = Static<typeof CheckIn>

/** A place that is kept: what the citizen takes home. */
export const BookedAppointment = Type.Object(
  {
    seq: Type.Integer(),
    id: Id,
    code: Code,
    service: Name,
    slotAt: Instant,
    checkInFromAt: Instant,
    checkInUntilAt: Instant,
  },
  closed,
)
export type BookedAppointment = Static<typeof BookedAppointment>

/** `GET /api/appointments`: who is expected on a day. There are no names: an appointment is a code. */
export const AppointmentDay = Type.Object(
  {
    day: Day,
    today: Day,
    at: Instant,
    services: Type.Array(Type.Object({ id: Name, name: Text }, closed), { description: 'those one can book' }),
    appointments: Type.Array(
      Type.Object(
        {
          id: Id,
          code: Code,
          service: Name,
          slotAt: Instant,
          checkInFromAt: Instant,
          checkInUntilAt: Instant,
          state: Type.Union([
            Type.Literal('booked'),
            Type.Literal('come'),
            Type.Literal('cancelled'),
            Type.Literal('released'),
          ]),
          number: OrNull(Type.String({ description: 'of the ticket, once they have come' })),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type AppointmentDay = Static<typeof AppointmentDay>

/** `GET /api/slots`: the times of one service on one day. */
export const SlotDay = Type.Object(
  {
    day: Day,
    service: Name,
    slots: Type.Array(
      Type.Object(
        {
          slotAt: Instant,
          untilAt: Instant,
          bookable: Type.Integer(),
          taken: Type.Integer(),
          free: Type.Integer(),
          why: OrNull(Text),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type SlotDay = Static<typeof SlotDay>

export const DayQuery = Type.Object({ day: Type.Optional(Day) }, closed)
export const SlotQuery = Type.Object({ service: Name, day: Day }, closed)

/** `GET /api/calendar`: where the office's own calendar reads the appointments from. Whoever has the address can read them. */
export const CalendarFeed = Type.Object({ url: Type.String(), path: Type.String() }, closed)
export type CalendarFeed = Static<typeof CalendarFeed>

import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Appointment } from '#core/domain/appointment.ts'
import type { Order } from '#core/domain/commands.ts'
import { evolve } from '#core/domain/evolve.ts'
import { checkHistory } from '#core/domain/invariants.ts'
import type { Office } from '#core/domain/office.ts'
import { emptyQueue, isConserved } from '#core/domain/queue.ts'
import { dayAfter, serviceDayOf } from '#core/domain/service-day.ts'
import { checkInWindow, slotsOn } from '#core/domain/slots.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { checkedIn, Hall, HOUR, MINUTE } from '../kit/trade.ts'

/** One thing that happens around the book: numbers choose among the slots and appointments there then are. */
interface Turn {
  readonly what: 'book' | 'move' | 'cancel' | 'check-in' | 'void' | 'time' | 'minutes' | 'hours' | 'night'
  readonly a: number
  readonly b: number
}

const WHATS = [
  'book',
  'book',
  'book',
  'move',
  'cancel',
  'check-in',
  'check-in',
  'check-in',
  'void',
  'time',
  'minutes',
  'hours',
  'night',
] as const

const someDays = fc.array(fc.record({ what: fc.constantFrom(...WHATS), a: fc.nat(10_000), b: fc.nat(10_000) }), {
  minLength: 20,
  maxLength: 120,
}) as fc.Arbitrary<Turn[]>

const someOffice = fc
  .record({
    capacity: fc.integer({ min: 1, max: 3 }),
    walkInShare: fc.constantFrom(0, 0.34, 0.5),
    earlyMs: fc.constantFrom(0, 30 * MINUTE, 3 * HOUR),
    lateMs: fc.constantFrom(0, 15 * MINUTE, 2 * HOUR),
    late: fc.constantFrom('keeps-time' as const, 'counts-from-arrival' as const),
    overnight: fc.constantFrom('close' as const, 'keep' as const),
    sessions: fc.constantFrom([], [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:30', to: '11:30' }]),
  })
  .map(({ capacity, walkInShare, overnight, sessions, ...rules }): Office => {
    const slots = { everyMs: HOUR, capacity, walkInShare }
    return {
      ...testOffice,
      calendar: { ...testOffice.calendar, sessions, overnight },
      services: testOffice.services.map((service) => ({
        ...service,
        slots: service.id === 'ho-tich' || service.id === 'dat-dai' ? slots : null,
      })),
      appointments: { ...testOffice.appointments, ...rules, leadMs: 0, horizonDays: 3 },
    }
  })

function orderFor({ what, a, b }: Turn, hall: Hall, made: () => number): Order | null {
  const among = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const appointment = among(
    [...hall.queue.book.values()].sort((x, y) => x.slotAt - y.slotAt),
    a,
  )
  const day = dayAfter(serviceDayOf(hall.at, hall.queue.office), b % 4)
  const service = appointment && what === 'move' ? appointment.service : b % 2 === 0 ? 'ho-tich' : 'dat-dai'
  const slotAt = among(slotsOn(hall.queue, service, day, hall.at), a + b)?.slotAt ?? hall.at
  switch (what) {
    case 'book':
      // Few codes, so that they meet.
      return {
        type: 'BookAppointment',
        appointment: `hen-${made()}`,
        codes: [`${a % 7}`, `${b % 11}`],
        service,
        slotAt,
      }
    case 'move':
      return { type: 'MoveAppointment', appointment: appointment?.id ?? 'nobody', slotAt }
    case 'cancel':
      return { type: 'CancelAppointment', appointment: appointment?.id ?? 'nobody', reason: 'thử' }
    case 'check-in':
      // As people do: they come about the time of some appointment.
      if (appointment && b % 3 > 0) hall.at = Math.max(hall.at, appointment.slotAt + ((a % 40) - 20) * MINUTE)
      return checkedIn(appointment?.code ?? 'none', b % 5 === 0 ? 'desk' : 'kiosk')(hall)
    case 'void': {
      const waiting = [...hall.queue.tickets.values()].filter(({ state }) => state === 'waiting')
      return { type: 'VoidTicket', ticket: among(waiting, a)?.id ?? 'nobody', device: 'kiosk-1' }
    }
    case 'time':
      return { type: 'KeepTime' }
    case 'minutes':
    case 'hours':
    case 'night':
      hall.at += what === 'minutes' ? a % (20 * MINUTE) : what === 'hours' ? (a % 5) * HOUR : 26 * HOUR
      return null
    default:
      return what satisfies never
  }
}

/** What became of an appointment, told by the journal alone. */
function fateOf(hall: Hall, id: string): Appointment['state'] {
  let state: Appointment['state'] = 'booked'
  const ticketOf = new Map<string, string>()
  for (const { event } of hall.happened) {
    if (event.type === 'TicketIssued' && event.appointment) ticketOf.set(event.ticket, event.appointment)
    const next =
      event.type === 'AppointmentCancelled' && event.appointment === id
        ? 'cancelled'
        : event.type === 'AppointmentReleased' && event.appointment === id
          ? 'released'
          : event.type === 'TicketIssued' && event.appointment === id
            ? 'come'
            : event.type === 'TicketVoided' && ticketOf.get(event.ticket) === id
              ? 'booked'
              : null
    if (next === null) continue
    const isLegal = state === 'booked' ? next !== 'booked' : state === 'come' && next === 'booked'
    assert.ok(isLegal, `${id}: ${state} ─▶ ${next}`)
    state = next
  }
  return state
}

spec('appointments over days of booking, moving, coming and staying away', ({ test }) => {
  test('every appointment stands in the book once, or has come to one end', () => {
    fc.assert(
      fc.property(someOffice, someDays, (office, turns) => {
        const hall = new Hall(office)
        hall.try({ type: 'KeepTime' })
        let made = 0
        const known = new Set<string>()
        for (const turn of turns) {
          const order = orderFor(turn, hall, () => ++made)
          const before = hall.queue
          const result = order === null ? null : hall.try(order)
          if (order?.type === 'BookAppointment' && result && 'events' in result) known.add(order.appointment)

          const { queue } = hall
          const places = new Map<string, number>()
          const codes = new Set<string>()
          for (const one of queue.book.values()) {
            assert.ok(!codes.has(one.code), `code ${one.code} stands twice in the book`)
            codes.add(one.code)
            if (one.state !== 'booked' && one.state !== 'come') continue
            const place = `${one.service} ${one.slotAt}`
            places.set(place, (places.get(place) ?? 0) + 1)
          }
          for (const [place, taken] of places) {
            const slots = queue.office.services.find(({ id }) => place.startsWith(`${id} `))?.slots
            assert.ok(
              slots && taken <= Math.floor(slots.capacity * (1 - slots.walkInShare) + 1e-9),
              `${place}: ${taken}`,
            )
          }
          if (order?.type === 'CheckIn' && result && 'events' in result) {
            const issued = result.events.find((event) => event.type === 'TicketIssued')
            const own = issued?.appointment ? before.book.get(issued.appointment) : undefined
            if (issued && own) {
              const { fromAt, untilAt } = checkInWindow(office, own)
              assert.ok(fromAt <= hall.at && hall.at < untilAt, 'only within the window')
              const isLate = hall.at > own.slotAt && office.appointments.late === 'counts-from-arrival'
              assert.equal(issued.claimAt, isLate ? hall.at : own.slotAt)
            }
          }
          assert.ok(isConserved(queue))
        }
        assert.deepEqual(checkHistory(hall.happened).violations, [], 'the examiner, which keeps a book of its own')
        for (const id of known) {
          const fate = fateOf(hall, id)
          const inBook = hall.queue.book.get(id)
          assert.equal(inBook?.state ?? fate, fate)
          // Who is still to come is never lost, whatever day it has become.
          if (fate === 'booked') assert.ok(inBook, `${id} is lost`)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('the journal gives the same book again, from the beginning and from the last day’s opening (I10)', () => {
    fc.assert(
      fc.property(someOffice, someDays, (office, turns) => {
        const hall = new Hall(office)
        let made = 0
        for (const turn of turns) {
          const order = orderFor(turn, hall, () => ++made)
          if (order) hall.try(order)
        }
        const opened = hall.happened.findLastIndex(({ event }) => event.type === 'DayOpened')
        for (const from of [0, Math.max(0, opened)]) {
          const again = hall.happened.slice(from).reduce(evolve, emptyQueue(office))
          assert.deepEqual(again, { ...hall.queue, clockSuspect: again.clockSuspect })
        }
      }),
      { numRuns: 60 },
    )
  })
})

import assert from 'node:assert/strict'
import type { Actor, Order } from '#core/domain/commands.ts'
import { decide } from '#core/domain/decide.ts'
import type { Event, Happened } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { Office } from '#core/domain/office.ts'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import type { Refusal } from '#core/domain/refusals.ts'
import { testOffice } from './no-limits.ts'

/**
 * The words of the trade, so that a rule's test reads aloud:
 *
 *     given(opened(desk1), issued('chung-thuc')).when(callNext(desk1)).then(called('H001', desk1))
 */
export const desk1 = 'quay-1'
export const desk2 = 'quay-2'
export const desk5 = 'quay-5'

/** A Monday, 08:00 in Việt Nam. */
export const MORNING = Date.parse('2026-11-23T08:00:00+07:00')
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** A step of a day: an order given through the hall's words, or time that passes. */
export type Step = ((hall: Hall) => Order) | { readonly passMs: number }

/** A hall in hand: its queue, its time and everything that happened. */
export class Hall {
  queue: Queue
  at = MORNING
  readonly happened: Happened[] = []
  #commands = 0
  #tickets = 0

  constructor(office: Office = testOffice) {
    this.queue = emptyQueue(office)
  }

  newTicket(): string {
    return `ticket-${String(++this.#tickets).padStart(4, '0')}`
  }

  /** The id of the ticket with this number. */
  id(number: string): string {
    const id = this.queue.numbers.get(number)
    if (!id) throw new Error(`nobody has number ${number} (${[...this.queue.tickets.values()].map((t) => t.number)})`)
    return id
  }

  /** Sends an order; what happens is folded in. */
  try(order: Order, by: Actor = { role: 'admin', id: 'test' }): { events: readonly Event[] } | { refused: Refusal } {
    const command = {
      id: `command-${++this.#commands}`,
      at: this.at,
      // Above the question of whose counter it is, but for the tests that ask it.
      by,
      order,
    }
    const decision = decide(command, this.queue)
    if (!decision.ok) return { refused: decision.why }
    for (const event of decision.value) this.tell(event)
    return { events: decision.value }
  }

  /** Something happened, whoever decided it. */
  tell(event: Event): void {
    const happened = { seq: this.queue.seq + 1, at: this.at, event }
    this.happened.push(happened)
    this.queue = evolve(this.queue, happened)
  }

  do(step: Step): readonly Event[] {
    if (typeof step !== 'function') {
      this.at += step.passMs
      return []
    }
    const order = step(this)
    const result = this.try(order)
    if ('refused' in result) throw new Error(`given ${order.type}, but it is refused: ${result.refused}`)
    return result.events
  }
}

/** What stood before. Refusals here are mistakes of the test. */
export function given(...steps: Step[]) {
  return givenIn(testOffice, ...steps)
}

export function givenIn(office: Office, ...steps: Step[]) {
  const hall = new Hall(office)
  for (const step of steps) hall.do(step)
  return {
    hall,
    when(step: (hall: Hall) => Order) {
      const result = hall.try(step(hall))
      return {
        hall,
        /** These events and no others, each with at least these fields; what opened the day is not told. */
        // biome-ignore lint/suspicious/noThenProperty: given, when, then is how the trade reads; nobody awaits it
        then(...expected: ((hall: Hall) => Partial<Event>)[]) {
          if ('refused' in result) throw new Error(`refused: ${result.refused}`)
          const events = result.events.filter((event) => event.type !== 'DayOpened')
          const wanted = expected.map((one) => one(hall))
          assert.deepEqual(
            events.map((event) => event.type),
            wanted.map((event) => event.type),
          )
          for (const [i, want] of wanted.entries()) assert.partialDeepStrictEqual(events[i], want)
          return hall
        },
        refused(why: Refusal) {
          assert.deepEqual(result, { refused: why })
          return hall
        },
      }
    },
  }
}

// Orders
export const issued =
  (service = 'chung-thuc', priority = 'ordinary') =>
  (hall: Hall): Order => ({
    type: 'IssueTicket',
    ticket: hall.newTicket(),
    service,
    class: priority,
    origin: 'kiosk',
    device: 'kiosk-1',
    procedure: null,
  })
export const opened =
  (counter: string, staff = `staff-at-${counter}`, takeOver = false) =>
  (): Order => ({
    type: 'OpenCounter',
    counter,
    staff,
    staffName: staff,
    takeOver,
  })
export const paused =
  (counter: string, reason = 'giải lao') =>
  (): Order => ({ type: 'PauseCounter', counter, reason })
export const closed = (counter: string) => (): Order => ({ type: 'CloseCounter', counter })
export const callNext = (counter: string) => (): Order => ({ type: 'CallNext', counter })
export const picked =
  (counter: string, number: string, reason = 'cần về gấp') =>
  (hall: Hall): Order => ({
    type: 'PickTicket',
    counter,
    ticket: hall.id(number),
    reason,
  })
export const recalled =
  (counter: string, number: string) =>
  (hall: Hall): Order => ({
    type: 'RecallTicket',
    counter,
    ticket: hall.id(number),
  })
export const started =
  (counter: string, number: string) =>
  (hall: Hall): Order => ({
    type: 'StartService',
    counter,
    ticket: hall.id(number),
  })
export const finished =
  (counter: string, number: string) =>
  (hall: Hall): Order => ({
    type: 'FinishService',
    counter,
    ticket: hall.id(number),
  })
export const missed =
  (counter: string, number: string) =>
  (hall: Hall): Order => ({
    type: 'MarkNoShow',
    counter,
    ticket: hall.id(number),
  })
export const broughtBack =
  (number: string) =>
  (hall: Hall): Order => ({ type: 'BringBack', ticket: hall.id(number) })
export const parked =
  (counter: string, number: string, limitMs: number | null = null) =>
  (hall: Hall): Order => ({
    type: 'ParkTicket',
    counter,
    ticket: hall.id(number),
    reason: 'bổ sung giấy tờ',
    limitMs,
  })
export const resumed =
  (number: string) =>
  (hall: Hall): Order => ({ type: 'ResumeTicket', ticket: hall.id(number) })
export const transferred =
  (number: string, to: { service?: string; counter?: string }, from: string | null = null) =>
  (hall: Hall): Order => ({
    type: 'TransferTicket',
    counter: from,
    ticket: hall.id(number),
    toService: to.service ?? null,
    toCounter: to.counter ?? null,
  })
export const cancelled =
  (number: string, reason = 'bấm nhầm') =>
  (hall: Hall): Order => ({
    type: 'CancelTicket',
    ticket: hall.id(number),
    reason,
  })
export const rated =
  (number: string, level = 'hai-long', counter: string | null = null) =>
  (hall: Hall): Order => ({ type: 'RateTicket', ticket: hall.id(number), counter, level, reasons: [] })
/** Books under the code that the id's figures make. */
export const booked =
  (appointment: string, service: string, slotAt: number) =>
  (_hall?: Hall): Order => ({
    type: 'BookAppointment',
    appointment,
    codes: [appointment.replace(/\D/g, '').padStart(6, '0')],
    service,
    slotAt,
  })
export const checkedIn =
  (code: string, origin: 'kiosk' | 'desk' = 'kiosk') =>
  (hall: Hall): Order => ({
    type: 'CheckIn',
    code,
    ticket: hall.newTicket(),
    origin,
    device: origin === 'kiosk' ? 'kiosk-1' : null,
  })
export const timeKept = () => (): Order => ({ type: 'KeepTime' })
export const clockReported =
  (suspect: boolean) =>
  (hall: Hall): Order => ({
    type: 'ReportClock',
    suspect,
    wallAt: hall.at,
  })
export const clockConfirmed = (wallAt: number) => (): Order => ({ type: 'ConfirmClock', wallAt })
export const later = (passMs: number): Step => ({ passMs })

// Facts
export const wasIssued = (number: string) => (): Partial<Event> => ({ type: 'TicketIssued', number })
export const called =
  (number: string, counter: string) =>
  (hall: Hall): Partial<Event> => ({
    type: 'TicketCalled',
    ticket: hall.id(number),
    counter,
  })
export const calledAgain =
  (number: string, counter: string) =>
  (hall: Hall): Partial<Event> => ({
    type: 'TicketRecalled',
    ticket: hall.id(number),
    counter,
  })
export const served =
  (number: string) =>
  (hall: Hall): Partial<Event> => ({
    type: 'ServiceFinished',
    ticket: hall.id(number),
  })
export const serviceBegan =
  (number: string, presumed: boolean) =>
  (hall: Hall): Partial<Event> => ({
    type: 'ServiceStarted',
    ticket: hall.id(number),
    presumed,
  })
export const didNotCome =
  (number: string) =>
  (hall: Hall): Partial<Event> => ({
    type: 'TicketMissed',
    ticket: hall.id(number),
  })
export const happened =
  (type: Event['type'], fields: Record<string, unknown> = {}) =>
  (): Partial<Event> =>
    ({ type, ...fields }) as Partial<Event>

// Routing
export const withVisit =
  (service: string, ...visit: string[]) =>
  (hall: Hall): Order =>
    ({ ...issued(service)(hall), visit }) as Order
export const extended =
  (number: string, service: string, device: string | null = null) =>
  (hall: Hall): Order => ({ type: 'ExtendVisit', ticket: hall.id(number), service, device })
export const shortened =
  (number: string, service: string, device: string | null = null) =>
  (hall: Hall): Order => ({ type: 'ShortenVisit', ticket: hall.id(number), service, device })
export const sentToOfficer =
  (number: string, staff: string, from: string | null = null) =>
  (hall: Hall): Order => ({
    type: 'TransferTicket',
    counter: from,
    ticket: hall.id(number),
    toService: null,
    toCounter: null,
    toStaff: staff,
  })
export const classChanged =
  (number: string, priority: string, reason = 'đã xem giấy tờ') =>
  (hall: Hall): Order => ({ type: 'ChangeClass', ticket: hall.id(number), class: priority, reason })
export const automaticSet = (counter: string, on: boolean) => (): Order => ({ type: 'SetAutomatic', counter, on })
export const officeChanged = (office: Office) => (): Order => ({ type: 'ChangeOffice', office })
export const goesOn =
  (number: string, service: string) =>
  (hall: Hall): Partial<Event> => ({ type: 'VisitContinued', ticket: hall.id(number), service })
export const heldOff =
  (number: string) =>
  (hall: Hall): Partial<Event> => ({ type: 'TicketHeldOff', ticket: hall.id(number) })
export const cameBack =
  (number: string, fields: Record<string, unknown> = {}) =>
  (hall: Hall): Partial<Event> =>
    ({ type: 'TicketTransferred', ticket: hall.id(number), onlyCounter: null, ...fields }) as Partial<Event>

// Limits, practice, rolls
export const takenBack =
  (number: string, device: string | null = 'kiosk-1') =>
  (hall: Hall): Order => ({ type: 'VoidTicket', ticket: hall.id(number), device })
export const kioskPaused =
  (device: string, reason = 'trẻ em bấm máy') =>
  (): Order => ({ type: 'PauseKiosk', device, reason })
export const kioskResumed = (device: string) => (): Order => ({ type: 'ResumeKiosk', device })
export const practiceBegun = () => (): Order => ({ type: 'BeginPractice' })
export const practiceEnded = () => (): Order => ({ type: 'EndPractice' })
export const rollHung =
  (first: number, service = 'tra-ket-qua') =>
  (): Order => ({ type: 'StartRoll', service, first })
export const rollCounted =
  (upTo: number, service = 'tra-ket-qua') =>
  (): Order => ({ type: 'CountRoll', service, upTo })

// The gate
export const stopped =
  (service: string | null, reason = 'mất điện', untilAt: number | null = null) =>
  (): Order => ({ type: 'StopService', service, reason, untilAt })
export const reopened = (service: string | null) => (): Order => ({ type: 'ResumeService', service })
export const issuedAtDesk =
  (service = 'chung-thuc') =>
  (hall: Hall): Order =>
    ({ ...issued(service)(hall), origin: 'desk', device: null }) as Order

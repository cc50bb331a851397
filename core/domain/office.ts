import type { Calendar, Session } from './calendar.ts'
import type { ServiceDay } from './events.ts'

/** How one office runs its hall. Plain data: recorded in the journal when a day opens, so that a replay knows it too. */
export interface Office {
  readonly id: string
  readonly name: Text
  /** The hall is still being set up: real numbers are not given yet, practice ones are. Left out once it is open. */
  readonly preparing?: boolean
  /** IANA zone, such as Asia/Ho_Chi_Minh: service days and opening hours are told in it. */
  readonly timeZone: string
  /** When a new service day begins, 'HH:MM' in the office's zone. Nobody should be waiting then. */
  readonly dayStartsAt: string
  readonly numbering: Numbering
  readonly services: readonly Service[]
  readonly counters: readonly Counter[]
  readonly classes: readonly PriorityClass[]
  readonly calendar: Calendar
  readonly order: OrderRules
  readonly calling: CallingRules
  readonly returning: ReturningRules
  readonly limits: TicketLimits
  readonly appointments: AppointmentRules
  /** What each officer can do; whoever is not listed can do everything. */
  readonly skills: readonly OfficerSkills[]
  readonly rating: RatingRules
  /** A line for the notice area of the boards, or none. */
  readonly notice: Text | null
}

/** An office as it will be from a day on. */
export interface PlannedOffice {
  readonly fromDay: ServiceDay
  readonly office: Office
}

/** Words shown to people: Vietnamese first, English beside it. */
export interface Text {
  readonly vi: string
  readonly en: string
}

/** Each service counts for itself under its prefix (A001, H001 …), or the whole hall counts in one series. */
export type Numbering = { readonly kind: 'per-service' } | { readonly kind: 'common'; readonly prefix: string }

/** A line with its own numbers (lĩnh vực). */
export interface Service {
  readonly id: ServiceId
  readonly prefix: string
  readonly name: Text
  /** What people come here for, in a few words. */
  readonly about: Text
  readonly open: boolean
  /** How long one ticket is usually served, ms: the first guess before the day has taught better. */
  readonly usualServiceMs: number
  /** Its own hours of the week, or null for the office's. */
  readonly sessions: readonly Session[] | null
  /** How long before a session ends the last number is given, ms; null for the office's rule. */
  readonly lastNumberMs: number | null
  /** How many numbers are given in one session and in one day; null for as many as come. */
  readonly quota: { readonly session: number | null; readonly day: number | null }
  /** Appointments for this service, or none. */
  readonly slots: SlotRules | null
  /** A wait this long, ms, alerts the desks and the leader; null for none. */
  readonly waitAlertMs: number | null
  /** Where people get their number: from a kiosk or a desk, or torn from a pre-printed roll. */
  readonly numbersFrom: 'kiosk' | 'roll'
}

export interface Counter {
  readonly id: CounterId
  /** What hangs over it: '5'. Spoken as a number. */
  readonly label: string
  /** In the order of preference, where that counts. */
  readonly services: readonly ServiceId[]
  /**
   * together: its lines are one, by the best claim. preference: the first line where anybody waits. shares: each line gets
   * its share of the calls.
   */
  readonly serves: 'together' | 'preference' | 'shares'
  /** For `shares`: how many calls of a round each service gets; a service that is not listed gets one. */
  readonly shares: readonly { readonly service: ServiceId; readonly share: number }[]
  /** A counter for these classes; it helps the others only if told so, when none of these wait. */
  readonly fastLane: { readonly classes: readonly ClassId[]; readonly helpsOthers: boolean } | null
  /** What NEXT means soon after a call: recall the number first, or pass on to the next and end the one before. */
  readonly button: 'recall-first' | 'passes-on'
  /** Calls by itself when idle, once an officer has opened it. */
  readonly automatic: boolean
}

/** Who may come a little before others, and by how much. Never printed, never on a board. */
export interface PriorityClass {
  readonly id: ClassId
  readonly name: Text
  readonly icon: string
  /** Under the policy head start: the ticket is treated as if it had come this much earlier. */
  readonly headStartMs: number
  /** Under the policy strict: a higher rank always goes first. Everyone without a class has rank 0. */
  readonly rank: number
  /** self: said at the kiosk, staff may withdraw it. staff: counts only after an officer has confirmed it. */
  readonly confirmedBy: 'self' | 'staff'
  /** From this age on an identity card under the scanner suggests the class; null: no card does. The person chooses. */
  readonly fromAge: number | null
}

/**
 * Whom to call next. head-start: a class counts as come earlier, overtaking is bounded. ratio: at most `inARow` priority
 * calls in a row while an ordinary ticket waits. strict: rank before everything; ordinary people can starve.
 */
export type OrderRules =
  | { readonly policy: 'head-start' }
  | { readonly policy: 'ratio'; readonly inARow: number }
  | { readonly policy: 'strict' }

export interface CallingRules {
  /** How often one number is called each time it is offered, the first call included. */
  readonly callLimit: number
  /** A press within this time after a call is the same press twice. */
  readonly repeatMs: number
  /** NEXT within this time after a call means "they did not come": recall, then no-show. Later it means "done, next". */
  readonly answerWindowMs: number
  /** How long after a no-show the person may still be brought back. */
  readonly bringBackWithinMs: number
  /** How long one who went to correct papers keeps the place. */
  readonly parkLimitMs: number
  /** How often a number that was not answered is offered again before it is a no-show. */
  readonly offersAgain: number
  /** How long such a number is held off before it is offered again. */
  readonly holdOffMs: number
  /** At a counter whose button passes on: a press within this time after a call ends that call as not come. */
  readonly passesOnWithinMs: number
  /** How long an open counter may stand idle before it calls by itself, where it may; null: no counter does. */
  readonly automaticAfterMs: number | null
}

/** Where somebody stands who comes back. */
export interface ReturningRules {
  readonly parked: Return
  readonly missed: Return
  readonly transferred: Return
  /** On to the next service of the same visit. */
  readonly nextService: Return
}

export interface Return {
  /** kept: by the claim they had. first: before everyone who waits. last: as if they came now. */
  readonly place: 'kept' | 'first' | 'last'
  /** Not called before this time has passed, ms. */
  readonly delayMs: number
}

/** One number for each person who is there. */
export interface TicketLimits {
  /** Numbers one kiosk gives in a minute at most; null for no limit. */
  readonly perKioskMinute: number | null
  /** The least time between two numbers at one kiosk: faster than people can touch. */
  readonly kioskGapMs: number
  /** The same service at the same kiosk within this time: "one more number?" is asked first. 0: never. */
  readonly againWithinMs: number
  /** Numbers a person may take in a day, by identity card; null: no card is asked for. */
  readonly perPersonDay: number | null
  /** How long a mistaken press may be taken back at the kiosk. */
  readonly voidWithinMs: number
}

/** One service's bookable times. */
export interface SlotRules {
  readonly everyMs: number
  /** People served in one slot, with and without appointment. */
  readonly capacity: number
  /** The part of them kept for those who just come, 0 to 1. */
  readonly walkInShare: number
}

export interface AppointmentRules {
  /** Their tickets belong to this class; 'ordinary' for none. */
  readonly class: ClassId
  /** Check-in opens this long before the slot … */
  readonly earlyMs: number
  /** … and ends this long after it: then the place is released. */
  readonly lateMs: number
  /** Whoever comes late but in time: keeps the slot's claim, or counts from the arrival. */
  readonly late: 'keeps-time' | 'counts-from-arrival'
  /** Booked at least this long before. */
  readonly leadMs: number
  /** Booked at most so many days ahead. */
  readonly horizonDays: number
  readonly blackouts: readonly Blackout[]
}

/** Days on which nothing can be booked, though the office may be open. */
export interface Blackout {
  readonly from: ServiceDay
  readonly to: ServiceDay
  /** null: all services. */
  readonly services: readonly ServiceId[] | null
  readonly reason: Text
}

export interface OfficerSkills {
  readonly staff: string
  readonly services: readonly ServiceId[]
}

export interface RatingRules {
  readonly levels: readonly RatingLevel[]
  /** What may be named after a level that does not satisfy. */
  readonly reasons: readonly { readonly id: string; readonly name: Text }[]
  /** How long after a ticket is finished it may be rated at the counter's terminal. */
  readonly terminalWindowMs: number
  /** A second press within this time is the same press. */
  readonly repeatMs: number
}

export interface RatingLevel {
  readonly id: string
  readonly name: Text
  readonly face: 'very-good' | 'good' | 'plain' | 'bad'
  readonly satisfied: boolean
}

export type ServiceId = string
export type CounterId = string
export type ClassId = string

/** The class of everyone without a priority. */
export const ORDINARY = 'ordinary'

export function serviceOf(office: Office, id: ServiceId): Service | undefined {
  return office.services.find((service) => service.id === id)
}

/** A service as the hall calls it; its id alone when the office has it no more. */
export function serviceName(office: Office, id: ServiceId): Text {
  return serviceOf(office, id)?.name ?? { vi: id, en: id }
}

export function counterOf(office: Office, id: CounterId): Counter | undefined {
  return office.counters.find((counter) => counter.id === id)
}

export function classOf(office: Office, id: ClassId): PriorityClass | undefined {
  return office.classes.find((one) => one.id === id)
}

export function headStartOf(office: Office, id: ClassId): number {
  return classOf(office, id)?.headStartMs ?? 0
}

/** The counters that serve a service, in the office's order. */
export function countersServing(office: Office, service: ServiceId): readonly Counter[] {
  return office.counters.filter((counter) => counter.services.includes(service))
}

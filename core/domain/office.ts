/** How one office runs its hall. Plain data: recorded in the journal when a day opens, so that a replay knows it too. */
export interface Office {
  readonly id: string
  readonly name: Text
  /** IANA zone, such as Asia/Ho_Chi_Minh: service days and opening hours are told in it. */
  readonly timeZone: string
  /** When a new service day begins, 'HH:MM' in the office's zone. Nobody should be waiting then. */
  readonly dayStartsAt: string
  readonly numbering: Numbering
  readonly services: readonly Service[]
  readonly counters: readonly Counter[]
  readonly classes: readonly PriorityClass[]
  readonly opening: readonly Session[]
  readonly calling: CallingRules
  readonly rating: RatingRules
  /** A line for the notice area of the boards, or none. */
  readonly notice: Text | null
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
}

export interface Counter {
  readonly id: CounterId
  /** What hangs over it: '5'. Spoken as a number. */
  readonly label: string
  readonly services: readonly ServiceId[]
}

/** Who may come a little before others, and by how much. Never printed, never on a board. */
export interface PriorityClass {
  readonly id: ClassId
  readonly name: Text
  readonly icon: string
  /** The ticket is treated as if it had come this much earlier: overtaking is bounded, nobody starves. */
  readonly headStartMs: number
}

/** One opening session of the week. `days` counts from Monday = 1 to Sunday = 7; times are 'HH:MM' in the office's zone. */
export interface Session {
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

export interface CallingRules {
  /** How often one number may be called in all, the first call included. */
  readonly callLimit: number
  /** A press within this time after a call is the same press twice. */
  readonly repeatMs: number
  /** NEXT within this time after a call means "they did not come": recall, then no-show. Later it means "done, next". */
  readonly answerWindowMs: number
  /** How long after a no-show the person may still be brought back. */
  readonly bringBackWithinMs: number
  /** How long one who went to correct papers keeps the place. */
  readonly parkLimitMs: number
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
  readonly face: 'very-good' | 'good' | 'bad'
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

export function counterOf(office: Office, id: CounterId): Counter | undefined {
  return office.counters.find((counter) => counter.id === id)
}

export function headStartOf(office: Office, id: ClassId): number {
  return office.classes.find((one) => one.id === id)?.headStartMs ?? 0
}

/** The counters that serve a service, in the office's order. */
export function countersServing(office: Office, service: ServiceId): readonly Counter[] {
  return office.counters.filter((counter) => counter.services.includes(service))
}

import type { ServiceDay } from './events.ts'
import type { Office, ServiceId, Text } from './office.ts'

/** When an office gives numbers and serves people. Times are 'HH:MM' in the office's zone. */
export interface Calendar {
  /** The hours of the week. None at all: always open. */
  readonly sessions: readonly Session[]
  /** Holidays, swapped days and other exceptions; the most exact entry of a date wins. */
  readonly specialDays: readonly SpecialDay[]
  /** How long before a session ends the last number is given, ms. */
  readonly lastNumberMs: number
  /** After a break: the people of the session before go first, or everybody by their claim. The queue is always kept. */
  readonly lunch: 'morning-first' | 'by-claim'
  /** From this time on, results may come the next working day: said on the slip and at the kiosk. */
  readonly lateNoteAt: string | null
  /** At the day's end: close what is left with its reason, or keep the queue for the next day. */
  readonly overnight: 'close' | 'keep'
}

/** One opening session of the week. `days` counts from Monday = 1 to Sunday = 7. */
export interface Session {
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

export interface SpecialDay {
  /** 'YYYY-MM-DD' for one date, 'MM-DD' for every year. */
  readonly date: string
  readonly name: Text
  /** null: for all services. */
  readonly services: readonly ServiceId[] | null
  readonly hours:
    | { readonly kind: 'closed' }
    /** A swapped day: works like this day of the week, Monday = 1. */
    | { readonly kind: 'like'; readonly weekday: number }
    | { readonly kind: 'sessions'; readonly sessions: readonly { readonly from: string; readonly to: string }[] }
}

/** One session of one date, as instants. `sitting` counts from 0 within the day. */
export interface Sitting {
  readonly day: ServiceDay
  readonly sitting: number
  readonly fromAt: number
  readonly toAt: number
}

/** The session of its day an instant belongs to, from 0: the running one, or between sessions the next. */
export function sittingOf(_office: Office, _service: ServiceId, _at: number): number {
  return 0
}

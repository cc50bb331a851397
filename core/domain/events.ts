import type { ClassId, CounterId, Office, ServiceId } from './office.ts'
import type { TicketId } from './ticket.ts'

/** What happened. The journal keeps these for ever, so a field is never renamed and never changes its meaning. */
export type Event =
  | DayOpened
  | { readonly type: 'DayClosed'; readonly day: ServiceDay; readonly reason: 'new-day' | 'clock-confirmed' }
  | { readonly type: 'OfficeChanged'; readonly office: Office }
  | { readonly type: 'ClockSuspected'; readonly wallAt: number }
  | { readonly type: 'ClockTrusted'; readonly wallAt: number }
  | TicketIssued
  | {
      readonly type: 'TicketCalled'
      readonly ticket: TicketId
      readonly counter: CounterId
      readonly staff: string
      readonly why: WhyCalled
    }
  | { readonly type: 'TicketRecalled'; readonly ticket: TicketId; readonly counter: CounterId }
  | {
      readonly type: 'ServiceStarted'
      readonly ticket: TicketId
      readonly counter: CounterId
      readonly startedAt: number
      /** Nobody pressed start: the person came when called, so the call counts as the start. */
      readonly presumed: boolean
    }
  | {
      readonly type: 'ServiceFinished'
      readonly ticket: TicketId
      readonly counter: CounterId
      readonly staff: string
      /** The day's end finishes what nobody finished: its service time says nothing. */
      readonly by: 'staff' | 'day-end'
    }
  | {
      readonly type: 'TicketMissed'
      readonly ticket: TicketId
      readonly counter: CounterId | null
      readonly reason: MissReason
    }
  | { readonly type: 'TicketBroughtBack'; readonly ticket: TicketId }
  | { readonly type: 'TicketParked'; readonly ticket: TicketId; readonly reason: string; readonly untilAt: number }
  | { readonly type: 'TicketResumed'; readonly ticket: TicketId }
  | {
      readonly type: 'TicketTransferred'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly onlyCounter: CounterId | null
      readonly fromCounter: CounterId | null
    }
  | { readonly type: 'TicketCancelled'; readonly ticket: TicketId; readonly reason: string }
  | {
      readonly type: 'TicketRated'
      readonly ticket: TicketId
      readonly level: string
      readonly reasons: readonly string[]
      readonly channel: 'terminal' | 'slip'
    }
  | { readonly type: 'RatingExplained'; readonly ticket: TicketId; readonly reasons: readonly string[] }
  | { readonly type: 'UnlinkedRating'; readonly counter: CounterId; readonly level: string }
  | { readonly type: 'CounterOpened'; readonly counter: CounterId; readonly staff: string; readonly staffName: string }
  | { readonly type: 'CounterPaused'; readonly counter: CounterId; readonly reason: string }
  | { readonly type: 'CounterClosed'; readonly counter: CounterId }
  | { readonly type: 'SlipPrinted'; readonly ticket: TicketId; readonly confirmed: boolean; readonly copy: boolean }
  | { readonly type: 'SlipFailed'; readonly ticket: TicketId; readonly fault: string; readonly copy: boolean }
  | { readonly type: 'SlipCopyOrdered'; readonly ticket: TicketId }

export interface DayOpened {
  readonly type: 'DayOpened'
  readonly day: ServiceDay
  readonly office: Office
  /**
   * The last number of each series on the days met before, as far back as a clock may be put right by hand: a day that is
   * met a second time goes on counting, whichever way the clock went wrong.
   */
  readonly met: MetDays
  /** The first day this office ever opened: nothing was issued before it. */
  readonly firstDay: ServiceDay
}

export interface TicketIssued {
  readonly type: 'TicketIssued'
  readonly ticket: TicketId
  readonly number: string
  readonly series: string
  readonly seq: number
  readonly service: ServiceId
  readonly class: ClassId
  readonly claimAt: number
  readonly origin: 'kiosk' | 'desk' | 'api'
  /** The kiosk it was touched at: its slip and its answer go back there. */
  readonly device: string | null
  readonly procedure: string | null
}

export type MetDays = Readonly<Record<ServiceDay, Readonly<Record<string, number>>>>

/** Why this ticket and no other: kept with the call, so that anyone can be told. */
export type WhyCalled =
  | { readonly how: 'in-order'; readonly claimAt: number; readonly headStartMs: number; readonly overtaken: number }
  | { readonly how: 'picked'; readonly reason: string; readonly overtaken: number }

export type MissReason = 'did-not-come' | 'parked-too-long'

/** A day of service, 'YYYY-MM-DD' in the office's zone; it may begin after midnight (Office.dayStartsAt). */
export type ServiceDay = string

/** An event as it happened: at an instant of the hub's clock, in the order the hub wrote it down. */
export interface Happened {
  readonly seq: number
  readonly at: number
  readonly event: Event
}

import type { Appointment, AppointmentId } from './appointment.ts'
import type { Campaign, CampaignId, PaperChannel, Papers } from './campaigns.ts'
import type { HallMessage } from './notices.ts'
import type { ClassId, CounterId, Office, OrderRules, PlannedOffice, ServiceId, Text } from './office.ts'
import type { Ticket, TicketId, VoidReason } from './ticket.ts'
import type { Learned } from './wait/learned.ts'

/** What happened. The journal keeps these for ever, so a field is never renamed and never changes its meaning. */
export type Event =
  | DayOpened
  | { readonly type: 'DayClosed'; readonly day: ServiceDay; readonly reason: 'new-day' | 'clock-confirmed' }
  | { readonly type: 'OfficeChanged'; readonly office: Office; readonly why?: string }
  | { readonly type: 'OfficePlanned'; readonly plan: PlannedOffice; readonly why?: string }
  | { readonly type: 'PlanDropped'; readonly fromDay: ServiceDay; readonly why?: string }
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
  | { readonly type: 'TicketBroughtBack'; readonly ticket: TicketId; readonly placed?: Placed }
  /** Called and not answered: offered again after a while. */
  | { readonly type: 'TicketHeldOff'; readonly ticket: TicketId; readonly counter: CounterId; readonly untilAt: number }
  | { readonly type: 'TicketParked'; readonly ticket: TicketId; readonly reason: string; readonly untilAt: number }
  | { readonly type: 'TicketResumed'; readonly ticket: TicketId; readonly placed?: Placed }
  | {
      readonly type: 'TicketTransferred'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly onlyCounter: CounterId | null
      readonly fromCounter: CounterId | null
      readonly onlyStaff?: string | null
      readonly placed?: Placed
      /** Why, where somebody who runs the hall moved it. */
      readonly reason?: string
    }
  /** Somebody who runs the hall put it first, or back where its time of coming puts it. */
  | {
      readonly type: 'TicketPlaced'
      readonly ticket: TicketId
      readonly place: Placing
      readonly reason: string
      readonly placed: Placed
    }
  | { readonly type: 'VisitExtended'; readonly ticket: TicketId; readonly service: ServiceId }
  /** A further service is taken out of the visit again. */
  | { readonly type: 'VisitShortened'; readonly ticket: TicketId; readonly service: ServiceId }
  /** Served here, and on to the next service of the same visit under the same number. */
  | {
      readonly type: 'VisitContinued'
      readonly ticket: TicketId
      readonly counter: CounterId
      readonly staff: string
      readonly service: ServiceId
      readonly placed?: Placed
    }
  | { readonly type: 'ClassChanged'; readonly ticket: TicketId; readonly class: ClassId; readonly reason: string }
  | { readonly type: 'TicketCancelled'; readonly ticket: TicketId; readonly reason: string }
  | { readonly type: 'TicketVoided'; readonly ticket: TicketId; readonly reason: VoidReason }
  | {
      readonly type: 'TicketRated'
      readonly ticket: TicketId
      readonly level: string
      readonly reasons: readonly string[]
      readonly channel: 'terminal' | 'slip'
    }
  | { readonly type: 'RatingExplained'; readonly ticket: TicketId; readonly reasons: readonly string[] }
  | { readonly type: 'UnlinkedRating'; readonly counter: CounterId; readonly level: string }
  /** More presses in a minute at one counter than people make: somebody should look, the answers stay. */
  | { readonly type: 'RatingFlagged'; readonly counter: CounterId; readonly presses: number }
  | { readonly type: 'CampaignPlanned'; readonly campaign: Campaign }
  /** How many slips of a counter were given to people, all told. */
  | {
      readonly type: 'SlipsHandedOut'
      readonly campaign: CampaignId
      readonly counter: CounterId
      readonly count: number
    }
  | { readonly type: 'CampaignClosed'; readonly campaign: CampaignId; readonly reason: string }
  | PaperRated
  /** An entry that was a mistake counts no more; `entry` is the record that made it. */
  | {
      readonly type: 'PaperWithdrawn'
      readonly code: string
      readonly campaign: CampaignId
      readonly entry: number
      readonly reason: string
    }
  | { readonly type: 'CounterOpened'; readonly counter: CounterId; readonly staff: string; readonly staffName: string }
  | { readonly type: 'CounterPaused'; readonly counter: CounterId; readonly reason: string }
  | { readonly type: 'CounterClosed'; readonly counter: CounterId }
  | { readonly type: 'AutomaticSet'; readonly counter: CounterId; readonly on: boolean }
  | {
      readonly type: 'ServiceStopped'
      readonly service: ServiceId | null
      readonly reason: string
      readonly untilAt: number | null
    }
  | { readonly type: 'ServiceResumed'; readonly service: ServiceId | null }
  /** A kiosk gave as many numbers in a minute as it may. */
  | { readonly type: 'KioskAlarmed'; readonly device: string; readonly tickets: number }
  | { readonly type: 'KioskPaused'; readonly device: string; readonly reason: string }
  | { readonly type: 'KioskResumed'; readonly device: string }
  | { readonly type: 'PracticeBegan' }
  | { readonly type: 'PracticeEnded' }
  /** The next number of a series comes from this roll; numbers it leaps over were never given. */
  | { readonly type: 'RollStarted'; readonly series: string; readonly next: number }
  | { readonly type: 'AppointmentBooked'; readonly appointment: Appointment }
  | { readonly type: 'AppointmentMoved'; readonly appointment: AppointmentId; readonly slotAt: number }
  | { readonly type: 'AppointmentCancelled'; readonly appointment: AppointmentId; readonly reason: string }
  /** Nobody came: the place is free again. */
  | { readonly type: 'AppointmentReleased'; readonly appointment: AppointmentId }
  | (Slip & { readonly type: 'SlipPrinted'; readonly confirmed: boolean })
  | (Slip & { readonly type: 'SlipFailed'; readonly fault: string })
  | { readonly type: 'SlipCopyOrdered'; readonly ticket: TicketId }
  | { readonly type: 'ActNoted'; readonly act: NotedAct }
  | HubRestored
  | {
      readonly type: 'MessageShown'
      readonly message: string
      readonly kind: HallMessage['kind']
      readonly text: Text
      readonly untilAt: number | null
      readonly spoken: boolean
    }
  | { readonly type: 'MessageTaken'; readonly message: string; readonly because: 'taken-back' | 'over' }
  | {
      readonly type: 'HelpCalled'
      readonly help: string
      readonly counter: CounterId | null
      readonly staff: string
      readonly staffName: string
    }
  | { readonly type: 'HelpAnswered'; readonly help: string; readonly staff: string; readonly staffName: string }
  | { readonly type: 'HelpEnded'; readonly help: string; readonly staff: string }

/**
 * Something was changed beside the queue: a person, a device, a setting. Who and where stand in the record's `by`, when in its time.
 * Never a secret, never anything of a citizen: a chain cannot be made to forget.
 */
export interface NotedAct {
  /** The room it happened in. */
  readonly about:
    | 'person'
    | 'session'
    | 'device'
    | 'hall'
    | 'settings'
    | 'catalogue'
    | 'scoring'
    | 'campaign'
    | 'backup'
    | 'door'
    | 'record'
  /** Which one: a staff id, a device id, a kind of settings. */
  readonly id: string
  /** What was done, one word of its room: 'added', 'changed', 'revoked'. */
  readonly did: string
  /** What it was and what it is now, as far as it may be told; null where there is nothing. */
  readonly before: unknown
  readonly after: unknown
  readonly why?: string
}

/** The hub went on from a copy: what is known again, and what is not. */
export interface Restore {
  /** The last record that is known; the one that tells of the restore comes after it. */
  readonly lastSeq: number
  /** Up to where the hub before had written, by its own note beside the database; null: nobody knows. */
  readonly diedSeq: number | null
  readonly copy: { readonly seq: number; readonly hash: string; readonly madeAt: number }
  /** The instant up to which the copies had heard of everything. */
  readonly toldAt: number
  /** When the hub before died, if somebody said so. */
  readonly diedAt?: number
  /** by-itself: at a start that found its database damaged. */
  readonly how: 'by-itself' | 'by-hand'
}

/** Each series goes on at `next`; the numbers leapt over may have been given, and no record tells of them. */
export interface HubRestored extends Restore {
  readonly type: 'HubRestored'
  readonly leaps: Readonly<Record<string, { readonly after: number; readonly next: number }>>
}

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
  /** Who waited over night, where the office keeps its queue. */
  readonly kept?: readonly Ticket[]
  /** What is known of the days to come: planned offices and appointments. */
  readonly planned?: readonly PlannedOffice[]
  readonly book?: readonly Appointment[]
  /** What the hall had learned about itself by then. */
  readonly learned?: Learned
  /** The campaigns whose slips can still be entered, and how the last ones ended. */
  readonly papers?: Papers
}

/** One answer on paper, typed in from a pile: who typed it stands in the record's `by`. The hour of the answer is not kept. */
export interface PaperRated {
  readonly type: 'PaperRated'
  /** As printed on the slip, with its dashes: see paper-code.ts. */
  readonly code: string
  readonly channel: PaperChannel
  readonly campaign: CampaignId
  readonly counter: CounterId
  readonly service: ServiceId | null
  /** Who sat at the counter then, as the hub read it from its journal; null when it could not know. */
  readonly staff: string | null
  readonly level: string
  readonly reasons: readonly string[]
  /** The day the answer is about. */
  readonly onDay: ServiceDay
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
  readonly origin: 'kiosk' | 'desk' | 'api' | 'roll'
  /** The kiosk it was touched at: its slip and its answer go back there. */
  readonly device: string | null
  readonly procedure: string | null
  readonly sitting?: number
  readonly visit?: readonly ServiceId[]
  readonly declared?: ClassId
  readonly appointment?: AppointmentId
  readonly person?: string
  readonly practice?: true
}

interface Slip {
  readonly ticket: TicketId
  readonly copy: boolean
  /** The record that promised this slip; left out by the first releases. */
  readonly asked?: number
}

/** Where somebody stands who comes back; what is left out stays as it was. */
export interface Placed {
  readonly claimAt?: number
  readonly sitting?: number
  readonly first?: boolean
  readonly notBeforeAt?: number
}

/** first: before everyone who waits. its-time: by the time of coming again. */
export type Placing = 'first' | 'its-time'

export type MetDays = Readonly<Record<ServiceDay, Readonly<Record<string, number>>>>

/** Why this ticket and no other: kept with the call, so that anyone can be told. */
export type WhyCalled =
  | {
      readonly how: 'in-order'
      readonly claimAt: number
      readonly headStartMs: number
      readonly overtaken: number
      /** By which policy, and what decided; left out by the first release, which had head start alone. */
      readonly policy?: OrderRules['policy']
      readonly because?: Because
      /** Nobody pressed: an idle counter called by itself. */
      readonly automatic?: true
    }
  | { readonly how: 'picked'; readonly reason: string; readonly overtaken: number }

/** What decided a call in order: the claim alone, or a rule that came before it. */
export type Because =
  | 'claim'
  | 'rank'
  | 'priority-turn'
  | 'ordinary-turn'
  | 'came-back-first'
  | 'put-first'
  | 'session-before'
  | 'sent-here'
  | 'fast-lane'
  | 'preference'
  | 'share'

/** passed-over: the next was called from a one-button desk before this one came. */
export type MissReason = 'did-not-come' | 'parked-too-long' | 'passed-over'

/** A day of service, 'YYYY-MM-DD' in the office's zone; it may begin after midnight (Office.dayStartsAt). */
export type ServiceDay = string

/** An event as it happened: at an instant of the hub's clock, in the order the hub wrote it down. */
export interface Happened {
  readonly seq: number
  readonly at: number
  readonly event: Event
}

import type { AppointmentId } from './appointment.ts'
import type { CampaignId, PaperChannel } from './campaigns.ts'
import type { NotedAct, Placing, Restore, ServiceDay } from './events.ts'
import type { HallMessage } from './notices.ts'
import type { ClassId, CounterId, Office, ServiceId, Text } from './office.ts'
import type { TicketId } from './ticket.ts'

/** An order on its way down the road: who gives it, when, and under which id a retry is known as the same order. */
export interface Command {
  readonly id: string
  /** Hub time, ms since epoch. Never runs backwards (see server/clock.ts). */
  readonly at: number
  readonly by: Actor
  readonly order: Order
}

export interface Actor {
  readonly role: Role
  /** Staff id, device id, or 'hub'. Never a citizen's name. */
  readonly id: string
  /** Where the order was given, for what changes more than a ticket: the network address, or 'hub' for the hub's own machine. */
  readonly from?: string
}

export type Role =
  | 'citizen'
  | 'kiosk'
  | 'board'
  | 'terminal'
  | 'officer'
  | 'head'
  | 'leader'
  | 'city'
  | 'admin'
  | 'auditor'
  | 'hub'

export type Order =
  | {
      readonly type: 'IssueTicket'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly class: ClassId
      readonly origin: 'kiosk' | 'desk' | 'api'
      readonly device: string | null
      readonly procedure: string | null
      /** The question "one more number?" was answered with yes. */
      readonly again?: boolean
      /** The services to go to afterwards in the same visit. */
      readonly visit?: readonly ServiceId[]
      /** A keyed hash of the identity card, where the office asks for one. */
      readonly person?: string | null
    }
  | { readonly type: 'VoidTicket'; readonly ticket: TicketId; readonly device: string | null }
  | {
      readonly type: 'ExtendVisit'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly device: string | null
    }
  | {
      readonly type: 'ShortenVisit'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly device: string | null
    }
  | { readonly type: 'ChangeClass'; readonly ticket: TicketId; readonly class: ClassId; readonly reason: string }
  | { readonly type: 'CallNext'; readonly counter: CounterId }
  | { readonly type: 'PickTicket'; readonly counter: CounterId; readonly ticket: TicketId; readonly reason: string }
  | { readonly type: 'RecallTicket'; readonly counter: CounterId; readonly ticket: TicketId }
  | { readonly type: 'StartService'; readonly counter: CounterId; readonly ticket: TicketId }
  | { readonly type: 'FinishService'; readonly counter: CounterId; readonly ticket: TicketId }
  | { readonly type: 'MarkNoShow'; readonly counter: CounterId; readonly ticket: TicketId }
  | { readonly type: 'BringBack'; readonly ticket: TicketId }
  | {
      readonly type: 'ParkTicket'
      readonly counter: CounterId
      readonly ticket: TicketId
      readonly reason: string
      readonly limitMs: number | null
    }
  | { readonly type: 'ResumeTicket'; readonly ticket: TicketId }
  | {
      readonly type: 'TransferTicket'
      readonly counter: CounterId | null
      readonly ticket: TicketId
      readonly toService: ServiceId | null
      readonly toCounter: CounterId | null
      readonly toStaff?: string | null
      /** Why, where it is not the officer who sends on who stands there. */
      readonly reason?: string
    }
  | { readonly type: 'CancelTicket'; readonly ticket: TicketId; readonly reason: string }
  /** Whoever runs the hall puts somebody first, or back where the time of coming puts them. */
  | { readonly type: 'PlaceTicket'; readonly ticket: TicketId; readonly place: Placing; readonly reason: string }
  | {
      readonly type: 'OpenCounter'
      readonly counter: CounterId
      readonly staff: string
      readonly staffName: string
      readonly takeOver: boolean
    }
  | { readonly type: 'PauseCounter'; readonly counter: CounterId; readonly reason: string }
  | { readonly type: 'CloseCounter'; readonly counter: CounterId }
  | { readonly type: 'SetAutomatic'; readonly counter: CounterId; readonly on: boolean }
  /** Closes a service, or with null the whole hall, at once: no more numbers; whoever waits is still served. */
  | {
      readonly type: 'StopService'
      readonly service: ServiceId | null
      readonly reason: string
      readonly untilAt: number | null
    }
  | { readonly type: 'ResumeService'; readonly service: ServiceId | null }
  | { readonly type: 'PauseKiosk'; readonly device: string; readonly reason: string }
  | { readonly type: 'ResumeKiosk'; readonly device: string }
  /** A kiosk is refused again and again in a few seconds, as no person asks. */
  | { readonly type: 'ReportFlood'; readonly device: string }
  | { readonly type: 'BeginPractice' }
  | { readonly type: 'EndPractice' }
  /** A new roll of pre-printed numbers hangs there; its first number. */
  | { readonly type: 'StartRoll'; readonly service: ServiceId; readonly first: number }
  /** Somebody looked: numbers up to this one are torn off. */
  | { readonly type: 'CountRoll'; readonly service: ServiceId; readonly upTo: number }
  | {
      readonly type: 'BookAppointment'
      readonly appointment: AppointmentId
      /** What the citizen may show or type, made by the hub: the first that no other appointment has is taken. */
      readonly codes: readonly string[]
      readonly service: ServiceId
      readonly slotAt: number
    }
  | { readonly type: 'MoveAppointment'; readonly appointment: AppointmentId; readonly slotAt: number }
  | { readonly type: 'CancelAppointment'; readonly appointment: AppointmentId; readonly reason: string }
  | {
      readonly type: 'CheckIn'
      readonly code: string
      readonly ticket: TicketId
      readonly origin: 'kiosk' | 'desk'
      readonly device: string | null
    }
  | {
      readonly type: 'RateTicket'
      readonly ticket: TicketId | null
      /** The terminal's counter; null when rated through the slip. */
      readonly counter: CounterId | null
      readonly level: string
      readonly reasons: readonly string[]
    }
  | { readonly type: 'ExplainRating'; readonly ticket: TicketId; readonly reasons: readonly string[] }
  /** A terminal is pressed more often in a minute than people press. */
  | { readonly type: 'ReportPresses'; readonly counter: CounterId; readonly presses: number }
  | {
      readonly type: 'PlanCampaign'
      readonly name: string
      readonly channel: PaperChannel
      readonly fromDay: ServiceDay
      readonly toDay: ServiceDay
      readonly slips: readonly { readonly counter: CounterId; readonly count: number }[]
    }
  | {
      readonly type: 'NoteHandedOut'
      readonly campaign: CampaignId
      readonly counter: CounterId
      readonly count: number
    }
  | { readonly type: 'CloseCampaign'; readonly campaign: CampaignId; readonly reason: string }
  /** A slip of paper as it was ticked; the edge has proved its code, and says who sat there. */
  | {
      readonly type: 'EnterPaper'
      readonly code: string
      readonly level: string
      readonly reasons: readonly string[]
      readonly onDay: ServiceDay
      readonly service: ServiceId | null
      readonly staff: string | null
    }
  | { readonly type: 'WithdrawPaper'; readonly code: string; readonly reason: string }
  | { readonly type: 'PrintCopy'; readonly ticket: TicketId }
  | {
      readonly type: 'RecordSlip'
      readonly ticket: TicketId
      readonly copy: boolean
      /** The record that promised this slip. */
      readonly asked?: number
      readonly outcome:
        | { readonly kind: 'printed'; readonly confirmed: boolean }
        | { readonly kind: 'failed'; readonly fault: string }
    }
  | {
      readonly type: 'ShowMessage'
      readonly message: string
      readonly kind: HallMessage['kind']
      readonly text: Text
      readonly untilAt: number | null
      /** Also said aloud, once, after the calls. */
      readonly spoken: boolean
    }
  | { readonly type: 'TakeMessage'; readonly message: string }
  | {
      readonly type: 'CallHelp'
      readonly help: string
      readonly counter: CounterId | null
      readonly staff: string
      readonly staffName: string
    }
  | { readonly type: 'AnswerHelp'; readonly help: string; readonly staff: string; readonly staffName: string }
  | { readonly type: 'EndHelp'; readonly help: string }
  | { readonly type: 'KeepTime' }
  | { readonly type: 'NoteAct'; readonly act: NotedAct }
  /** The hub stands on a copy; told once, before anybody can come in. */
  | { readonly type: 'ReportRestore'; readonly restore: Restore }
  | { readonly type: 'ReportClock'; readonly suspect: boolean; readonly wallAt: number }
  | { readonly type: 'ConfirmClock'; readonly wallAt: number }
  | {
      readonly type: 'ChangeOffice'
      readonly office: Office
      readonly why?: string
      /** The day it was written on; when that is over by the time it is decided, a plan may have begun. */
      readonly onDay?: ServiceDay
    }
  /** The office as it will be from a day on. */
  | { readonly type: 'PlanOffice'; readonly office: Office; readonly fromDay: ServiceDay; readonly why?: string }
  | { readonly type: 'DropPlan'; readonly fromDay: ServiceDay; readonly why?: string }

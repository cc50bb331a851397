import type { ClassId, CounterId, Office, ServiceId } from './office.ts'
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
}

export type Role = 'citizen' | 'kiosk' | 'board' | 'terminal' | 'officer' | 'admin' | 'hub'

export type Order =
  | {
      readonly type: 'IssueTicket'
      readonly ticket: TicketId
      readonly service: ServiceId
      readonly class: ClassId
      readonly origin: 'kiosk' | 'desk' | 'api'
      readonly device: string | null
      readonly procedure: string | null
    }
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
    }
  | { readonly type: 'CancelTicket'; readonly ticket: TicketId; readonly reason: string }
  | {
      readonly type: 'OpenCounter'
      readonly counter: CounterId
      readonly staff: string
      readonly staffName: string
      readonly takeOver: boolean
    }
  | { readonly type: 'PauseCounter'; readonly counter: CounterId; readonly reason: string }
  | { readonly type: 'CloseCounter'; readonly counter: CounterId }
  | {
      readonly type: 'RateTicket'
      readonly ticket: TicketId | null
      /** The terminal's counter; null when rated through the slip. */
      readonly counter: CounterId | null
      readonly level: string
      readonly reasons: readonly string[]
    }
  | { readonly type: 'ExplainRating'; readonly ticket: TicketId; readonly reasons: readonly string[] }
  | { readonly type: 'PrintCopy'; readonly ticket: TicketId }
  | {
      readonly type: 'RecordSlip'
      readonly ticket: TicketId
      readonly copy: boolean
      readonly outcome:
        | { readonly kind: 'printed'; readonly confirmed: boolean }
        | { readonly kind: 'failed'; readonly fault: string }
    }
  | { readonly type: 'KeepTime' }
  | { readonly type: 'ReportClock'; readonly suspect: boolean; readonly wallAt: number }
  | { readonly type: 'ConfirmClock'; readonly wallAt: number }
  | { readonly type: 'ChangeOffice'; readonly office: Office }

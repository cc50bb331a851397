import type { ClassId, CounterId, ServiceId } from './office.ts'

/**
 * One person's turn, from the touch to the rating.
 *
 *              issue
 *                │
 *                ▼        resume · bring back · transfer
 *      ┌────▶ waiting ◀───────────────────────────────┬──────────┐
 *      │         │ call · pick                        │          │
 *      │         ▼                 no-show            │          │
 *      │      called ────────────────────────────▶ no-show       │
 *      │    recall ↺ │ start                          ▲ too long │
 *      │             ▼             park               │          │
 *      └───────── serving ─────────────────────────▶ parked ─────┘
 *      transfer      │ finish
 *                    ▼
 *                 served ── rate, once
 *
 *   waiting, called, parked, no-show ── cancel ──▶ cancelled; at the day's end whatever is open is cancelled with that reason.
 *   The legal moves stand as a table in can.ts.
 */
export type Ticket = TicketFacts & TicketState

export type TicketState =
  | { readonly state: 'waiting' }
  | { readonly state: 'called'; readonly counter: CounterId; readonly calledAt: number; readonly calls: number }
  | { readonly state: 'serving'; readonly counter: CounterId; readonly calledAt: number; readonly startedAt: number }
  | { readonly state: 'parked'; readonly reason: string; readonly parkedAt: number; readonly untilAt: number }
  | {
      readonly state: 'served'
      readonly counter: CounterId
      readonly staff: string
      readonly startedAt: number
      readonly finishedAt: number
      readonly rating: Rating | null
    }
  | { readonly state: 'no-show'; readonly counter: CounterId | null; readonly missedAt: number }
  | { readonly state: 'cancelled'; readonly reason: string; readonly cancelledAt: number }

export type StateName = TicketState['state']
export const STATE_NAMES = ['waiting', 'called', 'serving', 'parked', 'served', 'no-show', 'cancelled'] as const

export interface TicketFacts {
  readonly id: TicketId
  /** As printed and spoken: A012. */
  readonly number: string
  readonly series: string
  readonly seq: number
  /** Where the ticket stands now; a transfer changes it. */
  readonly service: ServiceId
  readonly class: ClassId
  readonly issuedAt: number
  /** When the claim to be called began. Kept over transfer, parking and coming back. */
  readonly claimAt: number
  /** Commit order within the day: decides between equal claims. */
  readonly order: number
  /** Only this counter may call it, after a transfer to a counter. */
  readonly onlyCounter: CounterId | null
  /** The procedure chosen at the lookup board, by its national code. */
  readonly procedure: string | null
  readonly slip: 'none' | 'printed' | 'unconfirmed' | 'failed'
}

export interface Rating {
  readonly level: string
  readonly reasons: readonly string[]
  readonly channel: 'terminal' | 'slip'
  readonly at: number
}

export type TicketId = string

/** A number as people read it: prefix and at least three digits. */
export function numberText(series: string, seq: number): string {
  return `${series}${String(seq).padStart(3, '0')}`
}

/** The counter where the ticket is now, if it is at one. */
export function counterHolding(ticket: Ticket): CounterId | null {
  return ticket.state === 'called' || ticket.state === 'serving' ? ticket.counter : null
}

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
 *   serving ── finished here, and the visit has a next service ──▶ waiting there, under the same number.
 *   called ── nobody came, and the office offers it again ──▶ waiting, held off for a while.
 *   waiting, called, parked, no-show ── cancel ──▶ cancelled; at the day's end whatever is open is cancelled with that reason.
 *   waiting ── a mistaken press, taken back at once ──▶ void; so is every ticket of a practice when it ends.
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
  | { readonly state: 'void'; readonly reason: VoidReason; readonly voidedAt: number }

export type StateName = TicketState['state']
export const STATE_NAMES = ['waiting', 'called', 'serving', 'parked', 'served', 'no-show', 'cancelled', 'void'] as const

/** Pressed by mistake and taken back, or never real. Its number is never given again. */
export type VoidReason = 'mistake' | 'practice'

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
  /** Only this officer may call it, wherever he or she sits. */
  readonly onlyStaff: string | null
  /** The session of the day it belongs to, from 0: after a break the people of the session before may go first. */
  readonly sitting: number
  /** Came back before everyone who waits, as the office has it. */
  readonly first: boolean
  /** Put first by whoever runs the hall: the reason, told to staff. */
  readonly putFirst: string | null
  /** Held off: not called before this instant. */
  readonly notBeforeAt: number | null
  /** How often it was held off after a call nobody answered. */
  readonly offeredAgain: number
  /** The services this visit still goes to, after the one where the ticket stands. */
  readonly visit: readonly ServiceId[]
  /** A priority that was said and is not confirmed yet. */
  readonly declared: ClassId | null
  readonly appointment: string | null
  /** The kiosk it was taken at. */
  readonly device: string | null
  /** Who took it, as a hash whose key dies with the day. In no view. */
  readonly person: string | null
  /** Not real: taken while the hall practised. */
  readonly practice: boolean
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

/** How many services one visit goes to after its first. */
export const MOST_FURTHER_SERVICES = 5

/** The series of numbers that are not real: longer than any prefix of an office, so it can never be one. */
export const PRACTICE_SERIES = 'TEST'

/** A number as people read it: prefix and at least three digits. */
export function numberText(series: string, seq: number): string {
  return `${series}${String(seq).padStart(3, '0')}`
}

/** The counter where the ticket is now, if it is at one. */
export function counterHolding(ticket: Ticket): CounterId | null {
  return ticket.state === 'called' || ticket.state === 'serving' ? ticket.counter : null
}

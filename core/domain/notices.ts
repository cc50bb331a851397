import type { CounterId, Text } from './office.ts'

/*
 * What people of the hall tell each other beside the numbers.
 *
 *     a message to everyone who waits     shown ──▶ taken back, over, or gone with its day
 *     a call for help between desks       called ──▶ somebody is coming (or several) ──▶ ended by who called or who came
 *
 * Both are state, not moments: a screen that was away shows them when it is back.
 */

/** A few words to everyone who waits, on boards, kiosks, telephones and desks. Who wrote them stands in the journal alone. */
export interface HallMessage {
  readonly id: string
  readonly kind: 'information' | 'urgent'
  readonly text: Text
  readonly sinceAt: number
  /** null: until it is taken back or the day ends. */
  readonly untilAt: number | null
}

/** As many as people can read while they wait. */
export const MOST_MESSAGES = 3

/** Somebody at a desk needs a colleague now. On no public screen. */
export interface HelpCall {
  readonly id: string
  /** Where; null for somebody who sits at no counter. */
  readonly counter: CounterId | null
  readonly staff: string
  readonly staffName: string
  readonly calledAt: number
  /** Who said "I am coming", the first one first. */
  readonly coming: readonly { readonly staff: string; readonly staffName: string; readonly at: number }[]
}

import type { DeskTicket } from '#core/contract/desk.ts'

/** What the officer is being asked before an act can go; the ticket is the one meant when the question was opened. */
export type Asking =
  | { about: 'park' | 'cancel' | 'pick' | 'transfer' | 'extend' | 'class'; ticket: DeskTicket }
  | { about: 'pause' | 'issue' | 'help' | 'clock' }
  /** Why was the number here before the chosen one? Both may still be typed. */
  | { about: 'before'; first: string; second: string }

/** The acts that open a question; the one about the clock stands beside its warning and has no key. */
export type AskedFirst = Exclude<Asking['about'], 'clock'>

/** What an act asks about, if the ticket it means is there: parking means the one at the counter, picking the chosen one. */
export function askingOf(act: AskedFirst, current: DeskTicket | null, chosen: DeskTicket | null): Asking | null {
  const about = (
    ticket: DeskTicket | null,
    what: 'park' | 'cancel' | 'pick' | 'transfer' | 'extend' | 'class',
  ): Asking | null => ticket && { about: what, ticket }
  switch (act) {
    case 'park':
      return about(current, act)
    case 'pick':
      return about(chosen, act)
    case 'transfer':
    case 'extend':
    case 'class':
    case 'cancel':
      return about(chosen ?? current, act)
    case 'before':
      return { about: act, first: current?.number ?? '', second: chosen?.number ?? '' }
    case 'pause':
    case 'issue':
    case 'help':
      return { about: act }
    default:
      return act satisfies never
  }
}

/** What was just done and can be taken back for a little while, as the rules of the hall have an inverse for it. */
export type Undo =
  | { take: 'bring-back'; ticket: string; number: string }
  | { take: 'resume'; ticket: string; number: string }
  | { take: 'call-back'; ticket: string; number: string }
  | { take: 'open' }

/** How long the way back is offered (U17). */
export const UNDO_MS = 5_000

/** The way back from an act; null where there is none: who was sent away served cannot be called back. */
export function undoOf(act: string, ticket: { id: string; number: string } | null): Undo | null {
  if (act === 'pause' || act === 'close') return { take: 'open' }
  if (ticket === null) return null
  const { id, number } = ticket
  if (act === 'no-show') return { take: 'bring-back', ticket: id, number }
  if (act === 'hold-off') return { take: 'call-back', ticket: id, number }
  if (act === 'park') return { take: 'resume', ticket: id, number }
  return null
}

import type { RatingView } from '#core/contract/kiosk.ts'

/**
 * What the rating terminal shows.
 *
 *     resting ──ticket finished──▶ faces ──one touch, counted──▶ reasons (after a low one) ──▶ thanks 2 s ──▶ resting
 *                                    └─nobody touches until the window closes─▶ resting
 */
export type RatingScreen =
  | { at: 'resting' }
  | { at: 'faces'; ticket: string; number: string }
  | { at: 'reasons'; ticket: string; chosen: readonly string[]; leaveAt: number }
  | { at: 'thanks'; leaveAt: number }
  | { at: 'failed'; leaveAt: number }

export const THANKS_MS = 2_000
/** Left alone in the middle of the reasons, the terminal is ready for the next one. */
export const LEFT_MS = 20_000
/** Never more than this many reasons are offered. */
export const MOST_REASONS = 4

/** What the terminal shows at rest, and as soon as somebody is to be asked. */
export function faceOf(view: RatingView, rated: ReadonlySet<string>, now: number): RatingScreen {
  const { ask } = view
  if (ask === null || rated.has(ask.ticket) || now >= ask.untilAt) return { at: 'resting' }
  return { at: 'faces', ticket: ask.ticket, number: ask.number }
}

/** What follows a touch on a face: it is counted already; a low one may be explained. */
export function afterRating(ticket: string, satisfied: boolean, reasons: number, now: number): RatingScreen {
  if (satisfied || reasons === 0) return { at: 'thanks', leaveAt: now + THANKS_MS }
  return { at: 'reasons', ticket, chosen: [], leaveAt: now + LEFT_MS }
}

/** A reason touched is in, touched again it is out. */
export function withReason(screen: RatingScreen, reason: string, now: number): RatingScreen {
  if (screen.at !== 'reasons') return screen
  const { chosen } = screen
  const next = chosen.includes(reason) ? chosen.filter((each) => each !== reason) : [...chosen, reason]
  return { ...screen, chosen: next.slice(0, MOST_REASONS), leaveAt: now + LEFT_MS }
}

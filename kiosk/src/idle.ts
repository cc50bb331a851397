/**
 * Whether a citizen is still here, judged from the last touch.
 *
 *     here ──45 s──▶ leaving (20 s, counted aloud on the glass) ──▶ gone
 *       ▲──────any touch──────┘
 */
export type Idle = { is: 'here' } | { is: 'leaving'; secondsLeft: number } | { is: 'gone' }

export const WARN_AFTER_MS = 45_000
export const LEAVE_AFTER_MS = 20_000

export function idleOf(touchedAt: number, now: number): Idle {
  const still = now - touchedAt
  if (still < WARN_AFTER_MS) return { is: 'here' }
  const leftMs = WARN_AFTER_MS + LEAVE_AFTER_MS - still
  return leftMs > 0 ? { is: 'leaving', secondsLeft: Math.ceil(leftMs / 1000) } : { is: 'gone' }
}

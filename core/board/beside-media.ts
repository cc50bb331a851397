import { type Plan, plan } from './plan.ts'
import type { Hall, Screen } from './sizes.ts'

/**
 * Where pictures and films stand on a board. A call is never covered:
 *
 *     beside                                  between
 *     ┌ office ───── clock ┬───────────┐      ┌ office ──────── clock ┐   the letters need the whole glass: pictures
 *     │ Mời số  │ Số  Quầy │           │      │           │ Số   Quầy │   stand in the large panel while nobody
 *     │  A012   │ A012   5 │  picture  │      │  picture  │ A012    5 │   is called, and are gone with the first
 *     │  Quầy 5 │ H003   2 │           │      │           │ H003    2 │   call
 *     └ waiting ───────────┴───────────┘      └ waiting ──────────────┘
 *
 * Beside, the board is planned on what is left of the glass, and only if all its letters still reach the farthest seat.
 */
export type WithMedia =
  | { readonly place: 'beside'; readonly board: Screen; readonly media: Screen; readonly plan: Plan }
  | { readonly place: 'between'; readonly board: Screen; readonly plan: Plan }

/** Shares of the glass a board may keep, the smallest first: what is left over goes to the pictures. */
const SHARES = [0.5, 0.56, 0.62, 0.68]

export function planBesideMedia(hall: Hall, glass: Screen, longestNumber: string, wished: number | null): WithMedia {
  const isWide = glass.width >= glass.height
  for (const share of SHARES) {
    const board = isWide
      ? { width: Math.round(glass.width * share), height: glass.height }
      : { width: glass.width, height: Math.round(glass.height * share) }
    const planned = plan(hall, board, longestNumber, { glass, wished })
    if (!planned.fits) continue
    const media = isWide
      ? { width: glass.width - board.width, height: glass.height }
      : { width: glass.width, height: glass.height - board.height }
    return { place: 'beside', board, media, plan: planned }
  }
  return { place: 'between', board: glass, plan: plan(hall, glass, longestNumber, { glass, wished }) }
}

/**
 * How a screen stands with the hub, judged from when it last heard anything.
 *
 *     connecting ──hello──▶ live ──silent 2.3 s or cut off 0.8 s──▶ away ──anything heard──▶ live
 *          └───────────────────silent 2.3 s────────────────────────▶─┘
 *
 * The hub speaks every second. Silence counts even while TCP stays open: a pulled cable closes nothing.
 */
export type LinkState = 'connecting' | 'live' | 'away'

/** Two pulses missed and a little: told to people within 2.5 s, timer and drawing included. */
export const SILENT_MS = 2_300
/** A cut that heals at once (a hub restarting its sockets) is not worth a word to the citizen. */
export const CUT_OFF_MS = 800
/** After so long a silence the wire itself is suspected, and laid anew. */
export const RELAY_MS = 6_000

export interface Heard {
  /** Our own clock when the hub last said anything, or when we began to listen. */
  lastAt: number
  /** Our own clock when the wire was cut, or null while it stands. */
  cutAt: number | null
  /** Whether this hub has greeted us since we began. */
  greeted: boolean
}

export function linkState(heard: Heard, ownNow: number): LinkState {
  if (ownNow - heard.lastAt >= SILENT_MS) return 'away'
  if (heard.cutAt !== null && heard.greeted && ownNow - heard.cutAt >= CUT_OFF_MS) return 'away'
  return heard.greeted ? 'live' : 'connecting'
}

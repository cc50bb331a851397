import type { Timers } from '../timers.ts'

export interface MouthLimits {
  /** A ticket that nobody took for so long was forgotten. */
  leftMs: number
  /** And is taken back into the machine, or thrown out, after this long; 0 leaves it where it is. */
  clearAfterMs: number
  forgotten: 'retract' | 'eject'
}

/**
 * Remembers since when a ticket waits in the mouth of a printer that holds it out.
 *
 *     taken ──► waiting ──(leftMs)──► left: a warning ──(clearAfterMs)──► due: the printer is told to clear its mouth
 *       ▲          │                    │                                   │
 *       └──────────┴───── taken ────────┴───────────────────────────────────┘
 */
export function watchMouth(timers: Timers, limits: MouthLimits) {
  let since: number | undefined
  let cleared = false
  const waitedMs = () => (since === undefined ? -1 : timers.now() - since)
  return {
    /** What the printer's eye says; undefined where it has none or did not answer. */
    seen(present: boolean | undefined): void {
      if (present === undefined) return
      if (!present) since = undefined
      else if (since === undefined) {
        since = timers.now()
        cleared = false
      }
    },
    /** Another ticket comes out now: it pushes the old one aside, and its own time begins. */
    newTicket(): void {
      since = undefined
    },
    waiting: () => since !== undefined,
    left: () => waitedMs() >= limits.leftMs,
    /** Whether the mouth is to be cleared now; says so once for each ticket, for a jammed one stays whatever it is told. */
    clearingDue(): boolean {
      if (limits.clearAfterMs === 0 || cleared || waitedMs() < limits.clearAfterMs) return false
      cleared = true
      return true
    },
  }
}

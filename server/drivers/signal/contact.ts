import type { Timers } from '../timers.ts'

/** A finger stays on a button for a second, a schoolbag leans on it for minutes: from here on it is a fault. */
export const STUCK_MS = 10_000

/** One button's contact, from the bouncing of its metal to a press. */
export interface Contact {
  /** The wire changed: tells nothing yet, the metal may bounce. */
  changed(): void
  close(): void
}

/**
 * Makes one press of many bounces: a level counts once it has held still for the whole debounce time.
 *
 *     wire    ▁▁▁▁▔▁▔▁▔▔▔▔▔▔▔▔▔▔▔▔▔▁▔▁▁▁▁▁▁
 *     press              ▲ debounceMs after the last bounce; a spark on a long wire is over before
 *     stuck                       … 10 s without letting go
 *
 * A button that is down when the device is opened has not been pressed, but it can be stuck.
 */
export function contact({
  debounceMs,
  isDown,
  timers,
  onPress,
  onStuck,
  onFree,
}: {
  debounceMs: number
  isDown: () => boolean
  timers: Timers
  onPress: () => void
  onStuck: () => void
  onFree: () => void
}): Contact {
  let down = false
  let settled = () => {}
  let stuck = () => {}

  function holds(now: boolean, press: boolean): void {
    if (now === down) return
    down = now
    stuck()
    if (!down) {
      onFree()
      return
    }
    stuck = timers.after(STUCK_MS, onStuck)
    if (press) onPress()
  }

  holds(isDown(), false)
  return {
    changed() {
      settled()
      settled = timers.after(debounceMs, () => holds(isDown(), true))
    },
    close() {
      settled()
      stuck()
    },
  }
}

/** How many of the latest readings the estimate looks back on: at one pulse a second, eight seconds. */
const READINGS = 8

/**
 * The hub's clock as this screen knows it: told by readings, carried forward by our own monotonic clock.
 *
 * A reading is always late by its journey, never early, so of the latest few the one that puts the hub furthest ahead
 * travelled fastest and is nearest the truth. Looking back only a few lets the screen follow a hub whose clock was set.
 */
export interface HubClock {
  /** Pairs what the hub said with our own clock at the moment of hearing it. */
  readonly heard: (hubNow: number, ownNow: number) => void
  /** Forgets all readings: after a silence the hub may be another one. */
  readonly forget: () => void
  /** Milliseconds since epoch as the hub would say it now; before the first reading, `ownNow + fallback`. */
  readonly at: (ownNow: number) => number
}

export function hubClock(fallbackOffset: number): HubClock {
  let offsets: number[] = []
  let offset = fallbackOffset
  return {
    heard(hubNow, ownNow) {
      offsets = [...offsets, hubNow - ownNow].slice(-READINGS)
      offset = Math.max(...offsets)
    },
    forget() {
      offsets = []
    },
    at: (ownNow) => ownNow + offset,
  }
}

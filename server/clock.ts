/** The two clocks of a machine, given so that tests can move them by hand. */
export interface MachineClock {
  /** Wall clock, ms since epoch: may be wrong, may jump. */
  wall(): number
  /** Never jumps, means nothing by itself. ms. */
  steady(): number
}

/** The hub's own time: ms since epoch, never running backwards, and honest about a wall clock it cannot believe. */
export interface HubClock {
  now(): number
  wall(): number
  /** The wall clock stands before what is already written down. Numbers go on; the day does not turn by itself. */
  suspect(): boolean
  /** Believe the wall clock from here on, though it lies before the last record (an administrator said so). */
  believe(): void
}

// A network clock nudges by less than this; a larger step is somebody's hand or a dead battery.
const TOLERANCE_MS = 2_000

/**
 * Hub time runs with the steady clock from an anchor on the wall clock.
 *
 *     wall jumps ahead (a Pi without a clock meets its time server)   → hub time follows
 *     wall jumps back, or stands before the last record at start      → hub time runs on steadily; suspect
 *     wall catches up with hub time                                   → trusted again
 *
 * `lastAt` is the last instant in the journal: time never goes behind it, so no claim is ever older than an earlier one.
 */
export function createHubClock(machine: MachineClock, lastAt: number, builtAt: number): HubClock {
  let anchorWall = Math.max(machine.wall(), lastAt)
  let anchorSteady = machine.steady()
  let last = 0
  const running = () => anchorWall + (machine.steady() - anchorSteady)
  return {
    now() {
      const wall = machine.wall()
      if (wall > running() + TOLERANCE_MS) {
        anchorWall = wall
        anchorSteady = machine.steady()
      }
      last = Math.max(last, Math.floor(running()))
      return last
    },
    wall: () => machine.wall(),
    suspect() {
      const wall = machine.wall()
      return wall < builtAt || wall < running() - TOLERANCE_MS
    },
    believe() {
      anchorWall = machine.wall()
      anchorSteady = machine.steady()
      last = 0
    },
  }
}

/** The real clocks of this machine. */
export const machineClock: MachineClock = { wall: () => Date.now(), steady: () => performance.now() }

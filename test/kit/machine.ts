import type { MachineClock } from '#server/clock.ts'

/** A machine's two clocks, moved by hand. */
export interface HandClock extends MachineClock {
  /** Time passes: both clocks go on. */
  pass(ms: number): void
  /** Somebody sets the wall clock: only that one jumps. */
  jump(ms: number): void
}

export function handClock(startAt: number): HandClock {
  let wall = startAt
  let steady = 1_000
  return {
    wall: () => wall,
    steady: () => steady,
    pass(ms) {
      wall += ms
      steady += ms
    },
    jump(ms) {
      wall += ms
    },
  }
}

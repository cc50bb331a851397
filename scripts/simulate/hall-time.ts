import { setTimeout as wait } from 'node:timers/promises'
import type { MachineClock } from '#server/clock.ts'

/** A hall's time that runs faster than life: the hub's clocks and everybody in the hall go by it. */
export interface HallTime {
  readonly machine: MachineClock
  now(): number
  until(at: number): Promise<void>
  sleep(ms: number): Promise<void>
  /** Night falls: the wall clock goes on at once. */
  skipTo(at: number): void
}

export function fastTime(startAt: number, speed: number): HallTime {
  const began = performance.now()
  let skipped = 0
  const steady = () => (performance.now() - began) * speed
  const now = () => startAt + skipped + steady()
  return {
    machine: { wall: now, steady },
    now,
    until: async (at) => {
      const left = (at - now()) / speed
      if (left > 0) await wait(left)
    },
    sleep: (ms) => wait(ms / speed),
    skipTo(at) {
      skipped += Math.max(0, at - now())
    },
  }
}

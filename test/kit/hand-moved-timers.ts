import type { Timers } from '#server/drivers/timers.ts'

export interface HandMovedTimers extends Timers {
  /** Moves time on, running what falls due on the way, each at its own moment. */
  advance(spanMs: number): Promise<void>
  /** Moves time on as far as it takes for the promise to settle; fails when nothing more is due to happen. */
  until<T>(promise: Promise<T>): Promise<T>
}

/** Time that stands still until a test moves it. */
export function handMovedTimers(): HandMovedTimers {
  let now = 0
  let due: Array<{ at: number; run: () => void }> = []

  // What happens by itself between two moments: promises, and callbacks of memory wires.
  async function settle(): Promise<void> {
    for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve))
  }

  async function step(limit = Number.POSITIVE_INFINITY): Promise<boolean> {
    const next = due.reduce<(typeof due)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
    if (!next || next.at > limit) return false
    due = due.filter((one) => one !== next)
    now = Math.max(now, next.at)
    next.run()
    await settle()
    return true
  }

  return {
    now: () => now,
    after(spanMs, run) {
      const one = { at: now + spanMs, run }
      due.push(one)
      return () => {
        due = due.filter((other) => other !== one)
      }
    },
    async advance(spanMs) {
      const end = now + spanMs
      await settle()
      while (await step(end));
      now = end
      await settle()
    },
    async until(promise) {
      let settled = false
      const watch = () => {
        settled = true
      }
      promise.then(watch, watch)
      await settle()
      while (!settled) if (!(await step())) throw new Error('nothing more is due, and it has not happened')
      return promise
    },
  }
}

/** The passing of time as a driver needs it; tests move it by hand. Monotonic: a clock set back must not stretch a limit. */
export interface Timers {
  now(): number
  /** Runs once after the span; returns how to call it off. */
  after(spanMs: number, run: () => void): () => void
}

export const realTimers: Timers = {
  now: () => performance.now(),
  after(spanMs, run) {
    const timer = setTimeout(run, spanMs)
    return () => clearTimeout(timer)
  },
}

export function pause(timers: Timers, spanMs: number): Promise<void> {
  return new Promise((resolve) => void timers.after(spanMs, resolve))
}

/** Waits for the answer, but not longer than the span: then it is `late`. */
export async function within<T, const L>(timers: Timers, spanMs: number, answer: Promise<T>, late: L): Promise<T | L> {
  let callOff = () => {}
  const limit = new Promise<L>((resolve) => {
    callOff = timers.after(spanMs, () => resolve(late))
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    callOff()
  }
}

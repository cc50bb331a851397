import { setImmediate as turn } from 'node:timers/promises'

// Long enough to get on, short enough that nobody at a kiosk or a desk feels it.
const SLICE_MS = 6

/** Does long work in slices, so that the hall goes on between them. */
export async function inSlices<Value>(work: Generator<undefined, Value>): Promise<Value> {
  for (let since = performance.now(); ; ) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - since < SLICE_MS) continue
    await turn()
    since = performance.now()
  }
}

import { setTimeout as rest } from 'node:timers/promises'

// An ask at a kiosk passes a dozen turns of the loop on its way: none of them may find the hub busy for long.
const SLICE_MS = 3
const REST_MS = 3

/** Does long work in slices with as much rest between them, so that the hall goes on meanwhile. */
export async function inSlices<Value>(work: Generator<undefined, Value>): Promise<Value> {
  for (let since = performance.now(); ; ) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - since < SLICE_MS) continue
    await rest(REST_MS)
    since = performance.now()
  }
}

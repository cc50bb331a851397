import { setTimeout as rest } from 'node:timers/promises'

// An ask at a kiosk passes a dozen turns of the loop on its way: none of them may find the hub busy for long.
const SLICE_MS = 3
const REST_MS = 3

/** Does long work in slices with as much rest between them, so that the hall goes on meanwhile. */
export async function inSlices<Value>(work: Generator<undefined, Value>): Promise<Value> {
  const breathe = breather()
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await breathe()
  }
}

/** The same for work that waits for other things as it goes: asked after each small step, it rests when a slice is over. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < SLICE_MS) return
    return rest(REST_MS).then(() => {
      since = performance.now()
    })
  }
}

/** Work that waits for the work before it: between looking and changing nobody else comes in between. */
export function oneAfterTheOther(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
    return turn
  }
}

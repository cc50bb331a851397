import type { LineOptions } from '#server/drivers/signal/driver.ts'

type Watcher = (error: Error | null | undefined, value: number) => void

/** The lines of a chip as onoff hands them out, made of memory; levels are logic, after `activeLow`. */
export function boardOfPins() {
  const levels = new Map<number, 0 | 1>()
  const watchers = new Map<number, Watcher>()
  const opened: unknown[] = []
  const givenBack: number[] = []
  let writes = 0
  let broken: Error | undefined
  return {
    levels,
    opened,
    givenBack,
    writes: () => writes,
    /** The wire changes its level, and whoever watches hears of it. */
    pull(number: number, level: 0 | 1) {
      levels.set(number, level)
      watchers.get(number)?.(null, level)
    },
    fail(number: number, error: Error) {
      watchers.get(number)?.(error, 0)
    },
    /** From now on every line answers with this. */
    breakDown(error: Error) {
      broken = error
    },
    openLine(number: number, direction: string, edge: string, options: LineOptions) {
      opened.push([number, direction, edge, options])
      if (!levels.has(number)) levels.set(number, 0)
      return {
        readSync() {
          if (broken) throw broken
          return levels.get(number) ?? 0
        },
        writeSync(value: 0 | 1) {
          if (broken) throw broken
          writes++
          levels.set(number, value)
        },
        watch(listener: Watcher) {
          watchers.set(number, listener)
        },
        unexport() {
          givenBack.push(number)
          watchers.delete(number)
        },
      }
    },
  }
}

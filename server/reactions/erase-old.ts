import type { Logger } from 'pino'
import type { Eraser } from '../audit/eraser.ts'
import type { Reaction } from '../road.ts'

/** With each new day, erases what has grown older than the office keeps it. */
export function eraseOld({
  eraser,
  months,
  log,
}: {
  eraser: Eraser
  months: () => number | null
  log: Logger
}): Reaction {
  return ({ happened }) => {
    if (!happened.some(({ event }) => event.type === 'DayOpened')) return
    eraser
      .eraseOld(months())
      .then((records) => records > 0 && log.info({ records }, 'records older than they are kept were erased'))
      .catch((error: unknown) =>
        log.error({ err: error }, 'old records could not be erased; it is tried again tomorrow'),
      )
  }
}

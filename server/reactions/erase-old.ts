import type { Logger } from 'pino'
import type { Retention } from '#core/contract/erasing.ts'
import type { Eraser } from '../audit/eraser.ts'
import type { Reaction } from '../road.ts'

/** With each new day, erases what has grown older than the office keeps it: in the journal, and beside it. */
export function eraseOld({
  eraser,
  words,
  months,
  log,
}: {
  eraser: Eraser
  /** The same for the words of complaints: erases what is older than so many months. */
  words: (months: number) => Promise<number>
  months: () => Retention
  log: Logger
}): Reaction {
  return ({ happened }) => {
    if (!happened.some(({ event }) => event.type === 'DayOpened')) return
    const { personMonths, complaintMonths } = months()
    eraser
      .eraseOld(personMonths)
      .then(async (records) => records + (complaintMonths === null ? 0 : await words(complaintMonths)))
      .then((records) => records > 0 && log.info({ records }, 'records older than they are kept were erased'))
      .catch((error: unknown) =>
        log.error({ err: error }, 'old records could not be erased; it is tried again tomorrow'),
      )
  }
}

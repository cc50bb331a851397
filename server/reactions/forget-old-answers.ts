import type { Logger } from 'pino'
import type { Journal } from '../journal/journal.ts'
import type { Reaction } from '../road.ts'

// A retry may come a day late, over a night and a weekend of confusion; longer than that nobody retries (I5: at least 24 h).
const KEPT_MS = 48 * 3_600_000

/** With each new day, forgets what commands of the day before yesterday were answered. */
export function forgetOldAnswers({ journal, log }: { journal: Journal; log: Logger }): Reaction {
  return ({ happened }) => {
    const opened = happened.find(({ event }) => event.type === 'DayOpened')
    if (!opened) return
    journal
      .forgetAnswersBefore(opened.at - KEPT_MS)
      .catch((error: unknown) => log.error({ err: error }, 'old answers could not be forgotten'))
  }
}

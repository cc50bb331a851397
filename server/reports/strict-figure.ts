import type { StrictFigure } from '#core/contract/try-rule.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import type { Office } from '#core/domain/office.ts'
import { againstStrict, type StrictDay, whatPeopleDid } from '#core/domain/try-rule.ts'
import type { Journal } from '../journal/journal.ts'
import { inSlices } from './in-slices.ts'
import { knownDays, recordsOf } from './past-days.ts'

/** Counts, day by day in the background, what strict would have meant for people without priority. */
export interface StrictCount {
  /** The figure as far as it is counted; waits a little for the rest. */
  read(): Promise<StrictFigure>
  /** Counts no further day. */
  stop(): Promise<void>
}

// A month of a big ward takes a PC half a minute, rests included, and a Pi longer: whoever asks hears how far it has come.
const WAITS_MS = 8_000

/**
 * Replays each past day of the last month under strict and under the present rule. A day that is over does not change, so
 * each is counted once for a rule and its classes, and kept in memory.
 */
export function countStrict(
  parts: {
    journal: Journal
    office: () => Office
    today: () => ServiceDay | null
    onTrouble: (error: unknown) => void
  },
  days = 30,
): StrictCount {
  const { journal, office, today } = parts
  let counted = new Map<ServiceDay, StrictDay>()
  let countedFor = ''
  let counting: Promise<void> | null = null
  let stopped = false

  async function wanted(): Promise<readonly ServiceDay[]> {
    const now = today()
    return (await knownDays(journal)).filter((day) => now === null || day < now).slice(0, days)
  }

  async function count(): Promise<void> {
    const { order, classes } = office()
    const rule = JSON.stringify([order, classes])
    if (rule !== countedFor) counted = new Map()
    countedFor = rule
    const own = counted
    for (const day of await wanted()) {
      if (own.has(day)) continue
      if (stopped) return
      const records = await recordsOf(journal, day)
      const did = records && (await inSlices(whatPeopleDid(records, office())))
      if (did) own.set(day, await inSlices(againstStrict(did, { order, classes })))
      if (own !== counted) return
    }
  }

  return {
    async read() {
      counting ??= count()
        .catch(parts.onTrouble)
        .finally(() => {
          counting = null
        })
      await Promise.race([counting, new Promise((resolve) => setTimeout(resolve, WAITS_MS).unref())])
      const of = await wanted()
      const some = of.flatMap((day) => counted.get(day) ?? [])
      return {
        days: some.length,
        of: of.length,
        longestNowMs: Math.max(0, ...some.map(({ longestNowMs }) => longestNowMs)),
        longestStrictMs: Math.max(0, ...some.map(({ longestStrictMs }) => longestStrictMs)),
        wouldWaitAnHourMore: some.reduce((sum, { wouldWaitAnHourMore }) => sum + wouldWaitAnHourMore, 0),
      }
    },
    async stop() {
      stopped = true
      await counting
    },
  }
}

import { dayAfter } from '#core/domain/service-day.ts'
import type { Kept } from './names.ts'

/** How long copies are kept: one of each of the last days, weeks and months. */
export interface Retention {
  readonly keepDays: number
  readonly keepWeeks: number
  readonly keepMonths: number
}

// The journal of a running day, once the day's own file is there: kept a while, for whoever doubts that file.
const TAIL_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Which files of a target may go. Of the copies the newest of each kept day, week and month stays, and always the newest of all and
 * the newest that was proved; days of the journal stay as long as the oldest kept month. A copy that is dated ahead, by a clock that was
 * wrong, stands for no day: it stays until its day has come.
 */
export function mayGo(kept: readonly Kept[], wish: Retention, at: number, proved: string | null): string[] {
  const all = kept.filter((one) => one.kind === 'copy').sort((a, b) => b.madeAt - a.madeAt || b.seq - a.seq)
  const copies = all.filter(({ madeAt }) => madeAt <= at)
  const stays = new Set(all.filter(({ madeAt }) => madeAt > at).map(({ name }) => name))
  if (copies[0]) stays.add(copies[0].name)
  if (proved !== null) stays.add(proved)
  const keep = (count: number, periodOf: (madeAt: number) => string) => {
    const seen = new Set<string>()
    for (const { name, madeAt } of copies) {
      const period = periodOf(madeAt)
      if (seen.has(period) || seen.size >= count) continue
      seen.add(period)
      stays.add(name)
    }
  }
  keep(wish.keepDays, (madeAt) => dateOf(madeAt))
  keep(wish.keepWeeks, (madeAt) => String(Math.floor((madeAt / DAY_MS + 3) / 7)))
  keep(wish.keepMonths, (madeAt) => dateOf(madeAt).slice(0, 7))
  const today = dateOf(at)
  const oldestDay = dayAfter(today, -Math.max(wish.keepDays, wish.keepWeeks * 7, wish.keepMonths * 31))
  const oldestTail = dayAfter(today, -TAIL_DAYS)
  return kept
    .filter((one) => {
      if (one.kind === 'copy') return !stays.has(one.name)
      return one.day < (one.kind === 'day' ? oldestDay : oldestTail)
    })
    .map(({ name }) => name)
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

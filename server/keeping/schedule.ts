import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayAfter, instantOf, localTime } from '#core/domain/service-day.ts'

/** Nobody waits for a copy, so it waits for them: with more people than this in the hall it is put off. */
const A_RUSH = 10

/** The last instant at which the daily copy was due. */
export function lastDueAt(office: Pick<Office, 'timeZone'>, dailyAt: string, at: number): number {
  const { date } = localTime(at, office.timeZone)
  const today = instantOf(date, dailyAt, office.timeZone)
  return today <= at ? today : instantOf(dayAfter(date, -1), dailyAt, office.timeZone)
}

export function nextDueAt(office: Pick<Office, 'timeZone'>, dailyAt: string, at: number): number {
  const { date } = localTime(at, office.timeZone)
  const today = instantOf(date, dailyAt, office.timeZone)
  return today > at ? today : instantOf(dayAfter(date, 1), dailyAt, office.timeZone)
}

/** Is a copy owed: due since, and not made? A target without any is owed one at once. */
export function isOwed(lastCopyAt: number | null, dueAt: number): boolean {
  return lastCopyAt === null || lastCopyAt < dueAt
}

/** Too many people in the hall to spend the processor on a copy. */
export function isRush({ counts }: Pick<Queue, 'counts'>): boolean {
  return counts.waiting + counts.called > A_RUSH
}

import type { ServiceDay } from '#core/domain/events.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import type { Facts } from './facts.ts'
import { nearestRank } from './quantile.ts'

/** What is usual on this weekday at this hour, from the last weeks that had people in them. */
export interface Usual {
  /** From how many days it is reckoned; 0 where nothing is known yet. */
  readonly days: number
  /** Numbers given in this hour, and from the morning to its end; the middle of those days. */
  readonly issued: number | null
  readonly issuedByThen: number | null
  /** Of all who came in this hour on those days, ms. */
  readonly waitMedianMs: number | null
  readonly waitP90Ms: number | null
}

const WEEKS = 8

/** The same weekday at this hour (0 to 23, by the office's clock) in the last eight weeks before `day`. */
export async function usual(facts: Pick<Facts, 'days'>, day: ServiceDay, hour: number): Promise<Usual> {
  const waits: number[] = []
  const inHour: number[] = []
  const byThen: number[] = []
  for (let week = 1; week <= WEEKS; week++) {
    const before = dayAfter(day, -7 * week)
    for await (const { columns, issued } of facts.days(before, before)) {
      // A holiday says nothing about a working day.
      if (issued === 0) continue
      let now = 0
      let soFar = 0
      for (let i = 0; i < columns.length; i++) {
        const came = columns.hour[i] ?? 0
        if (columns.issued[i] && came <= hour) soFar++
        if (columns.issued[i] && came === hour) now++
        const waitMs = columns.waitMs[i] ?? -1
        if (came === hour && waitMs >= 0) waits.push(waitMs)
      }
      inHour.push(now)
      byThen.push(soFar)
    }
  }
  return {
    days: inHour.length,
    issued: nearestRank(inHour, 0.5),
    issuedByThen: nearestRank(byThen, 0.5),
    waitMedianMs: nearestRank(waits, 0.5),
    waitP90Ms: nearestRank(waits, 0.9),
  }
}

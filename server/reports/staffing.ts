import type { Staffing } from '#core/contract/reports.ts'
import type { Office } from '#core/domain/office.ts'
import { type HourNeed, leastCounters, type WaitLimits } from '#core/domain/trying/least-counters.ts'
import type { Journal } from '../journal/journal.ts'
import type { Facts } from './facts.ts'
import { weekdayOf } from './grouping.ts'
import { inSlices } from './in-slices.ts'
import { recordsOf } from './past-days.ts'
import { nearestRank } from './quantile.ts'

/** Advice how many counters a weekday needs, reckoned in the background. */
export interface StaffingAdvice {
  /** The advice as far as it is reckoned; waits a little for the rest. */
  read(weekday: number): Promise<Staffing>
  /** Begins no further day. */
  stop(): Promise<void>
}

const HOUR = 3_600_000
/** The last of each weekday: more would tell of another season, and take a Pi minutes. */
const DAYS_TRIED = 4
/** One Monday is no usual Monday. */
const FEWEST_DAYS = 2
/** What is enough on three days of four. */
const SHARE_OF_DAYS = 0.75
// A day of a big ward is replayed some forty times: seconds on a PC, a minute on a Pi. Whoever asks hears how far it has come.
const WAITS_MS = 4_000

interface TriedDay {
  readonly day: string
  readonly needs: readonly HourNeed[]
  /** How long counters were really open in each hour, ms. */
  readonly openMs: ReadonlyMap<number, number>
}

export function openStaffingAdvice(parts: {
  facts: Facts
  journal: Pick<Journal, 'days' | 'read'>
  office: () => Office
  limits: () => WaitLimits
  onTrouble: (error: unknown) => void
}): StaffingAdvice {
  const { facts, journal } = parts
  // A day that is over does not change: it is tried once for the same limits.
  const tried = new Map<string, TriedDay>()
  let triedFor = ''
  let stopped = false
  let last: Promise<unknown> = Promise.resolve()

  async function daysOf(weekday: number): Promise<string[]> {
    const rows = await facts.all<{ day: string }>(
      'SELECT DISTINCT day FROM day WHERE issued > 0 ORDER BY day DESC LIMIT 90',
    )
    return rows
      .map(({ day }) => day)
      .filter((day) => weekdayOf(day) === weekday)
      .slice(0, DAYS_TRIED)
  }

  async function tryDays(days: readonly string[]): Promise<void> {
    const limits = parts.limits()
    const rule = JSON.stringify(limits)
    if (rule !== triedFor) tried.clear()
    triedFor = rule
    for (const day of days) {
      if (stopped) return
      if (tried.has(day)) continue
      const records = await recordsOf(journal, day)
      const needs = records && (await inSlices(leastCounters(records, parts.office(), limits)))
      if (needs && rule === triedFor) tried.set(day, { day, needs, openMs: await openOn(day) })
    }
  }

  async function openOn(day: string): Promise<ReadonlyMap<number, number>> {
    const rows = await facts.all<{ hour: number; openMs: number }>(
      'SELECT hour, sum(open_ms) AS openMs FROM duty WHERE day = ? GROUP BY hour',
      day,
    )
    return new Map(rows.map(({ hour, openMs }) => [hour, openMs]))
  }

  return {
    async read(weekday) {
      await facts.gathered()
      const days = await daysOf(weekday)
      const turn = last.then(() => (days.length < FEWEST_DAYS ? undefined : tryDays(days)))
      last = turn.catch(parts.onTrouble)
      await Promise.race([last, new Promise((resolve) => setTimeout(resolve, WAITS_MS).unref())])
      const done = days.flatMap((day) => tried.get(day) ?? [])
      const { medianMs, p90Ms } = parts.limits()
      const hours = hoursOf(done)
      return {
        weekday,
        days: done.map(({ day }) => day),
        of: days.length,
        fewestDays: FEWEST_DAYS,
        medianMs,
        p90Ms,
        hours,
      }
    },
    async stop() {
      stopped = true
      await last
    },
  }
}

function hoursOf(days: readonly TriedDay[]): Staffing['hours'] {
  const byHour = Map.groupBy(
    days.flatMap(({ needs, openMs }) => needs.map((need) => ({ ...need, openMs: openMs.get(need.hour) ?? 0 }))),
    ({ hour }) => hour,
  )
  return [...byHour]
    .sort(([a], [b]) => a - b)
    .map(([hour, needs]) => {
      const counters = needs.map((need) => need.counters)
      return {
        hour,
        arrivals:
          nearestRank(
            needs.map(({ arrivals }) => arrivals),
            0.5,
          ) ?? 0,
        open: needs.reduce((sum, { openMs }) => sum + openMs, 0) / HOUR / needs.length,
        counters: nearestRank(counters, SHARE_OF_DAYS) ?? 0,
        least: Math.min(...counters),
        most: Math.max(...counters),
        neverEnough: needs.filter(({ isEnough }) => !isEnough).length,
      }
    })
}

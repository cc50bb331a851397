import type { LeaderView, UsualFigures } from '#core/contract/leader.ts'
import type { Level } from '#core/contract/live.ts'
import type { Site } from '#core/contract/settings/site.ts'
import { countersNow, linesNow, type Thresholds, tallyNow, ticketsShown } from '#core/domain/hall-now.ts'
import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { FEWEST_ANSWERS } from '#core/domain/told-answers.ts'
import type { Facts } from './facts.ts'

const WEEK_MS = 7 * 86_400_000
const WEEKS_BACK = 8
const DAYS_TAKEN = 4
/** One Monday is no usual Monday. */
const FEWEST_DAYS = 2

/** The hall as its leader sees it. `withNames` is false for a leader of many offices: figures, no person, and no camera. */
export function leaderView(
  queue: Queue,
  at: number,
  {
    site,
    usual,
    withNames,
    satisfiedShare,
  }: { site: Site; usual: UsualFigures | null; withNames: boolean; satisfiedShare: number | null },
): LeaderView {
  const { office } = queue
  const tickets = ticketsShown(queue)
  const lines = linesNow(queue, tickets, site.thresholds, at)
  const counters = countersNow(queue)
  const tally = tallyNow(tickets)
  const longestMs = Math.max(0, ...lines.map((line) => line.longestMs))
  const rated = tickets.filter((ticket) => ticket.state === 'served' && ticket.rating !== null)
  const waits = tickets.flatMap(({ id, issuedAt, sitting }) => {
    const first = queue.calls.get(id)?.[0]
    // Who was kept over night did not wait in the hall all that time.
    return first && sitting >= 0 ? [first.at - issuedAt] : []
  })
  return {
    at,
    office: office.name,
    timeZone: office.timeZone,
    practice: queue.practice,
    level: lines[0]?.level ?? 'ok',
    waiting: tally.waiting,
    longestMs,
    longestLevel: levelOf(longestMs, site.thresholds),
    open: counters.filter(({ doing }) => doing !== 'closed' && doing !== 'paused').length,
    counters: counters.length,
    tally,
    lines,
    today: { came: tickets.filter(({ sitting }) => sitting >= 0).length, waitMeanMs: mean(waits) },
    usual: site.usualFigures ? usual : null,
    usualWanted: site.usualFigures,
    ratings: {
      answers: rated.length,
      satisfiedShare,
      target: site.target.satisfiedShare,
      from: FEWEST_ANSWERS,
    },
    paused: counters.flatMap(({ doing, label, sinceAt, staffName, pausedWhy }) => {
      if (doing !== 'paused' || sinceAt === null) return []
      return [{ counter: label, sinceAt, name: withNames ? staffName : null, why: withNames ? pausedWhy : null }]
    }),
    thresholds: site.thresholds,
    cameraUrl: withNames ? site.cameraUrl : null,
  }
}

function levelOf(waitMs: number, { waitWarnMs, waitBadMs }: Thresholds): Level {
  return waitMs >= waitBadMs ? 'bad' : waitMs >= waitWarnMs ? 'warn' : 'ok'
}

/**
 * What is usual at this hour. Each of the weeks before is looked at up to the same minute; days on which nobody came (a holiday) are left
 * out. Null when fewer than two such days are known: one Monday is no usual Monday.
 */
export async function usualNow(
  facts: Pick<Facts, 'all'>,
  office: Pick<Office, 'timeZone' | 'dayStartsAt'>,
  at: number,
): Promise<UsualFigures | null> {
  const found: Hour[] = []
  for (let week = 1; week <= WEEKS_BACK && found.length < DAYS_TAKEN; week++) {
    const then = at - week * WEEK_MS
    const [hour] = await facts.all<Hour>(HOUR_SQL, then, then, then, serviceDayOf(then, office), then)
    if (hour && hour.came > 0) found.push(hour)
  }
  if (found.length < FEWEST_DAYS) return null
  const waits = found.flatMap(({ waitMs }) => waitMs ?? [])
  return {
    days: found.length,
    came: mean(found.map(({ came }) => came)) ?? 0,
    waiting: mean(found.map(({ waiting }) => waiting)) ?? 0,
    waitMeanMs: mean(waits),
  }
}

interface Hour {
  readonly came: number
  readonly waiting: number
  readonly waitMs: number | null
}

// A visit counts with its first stop; whoever waited over night came on another day.
const HOUR_SQL = `
  SELECT count(*) AS came,
         coalesce(sum(coalesce(called_at, ended_at, ?) >= ?), 0) AS waiting,
         avg(CASE WHEN called_at <= ? THEN wait_ms END) AS waitMs
  FROM stop
  WHERE day = ? AND part = 0 AND kept = 0 AND arrived_at <= ?`

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}

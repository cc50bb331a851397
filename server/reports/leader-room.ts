import type { LeaderView, UsualFigures } from '#core/contract/leader.ts'
import type { ReportQuery } from '#core/contract/reports.ts'
import type { Site } from '#core/contract/settings/site.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayOfOrders } from '#core/domain/service-day.ts'
import { NO_SHARES, type Shares } from './device-shares.ts'
import type { Facts } from './facts.ts'
import { leaderView, usualNow } from './leader.ts'

/** One hall as it stands now, against what is usual: for its leader's page, and for what it tells its city. */
export interface LeaderRoom {
  /** How it stands, and the queue that was looked at. */
  look(asked: { withNames: boolean }): Promise<{ view: LeaderView; queue: Queue }>
}

// What was usual changes with the minute; ten leaders who look at once ask the days before once.
const USUAL_KEPT_MS = 60_000

export function openLeaderRoom(parts: {
  queue: () => Queue
  now: () => number
  site: () => Site
  facts: Pick<Facts, 'all' | 'settle'>
  shares: (query: ReportQuery) => Promise<Shares>
  /** The days before could not be asked: whoever looks is told that they are not known. */
  onTrouble: (error: unknown) => void
}): LeaderRoom {
  const { facts, onTrouble } = parts
  let known: { at: number; usual: Promise<UsualFigures | null> } | null = null

  function usual(at: number): Promise<UsualFigures | null> {
    if (known !== null && at - known.at < USUAL_KEPT_MS && at >= known.at) return known.usual
    // Days that are not folded yet come with the next look; nobody waits for them.
    facts.settle().catch(onTrouble)
    const found = usualNow(facts, parts.queue().office, at).catch((error: unknown) => {
      onTrouble(error)
      return null
    })
    known = { at, usual: found }
    return found
  }

  return {
    async look({ withNames }) {
      const at = parts.now()
      const queue = parts.queue()
      const day = dayOfOrders(queue, at)
      const { total } = await parts.shares({ from: day, to: day, by: 'day' }).catch((error: unknown) => {
        onTrouble(error)
        return NO_SHARES
      })
      const known = { site: parts.site(), usual: await usual(at), withNames, satisfiedShare: total }
      return { view: leaderView(queue, at, known), queue }
    },
  }
}

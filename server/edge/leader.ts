import type { FastifyInstance } from 'fastify'
import { FIGURES, WATCHERS } from '#core/contract/access.ts'
import { LeaderView, type UsualFigures } from '#core/contract/leader.ts'
import type { ReportQuery } from '#core/contract/reports.ts'
import type { Site } from '#core/contract/settings/site.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayOfOrders } from '#core/domain/service-day.ts'
import { NO_SHARES, type Shares } from '../reports/device-shares.ts'
import type { Facts } from '../reports/facts.ts'
import { leaderView, usualNow } from '../reports/leader.ts'
import { answers } from './answers.ts'

export interface LeaderDoors {
  readonly queue: () => Queue
  readonly now: () => number
  readonly site: () => Site
  readonly facts: Pick<Facts, 'all' | 'settle'>
  readonly shares: (query: ReportQuery) => Promise<Shares>
  /** The days before could not be asked: the page says that they are not known. */
  readonly onTrouble: (error: unknown) => void
}

// What was usual changes with the minute; ten leaders who look at once ask the days before once.
const USUAL_KEPT_MS = 60_000

/** One hall for its leader: to be looked at. Nothing can be asked here. */
export function leaderRoutes(app: FastifyInstance, doors: LeaderDoors): void {
  let known: { at: number; usual: Promise<UsualFigures | null> } | null = null

  function usual(at: number): Promise<UsualFigures | null> {
    if (known !== null && at - known.at < USUAL_KEPT_MS && at >= known.at) return known.usual
    // Days that are not folded yet come with the next look; nobody waits for them.
    doors.facts.settle().catch(doors.onTrouble)
    const found = usualNow(doors.facts, doors.queue().office, at).catch((error: unknown) => {
      doors.onTrouble(error)
      return null
    })
    known = { at, usual: found }
    return found
  }

  app.get(
    '/api/leader',
    {
      config: { may: FIGURES },
      schema: {
        tags: ['reports'],
        summary: 'One hall for its leader: now, against what is usual, ratings, who rests',
        description:
          'Read-only. The longest wait first. A leader of many offices is told no name and no reason of a person. `usual` is null where too ' +
          'few days of the same weekday are known.',
        response: answers(LeaderView, 401, 403),
      },
    },
    async (request) => {
      const at = doors.now()
      const withNames = WATCHERS.some((role) => role === request.who.role)
      const queue = doors.queue()
      const day = dayOfOrders(queue, at)
      const { total } = await doors.shares({ from: day, to: day, by: 'day' }).catch((error: unknown) => {
        doors.onTrouble(error)
        return NO_SHARES
      })
      return leaderView(queue, at, { site: doors.site(), usual: await usual(at), withNames, satisfiedShare: total })
    },
  )
}

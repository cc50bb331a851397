import type { FastifyInstance } from 'fastify'
import { FIGURES, WATCHERS } from '#core/contract/access.ts'
import { LeaderView } from '#core/contract/leader.ts'
import type { LeaderRoom } from '../reports/leader-room.ts'
import { answers } from './answers.ts'

/** One hall for its leader: to be looked at. Nothing can be asked here. */
export function leaderRoutes(app: FastifyInstance, leader: LeaderRoom): void {
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
      const withNames = WATCHERS.some((role) => role === request.who.role)
      return (await leader.look({ withNames })).view
    },
  )
}

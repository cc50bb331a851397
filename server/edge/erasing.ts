import type { FastifyInstance } from 'fastify'
import { EXAMINERS, HEADS } from '#core/contract/access.ts'
import { EraseTicket, KeptOfTicket, KeptQuery, TicketErased } from '#core/contract/erasing.ts'
import type { Eraser } from '../audit/eraser.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

/** The doors for somebody who asks what is known of them, by the number on their slip. */
export function erasingRoutes(app: FastifyInstance, { eraser }: { eraser: Eraser }): void {
  const tags = ['proof']
  app.get(
    '/api/kept',
    {
      config: { may: EXAMINERS, rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Everything the journal keeps of one number, and what of it speaks of the person',
        description: 'Of an answer only that there is one: it is told in sums alone.',
        querystring: KeptQuery,
        response: answers(KeptOfTicket, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { day, number } = request.query as KeptQuery
      return eraser.kept(day, number) ?? say(reply, problem('not-found'))
    },
  )

  app.post(
    '/api/erase',
    {
      config: { may: HEADS, rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Take out of a number’s records what speaks of the person, for good',
        description:
          'Of a day that is over. When, where and how long stay: they are the office’s. That it was done, by whom and why, is noted in the ' +
          'journal, and `npm run audit` tells it.',
        body: EraseTicket,
        response: answers(TicketErased, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await eraser.erase(request.body as EraseTicket, request.who)),
  )
}

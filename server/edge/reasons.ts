import type { FastifyInstance } from 'fastify'
import { FIGURES } from '#core/contract/access.ts'
import { ReasonsFileQuery, ReasonsQuery, ReasonsReport } from '#core/contract/reasons.ts'
import { answers } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'
import { fileAnswers, give, isTooLong } from './report-files.ts'

export interface ReasonDoors {
  report(query: ReasonsQuery): Promise<ReasonsReport>
  file(query: ReasonsFileQuery): Promise<{ name: string; bytes: Buffer }>
}

/** What citizens gave as reasons, as far as it may be told. */
export function reasonRoutes(app: FastifyInstance, { reasons }: { reasons: ReasonDoors }): void {
  const tags = ['ratings']

  app.get(
    '/api/reasons',
    {
      config: { may: FIGURES, rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'What citizens gave as reasons, each channel for itself, by service, month or quarter',
        description:
          'In whole bundles of five answers, from the day after the last of them: no two reports differ by what one person said. ' +
          'By counter or by officer nothing is told.',
        querystring: ReasonsQuery,
        response: answers(ReasonsReport, 400, 401, 403),
      },
    },
    async (request, reply) => {
      const query = request.query as ReasonsQuery
      return isTooLong(query) ? say(reply, problem('bad-period')) : reasons.report(query)
    },
  )

  app.get(
    '/api/reasons/file',
    {
      config: { may: FIGURES, rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'The same to take away: text for Excel, a workbook, or paper in Vietnamese',
        querystring: ReasonsFileQuery,
        response: fileAnswers,
      },
    },
    async (request, reply) => {
      const query = request.query as ReasonsFileQuery
      return isTooLong(query) ? say(reply, problem('bad-period')) : give(reply, query.form, await reasons.file(query))
    },
  )
}

import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { FIGURES, WATCHERS } from '#core/contract/access.ts'
import {
  Report,
  ReportFileQuery,
  ReportQuery,
  Staffing,
  StaffingQuery,
  Trace,
  TracedRecord,
  TraceQuery,
} from '#core/contract/reports.ts'
import type { ReportRoom } from '../reports/report-room.ts'
import { answers } from './answers.ts'
import { say } from './http.ts'
import { type No, problem } from './problem.ts'
import { fileAnswers, give, isTooLong } from './report-files.ts'
import type { Who } from './who.ts'

/** Figures of past days and of today, each to be traced, and taken away as a file. Nothing can be changed here. */
export function reportRoutes(app: FastifyInstance, { reports }: { reports: ReportRoom }): void {
  const tags = ['reports']
  const rateLimit = { max: 120, timeWindow: 60_000 }

  app.get(
    '/api/reports',
    {
      config: { may: FIGURES, rateLimit },
      schema: {
        tags,
        summary:
          'Figures of some days, by day, week, month, quarter, half-year, year, service, counter, officer, class or hour',
        description:
          'Every figure is folded from the journal; `conserved` says that the sums were checked and right. By officer: not for a leader of many ' +
          'offices, who sees no persons. `gathered` tells how many days are already in; right after an upgrade ask again.',
        querystring: ReportQuery,
        response: answers(Report, 400, 401, 403),
      },
    },
    async (request, reply) => {
      const query = request.query as ReportQuery
      const no = whyNot(query, request.who)
      return no ? say(reply, no) : reports.report(query)
    },
  )

  app.get(
    '/api/reports/file',
    {
      config: { may: FIGURES, rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'The same report to take away: text for Excel, a workbook, or paper in Vietnamese',
        querystring: ReportFileQuery,
        response: fileAnswers,
      },
    },
    async (request, reply) => {
      const query = request.query as ReportFileQuery
      const no = whyNot(query, request.who)
      if (no) return say(reply, no)
      return give(reply, query.form, await reports.file(query))
    },
  )

  app.get(
    '/api/reports/trace',
    {
      config: { may: WATCHERS, rateLimit },
      schema: {
        tags,
        summary: 'Which stops a row of a report is made of, and the journal’s records each is known from',
        description:
          'The same query as the report, and the `key` of the row; without it, the total. A hundred at a time: `next` is the next `after`.',
        querystring: TraceQuery,
        response: answers(Trace, 400, 401, 403),
      },
    },
    async (request, reply) => {
      const query = request.query as TraceQuery
      const no = whyNot(query, request.who)
      return no ? say(reply, no) : reports.trace(query)
    },
  )

  app.get(
    '/api/reports/staffing',
    {
      config: { may: FIGURES, rateLimit },
      schema: {
        tags,
        summary: 'How many counters a weekday needs, hour by hour',
        description:
          'The last days of that weekday are lived again with more and fewer counters, through the rules of the hall. Reckoned in the ' +
          'background: ask again until `days` has as many as `of`.',
        querystring: StaffingQuery,
        response: answers(Staffing, 400, 401, 403),
      },
    },
    (request) => reports.staffing((request.query as StaffingQuery).weekday),
  )

  app.get(
    '/api/reports/records/:seq',
    {
      config: { may: WATCHERS, rateLimit },
      schema: {
        tags,
        summary: 'One record of the journal, with its link in the chain and without what it says of people',
        params: Type.Object({ seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
        response: answers(TracedRecord, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { seq } = request.params as { seq: number }
      return (await reports.record(seq)) ?? say(reply, problem('not-found'))
    },
  )
}

function whyNot(query: ReportQuery, { role }: Who): No | null {
  if (isTooLong(query)) return problem('bad-period')
  if (query.by === 'officer' && !WATCHERS.some((one) => one === role)) return problem('not-allowed')
  return null
}

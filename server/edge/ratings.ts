import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { FIGURES, HEADS, WATCHERS } from '#core/contract/access.ts'
import {
  CampaignEntries,
  CampaignList,
  MonthBoard,
  RatingsBy,
  RatingsReport,
  SlipSeen,
} from '#core/contract/ratings.ts'
import { closed } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayAfter, dayOfOrders, isDay } from '#core/domain/service-day.ts'
import type { PaperSlips } from '../reports/paper-slips.ts'
import type { RatingFigures } from '../reports/rating-figures.ts'
import { answers } from './answers.ts'
import { say } from './http.ts'
import { problem, refusal } from './problem.ts'

export interface RatingDoors {
  readonly queue: () => Queue
  readonly now: () => number
  readonly paper: PaperSlips
  readonly figures: RatingFigures
  /** The slips of a campaign as a PDF of A4 sheets. */
  readonly slipSheets: (campaign: string) => Promise<Uint8Array | null>
}

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const CampaignParams = Type.Object({ id: Type.String({ pattern: '^\\d{3}$' }) })
const MOST_DAYS = 800

/** Paper slips and what can be told of all answers, for whom it may be told to. */
export function ratingRoutes(app: FastifyInstance, doors: RatingDoors): void {
  const tags = ['ratings']
  const today = () => dayOfOrders(doors.queue(), doors.now())

  app.get(
    '/api/campaigns',
    {
      config: { may: WATCHERS },
      schema: {
        tags,
        summary: 'The campaigns of paper slips: printed, handed out, returned; no answer',
        response: answers(CampaignList, 401, 403),
      },
    },
    async () => doors.paper.campaigns(today()),
  )

  app.get(
    '/api/campaigns/:id/entries',
    {
      config: { may: WATCHERS },
      schema: {
        tags,
        summary: 'Who typed in which slip, and when; no answer',
        params: CampaignParams,
        response: answers(CampaignEntries, 400, 401, 403, 404),
      },
    },
    async (request, reply) =>
      (await doors.paper.entries((request.params as { id: string }).id)) ?? say(reply, problem('not-found')),
  )

  app.get(
    '/api/campaigns/:id/slips.pdf',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'The slips of a campaign, to be printed on A4 and cut',
        params: CampaignParams,
        response: answers(Type.Unknown(), 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const pdf = await doors.slipSheets(id)
      if (!pdf) return say(reply, problem('not-found'))
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="phieu-${id}.pdf"`)
        .send(Buffer.from(pdf))
    },
  )

  app.get(
    '/api/slips/:code',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'What a slip’s code is, and what was entered for it before',
        params: Type.Object({ code: Type.String({ pattern: '^[0-9 .-]{11,20}$' }) }),
        response: answers(SlipSeen, 400, 401, 403, 404),
      },
    },
    async (request, reply) =>
      (await doors.paper.see((request.params as { code: string }).code)) ?? say(reply, refusal('unknown-slip')),
  )

  app.get(
    '/api/ratings',
    {
      config: { may: FIGURES },
      schema: {
        tags,
        summary: 'How people were satisfied, each channel for itself',
        description:
          'Levels are told in bundles of five answers of one channel, counter, service and officer, in the order they came: no two ' +
          'reports differ by fewer than five answers. By officer: for those who run or watch this office (403 for the others).',
        querystring: Type.Object({ from: Day, to: Day, by: Type.Optional(RatingsBy) }, closed),
        response: answers(RatingsReport, 400, 401, 403),
      },
    },
    async (request, reply) => {
      const { from, to, by = 'channel' } = request.query as { from: string; to: string; by?: RatingsBy }
      if (!isDay(from) || !isDay(to)) return say(reply, problem('bad-request', 'from, to: no such date'))
      if (to < from || to > dayAfter(from, MOST_DAYS)) return say(reply, problem('bad-request', 'from, to: too far'))
      const maySeePersons = WATCHERS.some((role) => role === request.who.role)
      if (by === 'officer' && !maySeePersons) return say(reply, problem('not-allowed'))
      return doors.figures.report({ from, to, by, today: today() })
    },
  )

  app.get(
    '/api/month',
    {
      config: { may: 'anyone' },
      schema: {
        tags,
        summary: 'Satisfaction this month, as the hall’s board shows it: levels only, from five answers up',
        response: answers(MonthBoard),
      },
    },
    async () => doors.figures.month(today(), doors.now()),
  )
}

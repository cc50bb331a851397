import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { AT_COUNTERS, EXAMINERS, HEADS, PEOPLE, WATCHERS } from '#core/contract/access.ts'
import {
  Complaint,
  Complaints,
  ConfirmMonth,
  DecideComplaint,
  MonthRanking,
  NewComplaint,
  NewScoringEntry,
  OwnMonth,
  ReopenMonth,
  ScoringMonths,
  Trace,
  YearRanking,
} from '#core/contract/scoring.ts'
import { Measure, Month, ScoringRules, ScoringRulesChange } from '#core/contract/scoring-rules.ts'
import type { ScoringRoom } from '../scoring/room.ts'
import type { ScoringRulesRoom } from '../scoring/rules-room.ts'
import type { Around } from '../scoring/sheet.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { scoringSheetRoutes } from './scoring-sheets.ts'

export interface ScoringDoors {
  readonly scoring: ScoringRoom
  readonly scoringRules: ScoringRulesRoom
  /** What stands on every sheet: when it is made, by which clock, where the journal stands. */
  readonly aroundSheets: () => Promise<Around>
}

const LARGEST_RULES = 128 * 1024
const OfMonth = Type.Object({ month: Month })
// Every role that signs in but the city's: it sees no persons.
const OF_THE_OFFICE = PEOPLE.filter((role) => role !== 'city')

/** The doors to the monthly ranking: its months, the steps of their lives, complaints, and the rules it is made by. */
export function scoringRoutes(app: FastifyInstance, doors: ScoringDoors): void {
  monthRoutes(app, doors.scoring)
  stepRoutes(app, doors.scoring)
  complaintRoutes(app, doors.scoring)
  rulesRoutes(app, doors.scoringRules)
  scoringSheetRoutes(app, { scoring: doors.scoring, around: doors.aroundSheets })
}

const tags = ['scoring']

function monthRoutes(app: FastifyInstance, scoring: ScoringRoom): void {
  app.get(
    '/api/scoring/months',
    {
      config: { may: OF_THE_OFFICE },
      schema: {
        tags,
        summary: 'The months that have a ranking, the newest first',
        description:
          'The head of office and the administrator see drafts, the leader and the auditor what is confirmed, officers what is published.',
        response: answers(ScoringMonths, 401, 403),
      },
    },
    async (request) => scoring.months(request.who),
  )

  app.get(
    '/api/scoring/months/:month',
    {
      config: { may: WATCHERS },
      schema: {
        tags,
        summary: 'A month’s ranking with the evidence of every point',
        description:
          'A draft is reckoned anew each time; what is confirmed stays as it was. A month not shown to you is 404.',
        params: OfMonth,
        response: answers(MonthRanking, 400, 401, 403, 404, 503),
      },
    },
    async (request, reply) => say(reply, await scoring.month(monthOf(request.params), request.who)),
  )

  app.get(
    '/api/scoring/months/:month/mine',
    {
      config: { may: AT_COUNTERS },
      schema: {
        tags,
        summary: 'One’s own place and figures in a published month',
        params: OfMonth,
        response: answers(OwnMonth, 400, 401, 403, 404),
      },
    },
    async (request, reply) => say(reply, scoring.own(monthOf(request.params), request.who)),
  )

  app.get(
    '/api/scoring/months/:month/trace/:staff/:measure',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'The days and records of the journal behind one figure',
        description: 'Answers of citizens are told in groups of five and more.',
        params: Type.Object({ month: Month, staff: Type.String({ maxLength: 64 }), measure: Measure }),
        response: answers(Trace, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { month, staff, measure } = request.params as { month: string; staff: string; measure: string }
      return say(reply, await scoring.trace(month, staff, measure))
    },
  )

  app.get(
    '/api/scoring/years/:year',
    {
      config: { may: WATCHERS },
      schema: {
        tags,
        summary: 'The year so far: the mean of its confirmed months, and which are missing',
        params: Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }) }),
        response: answers(YearRanking, 400, 401, 403),
      },
    },
    async (request, reply) => say(reply, scoring.year((request.params as { year: string }).year)),
  )
}

function stepRoutes(app: FastifyInstance, scoring: ScoringRoom): void {
  const response = answers(MonthRanking, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING)

  app.post(
    '/api/scoring/months/:month/confirm',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Confirm a month: its evidence, rules and results are kept as they are',
        description:
          '`seen` is the hash of the draft that was looked at; where anything has changed since, nothing happens (409).',
        params: OfMonth,
        body: ConfirmMonth,
        response,
      },
    },
    async (request, reply) => {
      const { seen } = request.body as ConfirmMonth
      return say(reply, await scoring.confirm(monthOf(request.params), seen, request.who))
    },
  )

  app.post(
    '/api/scoring/months/:month/publish',
    {
      config: { may: HEADS },
      schema: { tags, summary: 'Publish a confirmed month: each officer sees their own', params: OfMonth, response },
    },
    async (request, reply) => say(reply, await scoring.publish(monthOf(request.params), request.who)),
  )

  app.post(
    '/api/scoring/months/:month/reopen',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Reopen a month with a reason; what was confirmed is kept',
        params: OfMonth,
        body: ReopenMonth,
        response,
      },
    },
    async (request, reply) => {
      const { why } = request.body as ReopenMonth
      return say(reply, await scoring.reopen(monthOf(request.params), why, request.who))
    },
  )

  app.post(
    '/api/scoring/months/:month/entries',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Change a total by hand, or give points for a criterion that people give; null takes it back',
        description: 'Only in a draft, and only with a reason. The reckoned figure stays beside it for ever.',
        params: OfMonth,
        body: NewScoringEntry,
        response,
      },
    },
    async (request, reply) =>
      say(reply, await scoring.enter(monthOf(request.params), request.body as NewScoringEntry, request.who)),
  )
}

function complaintRoutes(app: FastifyInstance, { complaints }: ScoringRoom): void {
  app.get(
    '/api/scoring/complaints',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'Complaints about officers, by the number of their file',
        response: answers(Complaints, 401, 403),
      },
    },
    async () => complaints.list(),
  )

  app.post(
    '/api/scoring/complaints',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Enter a complaint with the number of its file; it counts only once it is found true',
        body: NewComplaint,
        response: answers(Complaint, ...OF_A_BODY, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await complaints.enter(request.body as NewComplaint, request.who)),
  )

  app.post(
    '/api/scoring/complaints/:id/decide',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Find a complaint true, or drop it',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        body: DecideComplaint,
        response: answers(Complaint, ...OF_A_BODY, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      return say(reply, await complaints.decide(id, request.body as DecideComplaint, request.who))
    },
  )
}

function rulesRoutes(app: FastifyInstance, rules: ScoringRulesRoom): void {
  app.get(
    '/api/scoring/rules',
    {
      config: { may: OF_THE_OFFICE },
      schema: {
        tags,
        summary: 'Which rule set holds from which month on, and which come with the program',
        response: answers(ScoringRules, 401, 403),
      },
    },
    async () => rules.look(),
  )

  app.put(
    '/api/scoring/rules',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST_RULES,
      schema: {
        tags,
        summary: 'Put a rule set in force from a month on; confirmed months keep the rules they were made by',
        body: ScoringRulesChange,
        response: answers(ScoringRules, ...OF_A_BODY, 401, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await rules.put(request.body as ScoringRulesChange, request.who)),
  )
}

function monthOf(params: unknown): string {
  return (params as { month: string }).month
}

import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { EXAMINERS, OF_THE_OFFICE, PEOPLE } from '#core/contract/access.ts'
import { StrictFigure, TriedRule, TryDays, TryRule } from '#core/contract/try-rule.ts'
import { Day, DayCalls, WhyAnswer, WhyQuery } from '#core/contract/why.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { HallRules } from '../reports/hall-rules.ts'
import { answers, OF_A_BODY } from './answers.ts'
import { say } from './http.ts'
import { problem, refusal } from './problem.ts'
import type { SlipCodes } from './slip-code.ts'
import type { Who } from './who.ts'

/** Why one was before another, what was called and why, and what another rule would have done. */
export function hallRulesRoutes(
  app: FastifyInstance,
  doors: { rules: HallRules; codes: SlipCodes; queue: () => Queue },
): void {
  const { rules, codes, queue } = doors
  const tags = ['rules']
  const isSignedIn = ({ role }: Who) => PEOPLE.some((one) => one === role)
  // Whoever leads many offices sees figures, and no person: what is told to a citizen is enough.
  const audienceOf = ({ role }: Who) => (OF_THE_OFFICE.some((one) => one === role) ? 'staff' : 'citizen')

  app.get(
    '/api/why',
    {
      schema: {
        tags,
        summary: 'Why one number was called before another, in one sentence',
        description:
          'Whoever is signed in asks about any two numbers of any day. A citizen shows the code of the slip and asks about its number and ' +
          'another one of today; to a citizen, and to a leader of many offices, the sentence names no class of priority and no reason of an officer.',
        querystring: WhyQuery,
        response: answers(WhyAnswer, 400, 401, 403, 404),
      },
      config: { may: 'anyone', rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { first, second, day, code } = request.query as WhyQuery
      if (code === undefined) {
        if (!isSignedIn(request.who)) return say(reply, problem('sign-in-first'))
        const told = await rules.why(first, second, day ?? null, audienceOf(request.who))
        return told ?? say(reply, problem('not-found'))
      }
      const own = codes.ticketOf(code, queue())
      const number = own && queue().tickets.get(own)?.number
      if (!number) return say(reply, refusal('unknown-ticket'))
      const isOwn = [first, second].some((one) => one.trim().toUpperCase() === number)
      if (!isOwn || day !== undefined) return say(reply, problem('not-allowed'))
      return (await rules.why(first, second, null, 'citizen')) ?? say(reply, problem('not-found'))
    },
  )

  app.get(
    '/api/calls',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'Every call of a day with its reason',
        description:
          'The head of office, the administrator and the auditor. Without a day: today. Out of order first, then the newest.',
        querystring: Type.Object({ day: Type.Optional(Day) }, { additionalProperties: false }),
        response: answers(DayCalls, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      return (await rules.calls((request.query as { day?: string }).day ?? null)) ?? say(reply, problem('not-found'))
    },
  )

  app.get(
    '/api/try/days',
    {
      config: { may: EXAMINERS },
      schema: { tags, summary: 'The days a rule can be tried on', response: answers(TryDays, 401, 403) },
    },
    async () => ({ days: await rules.days() }),
  )

  app.get(
    '/api/try/strict',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'What strict would have meant in the office’s own last month',
        description:
          'The head of office, the administrator and the auditor. Counted in the background, day by day: ask again until `days` is `of`. Each day is replayed ' +
          'under strict and under the present rule.',
        response: answers(StrictFigure, 401, 403),
      },
    },
    async () => rules.strict(),
  )

  app.post(
    '/api/try',
    {
      schema: {
        tags,
        summary: 'Replay a past day under another rule or with other counters',
        description:
          'The head of office, the administrator and the auditor; changes nothing. `real` is the day as it was, `own` its replay under its own rules, `tried` ' +
          'its replay with what is tried: compare `tried` with `own`.',
        body: TryRule,
        response: answers(TriedRule, ...OF_A_BODY, 401, 403, 404),
      },
      config: { may: EXAMINERS, rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const tried = await rules.tried(request.body as TryRule)
      if (tried === null) return say(reply, problem('not-found'))
      return tried.ok ? tried.value : say(reply, refusal(tried.why))
    },
  )
}

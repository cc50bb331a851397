import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { StrictFigure, TriedRule, TryDays, TryRule } from '#core/contract/try-rule.ts'
import { Day, DayCalls, WhyAnswer, WhyQuery } from '#core/contract/why.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { HallRules } from '../reports/hall-rules.ts'
import { answers, OF_A_BODY } from './answers.ts'
import { say } from './http.ts'
import { type No, problem, refusal } from './problem.ts'
import type { SlipCodes } from './slip-code.ts'
import type { DoorKeeper, Who } from './who.ts'

/** Why one was before another, what was called and why, and what another rule would have done. */
export function hallRulesRoutes(
  app: FastifyInstance,
  doors: { rules: HallRules; keeper: DoorKeeper; codes: SlipCodes; queue: () => Queue; now: () => number },
): void {
  const { rules, keeper, codes, queue, now } = doors
  const tags = ['rules']
  const staff = (request: FastifyRequest): Who | null => keeper.staff(keeper.credentialsOf(request.raw), now())
  const whyNotAdmin = (request: FastifyRequest): No | null => {
    const who = staff(request)
    if (!who) return problem('sign-in-first')
    return who.role === 'admin' ? null : problem('not-allowed')
  }

  app.get(
    '/api/why',
    {
      schema: {
        tags,
        summary: 'Why one number was called before another, in one sentence',
        description:
          'Staff ask about any two numbers of any day. A citizen shows the code of the slip and asks about its number and ' +
          'another one of today; the sentence then names no class of priority and no reason of an officer.',
        querystring: WhyQuery,
        response: answers(WhyAnswer, 400, 401, 403, 404),
      },
      config: { rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { first, second, day, code } = request.query as WhyQuery
      if (code === undefined) {
        if (!staff(request)) return say(reply, problem('sign-in-first'))
        return (await rules.why(first, second, day ?? null, 'staff')) ?? say(reply, problem('not-found'))
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
      schema: {
        tags,
        summary: 'Every call of a day with its reason',
        description: 'Administrators only. Without a day: today. Out of order first, then the newest.',
        querystring: Type.Object({ day: Type.Optional(Day) }, { additionalProperties: false }),
        response: answers(DayCalls, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const why = whyNotAdmin(request)
      if (why) return say(reply, why)
      return (await rules.calls((request.query as { day?: string }).day ?? null)) ?? say(reply, problem('not-found'))
    },
  )

  app.get(
    '/api/try/days',
    { schema: { tags, summary: 'The days a rule can be tried on', response: answers(TryDays, 401, 403) } },
    async (request, reply) => {
      const why = whyNotAdmin(request)
      return why ? say(reply, why) : { days: await rules.days() }
    },
  )

  app.get(
    '/api/try/strict',
    {
      schema: {
        tags,
        summary: 'What strict would have meant in the office’s own last month',
        description:
          'Administrators only. Counted in the background, day by day: ask again until `days` is `of`. Each day is replayed ' +
          'under strict and under the present rule.',
        response: answers(StrictFigure, 401, 403),
      },
    },
    async (request, reply) => {
      const why = whyNotAdmin(request)
      return why ? say(reply, why) : rules.strict()
    },
  )

  app.post(
    '/api/try',
    {
      schema: {
        tags,
        summary: 'Replay a past day under another rule or with other counters',
        description:
          'Administrators only; changes nothing. `real` is the day as it was, `own` its replay under its own rules, `tried` ' +
          'its replay with what is tried: compare `tried` with `own`.',
        body: TryRule,
        response: answers(TriedRule, ...OF_A_BODY, 401, 403, 404),
      },
      config: { rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const why = whyNotAdmin(request)
      if (why) return say(reply, why)
      const tried = await rules.tried(request.body as TryRule)
      if (tried === null) return say(reply, problem('not-found'))
      return tried.ok ? tried.value : say(reply, refusal(tried.why))
    },
  )
}

import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { EXAMINERS, HEADS, PEOPLE } from '#core/contract/access.ts'
import {
  OfficeChange,
  OfficeChanged,
  OfficeChecked,
  OfficeSettings,
  OfficeToCheck,
  OfficeVersion,
  OfficeVersions,
} from '#core/contract/office-settings.ts'
import { Reason } from '#core/contract/shapes.ts'
import type { OfficeRoom } from '../settings/office-room.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

// A holiday table of several years and two hundred services fit.
export const LARGEST_OFFICE = 1024 * 1024

/** The doors to the office's settings: staff may read every rule, the head of office and the administrator may change them. */
export function officeRoutes(app: FastifyInstance, { office: room }: { office: OfficeRoom }): void {
  const tags = ['settings']
  app.get(
    '/api/office',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'The rules of this office, in force and planned',
        response: answers(OfficeSettings, 401),
      },
    },
    async () => room.look(),
  )

  app.put(
    '/api/office',
    {
      bodyLimit: LARGEST_OFFICE,
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Change the rules, at once or from a day on',
        description:
          'The head of office and the administrator. `version` is the one GET told: when the settings have changed since, nothing happens (409 office-changed). ' +
          'Lines that are wrong or contradict each other are all named, and nothing is changed (422).',
        body: OfficeChange,
        response: answers(OfficeChanged, ...OF_A_BODY, 401, 403, 404, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.change(request.body as OfficeChange, request.who)),
  )

  app.post(
    '/api/office/check',
    {
      bodyLimit: LARGEST_OFFICE,
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Look at rules without changing anything: what is missing is filled in, what is wrong is named',
        body: OfficeToCheck,
        response: answers(OfficeChecked, ...OF_A_BODY, 401, 403),
      },
    },
    async (request) => room.check((request.body as { office: unknown }).office),
  )

  app.delete(
    '/api/office/plans/:day',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Take a planned change back',
        params: Type.Object({ day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }),
        querystring: Type.Object({ why: Type.Optional(Reason) }, { additionalProperties: false }),
        response: answers(OfficeChanged, 400, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { day } = request.params as { day: string }
      const { why } = request.query as { why?: string }
      return say(reply, await room.dropPlan(day, why, request.who))
    },
  )

  app.get(
    '/api/office/versions',
    {
      config: { may: EXAMINERS },
      schema: { tags, summary: 'Who changed the rules, when and why', response: answers(OfficeVersions, 401, 403) },
    },
    async () => room.versions(),
  )

  app.get(
    '/api/office/versions/:number',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'One version whole; PUT its office to go back to it',
        params: Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
        response: answers(OfficeVersion, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { number } = request.params as { number: string | number }
      return room.version(Number(number)) ?? say(reply, problem('not-found'))
    },
  )
}

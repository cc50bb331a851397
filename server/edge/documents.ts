import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { EXAMINERS, HEADS, PEOPLE } from '#core/contract/access.ts'
import {
  DocumentChange,
  DocumentChanged,
  DocumentChecked,
  DocumentKinds,
  DocumentSettings,
  DocumentToCheck,
  DocumentVersion,
  DocumentVersions,
} from '#core/contract/documents.ts'
import { Reason } from '#core/contract/shapes.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

const LARGEST_DOCUMENT = 512 * 1024
const Kind = Type.String({ maxLength: 40 })

/** The doors to every document of settings: staff may read, and whoever the document names may change it. */
export function documentRoutes(app: FastifyInstance, { documents: room }: { documents: DocumentRoom }): void {
  const tags = ['settings']

  app.get(
    '/api/settings',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'Which documents of settings there are', response: answers(DocumentKinds, 401) },
    },
    async () => room.kinds(),
  )

  app.get(
    '/api/settings/:kind',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'One document of settings, in force and planned',
        params: Type.Object({ kind: Kind }),
        response: answers(DocumentSettings, 400, 401, 404),
      },
    },
    async (request, reply) =>
      room.look((request.params as { kind: string }).kind, request.who.role) ?? say(reply, problem('not-found')),
  )

  app.put(
    '/api/settings/:kind',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST_DOCUMENT,
      schema: {
        tags,
        summary: 'Change a document, at once or from a day on; screens show it within two seconds',
        description:
          '`version` is the one GET told: when the document has changed since, nothing happens (409 settings-changed). Some documents ' +
          'are the administrator’s alone (403). Lines that are wrong are all named, and nothing is changed (422).',
        params: Type.Object({ kind: Kind }),
        body: DocumentChange,
        response: answers(DocumentChanged, ...OF_A_BODY, 401, 403, 404, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { kind } = request.params as { kind: string }
      return say(reply, await room.change(kind, request.body as DocumentChange, request.who))
    },
  )

  app.post(
    '/api/settings/:kind/check',
    {
      config: { may: HEADS },
      bodyLimit: LARGEST_DOCUMENT,
      schema: {
        tags,
        summary:
          'Look at a document without changing anything: what is missing is filled in, what is wrong is named (422)',
        params: Type.Object({ kind: Kind }),
        body: DocumentToCheck,
        response: answers(DocumentChecked, ...OF_A_BODY, 401, 403, 404, 422),
      },
    },
    async (request, reply) => {
      const { kind } = request.params as { kind: string }
      return say(reply, room.check(kind, (request.body as { body: object }).body))
    },
  )

  app.delete(
    '/api/settings/:kind/plans/:day',
    {
      config: { may: HEADS },
      schema: {
        tags,
        summary: 'Take a planned document back',
        params: Type.Object({ kind: Kind, day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }),
        querystring: Type.Object({ why: Type.Optional(Reason) }, { additionalProperties: false }),
        response: answers(DocumentChanged, 400, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { kind, day } = request.params as { kind: string; day: string }
      const { why = null } = request.query as { why?: string }
      return say(reply, await room.dropPlan(kind, day, why, request.who))
    },
  )

  app.get(
    '/api/settings/:kind/versions',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'Who changed a document, when and why',
        params: Type.Object({ kind: Kind }),
        response: answers(DocumentVersions, 400, 401, 403, 404),
      },
    },
    async (request, reply) =>
      room.versions((request.params as { kind: string }).kind) ?? say(reply, problem('not-found')),
  )

  app.get(
    '/api/settings/:kind/versions/:number',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'One version of a document whole; PUT its body to go back to it',
        params: Type.Object({ kind: Kind, number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
        response: answers(DocumentVersion, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { kind, number } = request.params as { kind: string; number: string | number }
      return room.version(kind, Number(number)) ?? say(reply, problem('not-found'))
    },
  )
}

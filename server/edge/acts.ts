import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { EXAMINERS } from '#core/contract/access.ts'
import { ActAbout, Acts } from '#core/contract/acts.ts'
import type { ActsReader, AskedActs } from '../reports/acts.ts'
import { answers } from './answers.ts'

const Asked = Type.Object(
  {
    about: Type.Optional(ActAbout),
    id: Type.Optional(Type.String({ maxLength: 100 })),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
)

/** The door to what people did: for those who examine it. */
export function actRoutes(app: FastifyInstance, { acts }: { acts: ActsReader }): void {
  app.get(
    '/api/acts',
    {
      config: { may: EXAMINERS },
      schema: {
        tags: ['proof'],
        summary: 'Who changed what, from where, when, before and after; the newest first',
        description: 'Fifty at a time: `next` is the `before` of the page behind.',
        querystring: Asked,
        response: answers(Acts, 400, 401, 403),
      },
    },
    async (request) => acts.read(request.query as AskedActs),
  )
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { ADMINS, FIGURES } from '#core/contract/access.ts'
import { CityHall, CityKey, CityView, HallAsked, HallKey, Standing, StandingTaken } from '#core/contract/city.ts'
import { addsUp } from '#core/domain/city.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { NoteAct } from '../acts.ts'
import type { City } from '../city/open-city.ts'
import { cityTable } from '../city/table.ts'
import { answers, OF_A_BODY, OF_WRITING, problems } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) })
const CSV = 'text/csv; charset=utf-8'

export interface CityDoors {
  readonly city: City
  readonly note: NoteAct
  readonly now: () => number
}

/** The doors of a city: halls tell how they stand, leaders look, the administrator enters halls and keys. */
export function cityRoutes(app: FastifyInstance, { city, note, now }: CityDoors): void {
  const { halls } = city
  const tags = ['city']
  const rateLimit = { max: 120, timeWindow: 60_000 }
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

  app.get(
    '/api/city',
    {
      config: { may: FIGURES, rateLimit },
      schema: {
        tags,
        summary: 'Every hall this hub hears of, the worst first',
        description:
          'Read-only, and no person in it. A hall not heard of for three minutes is `silent`, with the last thing it said; `sum` leaves it out.',
        response: answers(CityView, 401, 403),
      },
    },
    async () => city.view(),
  )

  app.get(
    '/api/city/file',
    {
      config: { may: FIGURES, rateLimit },
      schema: {
        tags,
        summary: 'The same halls with the same figures, as text for Excel',
        response: {
          200: { description: 'The file', content: { [CSV]: { schema: Type.String({ format: 'binary' }) } } },
          ...problems(401, 403, 429),
        },
      },
    },
    async (_, reply) =>
      reply.type(CSV).header('content-disposition', 'attachment; filename="cac-sanh.csv"').send(cityTable(city.view())),
  )

  app.get(
    '/api/city/halls/:id',
    {
      config: { may: FIGURES, rateLimit },
      schema: {
        tags,
        summary: 'One hall, and the last thing it said',
        params: Id,
        response: answers(CityHall, 400, 401, 403, 404),
      },
    },
    async (request, reply) => halls.find(idOf(request), now()) ?? say(reply, problem('not-found')),
  )

  app.post(
    '/api/city/halls',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Enter a hall that may tell how it stands, or give it a new key; the key is told this once',
        body: HallAsked,
        response: answers(HallKey, ...OF_A_BODY, 401, 403, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { id, name } = request.body as HallAsked
      const noted = await note(request.who, actOf(id, 'hall-admitted', name))
      return say(reply, noted.ok ? { ok: true, value: { id, key: halls.admit(id, name, now()) } } : noted)
    },
  )

  app.delete(
    '/api/city/halls/:id',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Hear no more of a hall, and forget what it said',
        params: Id,
        response: answers(CityView, 400, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const id = idOf(request)
      const hall = halls.find(id, now())
      if (hall === null) return say(reply, problem('not-found'))
      const noted = await note(request.who, actOf(id, 'hall-dismissed', null, hall.name))
      if (noted.ok) halls.dismiss(id)
      return say(reply, noted.ok ? { ok: true, value: city.view() } : noted)
    },
  )

  app.post(
    '/api/city/key',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'The key a city gave this hall; where that city is stands in the document `city`',
        body: CityKey,
        response: answers(CityView, ...OF_A_BODY, 401, 403, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { key } = request.body as { key: string }
      const noted = await note(request.who, { ...actOf('city', 'key-entered'), about: 'settings' })
      if (noted.ok) city.setKey(key)
      return say(reply, noted.ok ? { ok: true, value: city.view() } : noted)
    },
  )

  /** Whose key it is; a hall's key is no person's and no screen's, and opens nothing else. */
  function senderOf(request: FastifyRequest): string | null {
    const key = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    return key === undefined ? null : halls.whoHas(key)
  }

  app.post(
    '/api/city/standing',
    {
      config: {
        may: 'anyone',
        // Many halls may stand behind one address: each is counted by its own key.
        rateLimit: { ...rateLimit, keyGenerator: (request: FastifyRequest) => senderOf(request) ?? request.ip },
      },
      // Before a byte of the body is read.
      onRequest: async (request: FastifyRequest, reply: FastifyReply) =>
        senderOf(request) === null ? say(reply, problem('not-a-hall')) : undefined,
      schema: {
        tags,
        summary: 'A hall tells how it stands, with the key it was given',
        description:
          'Newer by `at`, then by `seq`; an older word, or the same again, changes nothing (`taken` is false). A key speaks for its own hall ' +
          'alone (403), and what does not add up is not taken (422).',
        body: Standing,
        response: answers(StandingTaken, ...OF_A_BODY, 401, 403, 422),
      },
    },
    async (request, reply) => {
      const standing = request.body as Standing
      const sender = senderOf(request)
      if (sender !== standing.site) return say(reply, problem('other-hall'))
      if (!addsUp(standing.tally)) return say(reply, problem('figures-wrong'))
      return { taken: halls.hear(sender, standing, now()) }
    },
  )
}

function actOf(id: string, did: string, after: unknown = null, before: unknown = null): NotedAct {
  return { about: 'door', id, did, before, after }
}

import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ADMINS } from '#core/contract/access.ts'
import { HandedPin, NewPerson, People, Person, PersonChange, Sessions, StaffId } from '#core/contract/people.ts'
import type { PeopleRoom } from '../settings/people-room.ts'
import type { Staff } from '../settings/staff.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'

export interface PeopleDoors {
  readonly peopleRoom: PeopleRoom
  readonly staff: Staff
  readonly now: () => number
}

const One = Type.Object({ id: StaffId })

/** The doors to the people of the office: the administrator's alone. What each does is noted in the journal first. */
export function peopleRoutes(app: FastifyInstance, { peopleRoom: room, staff, now }: PeopleDoors): void {
  const tags = ['people']
  const config = { may: ADMINS }
  const idOf = ({ params }: { params: unknown }) => (params as { id: string }).id

  app.get(
    '/api/people',
    {
      config,
      schema: { tags, summary: 'Who works here, and who has left', response: answers(People, 401, 403) },
    },
    async () => room.look(),
  )

  app.post(
    '/api/people',
    {
      config,
      schema: {
        tags,
        summary: 'Add somebody, and get the PIN to hand out',
        description:
          'The PIN is told this once and holds a week; at the first sign-in the person chooses one of their own, and can do nothing ' +
          'else before. An id that anybody ever had is taken (409 name-taken).',
        body: NewPerson,
        response: answers(HandedPin, ...OF_A_BODY, 401, 403, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.add(request.body as NewPerson, request.who)),
  )

  app.put(
    '/api/people/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Give somebody another name or role; with another role they sign in anew',
        params: One,
        body: PersonChange,
        response: answers(Person, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.change(idOf(request), request.body as PersonChange, request.who)),
  )

  app.post(
    '/api/people/:id/pin',
    {
      config,
      schema: {
        tags,
        summary: 'Hand out a new PIN: the old secret opens nothing any more, and every session ends',
        description:
          'The account is untied from the other house as well. Whoever had left is back with it. Nobody hands one to themselves (409 not-oneself).',
        params: One,
        response: answers(HandedPin, 400, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.handPin(idOf(request), request.who)),
  )

  app.delete(
    '/api/people/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Somebody leaves: kept for the record, and cannot sign in any more',
        params: One,
        response: answers(Person, 400, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.leave(idOf(request), request.who)),
  )

  app.get(
    '/api/people/:id/sessions',
    {
      config,
      schema: {
        tags,
        summary: 'Where somebody is signed in',
        params: One,
        response: answers(Sessions, 400, 401, 403),
      },
    },
    async (request) => ({
      sessions: staff.sessions
        .of(idOf(request), now())
        .map((session) => ({ ...session, here: session.id === request.who.session })),
    }),
  )

  app.delete(
    '/api/people/:id/sessions',
    {
      config,
      schema: {
        tags,
        summary: 'Sign somebody out everywhere',
        params: One,
        response: answers(Person, 400, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await room.signOut(idOf(request), request.who)),
  )
}

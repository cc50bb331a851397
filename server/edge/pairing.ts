import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { ADMINS, OF_THE_OFFICE } from '#core/contract/access.ts'
import {
  HallScreens,
  ScreenApproval,
  ScreenChanged,
  ScreenHere,
  ScreenInvitation,
  ScreenInvited,
  ScreenMachine,
  ScreenPass,
  ScreenRevocation,
  ScreenStanding,
} from '#core/contract/screens.ts'
import type { PairingRoom } from '../pairing/room.ts'
import { answers, OF_A_BODY, OF_WRITING, problems } from './answers.ts'
import { say } from './http.ts'
import { cookieNamed, type DoorKeeper, SCREEN_COOKIE, type Who } from './who.ts'

export interface PairingDoors {
  readonly pairing: PairingRoom
  readonly keeper: DoorKeeper
  /** Every screen and how it is; codes of those that wait are told to whoever may approve them. */
  readonly hallScreens: (who: Who) => HallScreens
}

// A browser keeps no cookie longer than this, and every change of the token begins it anew.
const COOKIE_LIVES_S = 400 * 86_400
const Place = Type.Object({ id: Type.String({ pattern: '^[a-z0-9]{12}$' }) })
const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

/** The doors of the hall's screens: a page tells that it is here, and the administrator gives screens their places. */
export function pairingRoutes(app: FastifyInstance, doors: PairingDoors): void {
  screensOwnDoors(app, doors)
  administratorsDoors(app, doors)
}

function screensOwnDoors(app: FastifyInstance, { pairing, keeper }: PairingDoors): void {
  const tags = ['screens']
  const give = (request: FastifyRequest, reply: FastifyReply, cookie: string) =>
    reply.setCookie(SCREEN_COOKIE, cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      maxAge: COOKIE_LIVES_S,
    })

  app.post(
    '/api/screen',
    {
      config: { may: 'anyone' },
      schema: {
        tags,
        summary: 'A screen’s page tells that it is here: when it is opened, and once a minute',
        description:
          'Answers where its place is; whom nobody knows gets a code to show, and a cookie to be known by once it is approved.',
        body: ScreenHere,
        response: answers(ScreenStanding, ...OF_A_BODY, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const credentials = keeper.credentialsOf(request.raw)
      const { address } = credentials
      const from = {
        cookie: cookieNamed(credentials.cookie, SCREEN_COOKIE),
        address,
        isOwn: keeper.isOwnScreen(credentials),
      }
      const { cookie, ...answer } = pairing.here(from, request.body as ScreenHere)
      if (cookie !== undefined) give(request, reply, cookie)
      return say(reply, answer)
    },
  )

  app.post(
    '/api/screen/pass',
    {
      config: { may: 'anyone', rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'A machine that starts browsers asks for the way in for the next one',
        body: ScreenMachine,
        response: answers(ScreenPass, ...OF_A_BODY),
      },
    },
    async (request) => {
      const isOwn = keeper.isOwnScreen(keeper.credentialsOf(request.raw))
      return { pass: isOwn ? null : pairing.passFor((request.body as ScreenMachine).machine) }
    },
  )

  const Secret = Type.Optional(Type.String({ maxLength: 200 }))
  app.get(
    '/enter',
    {
      config: { may: 'anyone', rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Bring one screen in by an invitation (`code`), or a machine’s browser by its pass',
        querystring: Type.Object(
          {
            code: Secret,
            pass: Secret,
            // Printable ASCII alone may stand in a Location header.
            to: Type.Optional(Type.String({ pattern: '^/(kiosk|display)/[!-~]*$', maxLength: 300 })),
            // Addresses of releases before this one carried a key of all screens: it opens nothing any more.
            key: Secret,
          },
          { additionalProperties: false },
        ),
        response: { 302: { description: 'To the screen' }, ...problems(400, 403, 429, 503) },
      },
    },
    async (request, reply) => {
      const { code, pass, to = '/kiosk/' } = request.query as { code?: string; pass?: string; to?: string }
      if (code === undefined && pass === undefined) return reply.redirect(to)
      const { address } = keeper.credentialsOf(request.raw)
      const entered = await pairing.enter(code === undefined ? { pass: pass ?? '' } : { code }, address)
      // A machine's browser whose pass is worth nothing shows its code like any other.
      if (!entered.ok) return code === undefined ? reply.redirect(to) : say(reply, entered)
      give(request, reply, entered.value.cookie)
      return reply.redirect(entered.value.to ?? to)
    },
  )
}

function administratorsDoors(app: FastifyInstance, { pairing, hallScreens }: PairingDoors): void {
  const tags = ['screens']
  const config = { may: ADMINS, rateLimit: { max: 120, timeWindow: 60_000 } }

  app.get(
    '/api/screens',
    {
      config: { may: OF_THE_OFFICE },
      schema: {
        tags,
        summary: 'Every screen of the hall: its place, how it is and what to do; and those that wait at the door',
        response: answers(HallScreens, 401, 403),
      },
    },
    async (request) => hallScreens(request.who),
  )

  app.post(
    '/api/screens',
    {
      config,
      schema: {
        tags,
        summary: 'Make an address that brings one screen to a place, once, within a day',
        description: 'For whoever mounts many: the address is opened on the screen itself. It is shown this once.',
        body: ScreenInvitation,
        response: answers(ScreenInvited, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await pairing.invite(request.body as ScreenInvitation, request.who)),
  )

  app.post(
    '/api/screens/:id/approve',
    {
      config,
      schema: {
        tags,
        summary: 'Let a waiting screen in, after its code was compared, and give it its place',
        params: Place,
        body: ScreenApproval,
        response: answers(ScreenChanged, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) =>
      say(reply, await pairing.approve(idOf(request), request.body as ScreenApproval, request.who)),
  )

  app.post(
    '/api/screens/:id/move',
    {
      config,
      schema: {
        tags,
        summary: 'Give a screen another name or another place; it goes there by itself',
        params: Place,
        body: ScreenInvitation,
        response: answers(ScreenChanged, ...OF_A_BODY, 401, 403, 404, 409, ...OF_WRITING),
      },
    },
    async (request, reply) =>
      say(reply, await pairing.move(idOf(request), request.body as ScreenInvitation, request.who)),
  )

  app.post(
    '/api/screens/:id/revoke',
    {
      config,
      schema: {
        tags,
        summary: 'Take a screen’s key away: it is cut at once, and shows a code again',
        params: Place,
        body: ScreenRevocation,
        response: answers(ScreenChanged, ...OF_A_BODY, 401, 403, 404, ...OF_WRITING),
      },
    },
    async (request, reply) =>
      say(reply, await pairing.revoke(idOf(request), (request.body as ScreenRevocation).why, request.who)),
  )
}

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { PEOPLE } from '#core/contract/access.ts'
import { closed, OrNull } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import type { Staff } from '../settings/staff.ts'
import { answers, OF_WRITING, problems } from './answers.ts'
import { say } from './http.ts'
import type { Errand, OtherHouse } from './other-house.ts'
import { placeOf } from './place.ts'
import { problem } from './problem.ts'
import { letIn } from './sign-in.ts'
import { cookieNamed, type DoorKeeper, type Who } from './who.ts'

export interface OtherHouseDoors {
  /** Null where the office has none. */
  readonly otherHouse: OtherHouse | null
  readonly publicUrl: () => string
  readonly staff: Staff
  readonly keeper: DoorKeeper
  readonly note: NoteAct
  readonly now: () => number
}

const TRIP_COOKIE = 'luot_trip'
const TRIP_MS = 10 * 60_000
const MOST_TRIPS = 500

interface Trip {
  readonly errand: Errand
  /** Who wants their own account tied, and by which session they are in; null: somebody who wants to come in. */
  readonly tying: Who | null
  readonly untilAt: number
}

/**
 * The doors to another house that signs people in. Nobody is known by it who has not tied their own account to it first, signed in here
 * with their own PIN: a name that house gives opens nothing.
 *
 *     /oidc/start ─▶ the other house ─▶ /oidc/back ─▶ a page that leads to the desk
 *
 * That last page is there because a Strict cookie does not travel with a browser that was sent here from elsewhere.
 */
export function oidcRoutes(app: FastifyInstance, doors: OtherHouseDoors): void {
  const { otherHouse: house, staff, note, now } = doors
  const tags = ['people']
  const trips = new Map<string, Trip>()

  app.get(
    '/api/oidc',
    {
      config: { may: 'anyone' },
      schema: {
        tags,
        summary: 'Whether people may also sign in through another house, and through which',
        response: answers(Type.Object({ name: OrNull(Type.String()) }, closed)),
      },
    },
    async () => ({ name: house?.name ?? null }),
  )

  app.get(
    '/oidc/start',
    {
      config: { may: 'anyone', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Go to the other house to sign in, or to tie one’s own account to it',
        querystring: Type.Object({ tie: Type.Optional(Type.Literal('1')) }, closed),
        response: { 302: { description: 'To the other house' }, ...problems(400, 401, 404, 429) },
      },
    },
    async (request, reply) => {
      if (!house) return say(reply, problem('not-found'))
      const isTie = (request.query as { tie?: string }).tie === '1'
      const isSignedIn = PEOPLE.some((role) => role === request.who.role)
      if (isTie && !isSignedIn) return say(reply, problem('sign-in-first'))
      for (const [key, { untilAt }] of trips) if (untilAt <= now()) trips.delete(key)
      if (trips.size >= MOST_TRIPS) return say(reply, problem('too-many'))
      let begun: Awaited<ReturnType<OtherHouse['begin']>>
      try {
        begun = await house.begin(`${doors.publicUrl()}/oidc/back`)
      } catch (error) {
        request.log.warn({ err: error }, 'the other house cannot be reached')
        return reply.redirect('/desk/?oidc=away')
      }
      const key = randomBytes(24).toString('base64url')
      trips.set(key, { errand: begun.errand, tying: isTie ? request.who : null, untilAt: now() + TRIP_MS })
      return reply
        .setCookie(TRIP_COOKIE, key, {
          path: '/oidc',
          httpOnly: true,
          // It must come back with a browser that another house sends here; it opens nothing by itself.
          sameSite: 'lax',
          secure: request.protocol === 'https',
          maxAge: TRIP_MS / 1_000,
        })
        .redirect(begun.address)
    },
  )

  app.get(
    '/oidc/back',
    {
      config: { may: 'anyone', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Where the other house sends people back to',
        response: { 200: { description: 'A page that leads to the desk' }, ...problems(404, 429) },
      },
    },
    async (request, reply) => {
      const key = cookieNamed(request.headers.cookie, TRIP_COOKIE) ?? ''
      const trip = trips.get(key)
      // One trip, one return.
      trips.delete(key)
      reply.clearCookie(TRIP_COOKIE, { path: '/oidc' })
      if (!house) return say(reply, problem('not-found'))
      if (!trip || trip.untilAt <= now()) return leadTo(reply, '/desk/?oidc=again')
      let subject: string | null
      try {
        subject = await house.end(trip.errand, new URL(request.url, doors.publicUrl()))
      } catch (error) {
        request.log.warn({ err: error }, 'the other house cannot be reached')
        return leadTo(reply, '/desk/?oidc=away')
      }
      if (subject === null) return leadTo(reply, '/desk/?oidc=again')
      return trip.tying === null ? comeIn(request, reply, subject) : tie(request, reply, trip.tying, subject)
    },
  )

  app.delete(
    '/api/oidc',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'Untie one’s own account from the other house',
        response: answers(Type.Object({ tied: Type.Boolean() }, closed), 401, ...OF_WRITING),
      },
    },
    async ({ who }, reply) => {
      const noted = await note(who, { about: 'person', id: who.id, did: 'untied', before: null, after: null })
      if (!noted.ok) return say(reply, noted)
      staff.tie(who.id, null)
      return { tied: false }
    },
  )

  function comeIn(request: FastifyRequest, reply: FastifyReply, subject: string) {
    const member = staff.tiedTo(subject)
    if (!member) return leadTo(reply, '/desk/?oidc=unknown')
    const place = placeOf(request.raw, doors.keeper.credentialsOf(request.raw).address)
    letIn(reply, request, member, staff.openSession(member.id, place, now()))
    return leadTo(reply, '/desk/')
  }

  async function tie(request: FastifyRequest, reply: FastifyReply, { id, session }: Who, subject: string) {
    // The way takes its time: whoever was signed out meanwhile, or has left, ties nothing any more.
    const isIn = () => session !== undefined && staff.sessions.isOpen(session, now())
    const member = staff.find(id)
    if (!member || !isIn()) return leadTo(reply, '/desk/?oidc=again')
    const other = staff.tiedTo(subject)
    if (other && other.id !== id) return leadTo(reply, '/desk/me?oidc=taken')
    const { from } = placeOf(request.raw, doors.keeper.credentialsOf(request.raw).address)
    // Who somebody is elsewhere is theirs: the journal keeps that it was done, not what.
    const noted = await note(
      { ...member, from },
      { about: 'person', id, did: 'tied', before: null, after: { house: house?.name } },
    )
    if (!noted.ok || !isIn()) return leadTo(reply, '/desk/me?oidc=again')
    staff.tie(id, subject)
    return leadTo(reply, '/desk/me?oidc=tied')
  }
}

/** `to` is one of our own, above: nothing of the request is in it. */
function leadTo(reply: FastifyReply, to: string) {
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}">` +
        `<title>Lượt</title></head><body><p><a href="${to}">Tiếp tục · Continue</a></p></body></html>`,
    )
}

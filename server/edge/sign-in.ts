import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { PEOPLE } from '#core/contract/access.ts'
import * as desk from '#core/contract/desk.ts'
import { ChooseSecret, Sessions } from '#core/contract/people.ts'
import { whyWeak } from '#core/contract/secrets.ts'
import type { NoteAct } from '../acts.ts'
import { type OpenedSession, SESSION_MS } from '../settings/sessions.ts'
import type { SetupCode } from '../settings/setup-code.ts'
import type { Proof, Staff, StaffMember } from '../settings/staff.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { placeOf } from './place.ts'
import { problem } from './problem.ts'
import { cookieNamed, type DoorKeeper, SESSION_COOKIE, type Who } from './who.ts'

export interface SignInDoors {
  readonly staff: Staff
  readonly keeper: DoorKeeper
  readonly note: NoteAct
  readonly now: () => number
  /** Time that no hand and no network clock can set: for how long something may last. */
  readonly steady: () => number
  /** The code of a first start; null once there is an administrator. */
  readonly setupCode: () => SetupCode | null
}

/** After so many wrong tries in a row, and every so many more, the journal says that somebody tried. */
const TOLD_EVERY = 10

/** The doors by which people come in and go out: the first administrator, sign-in, a secret of one's own, one's sessions. */
export function signInRoutes(app: FastifyInstance, doors: SignInDoors): void {
  const tags = ['people']
  const { staff, now } = doors
  const place = (request: FastifyRequest) => placeOf(request.raw, doors.keeper.credentialsOf(request.raw).address)

  app.get(
    '/api/staff',
    { config: { may: 'anyone' }, schema: { tags, summary: 'Who may sign in here', response: answers(desk.StaffList) } },
    async () => ({ needsSetup: !staff.hasAdmin(), staff: staff.list().map(({ id, name }) => ({ id, name })) }),
  )

  app.post(
    '/api/setup',
    {
      config: { may: 'anyone' },
      schema: {
        tags,
        summary: 'Make the first administrator with the one-time code',
        body: desk.Setup,
        response: answers(desk.Me, ...OF_A_BODY, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { code, staff: id, name, password } = request.body as desk.Setup
      const member = { id, name, role: 'admin' } as const
      if (staff.hasAdmin() || !doors.setupCode()) return say(reply, problem('wrong-setup-code'))
      if (staff.find(id)) return say(reply, problem('name-taken'))
      const weak = whyWeak(password, member)
      if (weak) return say(reply, problem(`secret-${weak}`))
      if (!doors.setupCode()?.use(code, doors.steady())) return say(reply, problem('wrong-setup-code'))
      const who = { ...member, from: place(request).from }
      const act = {
        about: 'person',
        id,
        did: 'first-administrator',
        before: null,
        after: { name, role: 'admin' },
      } as const
      const noted = await doors.note(who, act)
      if (!noted.ok) return say(reply, noted)
      await staff.add(member, password, now())
      return letIn(reply, request, member, staff.openSession(id, place(request), now()))
    },
  )

  app.post(
    '/api/session',
    {
      schema: {
        tags,
        summary: 'Sign in',
        description: 'With a PIN that was handed out `choose` is true: then only PUT /api/session/secret is open.',
        body: desk.SignIn,
        response: answers(desk.Me, ...OF_A_BODY, 401, ...OF_WRITING),
      },
      config: { may: 'anyone', rateLimit: { max: 60, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { staff: id, pin } = request.body as { staff: string; pin: string }
      const signed = await staff.signIn(id, pin, place(request), now())
      if (signed.kind === 'in') return letIn(reply, request, signed.member, signed)
      if (signed.kind === 'too-old') return say(reply, problem('pin-too-old'))
      return notIn(doors, reply, request, id, signed)
    },
  )

  app.get(
    '/api/session',
    {
      config: { may: PEOPLE, whileChoosing: true },
      schema: { tags, summary: 'Who am I', response: answers(desk.Me, 401) },
    },
    async ({ who }) => meOf(who, who.choosing === true),
  )

  app.put(
    '/api/session/secret',
    {
      config: { may: PEOPLE, whileChoosing: true, rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Choose a PIN or password of one’s own; every session but a new one ends',
        description: '`now` is the present one; whoever came in with a PIN that was handed out leaves it out.',
        body: ChooseSecret,
        response: answers(desk.Me, ...OF_A_BODY, 401, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { id, session, choosing } = request.who
      const { now: present = '', secret } = request.body as ChooseSecret
      const member = staff.find(id)
      if (!member || session === undefined) return say(reply, problem('sign-in-first'))
      if (!choosing) {
        const proof = await staff.proves(id, present, place(request))
        if (proof.kind !== 'right') return notIn(doors, reply, request, id, proof)
      }
      const weak = whyWeak(secret, member)
      if (weak) return say(reply, problem(`secret-${weak}`))
      if (await staff.isSecretOf(id, secret)) return say(reply, problem('secret-same'))
      const did = choosing ? 'chose-secret' : 'changed-secret'
      const noted = await doors.note(request.who, { about: 'person', id, did, before: null, after: null })
      if (!noted.ok) return say(reply, noted)
      const chosen = await staff.choose({ id, session }, secret, place(request), now())
      return chosen ? letIn(reply, request, member, chosen) : say(reply, problem('sign-in-first'))
    },
  )

  app.delete(
    '/api/session',
    {
      config: { may: 'anyone' },
      schema: { tags, summary: 'Sign out', response: { 204: { description: 'Signed out' } } },
    },
    async (request, reply) => {
      const token = cookieNamed(request.headers.cookie, SESSION_COOKIE)
      const session = token ? staff.sessions.find(token, now()) : null
      if (session) staff.sessions.end(session.id, session.staff)
      return forgetCookie(reply).status(204).send()
    },
  )

  app.get(
    '/api/sessions',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'Where I am signed in', response: answers(Sessions, 401) },
    },
    async ({ who }) => ({
      sessions: staff.sessions.of(who.id, now()).map((session) => ({ ...session, here: session.id === who.session })),
    }),
  )

  app.delete(
    '/api/sessions',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'Sign out everywhere, here too', response: answers(Sessions, 401, ...OF_WRITING) },
    },
    async ({ who }, reply) => {
      const before = { sessions: staff.sessions.of(who.id, now()).length }
      const did = 'signed-out-everywhere'
      const noted = await doors.note(who, { about: 'session', id: who.id, did, before, after: { sessions: 0 } })
      if (!noted.ok) return say(reply, noted)
      staff.sessions.endAll(who.id)
      return forgetCookie(reply).send({ sessions: [] })
    },
  )

  app.delete(
    '/api/sessions/:session',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'End one of my own sessions',
        params: Type.Object({ session: Type.String({ maxLength: 40 }) }),
        response: answers(Sessions, 400, 401, 404, ...OF_WRITING),
      },
    },
    async (request, reply) => {
      const { who } = request
      const { session } = request.params as { session: string }
      if (!staff.sessions.end(session, who.id)) return say(reply, problem('not-found'))
      const left = staff.sessions.of(who.id, now())
      return { sessions: left.map((one) => ({ ...one, here: one.id === who.session })) }
    },
  )
}

/** Gives somebody their session; whoever proved elsewhere who they are comes in the same way. */
export function letIn(reply: FastifyReply, request: FastifyRequest, member: StaffMember, session: OpenedSession) {
  // A new session every time: a cookie planted before signing in is worth nothing.
  reply.setCookie(SESSION_COOKIE, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: SESSION_MS / 1_000,
  })
  return meOf(member, session.choosing)
}

function notIn(
  { staff, note, keeper }: SignInDoors,
  reply: FastifyReply,
  request: FastifyRequest,
  id: string,
  proof: Exclude<Proof, { kind: 'right' }>,
) {
  if (proof.kind === 'wait') {
    reply.header('retry-after', Math.ceil(proof.waitMs / 1_000))
    return say(reply, problem('too-many'))
  }
  if (proof.inARow > 0 && proof.inARow % TOLD_EVERY === 0 && staff.find(id)) {
    const { address } = keeper.credentialsOf(request.raw)
    request.log.warn({ staff: id, address }, 'somebody tries PINs')
    // Not waited for: a name somebody has must not take longer. The address stays in the log; a chain never forgets.
    void note(ANYBODY, { about: 'session', id, did: 'wrong-tries', before: null, after: { tries: proof.inARow } })
  }
  return say(reply, problem('wrong-pin'))
}

const ANYBODY: Who = { role: 'citizen', id: 'anyone', name: '' }

function meOf({ id, name, role }: { id: string; name: string; role: Who['role'] }, choosing: boolean) {
  return { id, name, role, ...(choosing && { choose: true }) }
}

function forgetCookie(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(SESSION_COOKIE, { path: '/' })
}

import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import Type, { type TSchema } from 'typebox'
import { PEOPLE } from '#core/contract/access.ts'
import { CitizenView } from '#core/contract/citizen.ts'
import * as desk from '#core/contract/desk.ts'
import { BoardView } from '#core/contract/display.ts'
import { GuardView } from '#core/contract/guard.ts'
import { Health } from '#core/contract/health.ts'
import { ScreenHello } from '#core/contract/hello.ts'
import { KioskView, RatingView } from '#core/contract/kiosk.ts'
import { HallView } from '#core/contract/live.ts'
import { ProcedureFull, ProcedureList } from '#core/contract/procedures.ts'
import { DayReport } from '#core/contract/report.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Role } from '#core/domain/commands.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { HallRules } from '../reports/hall-rules.ts'
import { AUDIENCES, type Audience, type ScreenData } from '../screens.ts'
import type { OfficeRoom } from '../settings/office-room.ts'
import { admit } from './admit.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { overHttp } from './ask.ts'
import { bodyOverHttp, type Ear } from './ear.ts'
import { asProblemJson, problem } from './problem.ts'
import { type SignInDoors, signInRoutes } from './sign-in.ts'
import type { SlipCodes } from './slip-code.ts'
import { ASKS_OF } from './sockets.ts'

export interface HttpDoors extends SignInDoors {
  readonly ear: Ear
  readonly health: () => Promise<unknown>
  readonly metrics: () => Promise<{ type: string; text: string }>
  readonly dayReport: () => Promise<DayReport | null>
  readonly procedures: {
    list(query: { q?: string; field?: string; limit?: number }): unknown
    full(code: string): unknown
  }
  /** The office's settings, to be read and changed. */
  readonly office: OfficeRoom
  /** Why somebody was called, and what other rules would have done. */
  readonly rules: HallRules
  readonly codes: SlipCodes
  readonly queue: () => Queue
  /** The picture a screen would be shown now. */
  readonly viewOf: (screen: ScreenData) => unknown
  readonly clipPath: (key: string) => string | undefined
}

/** The HTTP doors: every ask of the queue as `POST /api/<ask>`, then sign-in, lookup, report and health. */
export async function openHttp(app: FastifyInstance, doors: HttpDoors): Promise<void> {
  askRoutes(app, doors)
  signInRoutes(app, doors)
  readingRoutes(app, doors)
}

function askRoutes(app: FastifyInstance, doors: HttpDoors): void {
  for (const ask of doors.ear.rows) {
    const example = { ...ask.example }
    const may = overHttp(ask)
    app.post(
      `/api/${ask.name}`,
      {
        config: { may, isAsk: true },
        schema: {
          operationId: ask.name,
          tags: ['queue'],
          summary: ask.summary,
          description: `Roles: ${may.join(', ')}. The same Idempotency-Key gives the same answer for at least a day.`,
          headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 8, maxLength: 66 }) }),
          body: { ...bodyOverHttp(ask), examples: [example] },
          response: answers(ask.value, ...OF_A_BODY, 401, 403, 404, 409, 422, ...OF_WRITING),
        },
        // The key's absence has a sentence of its own.
        preValidation: async (request, reply) => {
          if (request.headers['idempotency-key'] === undefined) return say(reply, problem('idempotency-key-missing'))
        },
      },
      async (request, reply) => {
        // What a paired screen is not for, it cannot have done by a program either.
        if (request.who.isPaired && !ASKS_OF.kiosk.includes(ask.name)) return say(reply, problem('not-allowed'))
        const command = String(request.headers['idempotency-key']).replaceAll('"', '')
        const answer = await doors.ear.hear(ask.name, { ...(request.body as object), command }, request.who)
        return say(reply, answer)
      },
    )
  }
}

function readingRoutes(app: FastifyInstance, doors: HttpDoors): void {
  app.get(
    '/healthz',
    { config: { may: 'hall' }, schema: { tags: ['hub'], summary: 'How the hub is', response: answers(Health, 401) } },
    () => doors.health(),
  )

  app.get('/metrics', { config: { may: 'hall' }, schema: { hide: true } }, async (_, reply) => {
    const { type, text } = await doors.metrics()
    return reply.type(type).send(text)
  })

  const screens: Record<Audience, TSchema> = {
    kiosk: KioskView,
    rating: RatingView,
    display: BoardView,
    guard: GuardView,
    desk: desk.DeskView,
    hall: HallView,
    citizen: CitizenView,
  }
  const { id, counter, code } = ScreenHello.properties.screen.properties
  const Screen = Type.Object({ id: Type.Optional(id), counter, code }, { additionalProperties: false })
  for (const audience of AUDIENCES) {
    app.get(
      `/api/views/${audience}`,
      {
        // Who may see it is decided by the same admit.ts as on the socket.
        config: { may: 'anyone' },
        schema: {
          tags: ['views'],
          summary: `The picture a ${audience} screen is shown now`,
          querystring: Screen,
          response: answers(screens[audience], 400, 401, 403, 404),
        },
      },
      async (request, reply) => {
        const { keeper, codes } = doors
        const screen = { id: 'api', ...(request.query as object) }
        const parts = { keeper, codes, queue: doors.queue(), at: doors.now() }
        const known = admit(parts, audience, screen, keeper.credentialsOf(request.raw))
        if ('ok' in known) return say(reply, known)
        return doors.viewOf(known) ?? say(reply, problem('not-found'))
      },
    )
  }

  app.get(
    '/api/day',
    {
      config: { may: PEOPLE },
      schema: {
        tags: ['reports'],
        summary: 'Today in figures',
        response: answers(DayReport, 401, 404),
      },
    },
    async (request, reply) => {
      const report = await doors.dayReport()
      if (!report) return say(reply, problem('not-found'))
      return toldTo(request.who.role, report)
    },
  )

  const Query = Type.Object(
    {
      q: Type.Optional(Type.String({ maxLength: 200 })),
      field: Type.Optional(Type.String({ maxLength: 300 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    },
    { additionalProperties: false },
  )
  app.get(
    '/api/procedures',
    {
      // A person types no faster than five keys a second.
      config: { may: 'anyone', rateLimit: { max: 300, timeWindow: 60_000 } },
      schema: {
        tags: ['lookup'],
        summary: 'Find procedures',
        querystring: Query,
        response: answers(ProcedureList, 400),
      },
    },
    async (request) => doors.procedures.list(request.query as { q?: string; field?: string; limit?: number }),
  )
  app.get(
    '/api/procedures/:code',
    {
      config: { may: 'anyone' },
      schema: {
        tags: ['lookup'],
        summary: 'One procedure whole',
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
        response: answers(ProcedureFull, 400, 404),
      },
    },
    async (request, reply) =>
      doors.procedures.full((request.params as { code: string }).code) ?? say(reply, problem('not-found')),
  )

  app.get('/clips/:key.wav', { config: { may: 'hall' }, schema: { hide: true } }, async (request, reply) => {
    const path = doors.clipPath((request.params as { key: string }).key)
    // The cache may be tidied at any time; a clip that is gone is made again with the next call.
    const bytes = path ? await readFile(path).catch(() => null) : null // the board chimes, and reads
    if (bytes === null) return say(reply, problem('not-found'))
    return reply.type('audio/wav').header('cache-control', 'public, max-age=31536000, immutable').send(bytes)
  })
}

/** The day as far as it is this role's business. */
function toldTo(role: Role, report: DayReport): DayReport {
  // Whoever sits at a counter learns nothing from its answers (S18).
  if (role === 'officer') return { ...report, ratings: { ...report.ratings, levels: null } }
  // What an officer typed speaks of a person, and stays in the office.
  if (role === 'city') return { ...report, picked: report.picked.map((call) => ({ ...call, reason: null })) }
  return report
}

/** Sends an answer as HTTP: the value, or a problem+json. */
export function say(reply: FastifyReply, answer: Answer<unknown>) {
  if (answer.ok) return reply.send(answer.value)
  if (answer.status === 503 || answer.status === 429) reply.header('retry-after', reply.getHeader('retry-after') ?? '2')
  return reply.status(answer.status).type('application/problem+json').send(asProblemJson(answer))
}

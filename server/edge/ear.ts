import Type, { type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Answer, closed } from '#core/contract/shapes.ts'
import type { Road } from '../road.ts'
import type { Ask, Seals } from './ask.ts'
import { APPOINTMENTS_ASKS } from './asks/appointments.ts'
import { CLOSURES_ASKS } from './asks/closures.ts'
import { LIMITS_ASKS } from './asks/limits.ts'
import { NOTICES_ASKS } from './asks/notices.ts'
import { PAPER_RATING_ASKS } from './asks/paper-ratings.ts'
import { QUEUE_ASKS } from './asks/queue.ts'
import { ROUTING_ASKS } from './asks/routing.ts'
import { withItsTime } from './check-in-words.ts'
import type { CodeGuard } from './code-guard.ts'
import { withWhatWasEntered } from './entered-before.ts'
import { type No, problem, refusal, roadProblem } from './problem.ts'
import type { Who } from './who.ts'

/** Everything that can be asked of the queue, once. */
export const ASKS: readonly Ask[] = [
  ...QUEUE_ASKS,
  ...ROUTING_ASKS,
  ...LIMITS_ASKS,
  ...CLOSURES_ASKS,
  ...APPOINTMENTS_ASKS,
  ...PAPER_RATING_ASKS,
  ...NOTICES_ASKS,
]

/** Something a screen may ask that changes nothing in the hall, and so does not go down the road: print a procedure. */
export interface Errand {
  readonly row: Omit<Ask, 'order'>
  run(body: never, who: Who): Promise<Answer<unknown>>
}

/** Hears an ask from either wire: parsed, allowed, sent down the road, answered once. */
export interface Ear {
  /** Everything that can be asked, for whoever opens a wire. */
  readonly rows: readonly Omit<Ask, 'order'>[]
  hear(name: string, body: unknown, who: Who): Promise<Answer<unknown>>
}

export function openEar(parts: {
  road: Road
  wall: () => number
  seals: Seals
  codeGuard: CodeGuard
  onRefusal: (code: string, who: Who) => void
  errands: readonly Errand[]
  /** Adds to an issued ticket what only the hub knows: its address and whether a slip is coming. */
  finishIssued: (value: Record<string, unknown>, who: Who) => Record<string, unknown>
}): Ear {
  const rows = new Map(ASKS.map((row) => [row.name, { row, body: Compile(row.body) }]))
  const errands = new Map(parts.errands.map((errand) => [errand.row.name, { errand, body: Compile(errand.row.body) }]))
  return {
    rows: [...ASKS, ...parts.errands.map((errand) => errand.row)],
    async hear(name, body, who) {
      const asErrand = errands.get(name)
      if (asErrand) {
        const { errand } = asErrand
        if (!asErrand.body.Check(body)) return problem('bad-request', whatIsWrong(asErrand.body.Errors(body)))
        return whyNotTheirs(errand.row, who) ?? errand.run(body as never, who)
      }
      const found = rows.get(name)
      if (!found) return problem('not-found')
      if (!found.body.Check(body)) return problem('bad-request', whatIsWrong(found.body.Errors(body)))
      const { row } = found
      const no = whyNotAllowed(row, body as Record<string, unknown>, who) ?? parts.codeGuard.whyNot(name, who)
      if (no) return no
      try {
        const order = await row.order(body as never, who, parts.wall(), parts.seals)
        const command = (body as { command: string }).command
        const outcome = await parts.road.send({ id: command, by: { role: who.role, id: who.id }, order })
        if (outcome.kind === 'other-body') return problem('idempotency-key-reused')
        if (outcome.kind === 'refused') {
          parts.onRefusal(outcome.why, who)
          parts.codeGuard.refused(outcome.why, who)
          const said = withItsTime(refusal(outcome.why), order, parts.road.queue())
          return withWhatWasEntered(said, order, parts.road.queue(), parts.seals.paper)
        }
        const value = outcome.value as Record<string, unknown>
        return {
          ok: true,
          value: order.type === 'IssueTicket' || order.type === 'CheckIn' ? parts.finishIssued(value, who) : value,
        }
      } catch (error) {
        return roadProblem(error)
      }
    },
  }
}

function whyNotAllowed(row: Ask, body: Record<string, unknown>, who: Who): No | null {
  const notTheirs = whyNotTheirs(row, who)
  if (notTheirs) return notTheirs
  // A citizen rates through the slip, whose wire knows its ticket (sockets.ts); no counter is named.
  if (who.role === 'citizen' && (body.counter ?? null) !== null) return problem('not-allowed')
  return null
}

function whyNotTheirs(row: Pick<Ask, 'roles'>, who: Who): No | null {
  if (row.roles.includes(who.role)) return null
  return problem(who.role === 'citizen' ? 'sign-in-first' : 'not-allowed')
}

/** The first thing wrong with a body, in the words of the schema: which field, and what it must be. */
export function whatIsWrong(errors: readonly { instancePath: string; message: string; params?: unknown }[]): string {
  const first = errors.find((error) => error.instancePath !== '') ?? errors[0]
  if (!first) return 'unknown'
  const extra = (first.params as { additionalProperties?: string[] } | undefined)?.additionalProperties
  const field = first.instancePath.replaceAll('/', '.').replace(/^\./, '') || 'body'
  if (extra) return clipped(`${field}: unknown field ${extra.join(', ')}`)
  // An unknown field is told as "schema is false", which helps nobody.
  return clipped(first.message === 'schema is false' ? `${field}: unknown field` : `${field}: ${first.message}`)
}

// A field may be named with a whole book; the answer need not repeat it.
function clipped(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** A body over HTTP has no `command`: there the Idempotency-Key header carries it. */
export function bodyOverHttp(row: Pick<Ask, 'body'>): TSchema {
  return Type.Omit(row.body, ['command'], closed)
}

import Type, { type Static, type TObject, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import * as desk from '#core/contract/desk.ts'
import * as kiosk from '#core/contract/kiosk.ts'
import { type Answer, closed } from '#core/contract/shapes.ts'
import type { Order, Role } from '#core/domain/commands.ts'
import type { Road } from '../road.ts'
import { type No, problem, refusal, roadProblem } from './problem.ts'
import type { Who } from './who.ts'

/**
 * Everything that can be asked of the queue, once: the socket's event, the API's route, its schema, who may ask it and
 * the order it becomes. Both wires are made from this table, so a screen has no right the API has not.
 */
export interface Ask {
  readonly name: string
  readonly summary: string
  readonly roles: readonly Role[]
  readonly body: TObject
  readonly value: TSchema
  readonly example: Record<string, unknown>
  order(body: never, who: Who, wallAt: number): Order
}

const STAFF: readonly Role[] = ['officer', 'admin']

const ask = <Body extends TObject>(row: {
  name: string
  summary: string
  roles?: readonly Role[]
  body: Body
  value?: TSchema
  example: Record<string, unknown>
  order: (body: Static<Body>, who: Who, wallAt: number) => Order
}): Ask => ({ roles: STAFF, value: kiosk.Done, ...row }) as Ask

const AT = { counter: 'quay-1' }
const TICKET = { ticket: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a10' }

export const ASKS: readonly Ask[] = [
  ask({
    name: 'issue-ticket',
    summary: 'Take a number. The asker makes the ticket id, so a retry is the same ticket.',
    roles: ['kiosk', ...STAFF],
    body: kiosk.IssueTicket,
    value: kiosk.IssuedTicket,
    example: { ...TICKET, service: 'chung-thuc', class: 'ordinary' },
    order: ({ ticket, service, class: priority, procedure }, who) => ({
      type: 'IssueTicket',
      ticket,
      service,
      class: priority,
      origin: who.role === 'kiosk' ? 'kiosk' : 'desk',
      device: who.role === 'kiosk' ? who.id : null,
      procedure: procedure ?? null,
    }),
  }),
  ask({
    name: 'call-next',
    summary: 'Next, please. One key from any state: finishes what is served, recalls what was called.',
    body: desk.CallNext,
    value: desk.CallAnswer,
    example: AT,
    order: ({ counter }) => ({ type: 'CallNext', counter }),
  }),
  ask({
    name: 'pick-ticket',
    summary: 'Call one ticket out of order, with a reason that is kept.',
    body: desk.PickTicket,
    value: desk.CallAnswer,
    example: { ...AT, ...TICKET, reason: 'Công dân cần về gấp' },
    order: ({ counter, ticket, reason }) => ({ type: 'PickTicket', counter, ticket, reason }),
  }),
  ask({
    name: 'recall-ticket',
    summary: 'Call the same number again.',
    body: desk.TicketMove,
    example: { ...AT, ...TICKET },
    order: ({ counter, ticket }) => ({ type: 'RecallTicket', counter, ticket }),
  }),
  ask({
    name: 'start-service',
    summary: 'The person has come.',
    body: desk.TicketMove,
    example: { ...AT, ...TICKET },
    order: ({ counter, ticket }) => ({ type: 'StartService', counter, ticket }),
  }),
  ask({
    name: 'finish-service',
    summary: 'The person is served.',
    body: desk.TicketMove,
    example: { ...AT, ...TICKET },
    order: ({ counter, ticket }) => ({ type: 'FinishService', counter, ticket }),
  }),
  ask({
    name: 'mark-no-show',
    summary: 'The person did not come.',
    body: desk.TicketMove,
    example: { ...AT, ...TICKET },
    order: ({ counter, ticket }) => ({ type: 'MarkNoShow', counter, ticket }),
  }),
  ask({
    name: 'bring-back',
    summary: 'Someone who missed the call is here after all: back in line, with the old claim.',
    body: desk.TicketOnly,
    example: TICKET,
    order: ({ ticket }) => ({ type: 'BringBack', ticket }),
  }),
  ask({
    name: 'park-ticket',
    summary: 'Sent away to correct papers: the place is kept for a while.',
    body: desk.ParkTicket,
    example: { ...AT, ...TICKET, reason: 'Bổ sung giấy tờ' },
    order: ({ counter, ticket, reason, limitMs }) => ({
      type: 'ParkTicket',
      counter,
      ticket,
      reason,
      limitMs: limitMs ?? null,
    }),
  }),
  ask({
    name: 'resume-ticket',
    summary: 'A parked ticket is back in line, with the old claim.',
    body: desk.TicketOnly,
    example: TICKET,
    order: ({ ticket }) => ({ type: 'ResumeTicket', ticket }),
  }),
  ask({
    name: 'transfer-ticket',
    summary: 'To another service or counter, keeping number and place.',
    body: desk.TransferTicket,
    example: { ...AT, ...TICKET, toService: 'tra-ket-qua', toCounter: null },
    order: ({ counter, ticket, toService, toCounter }) => ({
      type: 'TransferTicket',
      counter,
      ticket,
      toService,
      toCounter,
    }),
  }),
  ask({
    name: 'cancel-ticket',
    summary: 'Take a ticket out of the queue, with a reason.',
    body: desk.CancelTicket,
    example: { ...TICKET, reason: 'Bấm nhầm' },
    order: ({ ticket, reason }) => ({ type: 'CancelTicket', ticket, reason }),
  }),
  ask({
    name: 'print-copy',
    summary: 'Print the slip of the same number again, marked as a copy.',
    body: desk.TicketOnly,
    example: TICKET,
    order: ({ ticket }) => ({ type: 'PrintCopy', ticket }),
  }),
  ask({
    name: 'open-counter',
    summary: 'Sit down at a counter, or go on after a pause.',
    body: desk.OpenCounter,
    example: AT,
    order: ({ counter, takeOver }, who) => ({
      type: 'OpenCounter',
      counter,
      staff: who.id,
      staffName: who.name,
      takeOver: takeOver ?? false,
    }),
  }),
  ask({
    name: 'pause-counter',
    summary: 'Away for a while, with a reason.',
    body: desk.PauseCounter,
    example: { ...AT, reason: 'Nghỉ giải lao' },
    order: ({ counter, reason }) => ({ type: 'PauseCounter', counter, reason }),
  }),
  ask({
    name: 'close-counter',
    summary: 'Leave the counter.',
    body: desk.CloseCounter,
    example: AT,
    order: ({ counter }) => ({ type: 'CloseCounter', counter }),
  }),
  ask({
    name: 'rate-ticket',
    summary: 'Rate the service, once a ticket.',
    roles: ['kiosk', 'terminal', 'citizen', ...STAFF.filter((role) => role === 'admin')],
    body: kiosk.RateTicket,
    example: { ...TICKET, counter: null, level: 'hai-long' },
    order: ({ ticket, counter, level, reasons }) => ({
      type: 'RateTicket',
      ticket,
      counter,
      level,
      reasons: reasons ?? [],
    }),
  }),
  ask({
    name: 'explain-rating',
    summary: 'Say why a rating was low.',
    roles: ['kiosk', 'terminal', 'citizen'],
    body: kiosk.ExplainRating,
    example: { ...TICKET, reasons: ['thoi-gian'] },
    order: ({ ticket, reasons }) => ({ type: 'ExplainRating', ticket, reasons }),
  }),
  ask({
    name: 'confirm-clock',
    summary: 'The hub’s wall clock is right, though it stands before the last record: open its day.',
    roles: ['admin'],
    body: desk.ConfirmClock,
    example: {},
    order: (_, __, wallAt) => ({ type: 'ConfirmClock', wallAt }),
  }),
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
  onRefusal: (code: string) => void
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
      const no = whyNotAllowed(row, body as Record<string, unknown>, who)
      if (no) return no
      try {
        const order = row.order(body as never, who, parts.wall())
        const command = (body as { command: string }).command
        const outcome = await parts.road.send({ id: command, by: { role: who.role, id: who.id }, order })
        if (outcome.kind === 'other-body') return problem('idempotency-key-reused')
        if (outcome.kind === 'refused') {
          parts.onRefusal(outcome.why)
          return refusal(outcome.why)
        }
        const value = outcome.value as Record<string, unknown>
        return { ok: true, value: order.type === 'IssueTicket' ? parts.finishIssued(value, who) : value }
      } catch (error) {
        return roadProblem(error)
      }
    },
  }
}

function whyNotAllowed(row: Ask, body: Record<string, unknown>, who: Who): No | null {
  const notTheirs = whyNotTheirs(row, who)
  if (notTheirs) return notTheirs
  // A citizen rates through the slip: the ticket's own id is the proof, and no counter is named.
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

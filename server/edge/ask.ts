import type { Static, TObject, TSchema } from 'typebox'
import { AT_COUNTERS } from '#core/contract/access.ts'
import { Done } from '#core/contract/kiosk.ts'
import type { Order, Role } from '#core/domain/commands.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import type { Who } from './who.ts'

/**
 * One thing that can be asked of the queue: the socket's event, the API's route, its schema, who may ask it and the order
 * it becomes. Both wires are made from these rows, so a screen has no right the API has not; but for a slip (`overHttp`).
 */
export interface Ask {
  readonly name: string
  readonly summary: string
  readonly roles: readonly Role[]
  readonly body: TObject
  readonly value: TSchema
  readonly example: Record<string, unknown>
  order(body: never, who: Who, wallAt: number, seals: Seals): Order | Promise<Order>
}

/**
 * Who may ask it over HTTP. A slip speaks on its own wire alone, which it opens with its code: here a ticket's id would be all the proof
 * there is, and every desk knows that (I17).
 */
export function overHttp({ roles }: Pick<Ask, 'roles'>): readonly Role[] {
  return roles.filter((role) => role !== 'citizen')
}

/** What only the hub can make, with its secrets. The same body always gives the same, so a retry stays the same order. */
export interface Seals {
  /** The codes an appointment may get, the first choice first. */
  appointmentCodes(appointment: string): readonly string[]
  /** What may be known of whoever showed this identity card: a hash whose key dies with the day. */
  personOf(card: string): string
  /** The same of whoever this pass was given for at this kiosk; null when it is not good for this ticket. */
  personBehind(pass: string, kiosk: string, ticket: string): string | null
  /** What the hub knows of a paper slip. */
  readonly paper: PaperSeals
}

export interface PaperSeals {
  /** Was this code made here? */
  isOurs(code: string): boolean
  /** Who sat at the counter of this slip on that day, or in that half of it; null when it cannot be known. */
  whoSat(code: string, day: ServiceDay, part: 'morning' | 'afternoon' | null): Promise<string | null>
  /** What was entered for this code before; null when nothing was, or nobody may ask any more. */
  enteredBefore(code: string): Promise<EnteredSlip | null>
}

export interface EnteredSlip {
  readonly level: string
  readonly onDay: ServiceDay
  readonly by: string
  readonly at: number
  readonly seq: number
}

export const STAFF: readonly Role[] = AT_COUNTERS

/** A row of the table; what is left out: staff may ask it, and hears that it is written down. */
export const ask = <Body extends TObject>(row: {
  name: string
  summary: string
  roles?: readonly Role[]
  body: Body
  value?: TSchema
  example: Record<string, unknown>
  order: (body: Static<Body>, who: Who, wallAt: number, seals: Seals) => Order | Promise<Order>
}): Ask => ({ roles: STAFF, value: Done, ...row }) as Ask

export const EXAMPLE_COUNTER = { counter: 'quay-1' }
export const EXAMPLE_TICKET = { ticket: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a10' }

import type { Order } from '#core/domain/commands.ts'
import type { Event, Happened } from '#core/domain/events.ts'
import type { Office } from '#core/domain/office.ts'
import { Hall, opened, SECOND } from './trade.ts'

export type Of<Type extends Event['type']> = Extract<Event, { type: Type }>

/** The record in which something happened for the n-th time. */
export function find<Type extends Event['type']>(history: readonly Happened[], type: Type, n = 1) {
  const at = history.filter(({ event }) => event.type === type)[n - 1]
  if (!at) throw new Error(`no ${n}. ${type} in the history`)
  return { at: history.indexOf(at), event: at.event as Of<Type> }
}

/** The same history with one event told differently, left out, or said twice. */
export function forge(history: readonly Happened[], at: number, ...events: Event[]): Happened[] {
  const instant = history[at]?.at ?? 0
  const forged = events.map((event) => ({ seq: 0, at: instant, event }))
  return history.toSpliced(at, 1, ...forged).map((happened, i) => ({ ...happened, seq: i + 1 }))
}

/** The n-th event of a kind, changed. */
export function changed<Type extends Event['type']>(
  history: readonly Happened[],
  type: Type,
  change: Partial<Of<Type>> | ((event: Of<Type>) => Partial<Of<Type>>),
  n = 1,
): Happened[] {
  const { at, event } = find(history, type, n)
  return forge(history, at, { ...event, ...(typeof change === 'function' ? change(event) : change) })
}

/** One step of a lived history: an order, or ms that pass. */
export type Lived = number | Order | ((hall: Hall) => Order)

/** What happened in an office whose counters are all open, when everything was done that is listed. */
export function lived(office: Office, ...steps: readonly Lived[]): Happened[] {
  const hall = new Hall(office)
  for (const { id } of office.counters) hall.do(opened(id, id))
  for (const step of steps) {
    if (typeof step === 'number') hall.at += step
    else hall.do(typeof step === 'function' ? step : () => step)
  }
  return hall.happened
}

/** Somebody takes a number at kiosk k, a second after the one before. */
export const takes =
  (service: string, priority = 'ordinary', more: Partial<Extract<Order, { type: 'IssueTicket' }>> = {}) =>
  (hall: Hall): Order => {
    hall.at += SECOND
    return {
      type: 'IssueTicket',
      ticket: hall.newTicket(),
      service,
      class: priority,
      origin: 'kiosk',
      device: 'k',
      procedure: null,
      ...more,
    }
  }

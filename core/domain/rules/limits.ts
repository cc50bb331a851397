import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import type { Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'

type IssueTicket = Extract<Order, { type: 'IssueTicket' }>

/** Why this kiosk or this person gets no further number now, or null when they do. */
export function whyTooMany(_queue: Queue, _order: IssueTicket, _at: number): Refusal | null {
  return null
}

/** The alarm that goes with a number, when the kiosk has given as many in a minute as it may. */
export function kioskAlarm(_queue: Queue, _order: IssueTicket, _at: number): readonly Event[] {
  return []
}

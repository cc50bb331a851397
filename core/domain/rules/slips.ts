import type { Order } from '../commands.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import type { Decision } from './shared.ts'

/** What became of a slip, as the printer told it. */
export function recordSlip(order: Extract<Order, { type: 'RecordSlip' }>, queue: Queue): Decision {
  if (!queue.tickets.get(order.ticket)) return no('unknown-ticket')
  const { ticket, copy, outcome } = order
  if (outcome.kind === 'failed') return ok([{ type: 'SlipFailed', ticket, fault: outcome.fault, copy }])
  return ok([{ type: 'SlipPrinted', ticket, confirmed: outcome.confirmed, copy }])
}

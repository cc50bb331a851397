import type { Order } from '../commands.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import type { Decision } from './shared.ts'

/** What became of a slip, as the printer told it. */
export function recordSlip(order: Extract<Order, { type: 'RecordSlip' }>, queue: Queue): Decision {
  if (!queue.tickets.get(order.ticket)) return no('unknown-ticket')
  const { ticket, copy, outcome } = order
  const slip = { ticket, copy, ...(order.asked !== undefined && { asked: order.asked }) }
  if (outcome.kind === 'failed') return ok([{ type: 'SlipFailed', ...slip, fault: outcome.fault }])
  return ok([{ type: 'SlipPrinted', ...slip, confirmed: outcome.confirmed }])
}

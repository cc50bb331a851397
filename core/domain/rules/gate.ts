import { isHallOpen } from '../calendar.ts'
import type { TicketIssued } from '../events.ts'
import type { Service } from '../office.ts'
import type { Queue } from '../queue.ts'
import type { Refusal } from '../refusals.ts'

/** Why this service gives no number now, or null when it does. */
export function whyNoNumber(
  queue: Queue,
  service: Service,
  origin: TicketIssued['origin'],
  at: number,
): Refusal | null {
  if (!service.open) return 'service-closed'
  if (origin !== 'desk' && !isHallOpen(queue.office, at)) return 'hall-closed'
  return null
}

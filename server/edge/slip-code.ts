import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Queue } from '#core/domain/queue.ts'
import type { TicketId } from '#core/domain/ticket.ts'

/**
 * The code on a slip: number and a signature, nothing personal. `A012-8F3KQ2M7XW`
 *
 * It opens only its own day's ticket, and nobody can make one without the hub's key: 50 bits of
 * HMAC-SHA256(key, day, number, ticket id), in letters that survive being typed.
 */
export interface SlipCodes {
  codeOf(ticket: { readonly id: TicketId; readonly number: string }, day: string): string
  /** The ticket a code opens today, or null for a forged, edited or old one. */
  ticketOf(code: string, queue: Queue): TicketId | null
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SIGNATURE_LENGTH = 10

export function slipCodes(key: string): SlipCodes {
  const sign = (day: string, number: string, id: TicketId): string => {
    const mac = createHmac('sha256', key).update(`${day}\n${number}\n${id}`).digest()
    return Array.from(mac.subarray(0, SIGNATURE_LENGTH), (byte) => LETTERS[byte & 31]).join('')
  }
  return {
    codeOf: (ticket, day) => `${ticket.number}-${sign(day, ticket.number, ticket.id)}`,
    ticketOf(code, queue) {
      const match = /^([A-Z]{0,4}\d{1,6})-([0-9A-Z]{10})$/.exec(code.toUpperCase())
      const [, number, signature] = match ?? []
      if (!number || !signature || queue.day === null) return null
      const id = queue.numbers.get(number)
      if (!id) return null
      const right = timingSafeEqual(Buffer.from(sign(queue.day, number, id)), Buffer.from(signature))
      return right ? id : null
    },
  }
}

import type { Order } from '#core/domain/commands.ts'
import type { CounterId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Refusal } from '#core/domain/refusals.ts'
import { ratingView } from '#core/domain/views/rating.ts'

/** Why a press on a pad is not counted though no rule of the queue says so. */
export type PadRefusal = 'pressed-again' | 'pressed-too-often'

const MINUTE = 60_000
const MOST_A_MINUTE = 5

/**
 * Buttons beside a counter rate as its terminal does: the ticket just finished there, within the same time, once.
 *
 * The n-th button is the n-th level of the office; where nobody was just served the press is kept as belonging to no ticket. A
 * second press within the office's time is the same press, and more than five in a minute are no citizens.
 */
export function ratingPads({ now, steady }: { now: () => number; steady: () => number }) {
  const pressed = new Map<string, readonly number[]>()
  return (device: string, counter: CounterId, button: number, queue: Queue): Order | Refusal | PadRefusal => {
    const { levels, repeatMs } = queue.office.rating
    const level = levels[button - 1]
    // A pad with more buttons than the office has levels: the last ones mean nothing.
    if (!level) return 'unknown-level'
    const at = steady()
    const lately = (pressed.get(device) ?? []).filter((before) => at - before < MINUTE)
    const last = lately.at(-1)
    if (last !== undefined && at - last < repeatMs) return 'pressed-again'
    if (lately.length >= MOST_A_MINUTE) return 'pressed-too-often'
    pressed.set(device, [...lately, at])
    const ticket = ratingView(queue, counter, now())?.ask?.ticket ?? null
    return { type: 'RateTicket', ticket, counter, level: level.id, reasons: [] }
  }
}

import type { CounterId } from '#core/domain/office.ts'
import type { Reaction } from '../road.ts'

const MINUTE = 60_000
/** More than these in a minute at one counter are no citizens who have just been served. */
const MOST_A_MINUTE = 5

/**
 * Counts how often each terminal is pressed, whether the press was counted or not; too many are told once, so that somebody looks.
 * The answers stay as they are: a rule that threw some away could be used to throw others away.
 */
export function flagPresses(parts: { steady: () => number; onMany: (counter: CounterId, presses: number) => void }) {
  const lately = new Map<CounterId, readonly number[]>()
  function pressed(counter: CounterId): void {
    const at = parts.steady()
    const recent = [...(lately.get(counter) ?? []).filter((before) => at - before < MINUTE), at]
    if (recent.length <= MOST_A_MINUTE) {
      lately.set(counter, recent)
      return
    }
    lately.delete(counter)
    parts.onMany(counter, recent.length)
  }
  const reaction: Reaction = ({ happened, queue }) => {
    for (const { event } of happened) {
      if (event.type === 'UnlinkedRating') pressed(event.counter)
      if (event.type !== 'TicketRated' || event.channel !== 'terminal') continue
      const ticket = queue.tickets.get(event.ticket)
      if (ticket?.state === 'served') pressed(ticket.counter)
    }
  }
  return { reaction, pressed }
}

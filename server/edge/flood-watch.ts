import type { Refusal } from '#core/domain/refusals.ts'
import type { Who } from './who.ts'

/** So many presses in vain within this time are no person at a screen. */
const PRESSES = 12
const WITHIN_MS = 5_000
const OF_A_FLOOD: readonly string[] = ['too-fast', 'kiosk-limit', 'one-more'] satisfies Refusal[]

/**
 * Notices a kiosk that asks and asks while the rules say no. Refusals leave no trace in the queue, so they are counted here;
 * what follows is an order like any other.
 */
export function watchFloods({ now, onFlood }: { now: () => number; onFlood: (kiosk: string) => void }) {
  const inVain = new Map<string, number[]>()
  return (code: string, who: Who): void => {
    if (who.role !== 'kiosk' || !OF_A_FLOOD.includes(code)) return
    const at = now()
    const lately = [...(inVain.get(who.id) ?? []).filter((one) => one > at - WITHIN_MS), at]
    if (lately.length < PRESSES) {
      inVain.set(who.id, lately)
      return
    }
    inVain.delete(who.id)
    onFlood(who.id)
  }
}

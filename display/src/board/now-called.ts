import type { BoardView } from '#core/contract/display.ts'
import type { ClosedGate } from '#core/contract/gate.ts'
import type { LinkState } from '#web/hub/link-state.ts'
import type { Turns } from './turns.ts'

/**
 * What the large panel shows.
 *
 *     calling  this number's turn, highlighted          called  it is still awaited at its counter
 *     last     nobody is awaited: the number before     quiet   nothing lately
 *     closed   the hall is shut                         lost    the hub is silent, so nothing may be called now
 */
export type NowCalled =
  | { show: 'calling' | 'called' | 'last'; number: string; counter: string }
  | { show: 'quiet' }
  | { show: 'closed'; gate: ClosedGate }
  | { show: 'lost' }

/** Whoever has not come in this time is left to the counter and the list. */
export const CALLED_LIMIT_MS = 180_000
/** An older number says nothing about where the queue stands. */
export const LAST_LIMIT_MS = 900_000

export function nowCalled(view: BoardView | null, state: LinkState, turns: Turns, hubNow: number): NowCalled {
  if (state === 'away' || !view) return { show: 'lost' }
  if (turns.on) return { show: 'calling', number: turns.on.call.number, counter: turns.on.call.counter }
  const within = (limit: number) => (call: { calledAt: number }) => hubNow - call.calledAt < limit
  const awaited = view.calls.filter(within(CALLED_LIMIT_MS)).find((call) => call.state === 'called')
  if (awaited) return { show: 'called', number: awaited.number, counter: awaited.counter }
  // Where only the numbers are out, people are still called: the last number says more than a closed door.
  if (view.hall.state === 'closed' && isShut(view.hall)) return { show: 'closed', gate: view.hall }
  const last = view.calls.find(within(LAST_LIMIT_MS))
  return last ? { show: 'last', number: last.number, counter: last.counter } : { show: 'quiet' }
}

function isShut({ why }: ClosedGate): boolean {
  return why !== 'last-number-given' && why !== 'quota-session' && why !== 'quota-day'
}

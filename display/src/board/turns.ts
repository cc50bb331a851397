import type { CallMoment } from '#core/contract/display.ts'

/**
 * Whose turn it is to be the number called: large, highlighted and, where this board speaks, spoken.
 *
 *     heard ──▶ waiting (3 at most) ──▶ on: ≥ 6 s, and until the voice is done ──▶ over
 *                  │ pushed out by a fourth, older than 30 s, or answered meanwhile
 *                  └──▶ left to the list, which shows every call in any case
 *
 * All times are the screen's monotonic clock, so a corrected date cannot stretch a turn.
 */
export const TURN_MS = 6_000
/** Alone, a call stays highlighted a little longer. */
export const ALONE_MS = 10_000
/** A voice that never ends (a sound card pulled out) must not hold up the hall. */
export const LONGEST_MS = 40_000
export const STALE_MS = 30_000
export const BACKLOG = 3
const REMEMBERED = 60

export interface Turn {
  readonly call: CallMoment
  /** From then on it is too late to say. */
  readonly staleAt: number
}

export interface Turns {
  readonly on: (Turn & { readonly since: number; readonly voice: 'silent' | 'speaking' | 'done' }) | null
  readonly waiting: readonly Turn[]
  readonly heard: readonly string[]
}

export const noTurns: Turns = { on: null, waiting: [], heard: [] }

/** Takes a call in; one heard before, or too old to be acted on, changes nothing. */
export function hear(turns: Turns, call: CallMoment, now: number, hubNow: number): Turns {
  if (turns.heard.includes(call.id)) return turns
  const heard = [...turns.heard, call.id].slice(-REMEMBERED)
  const age = Math.max(0, hubNow - call.calledAt)
  if (age >= STALE_MS) return { ...turns, heard }
  const others = turns.waiting.filter((turn) => turn.call.number !== call.number)
  return { ...turns, heard, waiting: [...others, { call, staleAt: now + STALE_MS - age }].slice(-BACKLOG) }
}

/** Leaves out those who came to the counter before their turn: nobody need be called who stands there. */
export function answered(turns: Turns, hasCome: (call: CallMoment) => boolean): Turns {
  const waiting = turns.waiting.filter(({ call }) => !hasCome(call))
  return waiting.length === turns.waiting.length ? turns : { ...turns, waiting }
}

/** Moves on to the next call when the one that is on has had its time. */
export function advance(turns: Turns, now: number): Turns {
  const waiting = turns.waiting.filter(({ staleAt }) => staleAt > now)
  const { on } = turns
  if (on && !isOver(on, waiting.length > 0, now)) {
    return waiting.length === turns.waiting.length ? turns : { ...turns, waiting }
  }
  const [next, ...rest] = waiting
  if (!next) return on || turns.waiting.length > 0 ? { ...turns, on: null, waiting } : turns
  const voice = next.call.sounds.length > 0 ? 'speaking' : 'silent'
  return { ...turns, on: { ...next, since: now, voice }, waiting: rest }
}

/** The voice has said it, or could not. */
export function spoken(turns: Turns, id: string): Turns {
  const { on } = turns
  return on?.call.id === id ? { ...turns, on: { ...on, voice: 'done' } } : turns
}

function isOver(on: NonNullable<Turns['on']>, othersWait: boolean, now: number): boolean {
  const lasted = now - on.since
  if (on.voice === 'speaking' && lasted < LONGEST_MS) return false
  return lasted >= (othersWait ? TURN_MS : ALONE_MS)
}

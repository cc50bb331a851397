import { codeIn } from '#core/domain/appointment.ts'

/** Keys so close together that only a scanner presses them: what it has read so far, and when its last key came. */
export interface Burst {
  readonly text: string
  readonly at: number
}

/** What a key meant: a figure somebody typed, a whole code that was scanned, or nothing yet. */
export type Meant = { readonly digit: string } | { readonly code: string } | null

export const NO_BURST: Burst = { text: '', at: Number.NEGATIVE_INFINITY }

// Scanners type a key every 1 to 30 ms. A generous bound does no harm: figures count at once, however fast they come.
const SAME_BURST_MS = 500
const LONGEST = 512

/**
 * Tells a scanner from a hand.
 *
 *     L U O T - H E N : 1 2 3 4 5 6      a scanner: a code as soon as it is whole
 *     h t t p : / / … / 1 2 3 4 5 6 ⏎    a scanner: an address is whole at its end only
 *     1    2   3   4    5    6           a hand, or a scanner that reads bare figures
 */
export function keyed(before: Burst, key: string, at: number): { readonly burst: Burst; readonly meant: Meant } {
  const isSame = at - before.at <= SAME_BURST_MS
  const text = isSame ? before.text : ''
  if (key === 'Enter') {
    const code = /\D/.test(text) ? codeIn(text) : null
    return { burst: NO_BURST, meant: code === null ? null : { code } }
  }
  if ([...key].length !== 1) return { burst: { text, at }, meant: null }
  const longer = (text + key).slice(-LONGEST)
  if (/^LUOT-HEN:\d{6}$/i.test(longer)) return { burst: NO_BURST, meant: { code: longer.slice(-6) } }
  const isTyped = /^\d+$/.test(longer)
  return { burst: { text: longer, at }, meant: isTyped ? { digit: key } : null }
}

import { createHmac, randomBytes } from 'node:crypto'

/** No hand is so fast; a scanner gone wild is. */
const APART_MS = 300
/** A code that is left under the scanner is read again and again: until it was away for so long it is one scan. */
const AWAY_MS = 1_500

/**
 * Tells what a hand has done from what a scanner does by itself.
 *
 * Of the code before only a hash under a key of this run is remembered: it may have been somebody's card.
 */
export function oneHand({ steady }: { steady: () => number }) {
  const key = randomBytes(32)
  const before = new Map<string, { readonly heardAt: number; readonly code: string; seenAt: number; wild: boolean }>()
  return (device: string, text: string): 'new' | 'same' | 'too-fast' | 'still-too-fast' => {
    const at = steady()
    const code = createHmac('sha256', key).update(text).digest('base64')
    const last = before.get(device)
    if (last?.code === code && at - last.seenAt < AWAY_MS) {
      last.seenAt = at
      return 'same'
    }
    if (last && at - last.heardAt < APART_MS) {
      // Said once for each storm: a log is a card that wears out.
      const said = last.wild
      last.wild = true
      return said ? 'still-too-fast' : 'too-fast'
    }
    const storm = last?.wild === true && at - last.heardAt < AWAY_MS
    before.set(device, { heardAt: at, code, seenAt: at, wild: storm })
    return 'new'
  }
}

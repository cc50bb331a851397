import type { Refusal } from '#core/domain/refusals.ts'
import { type No, problem } from './problem.ts'
import type { Who } from './who.ts'

/** Notices somebody who tries codes at a kiosk. People mistype once or twice; they do not type five wrong codes a minute. */
export interface CodeGuard {
  /** Why this kiosk may not try a code now, or null. */
  whyNot(ask: string, who: Who): No | null
  refused(why: Refusal, who: Who): void
}

const MINUTE = 60_000
const WRONG_AT_ONE = 5
// Whoever says to be another kiosk each time is still in the same hall.
const WRONG_IN_THE_HALL = 20

/** `steady` is time that nobody sets. */
export function codeGuard(steady: () => number): CodeGuard {
  let wrong: { readonly kiosk: string; readonly at: number }[] = []
  return {
    whyNot(ask, who) {
      if (ask !== 'check-in' || who.role !== 'kiosk') return null
      const since = steady() - MINUTE
      wrong = wrong.filter(({ at }) => at > since)
      const own = wrong.filter(({ kiosk }) => kiosk === who.id)
      return own.length >= WRONG_AT_ONE || wrong.length >= WRONG_IN_THE_HALL ? problem('too-many-codes') : null
    },
    refused(why, who) {
      if (why === 'unknown-code' && who.role === 'kiosk') wrong.push({ kiosk: who.id, at: steady() })
    },
  }
}

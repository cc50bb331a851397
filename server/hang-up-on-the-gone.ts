import { problem } from './edge/problem.ts'
import type { Screens } from './screens.ts'
import type { SessionBook } from './settings/sessions.ts'

/** Far below the five seconds within which a session that ended must be deaf and blind. */
const LOOK_EVERY_MS = 2_000

/**
 * Hangs up on every desk whose session is over: at once where somebody signed out, left or was given another role; within two
 * seconds where its time ran out.
 */
export function hangUpOnTheGone(parts: { sessions: SessionBook; screens: Pick<Screens, 'cut'>; now: () => number }) {
  const { sessions, screens, now } = parts
  const why = problem('sign-in-first')
  sessions.onEnd((ended) => screens.cut(({ who }) => who.session !== undefined && ended.includes(who.session), why))
  const timer = setInterval(
    () => screens.cut(({ who }) => who.session !== undefined && !sessions.isOpen(who.session, now()), why),
    LOOK_EVERY_MS,
  )
  return { stop: () => clearInterval(timer) }
}

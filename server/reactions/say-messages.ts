import type { Reaction } from '../road.ts'
import { type SayingParts, sayToHall } from './say-to-hall.ts'

/** A message to everyone who waits is said aloud once, where its writer wanted so: after the calls, never over them. */
export function sayMessages(parts: SayingParts): Reaction {
  return ({ happened }) => {
    for (const { at, event } of happened) {
      if (event.type !== 'MessageShown' || !event.spoken) continue
      const { message: id, text } = event
      // Where there is no English, the Vietnamese stands in its place; it need not be said twice.
      const said = { vi: text.vi, en: text.en === text.vi ? '' : text.en }
      sayToHall(parts, { id, kind: 'message', text: said }, at).catch((error: unknown) =>
        parts.log.error({ err: error, message: id }, 'a message was shown, but not said, through our fault'),
      )
    }
  }
}

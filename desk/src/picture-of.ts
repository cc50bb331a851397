import type { DeskContract } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'

/** Long enough for any picture on its way; without one the answer is told all the same. */
const PATIENCE_MS = 1_000

/**
 * Waits until the page shows what an order did: an answer may overtake the picture, and an officer who reads "done" must
 * see the buttons of the new state.
 */
export function pictureOf(seq: number, link: Pick<Link<DeskContract>, 'view' | 'onChange'>): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if ((link.view?.rev ?? 0) >= seq) done()
    }
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, PATIENCE_MS)
    const stop = link.onChange(look)
    look()
  })
}

/** The second half of a double tap comes within this time. */
const DOUBLE_TAP_MS = 600

/**
 * Keeps the second half of a double tap from pressing what has just appeared under the finger.
 *
 * The browser counts taps in `detail`; two quick touches on the same screen (a doubled letter) both count.
 */
export function swallowDoubleTaps(turnedAt: () => number): () => void {
  const swallow = (event: MouseEvent) => {
    if (event.detail > 1 && performance.now() - turnedAt() < DOUBLE_TAP_MS) event.stopPropagation()
  }
  window.addEventListener('click', swallow, true)
  return () => window.removeEventListener('click', swallow, true)
}

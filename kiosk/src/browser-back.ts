/**
 * Turns the browser's own Back (a swipe at the edge, a mouse key) into the screen's: a page of the hall is never left.
 *
 * There is always one entry of ours to go back from; going back puts the next one in its place. Gives back how to stop.
 */
export function catchBack(onBack: () => void): () => void {
  const stay = () => history.pushState(null, '')
  const caught = () => {
    stay()
    onBack()
  }
  stay()
  window.addEventListener('popstate', caught)
  return () => window.removeEventListener('popstate', caught)
}

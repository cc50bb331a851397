/**
 * Where a screen must go to stand in its place; null when it stands there. What the address says of the glass itself
 * (its size, its language) stays, as long as the page is the same.
 */
export function wayTo(
  place: { readonly path: string; readonly query: Readonly<Record<string, string>> },
  here: { readonly pathname: string; readonly search: string },
): string | null {
  const isSamePage = pageOf(here.pathname) === pageOf(place.path)
  const query = new URLSearchParams(isSamePage ? here.search : '')
  const isThere = isSamePage && Object.entries(place.query).every(([key, value]) => query.get(key) === value)
  if (isThere) return null
  for (const [key, value] of Object.entries(place.query)) query.set(key, value)
  return `${place.path}?${query}`
}

function pageOf(path: string): string {
  const plain = path.replace(/\/(index\.html)?$/, '')
  return plain === '/display/board' ? '/display' : plain
}

/** The name of a page's own file, as the hub knows it: `index-B2xQ.js` of `/kiosk/assets/index-B2xQ.js`. */
export function buildOf(file: string): string {
  return new URL(file).pathname.split('/').at(-1) ?? ''
}

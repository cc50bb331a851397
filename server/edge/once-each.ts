const REMEMBERED = 500

/** Knows a moment that comes a second time, by its id: a link that was cut repeats what it is not sure of. */
export function onceEach(): (moment: { readonly id?: string }) => boolean {
  const seen = new Set<string>()
  return ({ id }) => {
    if (id === undefined) return true
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
    return true
  }
}

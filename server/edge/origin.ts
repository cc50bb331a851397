/**
 * May a page from this origin speak to the hub? Programs send no Origin and prove themselves otherwise; a browser always
 * does, and only pages the hub itself served (or that were named in LUOT_ORIGINS) are heard.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true
  if (allowed.includes(origin)) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    // "null" (a sandboxed frame, a file) and anything unreadable are not ours.
    return false
  }
}

import { isIP } from 'node:net'
import { hostname } from 'node:os'

/**
 * May a page from this origin speak to the hub? Programs send no Origin and prove themselves otherwise; a browser always
 * does, and only pages the hub itself served (or that were named in LUOT_ORIGINS) are heard.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true
  // A foreign name that somebody made point at this hub would be its own origin: only names a hall gives its hub count.
  if (!isHallName(host, allowed)) return false
  if (allowed.includes(origin)) return true
  try {
    return host !== undefined && new URL(origin).host === host
  } catch {
    // "null" (a sandboxed frame, a file) and anything unreadable are not ours.
    return false
  }
}

function isHallName(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined) return false
  if (allowed.some((origin) => new URL(origin).host === host)) return true
  const name = host.replace(/:\d+$/, '')
  const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0
  // A name without a dot is given in the house; nobody outside can own one.
  return isAddress || !name.includes('.') || name === hostname() || name.endsWith('.local') || name.endsWith('.lan')
}

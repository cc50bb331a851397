import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScreenPlace } from '#core/contract/screens.ts'

/** The page of a place, and what of its address the hub decides; sizes of glass and the like stay the address's own. */
export function addressOfPlace(place: ScreenPlace): { path: string; query: Record<string, string> } {
  const id = place.screen
  switch (place.what) {
    case 'kiosk':
      return { path: '/kiosk/', query: { id } }
    case 'lookup':
      return { path: '/kiosk/lookup', query: { id } }
    case 'rating':
      return { path: '/kiosk/rating', query: { id, counter: place.counter } }
    case 'board':
      return { path: '/display/board', query: { id } }
    case 'month':
      return { path: '/display/month', query: { id } }
    case 'guard':
      return { path: '/display/guard', query: { id, sounds: place.sounds ? '1' : '0' } }
    case 'led':
      return { path: '/display/led', query: { id, width: String(place.width), height: String(place.height) } }
    case 'sign':
      return { path: '/display/sign', query: { id, counter: place.counter } }
    default:
      return place satisfies never
  }
}

export function textOfAddress({ path, query }: ReturnType<typeof addressOfPlace>): string {
  return `${path}?${new URLSearchParams(query)}`
}

/** The file a page of this app begins with, as it is built now; null where nothing was built. */
export function newestBuild(appsFolder: string, app: 'kiosk' | 'display'): string | null {
  try {
    const page = readFileSync(join(appsFolder, app, 'index.html'), 'utf8')
    return /\/assets\/([\w.-]+\.js)"/.exec(page)?.[1] ?? null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

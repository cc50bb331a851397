import type { HallScreens, ScreenPlace } from '#core/contract/screens.ts'

export type Waiting = HallScreens['waiting'][number]
export type Screen = HallScreens['screens'][number]
export const KINDS = [
  'kiosk',
  'lookup',
  'rating',
  'board',
  'month',
  'guard',
  'led',
  'sign',
] as const satisfies readonly ScreenPlace['what'][]

/** What stands in the fields of a place, as text: what the kind does not have is left alone. */
export interface PlaceFields {
  readonly what: ScreenPlace['what']
  readonly screen: string
  readonly counter: string
  readonly width: string
  readonly height: string
  readonly sounds: 'yes' | 'no'
}

export type PlaceRead = { ok: true; place: ScreenPlace } | { ok: false; field: 'screen' | 'width' }

/** The place that fields describe, or the first field that is wrong. */
export function placeIn(fields: PlaceFields): PlaceRead {
  const { what, screen, counter } = fields
  if (!/^(?![0-9]{9,12}$)[A-Za-z0-9_-]{1,64}$/.test(screen)) return { ok: false, field: 'screen' }
  switch (what) {
    case 'kiosk':
    case 'lookup':
    case 'board':
    case 'month':
      return { ok: true, place: { what, screen } }
    case 'guard':
      return { ok: true, place: { what, screen, sounds: fields.sounds === 'yes' } }
    case 'rating':
    case 'sign':
      return { ok: true, place: { what, screen, counter } }
    case 'led': {
      const [width, height] = [Number(fields.width), Number(fields.height)]
      const isSize = Number.isInteger(width) && Number.isInteger(height) && width >= 32 && height >= 16
      return isSize && width <= 1_920 && height <= 1_080
        ? { ok: true, place: { what, screen, width, height } }
        : { ok: false, field: 'width' }
    }
    default:
      return what satisfies never
  }
}

/** What a place says, as its fields show it. */
export function fieldsOf(place: ScreenPlace, firstCounter: string): PlaceFields {
  return {
    what: place.what,
    screen: place.screen,
    counter: 'counter' in place ? place.counter : firstCounter,
    width: place.what === 'led' ? String(place.width) : '192',
    height: place.what === 'led' ? String(place.height) : '96',
    sounds: place.what === 'guard' && place.sounds ? 'yes' : 'no',
  }
}

/** The best guess at what somebody wanted who opened this address, with an id nobody has yet. */
export function guess(wants: string, taken: readonly string[], firstCounter: string): PlaceFields {
  const { pathname, searchParams } = new URL(wants, 'http://hall')
  const page = pathname.replace(/\/$/, '')
  const what = PAGES[page] ?? (page.startsWith('/display') ? 'board' : 'kiosk')
  const counter = searchParams.get('counter') ?? firstCounter
  const asked = searchParams.get('id')
  const isFree = asked !== null && /^[A-Za-z0-9_-]{1,64}$/.test(asked) && !taken.includes(asked)
  return {
    what,
    screen: isFree ? asked : freeName(what, counter, taken),
    counter,
    width: searchParams.get('width') ?? '192',
    height: searchParams.get('height') ?? '96',
    sounds: searchParams.get('sounds') === '1' ? 'yes' : 'no',
  }
}

const PAGES: Readonly<Record<string, ScreenPlace['what']>> = {
  '/kiosk': 'kiosk',
  '/kiosk/lookup': 'lookup',
  '/kiosk/rating': 'rating',
  '/display': 'board',
  '/display/board': 'board',
  '/display/month': 'month',
  '/display/guard': 'guard',
  '/display/led': 'led',
  '/display/sign': 'sign',
}

/** `kiosk-2` where there is a kiosk-1; what stands at a counter is named after it. */
export function freeName(what: ScreenPlace['what'], counter: string, taken: readonly string[]): string {
  const atCounter = `${what}-${counter}`
  if ((what === 'rating' || what === 'sign') && !taken.includes(atCounter)) return atCounter
  for (let n = 1; ; n++) if (!taken.includes(`${what}-${n}`)) return `${what}-${n}`
}

/** What an office sets for one touch screen, in the address it opens: `/kiosk/?id=kiosk-1&pxmm=4.03&reach=low`. */
export interface Settings {
  /** The screen's own name; null when the address gives none. */
  id: string | null
  /** Pixels of this glass in a millimetre. */
  pxPerMm: number
  /** How the screen looks before a citizen changes anything, and again for the next one. */
  look: Look
  /** Rating terminals: the counter it stands at. */
  counter: string | null
  /** Words drawn 40 % longer, for testing layouts. */
  stretched: boolean
}

/** What a citizen may change about the screen. */
export interface Look {
  language: 'vi' | 'en'
  text: 'normal' | 'large'
  contrast: 'normal' | 'high'
  reach: 'normal' | 'low'
}

/** The 21.5" full-HD panel most kiosks have. */
const USUAL_PX_PER_MM = 4.032

export function settingsOf(query: URLSearchParams): Settings {
  const pxPerMm = Number(query.get('pxmm'))
  return {
    id: plainName(query.get('id')),
    pxPerMm: pxPerMm >= 1 && pxPerMm <= 40 ? pxPerMm : USUAL_PX_PER_MM,
    look: {
      language: query.get('lang') === 'en' ? 'en' : 'vi',
      text: query.get('text') === 'large' ? 'large' : 'normal',
      contrast: query.get('contrast') === 'high' ? 'high' : 'normal',
      reach: query.get('reach') === 'low' ? 'low' : 'normal',
    },
    counter: plainName(query.get('counter')),
    stretched: query.get('words') === 'stretched',
  }
}

function plainName(value: string | null): string | null {
  return value !== null && /^[A-Za-z0-9_-]{1,64}$/.test(value) ? value : null
}

export function sameLook(one: Look, other: Look): boolean {
  return (
    one.language === other.language &&
    one.text === other.text &&
    one.contrast === other.contrast &&
    one.reach === other.reach
  )
}

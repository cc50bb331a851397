/** One screen of this machine, as `/etc/luot/kiosk-OUTPUT.env` or `/etc/luot/board-OUTPUT.env` describes it. */
export interface ScreenSettings {
  /** A kiosk is touched by citizens (tickets, look-up, rating); a board is only looked at. */
  kind: ScreenKind
  /** The connector as the kernel names it: HDMI-A-1, HDMI-A-2, DSI-1. */
  output: string
  /** The page this screen shows. With the hub on another machine it shows a code first, until it is approved. */
  url: URL
  /** Degrees clockwise that the picture is turned. */
  rotate: 0 | 90 | 180 | 270
  scale: number
  /** `1920x1080@60Hz`, or null for what the screen itself prefers. */
  mode: string | null
  /** The touch screen of a kiosk: `VVVV:PPPP` as lsusb shows it, or the kernel's whole name of it. Null: none. */
  touch: string | null
  /** Where a page draws: Wayland in a hall, X11 in our tests. */
  platform: 'wayland' | 'x11'
  chromium: string
  /** Flags beyond ours, for a machine whose graphics need one. */
  moreFlags: string[]
}

export type ScreenKind = 'kiosk' | 'board'

/** Reads a screen's settings; throws a sentence that names the setting and what it may be. */
export function readScreen(kind: ScreenKind, output: string, env: Record<string, string | undefined>): ScreenSettings {
  const wrong = (name: string, may: string) =>
    new Error(`${name} is “${env[name] ?? ''}”: it must be ${may}. See /etc/luot/${kind}-${output}.env`)
  const given = (name: string) => env[name]?.trim() || null
  if (!/^[A-Za-z]+(-[A-Za-z0-9]+){1,2}$/.test(output)) throw new Error(`${output} is not a connector such as HDMI-A-1`)

  const url = given('LUOT_SCREEN_URL')
  if (url === null || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw wrong('LUOT_SCREEN_URL', 'the address the hub prints for this screen, http://…')
  }
  const rotate = Number(given('LUOT_SCREEN_ROTATE') ?? 0)
  if (rotate !== 0 && rotate !== 90 && rotate !== 180 && rotate !== 270) {
    throw wrong('LUOT_SCREEN_ROTATE', '0, 90, 180 or 270')
  }
  const scale = Number(given('LUOT_SCREEN_SCALE') ?? 1)
  if (!(scale >= 0.5 && scale <= 4)) throw wrong('LUOT_SCREEN_SCALE', 'a number from 0.5 to 4')
  const mode = given('LUOT_SCREEN_MODE')
  if (mode !== null && !/^\d+x\d+(@\d+(\.\d+)?Hz)?$/.test(mode)) {
    throw wrong('LUOT_SCREEN_MODE', 'a mode such as 1920x1080 or 1920x1080@60Hz')
  }
  const touch = given('LUOT_SCREEN_TOUCH')
  // It becomes part of a udev rule, where quotation marks, stars and backslashes would mean something.
  if (touch !== null && !/^[\w .:/()+-]{1,80}$/.test(touch)) {
    throw wrong('LUOT_SCREEN_TOUCH', 'VVVV:PPPP or the name of the touch screen')
  }
  const platform = given('LUOT_SCREEN_PLATFORM') ?? 'wayland'
  if (platform !== 'wayland' && platform !== 'x11') throw wrong('LUOT_SCREEN_PLATFORM', 'wayland or x11')
  const moreFlags = (given('LUOT_CHROMIUM_FLAGS') ?? '').split(/\s+/).filter((flag) => flag !== '')
  const unsafe = moreFlags.find((flag) => OPENS_A_DOOR.test(flag))
  if (unsafe !== undefined) throw wrong('LUOT_CHROMIUM_FLAGS', `without ${unsafe}, which opens a way into the browser`)

  const chromium = given('LUOT_CHROMIUM') ?? '/usr/lib/chromium/chromium'
  return { kind, output, url: pageBehind(new URL(url)), rotate, scale, mode, touch, platform, chromium, moreFlags }
}

/** An address of a release before this one led through the hub's door with a key of all screens: what counts is the page behind it. */
function pageBehind(url: URL): URL {
  const to = url.searchParams.get('to')
  return url.pathname === '/enter' && to !== null && /^\/(kiosk|display)\//.test(to) ? new URL(to, url) : url
}

/** Only root, who never runs a kiosk, may leave the sandbox out: Chromium refuses it to root. */
const OPENS_A_DOOR =
  /^(?!--)|^--(remote-|load-extension|disable-web-security|allow-|enable-automation|user-data-dir|proxy|host-r|no-zygote|renderer-cmd|utility-cmd|gpu-launcher)/

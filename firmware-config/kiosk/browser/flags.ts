import type { ScreenSettings } from './settings.ts'

/**
 * Says how Chromium is started for one screen: every flag with its reason.
 *
 * What citizens may not do is forbidden by policies (chromium/policies/), not here: a flag can be forgotten, a policy
 * holds for every window. There is no `--remote-debugging-*`: the policies do not close that port.
 */
export function flagsFor(screen: ScreenSettings, { profile, firstPage, root }: Places): string[] {
  return [
    // One window over the whole screen, without bars, buttons or a way to leave full screen.
    '--kiosk',
    `--ozone-platform=${screen.platform}`,
    // The name by which the compositor knows which window belongs on which output.
    `--class=${windowName(screen)}`,
    // On memory, and new at every start: no profile that can be damaged, nothing of one citizen left for the next.
    `--user-data-dir=${profile}`,
    '--disk-cache-size=16777216',
    // No welcome, no "make me the default", no keyring to unlock, no "was not shut down correctly".
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--hide-crash-restore-bubble',
    '--noerrdialogs',
    // Announcements sound although nobody ever touches a board.
    '--autoplay-policy=no-user-gesture-required',
    // The page's beat comes out as a line of this log; it goes to whoever started us, never to a file.
    '--enable-logging=stderr',
    '--log-level=0',
    // A page that is covered, or whose television is off, must go on and beat on.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // Fingers: no zoom with two, no "back" with a swipe from the edge, no dragging of pictures out of the page.
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-touch-drag-drop',
    // No questions to the maker: the hall may have no Internet, and what it has is not for this.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-breakpad',
    '--no-pings',
    '--disable-features=Translate,MediaRouter,OptimizationHints,TouchpadOverscrollHistoryNavigation,PrivacySandboxSettings4',
    ...(root ? ['--no-sandbox'] : []),
    ...screen.moreFlags,
    firstPage,
  ]
}

export interface Places {
  profile: string
  /** The local page shown until the hub answers. */
  firstPage: string
  /** True when root starts it, as tests in a container do. */
  root: boolean
}

/** The name a screen's window carries: `luot-kiosk-HDMI-A-1`. */
export function windowName({ kind, output }: Pick<ScreenSettings, 'kind' | 'output'>): string {
  return `luot-${kind}-${output}`
}

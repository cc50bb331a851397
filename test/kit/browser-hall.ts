import { type OpenBrowser, openBrowser, type Screen, type ScreenOptions, type Viewport } from './browser.ts'
import { startHub, type TestHub } from './hub.ts'
import type { spec } from './spec.ts'

/** A hall with a real hub, and real screens that open before it. */
export interface BrowserHall extends TestHub {
  /** Opens a screen at an address of this hub, or at a whole one; it is closed when the test is over. */
  open(address: string, glass: Viewport, options?: ScreenOptions): Promise<Screen>
}

type Around = Pick<Parameters<Parameters<typeof spec>[1]>[0], 'before' | 'afterEach' | 'after'>

/**
 * Opens one hall and one browser before the tests of a spec, and closes both after them.
 *
 *     let hall: BrowserHall
 *
 *     spec('the lookup board, before a real hub', ({ test, ...around }) => {
 *       openBrowserHall(around, (opened) => {
 *         hall = opened
 *       })
 */
export function openBrowserHall(
  { before, afterEach, after }: Around,
  isOpen: (hall: BrowserHall) => void | Promise<void>,
  hubOptions: Parameters<typeof startHub>[0] = {},
): void {
  const screens: Screen[] = []
  let hub: TestHub | undefined
  let browser: OpenBrowser | undefined
  before(async () => {
    const standing = await startHub(hubOptions)
    hub = standing
    const started = await openBrowser()
    browser = started
    await isOpen({
      ...standing,
      async open(address, glass, options) {
        const screen = await started.open(new URL(address, standing.url).href, glass, options)
        screens.push(screen)
        return screen
      },
    })
  })
  afterEach(async () => {
    for (const screen of screens.splice(0)) await screen.close()
  })
  after(async () => {
    await browser?.close()
    await hub?.close()
  })
}

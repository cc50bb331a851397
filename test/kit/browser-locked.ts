import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { flagsFor } from '../../firmware-config/kiosk/browser/flags.ts'
import { readScreen } from '../../firmware-config/kiosk/browser/settings.ts'
import { lockedIn } from './browser-policies.ts'

/**
 * Opens the shipped browser, flags and policies, and lets the debugger in by a pipe.
 *
 * `DeveloperToolsAvailability` is always left out: with it the debugger's client waits for ever.
 */
export async function inLockedBrowser(
  { without = ['DeveloperToolsAvailability'], hub = 'http://127.0.0.1:1', touch = false }: LockedOptions,
  look: (page: Page, fresh: () => Promise<Page>) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-screen-'))
  const screen = readScreen('kiosk', 'HDMI-A-1', { LUOT_SCREEN_URL: `${hub}/kiosk/` })
  const root = process.getuid?.() === 0
  const flags = flagsFor(screen, { profile: '', firstPage: '', root })
  // Playwright brings a profile and a screen of its own.
  const ours = flags.filter((flag) => /^--(?!user-data-dir|ozone-platform|kiosk|enable-logging)/.test(flag))
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: lockedIn(folder, screen.url.origin, { without, program: screen.chromium }),
    chromiumSandbox: !root,
    args: [...ours, '--disable-gpu'],
    hasTouch: touch,
    viewport: { width: 1080, height: 1920 },
  })
  try {
    await look(await context.newPage(), () => context.newPage())
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface LockedOptions {
  without?: string[]
  /** The one origin that may be opened. */
  hub?: string
  touch?: boolean
}

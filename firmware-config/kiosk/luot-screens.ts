import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { swayConfig } from './browser/compositor.ts'
import { policiesFor } from './browser/policies.ts'
import { seatRules } from './browser/seat-rules.ts'
import { readScreen, type ScreenKind, type ScreenSettings } from './browser/settings.ts'

/**
 * Turns the settings of this machine's screens into what others read; install-kiosk.sh puts it where it belongs.
 *
 *     luot-screens.ts compositor    the compositor's configuration
 *     luot-screens.ts seat          the udev rules of the seat
 *     luot-screens.ts policies      Chromium's policies with the hub's address
 *     luot-screens.ts units         the units that show these screens
 */
try {
  const screens = everyScreen(process.env.LUOT_ETC ?? '/etc/luot')
  process.stdout.write(written(process.argv[2], screens))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function written(what: string | undefined, screens: ScreenSettings[]): string {
  switch (what) {
    case 'compositor':
      return swayConfig(screens)
    case 'seat':
      return seatRules(screens)
    case 'policies': {
      const shipped = join(import.meta.dirname, 'chromium/policies/managed/luot.json')
      const policies = policiesFor(JSON.parse(readFileSync(shipped, 'utf8')), screens)
      return `${JSON.stringify(policies, null, 2)}\n`
    }
    case 'units':
      return screens.map(({ kind, output }) => `luot-${kind}@${output}.service\n`).join('')
    default:
      throw new Error('Usage: luot-screens.ts compositor|seat|policies|units')
  }
}

/** Reads `kiosk-OUTPUT.env` and `board-OUTPUT.env`; one output shows one page. */
function everyScreen(folder: string): ScreenSettings[] {
  const screens = globSync('{kiosk,board}-*.env', { cwd: folder })
    .sort()
    .map((file) => {
      const [, kind, output] = /^(kiosk|board)-(.+)\.env$/.exec(file)!
      return readScreen(kind as ScreenKind, output!, parseEnv(readFileSync(join(folder, file), 'utf8')))
    })
  const twice = screens.find(({ output }, index) => screens.findIndex((other) => other.output === output) !== index)
  if (twice)
    throw new Error(`${twice.output} has two pages: remove kiosk-${twice.output}.env or board-${twice.output}.env`)
  return screens
}

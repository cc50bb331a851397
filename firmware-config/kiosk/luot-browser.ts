import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepBrowser } from './browser/keep.ts'
import { keptOrFreshKey } from './browser/machine-key.ts'
import { readScreen } from './browser/settings.ts'

/**
 * Shows one page of the hub on one screen, and brings it back whenever it is dead.
 *
 *     luot-browser.ts kiosk HDMI-A-1      with the settings of /etc/luot/kiosk-HDMI-A-1.env in its environment
 */
const [kind, output = ''] = process.argv.slice(2)
const say = (sentence: string) => console.log(sentence)

if (kind !== 'kiosk' && kind !== 'board') {
  say('Usage: luot-browser.ts kiosk|board OUTPUT')
  process.exit(2)
}

try {
  const screen = readScreen(kind, output, process.env)
  const folder = process.env.RUNTIME_DIRECTORY ?? mkdtempSync(join(tmpdir(), 'luot-screen-'))
  const tellSystemd = systemd()
  const key = keptOrFreshKey(process.env.STATE_DIRECTORY, say)
  const kept = keepBrowser({ screen, folder, key, say, wellness: () => tellSystemd('WATCHDOG=1') })
  tellSystemd('READY=1')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void kept.stop().then(() => process.exit(0)))
  }
} catch (error) {
  say((error as Error).message)
  process.exit(1)
}

/** Speaks to systemd through its own little program, at most every six seconds: Node has no datagrams to a path. */
function systemd(): (word: string) => void {
  if (process.env.NOTIFY_SOCKET === undefined) return () => {}
  let toldAt = Number.NEGATIVE_INFINITY
  return (word) => {
    const now = performance.now()
    if (word === 'WATCHDOG=1' && now - toldAt < 6_000) return
    toldAt = now
    spawn('systemd-notify', [word], { stdio: 'ignore' }).once('error', (error) =>
      say(`systemd-notify: ${error.message}`),
    )
  }
}

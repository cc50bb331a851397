import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { policiesFor } from '../../firmware-config/kiosk/browser/policies.ts'
import { readScreen } from '../../firmware-config/kiosk/browser/settings.ts'

const SHIPPED = join(import.meta.dirname, '../../firmware-config/kiosk/chromium/policies/managed/luot.json')

export const shippedPolicies = (): Record<string, unknown> => JSON.parse(readFileSync(SHIPPED, 'utf8'))

/**
 * Writes a program that starts another one under the shipped policies, in a mount namespace of its own: the machine's
 * own `/etc/chromium` is not touched.
 *
 *     lockedIn(folder, 'http://127.0.0.1:1234')  ──▶  folder/locked  ──▶  spawn(locked, ['chromium', …])
 */
export function lockedIn(folder: string, url: string, { without = [], program = '' }: LockOptions = {}): string {
  const screen = readScreen('kiosk', 'HDMI-A-1', { LUOT_SCREEN_URL: `${url}/kiosk/` })
  const policies = policiesFor(shippedPolicies(), [screen])
  // The waiting page of a test lies in the test's folder.
  const allowed = [...(policies.URLAllowlist as string[]), `file://${folder}/`]
  const kept = Object.entries({ ...policies, URLAllowlist: allowed }).filter(([name]) => !without.includes(name))
  const managed = join(folder, 'etc-chromium', 'policies', 'managed')
  mkdirSync(managed, { recursive: true })
  writeFileSync(join(managed, 'luot.json'), JSON.stringify(Object.fromEntries(kept)))
  const locked = join(folder, 'locked')
  const inside = `mount --bind '${join(folder, 'etc-chromium')}' /etc/chromium && exec "$@"`
  const quoted = inside.replaceAll("'", "'\\''")
  writeFileSync(locked, `#!/bin/sh\nexec unshare --mount sh -c '${quoted}' sh ${program} "$@"\n`)
  chmodSync(locked, 0o755)
  return locked
}

interface LockOptions {
  /** Policies to leave out, by name. */
  without?: string[]
  /** What is always started; the first argument names it when left out. */
  program?: string
}

/** Says why policies cannot be tried on this machine, or null. */
export function lockLacks(): string | null {
  if (!existsSync('/etc/chromium')) return 'there is no /etc/chromium on this machine'
  const may = spawnSync('unshare', ['--mount', 'true']).status === 0
  return may ? null : 'a mount namespace of its own needs root: run the tests as root in a container'
}

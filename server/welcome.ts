import { networkInterfaces } from 'node:os'
import type { Office } from '#core/domain/office.ts'
import type { Config } from './config.ts'
import type { SetupCode } from './settings/setup-code.ts'

/** What the console says when the doors are open: every screen's address, and what is told only once. */
export function welcomeText(facts: {
  url: string
  /** The same pages over TLS; null where that door is not open. */
  secureUrl: string | null
  config: Config
  setup: SetupCode | null
  pins: readonly { id: string; name: string; pin: string }[]
  office: Office
}): string {
  const { url, secureUrl, config, setup, pins, office } = facts
  const isOpen = config.host !== '127.0.0.1' && config.host !== 'localhost' && config.host !== '::1'
  const screen = (to: string) => `${url}${to}`
  const counter = office.counters[0]?.id ?? 'quay-1'
  const screens = [
    `  Kiosk          ${screen('/kiosk/?id=kiosk-1')}`,
    `  Lookup board   ${screen('/kiosk/lookup?id=kiosk-1')}`,
    `  Rating         ${screen(`/kiosk/rating?counter=${counter}`)}`,
    `  Board (TV)     ${screen('/display/?id=board-1')}`,
    `  LED board      ${screen('/display/led?id=led-1&width=192&height=96')}`,
    `  Guard          ${screen('/display/guard?id=guard-1')}`,
    `  Counter sign   ${screen(`/display/sign?counter=${counter}`)}`,
    `  Desk           ${url}/desk/`,
    `  Health         ${url}/desk/health`,
    `  API            ${url}/docs`,
    ...(config.dock ? [`  Dock           ${url}/desk/dock`] : []),
  ]
  // Nobody has an account or a screen yet: the address, and the code below.
  const toBeSetUp = [`  To be set up   ${url}/desk/setup`, `  Health         ${url}/desk/health`]
  const secure = secureUrl === null ? [] : [`  Over TLS       ${secureUrl}/desk/`]
  const lines = [
    '',
    `Lượt ${config.version} · ${office.name.vi}`,
    '',
    ...(office.preparing ? toBeSetUp : screens),
    ...secure,
    '',
  ]
  if (isOpen)
    lines.push('  A screen on another machine shows a code: approve it at the desk, page Screens (/desk/screens).', '')
  if (setup) {
    lines.push(
      `  First administrator: open ${url}/desk/ and type this code within 15 minutes:`,
      '',
      `      ${setup.code}`,
      '',
    )
  }
  if (pins.length > 0) {
    lines.push('  Officers of the demonstration (these PINs are shown only now):', '')
    for (const { id, name, pin } of pins) lines.push(`      ${id.padEnd(8)} ${pin}   ${name}`)
    lines.push('')
  }
  if (!isOpen) lines.push('  Only this machine can reach it. For the hall: LUOT_HOST=0.0.0.0 npm start', '')
  return lines.join('\n')
}

/** The same place over TLS; null where that door is not open. */
export function overTls(url: string, port: number | null): string | null {
  return port === null ? null : new URL(`https://${new URL(url).hostname}:${port}`).origin
}

/** How a phone in the hall reaches a hub that listens on every address: by this machine's own in the LAN. */
export function addressForPhones(host: string, url: string): string {
  if (host !== '0.0.0.0' && host !== '::') return url
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const own = all.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
  return `http://${own}:${new URL(url).port}`
}

import type { IncomingMessage } from 'node:http'
import type { Place } from '../settings/wrong-tries.ts'
import { isLoopback } from './address.ts'

/** Where somebody signs in, in as few words as help to recognise it: the address, and which kind of browser. */
export function placeOf(request: Pick<IncomingMessage, 'headers'>, address: string): Place {
  return { from: fromOf(address), browser: browserOf(request.headers['user-agent'] ?? '') }
}

/** An address as it is noted: the hub's own machine is the hub. */
export function fromOf(address: string): string {
  return isLoopback(address) ? 'hub' : address
}

/** The family and the system, never the line itself: that line tells a machine apart from all others. */
export function browserOf(agent: string): string {
  const family = FAMILIES.find(([mark]) => agent.includes(mark))?.[1]
  const system = SYSTEMS.find(([mark]) => agent.includes(mark))?.[1]
  return [family ?? 'API', system].filter(Boolean).join(' · ')
}

// Each names itself after those before it: the first mark found counts.
const FAMILIES = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['coc_coc', 'Cốc Cốc'],
  ['SamsungBrowser', 'Samsung'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS X', 'Mac'],
  ['Linux', 'Linux'],
] as const

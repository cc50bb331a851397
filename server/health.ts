import type { DeviceHealth, Health, SendingTold } from '#core/contract/health.ts'
import type { KioskView } from '#core/contract/kiosk.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { DeviceHealth as DriverHealth } from './devices/supervisor.ts'
import { faultEntry } from './faults.ts'
import type { Journal } from './journal/journal.ts'
import { freeBytes } from './journal/open-database.ts'
import type { Keeping } from './keeping/open-keeping.ts'
import type { Hall } from './settings/hall.ts'
import type { Voice } from './speech/clips.ts'

const DISK_LOW_BYTES = 256 * 1024 * 1024

/** A device's health in the words of the hall. */
export function toldHealth(health: DriverHealth, hall: Hall): DeviceHealth {
  const entry = health.fault === undefined ? null : faultEntry(health.fault)
  return {
    id: health.device,
    name: hall.devices.find((device) => device.id === health.device)?.name ?? health.device,
    kind: health.kind,
    state: health.state,
    fault: health.fault ?? null,
    sentence: entry?.sentence ?? null,
    whatToDo: entry?.help ?? null,
    ...(health.part !== undefined && { part: health.part }),
    ...(health.paper !== undefined && { paper: health.paper }),
    sinceAt: health.sinceAt,
  }
}

/** What is wrong with the hub itself just now, without asking anybody: its disk, its clock, its doors, its screens' keys. */
export function hubFaults(parts: {
  queue: Queue
  dataFolder: string
  diskFault: string | null
  isScreenCopied: boolean
  isAgentCopied: boolean
  isTlsShut: boolean
}): Health['faults'] {
  const codes: string[] = []
  if (parts.diskFault) codes.push(parts.diskFault)
  else if (freeBytes(parts.dataFolder) < DISK_LOW_BYTES) codes.push('disk-low')
  if (parts.queue.clockSuspect) codes.push('clock-suspect')
  if (parts.isScreenCopied) codes.push('screen-copied')
  if (parts.isAgentCopied) codes.push('agent-copied')
  if (parts.isTlsShut) codes.push('tls-shut')
  return codes.map(toldFault)
}

function toldFault(code: string): Health['faults'][number] {
  const { sentence, help } = faultEntry(code)
  return { code, sentence, whatToDo: help }
}

/** How the hub is: its journal, its disk, its voice, its clock, its screens and devices, each fault with what to do. */
export async function hubHealth(parts: {
  version: string
  boot: string
  upMs: number
  dataFolder: string
  queue: Queue
  journal: Journal
  voice: Voice
  devices: DeviceHealth[]
  screens: Record<string, number>
  diskFault: string | null
  isScreenCopied: boolean
  isAgentCopied: boolean
  isTlsShut: boolean
  keeping: Keeping
  city: SendingTold | null
}): Promise<Health> {
  const { queue } = parts
  const head = await parts.journal.head()
  const isSilent = 'fault' in (await parts.voice.health())
  const copies = await parts.keeping.copies.faults()
  const faults = [...hubFaults(parts), ...[...(isSilent ? ['voice-missing'] : []), ...copies].map(toldFault)]
  const isWell = faults.length === 0 && parts.devices.every((device) => device.state === 'ready')
  return {
    status: isWell ? 'ok' : 'degraded',
    version: parts.version,
    boot: parts.boot,
    upMs: parts.upMs,
    day: queue.day,
    seq: head.seq,
    chainHead: head.hash,
    clockSuspect: queue.clockSuspect,
    screens: parts.screens,
    faults,
    devices: parts.devices,
    copies: parts.keeping.health(),
    ...(parts.city && { city: parts.city }),
  }
}

/** A kiosk's paper, by the health of its printer; a kiosk without one keeps the number on the screen. */
export function paperOf(printer: string | null, devices: readonly DeviceHealth[]): KioskView['paper'] {
  if (printer === null) return { state: 'none', message: null }
  const health = devices.find((device) => device.id === printer)
  const state = health?.state === 'warning' ? 'low' : (health?.state ?? 'unknown')
  return { state, message: health?.sentence ?? null }
}

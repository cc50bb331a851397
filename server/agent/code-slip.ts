import { randomUUID } from 'node:crypto'
import type { DeviceConfig, Supervisor } from '../devices/supervisor.ts'
import { profileIds, profiles } from '../drivers/printer/profiles.ts'
import { lazyDrawer } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { pairingSlip } from '../paper/pairing-slip.ts'

/**
 * Prints the code of an agent that waits, on the first printer it had when it last belonged to a hall. A machine that is new
 * knows no printer yet; its code stands in its log and its status file.
 */
export async function printCode(parts: {
  devices: Pick<Supervisor, 'health' | 'printer'>
  configs: readonly DeviceConfig[]
  code: string
  untilMs: number
  machine: string
  wall: number
}): Promise<string> {
  const printer = parts.devices.health().find(({ kind }) => kind === 'printer')?.device
  if (printer === undefined) return 'no printer'
  const settings = parts.configs.find(({ id }) => id === printer)?.settings as { profile?: unknown } | undefined
  const known = profileIds.find((id) => id === settings?.profile)
  const until = new Date(parts.wall + parts.untilMs).toTimeString().slice(0, 5)
  const paper = pairingSlip({ code: parts.code, until, machine: parts.machine })
  const picture = await draw(paper, known === undefined ? 576 : profiles[known].dots)
  const job = { id: `pairing-${randomUUID()}`, title: paper.title, picture, lines: linesOf(paper), again: false }
  const { outcome } = await parts.devices.printer(printer).print({ ...job, waitMs: parts.untilMs })
  return outcome
}

const draw = lazyDrawer()

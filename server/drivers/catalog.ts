import { keypads } from './catalog/keypads.ts'
import { printers } from './catalog/printers.ts'
import type { DriverRow } from './catalog/row.ts'
import { scanners } from './catalog/scanners.ts'
import { signals } from './catalog/signals.ts'
import { signs } from './catalog/signs.ts'
import { speakers } from './catalog/speakers.ts'

export { type DeviceKind, type DriverRow, type OpenDevice, parseSettings } from './catalog/row.ts'

/**
 * Every driver there is: one row each, with the schema of its own settings, and loaded only when a device asks for it.
 *
 * The settings form draws itself from the schema, and the udev rules are generated from the USB ids.
 */
export const catalog: readonly DriverRow[] = [...printers, ...keypads, ...scanners, ...signals, ...signs, ...speakers]

export function driverRow(id: string): DriverRow | undefined {
  return catalog.find((row) => row.id === id)
}

import type { DriverRow } from './drivers/catalog.ts'
import { DeviceFault } from './drivers/device.ts'

/** The cables of virtual devices: one that was pulled stays out until somebody puts it back, as real ones do. */
export interface DockCables {
  /** The same drivers, but nothing opens whose cable is out. */
  readonly catalog: readonly DriverRow[]
  pull(settings: object): void
  push(settings: object): void
  isOut(settings: object): boolean
}

/** Development only. A device is known here by the very settings it is opened with: a device that is set up anew is plugged in. */
export function dockCables(rows: readonly DriverRow[]): DockCables {
  const out = new WeakSet<object>()
  return {
    catalog: rows.map((row) => ({
      ...row,
      async open(settings, timers) {
        if (typeof settings === 'object' && settings !== null && out.has(settings)) {
          throw new DeviceFault('device-missing', 'its cable was pulled at the dock')
        }
        return row.open(settings, timers)
      },
    })),
    pull: (settings) => void out.add(settings),
    push: (settings) => void out.delete(settings),
    isOut: (settings) => out.has(settings),
  }
}

import { type FaultCode, healthTeller } from '../device.ts'
import type { Scan, Scanner } from './port.ts'
import { MOST_BYTES, NO_TRIMMINGS, scanOf } from './scanned.ts'

/** A scanner on the dock page: a code is held under it by typing, and the cable comes out by a click. */
export interface VirtualScanner extends Scanner {
  scan(text: string, symbology?: string): void
  unplug(): void
}

export function virtualScanner(): VirtualScanner {
  const health = healthTeller({ state: 'ready' })
  const listeners = new Set<(scan: Scan) => void>()
  let plugged = true
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  return {
    scan(text, symbology) {
      const scan = scanOf(Buffer.from(text).subarray(0, MOST_BYTES), NO_TRIMMINGS, symbology)
      if (plugged && scan) for (const listener of [...listeners]) listener(scan)
    },
    unplug() {
      plugged = false
      health.tell({ state: 'broken', fault: 'device-missing' })
      pull('device-missing')
    },
    onScan(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone,
    async close() {
      plugged = false
    },
  }
}

import { type FaultCode, healthTeller } from '../device.ts'
import type { KeyMoment, Keypad } from './port.ts'

/** A keypad on the dock page: keys are pressed by a click, and the cable comes out by another. */
export interface VirtualKeypad extends Keypad {
  press(key: KeyMoment): void
  unplug(): void
}

export function virtualKeypad(): VirtualKeypad {
  const health = healthTeller({ state: 'ready' })
  const listeners = new Set<(key: KeyMoment) => void>()
  let plugged = true
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  return {
    press(key) {
      if (plugged) for (const listener of [...listeners]) listener(key)
    },
    unplug() {
      plugged = false
      health.tell({ state: 'broken', fault: 'device-missing' })
      pull('device-missing')
    },
    onKey(listener) {
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

import { type FaultCode, healthTeller } from '../device.ts'
import type { LampWish, Signal } from './port.ts'

/** Buttons and lamps on the dock page: every switching of a lamp is counted, every button can be pressed. */
export interface VirtualSignal extends Signal {
  press(button: string): void
  burning(): readonly string[]
  /** Which lines were made to sound, oldest first. */
  buzzed(): readonly string[]
  /** How often a lamp was switched since it was opened: wanting the same again must not switch. */
  switchings(): number
  unplug(): void
}

export function virtualSignal({
  lamps,
  buttons,
}: {
  lamps: readonly string[]
  buttons: readonly string[]
}): VirtualSignal {
  const health = healthTeller({ state: 'ready' })
  const listeners = new Set<(button: string) => void>()
  const on = new Map<string, LampWish>()
  const sounded: string[] = []
  let switched = 0
  let plugged = true
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  return {
    want(wanted) {
      if (!plugged) return
      for (const lamp of lamps) {
        const should = wanted[lamp] ?? 'off'
        if (should === (on.get(lamp) ?? 'off')) continue
        switched++
        if (should === 'off') on.delete(lamp)
        else on.set(lamp, should)
      }
    },
    press(button) {
      if (plugged && buttons.includes(button)) for (const listener of [...listeners]) listener(button)
    },
    buzz(lamp) {
      if (plugged && lamps.includes(lamp)) sounded.push(lamp)
    },
    burning: () => [...on.keys()],
    buzzed: () => sounded,
    switchings: () => switched,
    unplug() {
      plugged = false
      on.clear()
      health.tell({ state: 'broken', fault: 'device-missing' })
      pull('device-missing')
    },
    onPress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone,
    async close() {
      plugged = false
      on.clear()
    },
  }
}

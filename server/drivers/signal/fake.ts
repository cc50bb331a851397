import { type FaultCode, healthTeller } from '../device.ts'
import { realTimers, type Timers } from '../timers.ts'
import { lampBank } from './lamp-bank.ts'
import type { LampWish, Signal } from './port.ts'
import { stuckButtons } from './trouble.ts'

/** Buttons and lamps on the dock page: every switching of a lamp is counted, every button can be pressed. */
export interface VirtualSignal extends Signal {
  press(button: string): void
  /** Leans on a button until it is let go. */
  jam(button: string): void
  free(button: string): void
  /** What is lit at this instant; a pulsing lamp is, every other half second. */
  burning(): readonly string[]
  /** What the lamps were last wanted to be, pulsing ones too: what the dock page shows. */
  wishes(): Readonly<Record<string, LampWish>>
  /** Which lines were made to sound, oldest first. */
  buzzed(): readonly string[]
  /** How often a lamp was switched since it was opened: wanting the same again must not switch. */
  switchings(): number
  unplug(): void
}

export function virtualSignal({
  lamps,
  buttons,
  timers = realTimers,
}: {
  lamps: readonly string[]
  buttons: readonly string[]
  timers?: Timers
}): VirtualSignal {
  const health = healthTeller({ state: 'ready' })
  const trouble = stuckButtons(health.tell)
  const listeners = new Set<(button: string) => void>()
  const lit = new Set<string>()
  const sounded: string[] = []
  let wishes: Readonly<Record<string, LampWish>> = {}
  let switched = 0
  let plugged = true
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  const bank = lampBank(
    lamps.map((name) => ({
      name,
      switch(on) {
        switched++
        if (on) lit.add(name)
        else lit.delete(name)
      },
    })),
    timers,
    () => undefined, // switches of air do not break
  )
  return {
    want(wanted) {
      if (!plugged) return
      wishes = Object.fromEntries(lamps.map((name) => [name, wanted[name] ?? 'off']))
      bank.want(wanted)
    },
    press(button) {
      if (plugged && buttons.includes(button)) for (const listener of [...listeners]) listener(button)
    },
    jam(button) {
      if (buttons.includes(button)) trouble.stuck(button)
    },
    free: trouble.free,
    buzz(lamp, forMs) {
      if (!plugged || !lamps.includes(lamp)) return
      sounded.push(lamp)
      bank.buzz(lamp, forMs)
    },
    burning: () => [...lit],
    wishes: () => wishes,
    buzzed: () => sounded,
    switchings: () => switched,
    unplug() {
      plugged = false
      bank.close()
      lit.clear()
      wishes = {}
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
      if (plugged) bank.close()
      plugged = false
      wishes = {}
    },
  }
}

import type { Timers } from '../timers.ts'
import type { LampWish } from './port.ts'

/** One lamp or buzzer as the bank sees it: something that is switched, and may throw when the world broke. */
export interface Lamp {
  readonly name: string
  switch(on: boolean): void
}

/** All lamps of one device: wanted in a state, pulsing in step, sounding for a moment. */
export interface LampBank {
  want(lamps: Readonly<Record<string, LampWish>>): void
  buzz(lamp: string, forMs: number): void
  /** Calls off every moment and every pulse, and leaves all of them dark, whatever they were. */
  close(): void
}

const HALF_PULSE_MS = 500

/**
 * Switches what differs from what burns, and nothing else.
 *
 *     wish   off ─────────────   on ▔▔▔▔▔▔▔▔▔▔▔▔▔   pulse ▔▔▔▔▔▁▁▁▁▁▔▔▔▔▔▁▁▁▁▁   half a second each
 *     buzz   ▔▔▔▔ for its moment, over whatever the lamp is wanted to be
 *
 * One clock for all: two lamps that pulse are lit together, so that a counter has one rhythm and no flicker.
 */
export function lampBank(
  lamps: readonly Lamp[],
  timers: Timers,
  broke: (error: unknown, lamp: string) => void,
): LampBank {
  const lit = new Map<string, boolean>()
  const sounding = new Map<string, () => void>()
  let wanted: Readonly<Record<string, LampWish>> = {}
  let beat = true
  let stopBeating: (() => void) | undefined

  function set(lamp: Lamp, on: boolean): void {
    try {
      lamp.switch(on)
      lit.set(lamp.name, on)
    } catch (error) {
      broke(error, lamp.name)
    }
  }

  function show(): void {
    for (const lamp of lamps) {
      const wish = wishOf(lamp.name)
      const on = sounding.has(lamp.name) || wish === 'on' || (wish === 'pulse' && beat)
      if (on !== (lit.get(lamp.name) ?? false)) set(lamp, on)
    }
  }

  const wishOf = (name: string): LampWish => (Object.hasOwn(wanted, name) ? wanted[name]! : 'off')
  const anyPulses = () => lamps.some(({ name }) => wishOf(name) === 'pulse')

  function keepBeating(): void {
    stopBeating = timers.after(HALF_PULSE_MS, () => {
      beat = !beat
      show()
      keepBeating()
    })
  }

  return {
    want(next) {
      wanted = next
      if (anyPulses() && !stopBeating) {
        beat = true
        keepBeating()
      }
      if (!anyPulses()) {
        stopBeating?.()
        stopBeating = undefined
      }
      show()
    },
    buzz(name, forMs) {
      if (sounding.has(name) || !lamps.some((lamp) => lamp.name === name)) return
      const ends = timers.after(forMs, () => {
        sounding.delete(name)
        show()
      })
      sounding.set(name, ends)
      show()
    },
    close() {
      stopBeating?.()
      for (const callOff of sounding.values()) callOff()
      sounding.clear()
      wanted = {}
      for (const lamp of lamps) set(lamp, false)
    },
  }
}

import { DeviceFault, type FaultCode, faultOfSystemError, healthTeller } from '../device.ts'
import { realTimers, type Timers } from '../timers.ts'
import { type GpioChip, kernelNumber, listChips } from './chip.ts'
import { type Contact, contact } from './contact.ts'
import { type Lamp, lampBank } from './lamp-bank.ts'
import type { Signal } from './port.ts'
import { stuckButtons } from './trouble.ts'

export interface SignalSettings {
  /** Label of the chip or name of the hardware behind it, where it is not a Raspberry Pi's own. */
  chip?: string
  buttons: ReadonlyArray<{ name: string; pin: number; activeLow: boolean; debounceMs: number }>
  lamps: ReadonlyArray<{ name: string; pin: number; activeLow: boolean }>
}

/** One line of a chip, as onoff gives it. */
export interface Line {
  readSync(): 0 | 1
  writeSync(value: 0 | 1): void
  watch(listener: (error: Error | null | undefined, value: number) => void): void
  unexport(): void
}

export interface LineOptions {
  activeLow: boolean
}

export type OpenLine = (
  kernelNumber: number,
  direction: 'low' | 'high' | 'in',
  edge: 'none' | 'both',
  options: LineOptions,
) => Line

/** Opens buttons and lamps on the pins of a board. Takes all of them or none: a half-wired counter helps nobody. */
export async function openSignal(
  settings: SignalSettings,
  parts: { chips?: () => Promise<GpioChip[]>; openLine?: OpenLine; timers?: Timers } = {},
): Promise<Signal> {
  const timers = parts.timers ?? realTimers
  const openLine = parts.openLine ?? (await loadOnoff())
  const chips = await (parts.chips ?? listChips)()
  const health = healthTeller({ state: 'ready' })
  const trouble = stuckButtons(health.tell)
  const listeners = new Set<(button: string) => void>()
  const lines: Line[] = []
  const contacts: Contact[] = []
  let lose: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    lose = resolve
  })

  function broke(error: unknown, part: string): void {
    const fault = faultOfSystemError(error)
    health.tell({ state: 'broken', fault, part })
    lose(fault)
  }

  function take(
    pin: number,
    ...how: [direction: 'low' | 'high' | 'in', edge: 'none' | 'both', activeLow: boolean]
  ): Line {
    const [direction, edge, activeLow] = how
    try {
      const line = openLine(kernelNumber(pin, chips, settings.chip), direction, edge, { activeLow })
      lines.push(line)
      return line
    } catch (error) {
      if (error instanceof DeviceFault) throw error
      // EBUSY: the pin belongs to a kernel driver, such as SPI, a fan or an overlay.
      throw new DeviceFault(faultOfSystemError(error), `GPIO ${pin}`, error, `GPIO ${pin}`)
    }
  }

  function openButton({ name, pin, activeLow, debounceMs }: SignalSettings['buttons'][number]): void {
    // activeLow: the usual button pulls its pin to ground, and "down" is then the level 1
    const line = take(pin, 'in', 'both', activeLow)
    const part = `${name} (GPIO ${pin})`
    const button = contact({
      debounceMs,
      isDown() {
        try {
          return line.readSync() === 1
        } catch (error) {
          broke(error, part)
          return false
        }
      },
      timers,
      onPress: () => {
        for (const listener of [...listeners]) listener(name)
      },
      onStuck: () => trouble.stuck(part),
      onFree: () => trouble.free(part),
    })
    contacts.push(button)
    line.watch((error) => (error ? broke(error, part) : button.changed()))
  }

  function openLamp({ name, pin, activeLow }: SignalSettings['lamps'][number]): Lamp {
    // 'low' and 'high' are volts, not logic: a lamp must not flash while it is opened
    const line = take(pin, activeLow ? 'high' : 'low', 'none', activeLow)
    return { name, switch: (on) => line.writeSync(on ? 1 : 0) }
  }

  function giveBack(): void {
    for (const one of contacts) one.close()
    for (const line of lines) {
      try {
        line.unexport()
      } catch (error) {
        // The chip went away under it; the other pins must be given back all the same.
        health.tell({ state: 'broken', fault: faultOfSystemError(error) })
      }
    }
  }

  const lamps: Lamp[] = []
  try {
    for (const button of settings.buttons) openButton(button)
    for (const lamp of settings.lamps) lamps.push(openLamp(lamp))
  } catch (error) {
    giveBack()
    throw error
  }
  const pins = new Map(settings.lamps.map(({ name, pin }) => [name, pin]))
  const bank = lampBank(lamps, timers, (error, name) => broke(error, `${name} (GPIO ${pins.get(name)})`))

  return {
    want: bank.want,
    buzz: bank.buzz,
    onPress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone,
    async close() {
      listeners.clear()
      bank.close()
      giveBack()
    },
  }
}

async function loadOnoff(): Promise<OpenLine> {
  try {
    const { Gpio } = await import('onoff')
    return (number, direction, edge, options) => new Gpio(number, direction, edge, options)
  } catch (error) {
    // It is compiled for one Node and may be absent: the hub goes on without buttons and lamps, and says so.
    throw new DeviceFault('driver-missing', 'onoff did not load', error)
  }
}

import { DeviceFault, type FaultCode, faultOfSystemError, healthTeller } from '../device.ts'
import { type GpioChip, kernelNumber, listChips } from './chip.ts'
import type { Signal } from './port.ts'

export interface SignalSettings {
  /** Label of the chip, where it is not a Raspberry Pi's own. */
  chip?: string
  buttons: ReadonlyArray<{ name: string; pin: number; activeLow: boolean; debounceMs: number }>
  lamps: ReadonlyArray<{ name: string; pin: number; activeLow: boolean }>
}

/** One line of a chip, as onoff gives it. */
export interface Line {
  writeSync(value: 0 | 1): void
  watch(listener: (error: Error | null | undefined, value: number) => void): void
  unexport(): void
}

export interface LineOptions {
  activeLow: boolean
  debounceTimeout?: number
}

export type OpenLine = (
  kernelNumber: number,
  direction: 'low' | 'high' | 'in',
  edge: 'none' | 'rising',
  options: LineOptions,
) => Line

/** Opens buttons and lamps on the pins of a board. Takes all of them or none: a half-wired counter helps nobody. */
export async function openSignal(
  settings: SignalSettings,
  parts: { chips?: () => Promise<GpioChip[]>; openLine?: OpenLine } = {},
): Promise<Signal> {
  const openLine = parts.openLine ?? (await loadOnoff())
  const chips = await (parts.chips ?? listChips)()
  const health = healthTeller({ state: 'ready' })
  const listeners = new Set<(button: string) => void>()
  const lines: Line[] = []
  const lamps = new Map<string, { line: Line; on: boolean }>()
  let lose: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    lose = resolve
  })
  function broke(error: unknown): void {
    const fault = faultOfSystemError(error)
    health.tell({ state: 'broken', fault })
    lose(fault)
  }

  try {
    for (const { name, pin, activeLow, debounceMs } of settings.buttons) {
      const number = kernelNumber(pin, chips, settings.chip)
      // activeLow: the usual button pulls its pin to ground, and "down" is then the rising edge of the logic level
      const line = openLine(number, 'in', 'rising', { activeLow, debounceTimeout: debounceMs })
      lines.push(line)
      line.watch((error) => {
        if (error) broke(error)
        else for (const listener of [...listeners]) listener(name)
      })
    }
    for (const { name, pin, activeLow } of settings.lamps) {
      // 'low' and 'high' are volts, not logic: a lamp must not flash while it is opened
      const dark = activeLow ? 'high' : 'low'
      const line = openLine(kernelNumber(pin, chips, settings.chip), dark, 'none', { activeLow })
      lines.push(line)
      line.writeSync(0)
      lamps.set(name, { line, on: false })
    }
  } catch (error) {
    for (const line of lines) line.unexport()
    throw error instanceof DeviceFault ? error : new DeviceFault(faultOfSystemError(error), 'a GPIO line', error)
  }

  return {
    want(wanted) {
      for (const [name, lamp] of lamps) {
        const on = (wanted[name] ?? 'off') !== 'off'
        if (on === lamp.on) continue
        try {
          lamp.line.writeSync(on ? 1 : 0)
          lamp.on = on
        } catch (error) {
          broke(error)
        }
      }
    },
    buzz(name, forMs) {
      const lamp = lamps.get(name)
      if (!lamp || lamp.on) return
      lamp.line.writeSync(1)
      setTimeout(() => lamp.line.writeSync(0), forMs)
    },
    onPress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone,
    async close() {
      listeners.clear()
      for (const { line } of lamps.values()) line.writeSync(0)
      for (const line of lines) line.unexport()
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

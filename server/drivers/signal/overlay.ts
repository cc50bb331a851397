import { closeSync, constants, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeviceFault, type FaultCode, faultOfSystemError, healthTeller } from '../device.ts'
import { realTimers, type Timers } from '../timers.ts'
import { STUCK_MS } from './contact.ts'
import { eventBytes, hasKey, type KeyEvent, keysIn } from './input-event.ts'
import { type Lamp, lampBank } from './lamp-bank.ts'
import type { Signal } from './port.ts'
import { stuckButtons } from './trouble.ts'

export interface OverlaySettings {
  /** Each button by the key code its `gpio-key` line gives it. */
  buttons: ReadonlyArray<{ name: string; keycode: number; debounceMs: number }>
  /** Each lamp by the label its `gpio-led` line gives it. */
  lamps: ReadonlyArray<{ name: string; led: string }>
}

/** Where the kernel shows keys and lamps; a test shows others. */
export interface KernelPlaces {
  /** The input devices; `/proc/bus` has them too, but is shut to the hub's service. */
  list: string
  input: string
  leds: string
  bits: 32 | 64
}

const thisMachine: KernelPlaces = {
  list: '/sys/class/input',
  input: '/dev/input',
  leds: '/sys/class/leds',
  bits: process.arch === 'arm' || process.arch === 'ia32' ? 32 : 64,
}

// The kernel keeps what happens between two looks: late by this much, never lost. Reading that waits would hold one of
// Node's four threads for every button.
const LOOK_MS = 40
const EVENTS_A_LOOK = 64

/** Opens buttons and lamps the kernel itself drives (`gpio-key`, `gpio-led`): no native code, plain files. */
export async function openOverlay(
  settings: OverlaySettings,
  { timers = realTimers, places = thisMachine }: { timers?: Timers; places?: KernelPlaces } = {},
): Promise<Signal> {
  const health = healthTeller({ state: 'ready' })
  const trouble = stuckButtons(health.tell)
  const listeners = new Set<(button: string) => void>()
  const files = new Map<string, number>()
  let closed = false
  let callOff = () => {}
  let lose: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    lose = resolve
  })

  function broke(error: unknown, part: string): void {
    const fault = faultOfSystemError(error)
    health.tell({ state: 'broken', fault, part })
    lose(fault)
  }

  const buttons = new Map(
    settings.buttons.map(({ name, keycode, debounceMs }) => {
      const part = `${name} (keycode ${keycode})`
      return [keycode, keyContact({ name, debounceMs, timers, onPress: tell, ...watchStuck(part, trouble) })]
    }),
  )

  function tell(name: string): void {
    for (const listener of [...listeners]) listener(name)
  }

  function openKeys(): void {
    if (settings.buttons.length === 0) return
    const keys = kernelKeys(places)
    for (const { name, keycode } of settings.buttons) {
      const part = `${name} (keycode ${keycode})`
      const found = keys.filter((one) => hasKey(one.capabilities, keycode, places.bits))
      if (found.length === 0)
        throw new DeviceFault('device-missing', `no gpio-key with code ${keycode}`, undefined, part)
      for (const { event } of found) {
        if (files.has(event)) continue
        const path = join(places.input, event)
        files.set(
          event,
          orFault(part, () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)),
        )
      }
    }
  }

  function openLamp({ name, led }: OverlaySettings['lamps'][number]): Lamp {
    const at = (file: string) => join(places.leds, led, file)
    return orFault(`${name} (${led})`, () => {
      const bright = readFileSync(at('max_brightness'), 'latin1').trim()
      // Whatever blinked it until now (a heartbeat, the card) lets go of it.
      writeFileSync(at('trigger'), 'none')
      writeFileSync(at('brightness'), '0')
      return { name, switch: (on: boolean) => writeFileSync(at('brightness'), on ? bright : '0') }
    })
  }

  function look(): void {
    for (const [event, file] of files) {
      try {
        for (const key of newKeys(file, places.bits)) buttons.get(key.code)?.heard(key)
      } catch (error) {
        if (!closed) broke(error, event)
        return
      }
    }
    if (!closed) callOff = timers.after(LOOK_MS, look)
  }

  function closeFiles(): void {
    for (const file of files.values()) closeSync(file)
    files.clear()
  }

  let lamps: Lamp[] = []
  try {
    openKeys()
    lamps = settings.lamps.map(openLamp)
  } catch (error) {
    closeFiles()
    throw error instanceof DeviceFault ? error : new DeviceFault(faultOfSystemError(error), places.list, error)
  }
  const leds = new Map(settings.lamps.map(({ name, led }) => [name, led]))
  const bank = lampBank(lamps, timers, (error, name) => broke(error, `${name} (${leds.get(name)})`))
  if (files.size > 0) callOff = timers.after(LOOK_MS, look)

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
      closed = true
      callOff()
      listeners.clear()
      for (const button of buttons.values()) button.close()
      bank.close()
      closeFiles()
    },
  }
}

/**
 * The buttons the kernel drives, each with the keys it has. A case's power button is one too: only what has one of our
 * codes is opened. What goes away while we look is not there.
 */
function kernelKeys({ list }: KernelPlaces): { event: string; capabilities: string }[] {
  const read = (event: string, file: string) => readFileSync(join(list, event, 'device', file), 'latin1')
  return readdirSync(list)
    .filter((name) => /^event\d+$/.test(name))
    .flatMap((event) => {
      try {
        const isOurs = read(event, 'phys').startsWith('gpio-keys')
        return isOurs ? [{ event, capabilities: read(event, 'capabilities/key') }] : []
      } catch {
        return [] // unplugged under our eyes, or a device without these files
      }
    })
}

/** The kernel's events carry its own time: a bounce is told by that, however late we look. */
function keyContact(parts: {
  name: string
  debounceMs: number
  timers: Timers
  onPress: (name: string) => void
  onStuck: () => void
  onFree: () => void
}) {
  let changedAt = Number.NEGATIVE_INFINITY
  let stuck = () => {}
  return {
    heard({ value, atMs }: KeyEvent): void {
      if (value === 2) return // the kernel repeats a key that is held: still one press
      const bounced = atMs - changedAt < parts.debounceMs
      changedAt = atMs
      stuck()
      if (value === 0) {
        parts.onFree()
        return
      }
      stuck = parts.timers.after(STUCK_MS, parts.onStuck)
      if (!bounced) parts.onPress(parts.name)
    },
    close: () => stuck(),
  }
}

function watchStuck(part: string, trouble: ReturnType<typeof stuckButtons>) {
  return { onStuck: () => trouble.stuck(part), onFree: () => trouble.free(part) }
}

function newKeys(file: number, bits: 32 | 64): KeyEvent[] {
  const buffer = new Uint8Array(eventBytes(bits) * EVENTS_A_LOOK)
  try {
    return keysIn(buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null)), bits)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return [] // nothing was pressed
    throw error
  }
}

function orFault<T>(part: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    throw new DeviceFault(faultOfSystemError(error), part, error, part)
  }
}

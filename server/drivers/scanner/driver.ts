import { type FaultCode, healthTeller } from '../device.ts'
import type { HidAddress, OpenHid } from '../hid/hid.ts'
import { keyboardLayoutOf } from '../hid/keyboard.ts'
import type { Timers } from '../timers.ts'
import { type LineReader, lineReader } from './line.ts'
import type { Scan, Scanner } from './port.ts'
import { layoutOf, posReader } from './pos-report.ts'
import { NO_TRIMMINGS } from './scanned.ts'
import type { OpenSerial, SerialSettings } from './serial-wire.ts'
import { typedReader } from './typed.ts'

export interface HidScannerSettings {
  /** Left out where the only scanner of its kind is meant. */
  vendorId?: number
  productId?: number
  serialNumber?: string
  access: HidAddress['access']
}

const SCANNER_PAGE = 0x8c
const KEYBOARD = { usagePage: 0x01, usage: 0x06 } as const

/** Reports of one code come within milliseconds of each other; what is not whole by then never will be. */
const STALLED_MS = 500

/** Opens a scanner that speaks HID POS: whole codes, their kind, and every letter of them. */
export async function openPosScanner(settings: HidScannerSettings, openHid: OpenHid, timers: Timers): Promise<Scanner> {
  const wire = await openHid({ ...settings, usagePage: SCANNER_PAGE })
  const reader = posReader(layoutOf(wire.descriptor))
  // Some scanners keep a keyboard beside their HID POS interface.
  const { scanner, tell } = scannerOn(wire, wire.typesElsewhere)
  const soon = silenceAfter(timers, STALLED_MS, reader.forget)
  wire.onReport((report) => {
    const scan = reader.read(report)
    if (scan) tell(scan)
    soon(reader.isWaiting())
  })
  return scanner
}

/** Opens a scanner that can only be a keyboard: its keys are read here, and typed nowhere else (see hid/hush.ts). */
export async function openTypingScanner(
  settings: HidScannerSettings,
  openHid: OpenHid,
  timers: Timers,
): Promise<Scanner> {
  const wire = await openHid({ ...settings, ...KEYBOARD })
  const typed = typedReader(keyboardLayoutOf(wire.descriptor) ?? undefined)
  const { scanner, tell } = scannerOn(wire, wire.typesElsewhere)
  const push = readLines(lineReader('line', NO_TRIMMINGS), tell, timers, STALLED_MS)
  wire.onReport((report) => push(typed(report)))
  return scanner
}

/** Opens a scanner on a serial line, which may be a USB cable that pretends to be one. */
export async function openSerialScanner(
  settings: SerialSettings,
  openSerial: OpenSerial,
  timers: Timers,
): Promise<Scanner> {
  const { end, silenceMs, prefix, suffix } = settings
  const wire = await openSerial(settings)
  const { scanner, tell } = scannerOn(wire)
  const afterMs = end === 'silence' ? silenceMs : STALLED_MS
  wire.onBytes(readLines(lineReader(end, { prefix, suffix }), tell, timers, afterMs))
  return scanner
}

function readLines(reader: LineReader, tell: (scan: Scan) => void, timers: Timers, afterMs: number) {
  const soon = silenceAfter(timers, afterMs, () => {
    const scan = reader.silence()
    if (scan) tell(scan)
  })
  return (bytes: Uint8Array): void => {
    for (const scan of reader.read(bytes)) tell(scan)
    soon(reader.isWaiting())
  }
}

/** Runs once nothing has come for so long; asked again with every piece that comes. */
function silenceAfter(timers: Timers, spanMs: number, run: () => void): (isWaiting: boolean) => void {
  let callOff = () => {}
  return (isWaiting) => {
    callOff()
    callOff = isWaiting ? timers.after(spanMs, run) : () => {}
  }
}

/** The scanner on a wire, and how to tell what it read. Once the wire has ended it says nothing more. */
function scannerOn(
  wire: { readonly ended: Promise<unknown>; close(): Promise<void> },
  typesElsewhere = false,
): { scanner: Scanner; tell: (scan: Scan) => void } {
  const health = healthTeller(typesElsewhere ? { state: 'warning', fault: 'keys-shared' } : { state: 'ready' })
  const listeners = new Set<(scan: Scan) => void>()
  const scanner: Scanner = {
    onScan(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone: wire.ended.then((): FaultCode => {
      listeners.clear()
      health.tell({ state: 'broken', fault: 'device-missing' })
      return 'device-missing'
    }),
    close() {
      listeners.clear()
      return wire.close()
    },
  }
  return {
    scanner,
    tell(scan) {
      for (const listener of [...listeners]) listener(scan)
    },
  }
}

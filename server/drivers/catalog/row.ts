import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { DeviceFault } from '../device.ts'
import type { Keypad } from '../keypad/port.ts'
import type { Printer } from '../printer/port.ts'
import type { Scanner } from '../scanner/port.ts'
import type { Sign } from '../sign/port.ts'
import type { Signal } from '../signal/port.ts'
import type { Speaker } from '../speaker/port.ts'
import type { Timers } from '../timers.ts'

/** One driver: what it is called, the schema of its own settings, the USB devices it fits, and how it is opened. */
export interface DriverRow {
  readonly id: string
  readonly kind: DeviceKind
  readonly label: { vi: string; en: string }
  readonly settings: TSchema
  /** Devices this driver is known to fit; empty where the address stands in the settings or there is no USB. */
  readonly usb: readonly UsbId[]
  /** Rules of udev for what is not on USB, a line each: the same on every machine that has such a device. */
  readonly udev?: readonly string[]
  /** Opens the device, or throws a `DeviceFault`. The settings are checked already. */
  open(settings: unknown, timers: Timers): Promise<OpenDevice>
}

export interface UsbId {
  readonly vendorId: number
  readonly productId?: number
}

export type DeviceKind = OpenDevice['kind']

export type OpenDevice =
  | { kind: 'printer'; device: Printer }
  | { kind: 'keypad'; device: Keypad }
  | { kind: 'scanner'; device: Scanner }
  | { kind: 'signal'; device: Signal }
  | { kind: 'sign'; device: Sign }
  | { kind: 'speaker'; device: Speaker }

export const strict = { additionalProperties: false }
export const whole = (minimum: number, maximum: number, standard: number) =>
  Type.Integer({ minimum, maximum, default: standard })
/** A name a person gave to a button, a lamp or a place. */
export const name = Type.String({ minLength: 1, maxLength: 40 })

/** Fills in the standards and checks: every settings object that reaches a driver has come through here. */
export function parseSettings(schema: TSchema, given: unknown): unknown {
  const settings = Value.Default(schema, structuredClone(given ?? {}))
  if (Value.Check(schema, settings)) return settings
  const first = Value.Errors(schema, settings)[0]
  throw new DeviceFault('device-settings', `${first?.instancePath || 'settings'}: ${first?.message ?? 'not valid'}`)
}

/** A row whose settings are checked before its opener sees them. */
export function row<S extends TSchema>(
  id: string,
  kind: DeviceKind,
  label: DriverRow['label'],
  schema: S,
  {
    open,
    usb = [],
    udev = [],
  }: {
    open: (settings: Type.Static<S>, timers: Timers) => Promise<OpenDevice>
    usb?: readonly UsbId[]
    udev?: readonly string[]
  },
): DriverRow {
  return {
    id,
    kind,
    label,
    settings: schema,
    usb,
    udev,
    // The schema given beside the opener is the one just checked against: the cast only tells the compiler so.
    open: (given, timers) => open(parseSettings(schema, given) as Type.Static<S>, timers),
  }
}

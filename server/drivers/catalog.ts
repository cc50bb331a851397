import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { DeviceFault } from './device.ts'
import type { Keypad } from './keypad/port.ts'
import type { Printer } from './printer/port.ts'
import type { Signal } from './signal/port.ts'
import type { Timers } from './timers.ts'

/**
 * Every driver there is: one row each, with the schema of its own settings, and loaded only when a device asks for it.
 *
 * The settings form draws itself from the schema, and the udev rules are generated from the USB ids.
 */
export interface DriverRow {
  readonly id: string
  readonly kind: DeviceKind
  readonly label: { vi: string; en: string }
  readonly settings: TSchema
  /** Devices this driver is known to fit; empty where the address stands in the settings or there is no USB. */
  readonly usb: ReadonlyArray<{ vendorId: number; productId?: number }>
  /** Opens the device, or throws a `DeviceFault`. The settings are checked already. */
  open(settings: unknown, timers: Timers): Promise<OpenDevice>
}

export type DeviceKind = OpenDevice['kind']

export type OpenDevice =
  | { kind: 'printer'; device: Printer }
  | { kind: 'keypad'; device: Keypad }
  | { kind: 'signal'; device: Signal }

const strict = { additionalProperties: false }
const whole = (minimum: number, maximum: number, standard: number) =>
  Type.Integer({ minimum, maximum, default: standard })

/** What every ESC/POS printer may be told; the standards suit nearly all of them. */
const printing = {
  bandLines: whole(24, 256, 48),
  feedLines: whole(0, 8, 4),
  cut: Type.Boolean({ default: true }),
  answerMs: whole(50, 10_000, 1_000),
  stallMs: whole(100, 60_000, 6_000),
  jobMs: whole(200, 300_000, 20_000),
  mmPerSecond: whole(10, 400, 80),
  cutMs: whole(0, 5_000, 400),
  pollMs: whole(500, 600_000, 15_000),
  troubledPollMs: whole(500, 600_000, 4_000),
}

const TcpPrinter = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253 }),
    port: whole(1, 65_535, 9100),
    connectMs: whole(100, 30_000, 3_000),
    ...printing,
  },
  strict,
)

const FilePrinter = Type.Object(
  { path: Type.String({ pattern: '^/dev/', maxLength: 200, default: '/dev/usb/lp0' }), ...printing },
  strict,
)

const PaperOfAir = Type.Object(
  {
    rollMm: whole(0, 200_000, 50_000),
    nearEndMm: whole(0, 10_000, 1_500),
    mmPerSecond: whole(0, 1_000, 150),
  },
  strict,
)

const HidKeypad = Type.Object(
  {
    model: Type.String({ minLength: 1, maxLength: 40, default: 'numpad' }),
    vendorId: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff })),
    productId: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff })),
    serialNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    access: Type.Union([Type.Literal('hidraw'), Type.Literal('libusb')], { default: 'hidraw' }),
  },
  strict,
)

const name = Type.String({ minLength: 1, maxLength: 40 })
const pin = Type.Integer({ minimum: 0, maximum: 200 })

const GpioSignal = Type.Object(
  {
    chip: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    buttons: Type.Array(
      Type.Object({ name, pin, activeLow: Type.Boolean({ default: true }), debounceMs: whole(0, 500, 40) }, strict),
      { maxItems: 40, default: [] },
    ),
    lamps: Type.Array(Type.Object({ name, pin, activeLow: Type.Boolean({ default: false }) }, strict), {
      maxItems: 40,
      default: [],
    }),
  },
  strict,
)

const Nothing = Type.Object({}, strict)
const Names = Type.Object(
  { buttons: Type.Array(name, { default: ['call'] }), lamps: Type.Array(name, { default: ['call'] }) },
  strict,
)

export const catalog: readonly DriverRow[] = [
  row('escpos-tcp', 'printer', { vi: 'Máy in nhiệt qua mạng', en: 'Thermal printer on the network' }, TcpPrinter, {
    async open(settings, timers) {
      const [{ escposPrinter }, { tcpTransport }] = await Promise.all([
        import('./printer/driver.ts'),
        import('./transport/tcp.ts'),
      ])
      const transport = tcpTransport(settings, timers)
      return { kind: 'printer', device: escposPrinter({ transport, timers, layout: settings, limits: settings }) }
    },
  }),
  row(
    'escpos-file',
    'printer',
    { vi: 'Máy in nhiệt qua cổng USB', en: 'Thermal printer on a device file' },
    FilePrinter,
    {
      async open(settings, timers) {
        const [{ escposPrinter }, { deviceFileTransport }] = await Promise.all([
          import('./printer/driver.ts'),
          import('./transport/device-file.ts'),
        ])
        const transport = deviceFileTransport(settings.path, timers)
        return { kind: 'printer', device: escposPrinter({ transport, timers, layout: settings, limits: settings }) }
      },
      usb: [
        { vendorId: 0x04b8 }, // Epson
        { vendorId: 0x0519 }, // Star Micronics
        { vendorId: 0x0dd4 }, // Custom
        { vendorId: 0x154f }, // SNBC
        { vendorId: 0x0483, productId: 0x5743 }, // many unnamed 58 and 80 mm mechanisms
        { vendorId: 0x0416, productId: 0x5011 }, // POS-58 family
      ],
    },
  ),
  row('virtual', 'printer', { vi: 'Máy in ảo', en: 'Virtual printer' }, PaperOfAir, {
    async open(settings, timers) {
      const { virtualPrinter } = await import('./printer/fake.ts')
      return { kind: 'printer', device: virtualPrinter({ ...settings, timers }) }
    },
  }),
  row('hid-keypad', 'keypad', { vi: 'Bàn phím gọi số USB', en: 'USB keypad' }, HidKeypad, {
    async open(settings) {
      const [{ openKeypad }, { openHid }] = await Promise.all([import('./keypad/driver.ts'), import('./keypad/hid.ts')])
      return { kind: 'keypad', device: await openKeypad(settings, openHid) }
    },
  }),
  row('virtual-keypad', 'keypad', { vi: 'Bàn phím ảo', en: 'Virtual keypad' }, Nothing, {
    async open() {
      const { virtualKeypad } = await import('./keypad/fake.ts')
      return { kind: 'keypad', device: virtualKeypad() }
    },
  }),
  row('gpio', 'signal', { vi: 'Nút bấm và đèn nối dây', en: 'Wired buttons and lamps' }, GpioSignal, {
    async open(settings) {
      const { openSignal } = await import('./signal/driver.ts')
      return { kind: 'signal', device: await openSignal(settings) }
    },
  }),
  row('virtual-signal', 'signal', { vi: 'Nút và đèn ảo', en: 'Virtual buttons and lamps' }, Names, {
    async open(settings) {
      const { virtualSignal } = await import('./signal/fake.ts')
      return { kind: 'signal', device: virtualSignal(settings) }
    },
  }),
]

export function driverRow(id: string): DriverRow | undefined {
  return catalog.find((row) => row.id === id)
}

/** Fills in the standards and checks: every settings object that reaches a driver has come through here. */
export function parseSettings(schema: TSchema, given: unknown): unknown {
  const settings = Value.Default(schema, structuredClone(given ?? {}))
  if (Value.Check(schema, settings)) return settings
  const first = Value.Errors(schema, settings)[0]
  throw new DeviceFault('device-settings', `${first?.instancePath || 'settings'}: ${first?.message ?? 'not valid'}`)
}

function row<S extends TSchema>(
  id: string,
  kind: DeviceKind,
  label: DriverRow['label'],
  schema: S,
  {
    open,
    usb = [],
  }: { open: (settings: Type.Static<S>, timers: Timers) => Promise<OpenDevice>; usb?: DriverRow['usb'] },
): DriverRow {
  return {
    id,
    kind,
    label,
    settings: schema,
    usb,
    // The schema given beside the opener is the one just checked against: the cast only tells the compiler so.
    open: (given, timers) => open(parseSettings(schema, given) as Type.Static<S>, timers),
  }
}

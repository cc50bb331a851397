import Type from 'typebox'
import { type DriverRow, row, strict, type UsbId, whole } from './row.ts'

const id = Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff }))

const HidScanner = Type.Object(
  {
    vendorId: id,
    productId: id,
    serialNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    access: Type.Union([Type.Literal('hidraw'), Type.Literal('libusb')], { default: 'hidraw' }),
  },
  strict,
)

// Any keyboard could be meant: the one that is a scanner must be named.
const TypingScanner = Type.Object(
  {
    ...HidScanner.properties,
    vendorId: Type.Integer({ minimum: 0, maximum: 0xffff }),
    productId: Type.Integer({ minimum: 0, maximum: 0xffff }),
  },
  strict,
)

const trimming = Type.String({ maxLength: 16, default: '' })

const SerialScanner = Type.Object(
  {
    path: Type.String({ pattern: '^/dev/[A-Za-z0-9/_.:+-]{1,200}$', default: '/dev/ttyACM0' }),
    baudRate: whole(300, 921_600, 9_600),
    end: Type.Union([Type.Literal('line'), Type.Literal('silence')], { default: 'line' }),
    silenceMs: whole(20, 2_000, 100),
    prefix: trimming,
    suffix: trimming,
  },
  strict,
)

const Nothing = Type.Object({}, strict)

/** Makers who build scanners and nothing else under these ids. */
const makers: readonly UsbId[] = [
  { vendorId: 0x0c2e }, // Honeywell (Metrologic)
  { vendorId: 0x05e0 }, // Zebra (Symbol)
  { vendorId: 0x05f9 }, // Datalogic (PSC)
  { vendorId: 0x1eab }, // Newland
]

/** Every scanner driver. */
export const scanners: readonly DriverRow[] = [
  row('hid-scanner', 'scanner', { vi: 'Máy quét USB, chế độ HID POS', en: 'USB scanner, HID POS mode' }, HidScanner, {
    usb: makers,
    async open(settings, timers) {
      const [{ openPosScanner }, { openHid }] = await Promise.all([
        import('../scanner/driver.ts'),
        import('../hid/hid.ts'),
      ])
      return { kind: 'scanner', device: await openPosScanner(settings, openHid, timers) }
    },
  }),
  row(
    'serial-scanner',
    'scanner',
    { vi: 'Máy quét cổng nối tiếp (RS-232, USB COM)', en: 'Serial scanner (RS-232, USB COM)' },
    SerialScanner,
    {
      async open(settings, timers) {
        const [{ openSerialScanner }, { openSerial }] = await Promise.all([
          import('../scanner/driver.ts'),
          import('../scanner/serial-wire.ts'),
        ])
        return { kind: 'scanner', device: await openSerialScanner(settings, openSerial, timers) }
      },
    },
  ),
  row(
    'typing-scanner',
    'scanner',
    { vi: 'Máy quét chỉ có chế độ bàn phím', en: 'Scanner that can only be a keyboard' },
    TypingScanner,
    {
      async open(settings, timers) {
        const [{ openTypingScanner }, { openHid }] = await Promise.all([
          import('../scanner/driver.ts'),
          import('../hid/hid.ts'),
        ])
        return { kind: 'scanner', device: await openTypingScanner(settings, openHid, timers) }
      },
    },
  ),
  row('virtual-scanner', 'scanner', { vi: 'Máy quét ảo', en: 'Virtual scanner' }, Nothing, {
    async open() {
      const { virtualScanner } = await import('../scanner/fake.ts')
      return { kind: 'scanner', device: virtualScanner() }
    },
  }),
]

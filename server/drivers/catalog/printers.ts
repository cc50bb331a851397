import Type from 'typebox'
import { makeOf } from '../printer/make.ts'
import { profileIds } from '../printer/profiles.ts'
import { type DriverRow, row, strict, whole } from './row.ts'

const maybe = (minimum: number, maximum: number) => Type.Optional(Type.Integer({ minimum, maximum }))

/** What every ESC/POS printer may be told: which family it is of, and where this one differs from it. */
const printing = {
  profile: Type.Union(
    profileIds.map((id) => Type.Literal(id)),
    { default: 'generic-80' },
  ),
  // As the profile has it, where nothing is said.
  bandLines: maybe(24, 256),
  feedLines: maybe(0, 8),
  cut: Type.Optional(Type.Boolean()),
  cutForm: Type.Optional(Type.Union([Type.Literal('partial'), Type.Literal('full'), Type.Literal('esc-i')])),
  presentSteps: maybe(0, 255),
  automatic: Type.Optional(Type.Boolean()),
  mmPerSecond: maybe(10, 400),
  cutMs: maybe(0, 5_000),
  rollMm: maybe(1_000, 500_000),
  tellsNearEnd: Type.Optional(Type.Boolean()),
  // The same for all.
  nearEndMm: whole(0, 50_000, 3_000),
  answerMs: whole(50, 10_000, 1_000),
  stallMs: whole(100, 60_000, 6_000),
  jobMs: whole(200, 300_000, 20_000),
  pollMs: whole(500, 600_000, 15_000),
  troubledPollMs: whole(500, 600_000, 4_000),
  ticketLeftMs: whole(1_000, 600_000, 20_000),
  clearMouthMs: whole(0, 600_000, 0),
  forgotten: Type.Union([Type.Literal('retract'), Type.Literal('eject')], { default: 'retract' }),
  text: Type.Boolean({ default: false }),
  codePage: Type.Optional(Type.Union([Type.Literal('tcvn3'), Type.Literal('windows-1258')])),
  pageNumber: maybe(0, 255),
  capitalsPage: maybe(0, 255),
}

/** Whether the line is kept between slips: then trouble is told at once, and nothing else can print there. */
const hold = Type.Optional(Type.Boolean())

const TcpPrinter = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253 }),
    port: whole(1, 65_535, 9100),
    connectMs: whole(100, 30_000, 3_000),
    hold,
    ...printing,
  },
  strict,
)

const FilePrinter = Type.Object(
  { path: Type.String({ pattern: '^/dev/', maxLength: 200, default: '/dev/usb/lp0' }), hold, ...printing },
  strict,
)

/** Rates a serial printer can be set to. */
const bauds = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600] as const

const SerialPrinter = Type.Object(
  {
    path: Type.String({ pattern: '^/dev/', maxLength: 200, default: '/dev/ttyUSB0' }),
    baud: Type.Union(
      bauds.map((baud) => Type.Literal(baud)),
      { default: 115_200 },
    ),
    flow: Type.Union([Type.Literal('none'), Type.Literal('rts-cts'), Type.Literal('xon-xoff')], { default: 'rts-cts' }),
    ...printing,
  },
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

/** Every printer driver. */
export const printers: readonly DriverRow[] = [
  row('escpos-tcp', 'printer', { vi: 'Máy in nhiệt qua mạng', en: 'Thermal printer on the network' }, TcpPrinter, {
    async open(settings, timers) {
      const [{ escposPrinter }, { tcpTransport }] = await Promise.all([
        import('../printer/driver.ts'),
        import('../transport/tcp.ts'),
      ])
      const transport = tcpTransport(settings, timers)
      // A network printer serves one at a time: whoever keeps the line keeps everybody else out.
      const make = makeOf(settings, { hold: 'never' })
      return { kind: 'printer', device: escposPrinter({ transport, timers, make }) }
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
          import('../printer/driver.ts'),
          import('../transport/device-file.ts'),
        ])
        const transport = deviceFileTransport(settings.path, timers)
        const make = makeOf(settings, { hold: 'if-it-tells' })
        return { kind: 'printer', device: escposPrinter({ transport, timers, make }) }
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
  row(
    'escpos-serial',
    'printer',
    { vi: 'Máy in nhiệt qua cổng nối tiếp', en: 'Thermal printer on a serial line' },
    SerialPrinter,
    {
      async open(settings, timers) {
        const [{ escposPrinter }, { serialTransport, slowLine }] = await Promise.all([
          import('../printer/driver.ts'),
          import('../transport/serial.ts'),
        ])
        const transport = serialTransport(settings, timers)
        // Opening a serial line moves its DTR, and many printers start anew at that: it is opened once.
        const make = makeOf(settings, {
          hold: 'always',
          bytesPerSecond: settings.baud / 10,
          standing: slowLine(settings.baud),
        })
        return { kind: 'printer', device: escposPrinter({ transport, timers, make }) }
      },
      usb: [
        { vendorId: 0x0403 }, // FTDI
        { vendorId: 0x067b }, // Prolific
        { vendorId: 0x10c4 }, // Silicon Labs
        { vendorId: 0x1a86 }, // WCH
      ],
    },
  ),
  row('virtual', 'printer', { vi: 'Máy in ảo', en: 'Virtual printer' }, PaperOfAir, {
    async open(settings, timers) {
      const { virtualPrinter } = await import('../printer/fake.ts')
      return { kind: 'printer', device: virtualPrinter({ ...settings, timers }) }
    },
  }),
]

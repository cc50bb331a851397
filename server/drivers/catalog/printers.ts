import Type from 'typebox'
import { type DriverRow, row, strict, whole } from './row.ts'

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

/** Every printer driver. */
export const printers: readonly DriverRow[] = [
  row('escpos-tcp', 'printer', { vi: 'Máy in nhiệt qua mạng', en: 'Thermal printer on the network' }, TcpPrinter, {
    async open(settings, timers) {
      const [{ escposPrinter }, { tcpTransport }] = await Promise.all([
        import('../printer/driver.ts'),
        import('../transport/tcp.ts'),
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
          import('../printer/driver.ts'),
          import('../transport/device-file.ts'),
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
      const { virtualPrinter } = await import('../printer/fake.ts')
      return { kind: 'printer', device: virtualPrinter({ ...settings, timers }) }
    },
  }),
]

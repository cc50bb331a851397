import Type from 'typebox'
import { signModels } from '../sign/models.ts'
import { templateMistake } from '../sign/template.ts'
import { type DriverRow, name, row, strict, whole } from './row.ts'

const register = Type.Integer({ minimum: 0, maximum: 0xffff })
const cells = { minimum: 1, maximum: 12 }

/** The line the signs hang on: the adapter by an address that stays, such as /dev/serial/by-id/…. */
const line = {
  path: Type.String({ pattern: '^/dev/', maxLength: 200, default: '/dev/ttyUSB0' }),
  baud: whole(1_200, 115_200, 9_600),
  parity: Type.Union([Type.Literal('none'), Type.Literal('even'), Type.Literal('odd')], { default: 'none' }),
  stopBits: Type.Union([Type.Literal(1), Type.Literal(2)], { default: 1 }),
  rewriteMs: whole(1_000, 60_000, 5_000),
}
const dropLetters = Type.Boolean({ default: true })

const ModbusSigns = Type.Refine(
  Type.Object(
    {
      ...line,
      model: Type.Union(
        signModels.map(({ id }) => Type.Literal(id)),
        { default: 'bcd' },
      ),
      register: Type.Optional(register),
      cells: Type.Optional(Type.Integer(cells)),
      blank: Type.Optional(register),
      dropLetters,
      brightness: Type.Optional(Type.Object({ register, value: register }, strict)),
      point: Type.Optional(Type.Object({ register, value: register }, strict)),
      broadcast: Type.Boolean({ default: true }),
      answerMs: whole(50, 2_000, 200),
      gapMs: whole(2, 500, 10),
      signs: Type.Array(Type.Object({ address: Type.Integer({ minimum: 1, maximum: 247 }), place: name }, strict), {
        minItems: 1,
        maxItems: 60,
      }),
    },
    strict,
  ),
  // Two signs of one address answer at once, and nobody understands either.
  ({ signs }) => new Set(signs.map(({ address }) => address)).size === signs.length,
  () => 'two signs have the same address',
)

const template = (more: { default?: string } = {}) =>
  Type.Refine(
    Type.String({ minLength: 1, maxLength: 200, ...more }),
    (text) => templateMistake(text) === null,
    (text) => templateMistake(text) ?? '',
  )

const SerialSigns = Type.Object(
  {
    ...line,
    template: template({ default: '{number}\\r\\n' }),
    blank: Type.Optional(template()),
    cells: whole(cells.minimum, cells.maximum, 4),
    letters: Type.Union([Type.Literal('any'), Type.Literal('segments'), Type.Literal('none')], { default: 'any' }),
    dropLetters,
    brightness: whole(0, 255, 15),
    gapMs: whole(2, 2_000, 50),
    signs: Type.Array(
      Type.Object({ address: Type.Integer({ minimum: 0, maximum: 255, default: 1 }), place: name }, strict),
      { minItems: 1, maxItems: 60 },
    ),
  },
  strict,
)

const SignsOfAir = Type.Object(
  { places: Type.Array(name, { maxItems: 60, default: [] }), cells: whole(cells.minimum, cells.maximum, 4) },
  strict,
)

/** Adapters such buses hang on; nothing but the chip's name is known of what is behind them. */
const usb = [
  { vendorId: 0x1a86 }, // CH340, CH343
  { vendorId: 0x0403 }, // FTDI
  { vendorId: 0x10c4 }, // Silicon Labs CP210x
  { vendorId: 0x067b }, // Prolific PL2303
]

/** Every driver of signs over the counters. */
export const signs: readonly DriverRow[] = [
  row('modbus-signs', 'sign', { vi: 'Bảng số quầy Modbus RTU', en: 'Counter signs on Modbus RTU' }, ModbusSigns, {
    async open(settings, timers) {
      const [{ openModbusSigns }, { serialTransport }] = await Promise.all([
        import('../sign/modbus.ts'),
        import('../transport/serial.ts'),
      ])
      const transport = serialTransport({ ...settings, flow: 'none' }, timers)
      return { kind: 'sign', device: await openModbusSigns(settings, { transport, timers }) }
    },
    usb,
  }),
  row('serial-signs', 'sign', { vi: 'Bảng số quầy cổng nối tiếp', en: 'Counter signs on a serial line' }, SerialSigns, {
    async open(settings, timers) {
      const [{ openTemplateSigns }, { serialTransport }] = await Promise.all([
        import('../sign/one-way.ts'),
        import('../transport/serial.ts'),
      ])
      const transport = serialTransport({ ...settings, flow: 'none' }, timers)
      return { kind: 'sign', device: await openTemplateSigns(settings, { transport, timers }) }
    },
    usb,
  }),
  row('virtual-sign', 'sign', { vi: 'Bảng số quầy ảo', en: 'Virtual counter signs' }, SignsOfAir, {
    async open(settings, timers) {
      const { virtualSigns } = await import('../sign/fake.ts')
      return { kind: 'sign', device: virtualSigns({ ...settings, timers }) }
    },
  }),
]

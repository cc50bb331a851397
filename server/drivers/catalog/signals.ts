import Type from 'typebox'
import { type DriverRow, name, row, strict, whole } from './row.ts'

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

const Names = Type.Object(
  { buttons: Type.Array(name, { default: ['call'] }), lamps: Type.Array(name, { default: ['call'] }) },
  strict,
)

/** Every driver of buttons, lamps and buzzers. */
export const signals: readonly DriverRow[] = [
  row('gpio', 'signal', { vi: 'Nút bấm và đèn nối dây', en: 'Wired buttons and lamps' }, GpioSignal, {
    async open(settings) {
      const { openSignal } = await import('../signal/driver.ts')
      return { kind: 'signal', device: await openSignal(settings) }
    },
  }),
  row('virtual-signal', 'signal', { vi: 'Nút và đèn ảo', en: 'Virtual buttons and lamps' }, Names, {
    async open(settings) {
      const { virtualSignal } = await import('../signal/fake.ts')
      return { kind: 'signal', device: virtualSignal(settings) }
    },
  }),
]

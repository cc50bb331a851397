import Type from 'typebox'
import { keypadModels } from '../keypad/models.ts'
import { type DriverRow, row, strict } from './row.ts'

const HidKeypad = Type.Object(
  {
    model: Type.Union(
      keypadModels.map(({ id, label }) => Type.Literal(id, { title: label.vi, description: label.en })),
      { default: 'numpad' },
    ),
    vendorId: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff })),
    productId: Type.Optional(Type.Integer({ minimum: 0, maximum: 0xffff })),
    serialNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    access: Type.Union([Type.Literal('hidraw'), Type.Literal('libusb')], { default: 'hidraw' }),
  },
  strict,
)

const Nothing = Type.Object({}, strict)

/** Every keypad and rating pad driver. */
export const keypads: readonly DriverRow[] = [
  row('hid-keypad', 'keypad', { vi: 'Bàn phím gọi số USB', en: 'USB keypad' }, HidKeypad, {
    async open(settings) {
      const [{ openKeypad }, { openHid }] = await Promise.all([import('../keypad/driver.ts'), import('../hid/hid.ts')])
      return { kind: 'keypad', device: await openKeypad(settings, openHid) }
    },
  }),
  row('virtual-keypad', 'keypad', { vi: 'Bàn phím ảo', en: 'Virtual keypad' }, Nothing, {
    async open() {
      const { virtualKeypad } = await import('../keypad/fake.ts')
      return { kind: 'keypad', device: virtualKeypad() }
    },
  }),
]

import assert from 'node:assert/strict'
import { spec } from '../../kit/spec.ts'
import { keyboardOf } from '../kit/evdev.ts'
import { keysOf, withHall } from '../kit/hall-at-work.ts'
import { plugUsbKeypad } from '../kit/usb-keypad.ts'
import { soon, witness } from '../kit/witness.ts'

/** A keypad taken away from the kernel: while the hub has it there is no keyboard at all. */
witness({
  real: ['usb core, usbfs, usbhid before and after', 'native node-hid (libusb)', 'hid-keypad driver and supervisor'],
  emulated: ['the cable (dummy_hcd)', 'the keypad (HID gadget)'],
})

const pad = { vendorId: 0x1a2c, productId: 0x0e24 }

spec('a keypad through libusb', ({ test }) => {
  test('its keyboard is gone while the hub has it, and its keys arrive all the same', async () => {
    const device = await plugUsbKeypad({ name: 'pad4', socket: 2, serialNumber: 'L1', ...pad })
    try {
      await soon('the kernel’s keyboard', () => keyboardOf('L1'))
      const settings = { model: 'numpad', ...pad, access: 'libusb' }
      await withHall([{ id: 'pad', driver: 'hid-keypad', settings }], async ({ heard, ready }) => {
        await ready('pad')
        assert.equal(keyboardOf('L1'), undefined)
        device.tap(90, 91)
        await soon('the keys', () => heard.length >= 2)
        assert.deepEqual(keysOf(heard, 'pad'), ['digit 2', 'digit 3'])
      })
    } finally {
      device.putAway()
    }
  }, 90_000)
})

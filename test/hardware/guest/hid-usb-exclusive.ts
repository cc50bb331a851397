import assert from 'node:assert/strict'
import { spec } from '../../kit/spec.ts'
import { keyboardOf, listenIn } from '../kit/evdev.ts'
import { keysOf, withHall } from '../kit/hall-at-work.ts'
import { plugUsbKeypad } from '../kit/usb-keypad.ts'
import { soon, witness } from '../kit/witness.ts'

/** On a USB cable too a keypad types into nothing but the hub, and is the kernel's again afterwards. */
witness({
  real: ['usb core, usbhid, evdev, inhibition by the input core', 'native node-hid (hidraw)', 'hid-keypad driver'],
  emulated: ['the cable (dummy_hcd)', 'the keypad (HID gadget)'],
})

const pad = { vendorId: 0x1a2c, productId: 0x0e25 }

spec('keys on a USB cable that go nowhere else', ({ test }) => {
  test('a bystander hears them before the hub has the keypad and after it, not meanwhile', async () => {
    const device = await plugUsbKeypad({ name: 'pad5', socket: 2, serialNumber: 'E1', ...pad })
    const bystander = listenIn(await soon('its keyboard', () => keyboardOf('E1')))
    try {
      device.tap(89)
      await soon('the bystander hears it: this test can fail', () => bystander.heard().length > 0)
      const settings = { model: 'numpad', ...pad }
      await withHall([{ id: 'pad', driver: 'hid-keypad', settings }], async ({ heard, ready }) => {
        await ready('pad')
        device.tap(89, 90, 91)
        await soon('the hub hears it', () => heard.length >= 3)
        assert.deepEqual(keysOf(heard, 'pad'), ['digit 1', 'digit 2', 'digit 3'])
        assert.deepEqual(bystander.heard(), [])
      })
      device.tap(89)
      await soon('the bystander hears it again', () => bystander.heard().length > 0)
    } finally {
      bystander.leave()
      device.putAway()
    }
  }, 90_000)
})

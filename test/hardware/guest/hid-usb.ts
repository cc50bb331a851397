import assert from 'node:assert/strict'
import { spec } from '../../kit/spec.ts'
import { keysOf, withHall } from '../kit/hall-at-work.ts'
import { plugUsbKeypad } from '../kit/usb-keypad.ts'
import { soon, witness } from '../kit/witness.ts'

/** Keypads on a USB cable: what uhid leaves out, the bus and its driver. */
witness({
  real: ['usb core, usbhid, HID core, hidraw', 'native node-hid (hidraw)', 'hid-keypad driver and supervisor'],
  emulated: ['the cable (dummy_hcd)', 'the keypads (HID gadget)'],
})

const pad = { vendorId: 0x1a2c, productId: 0x0e23 }
const [enter, one, five] = [88, 89, 93]

spec('keypads on a USB cable', ({ test }) => {
  test('keys arrive in order; the cable pulled with a key held down is missing; back in it works by itself', async () => {
    const device = await plugUsbKeypad({ name: 'pad1', socket: 2, serialNumber: 'U1', ...pad })
    try {
      const settings = { model: 'numpad', ...pad }
      await withHall([{ id: 'pad', driver: 'hid-keypad', settings }], async ({ heard, told, ready }) => {
        await ready('pad')
        device.tap(one, five, five, enter)
        await soon('four keys', () => heard.length >= 4)
        device.hold(one)
        device.unplug()
        await soon('it is missing', () => told.some(({ fault }) => fault === 'device-missing'))
        const before = heard.length
        told.length = 0
        await device.plug()
        await soon('it is ready again', () => told.some(({ state }) => state === 'ready'))
        device.tap(enter)
        // The report of the key that was held may still lie in the gadget, and comes first then.
        await soon('the key after the cable', () => keysOf(heard, 'pad').slice(before).at(-1) === 'next')
        assert.deepEqual(keysOf(heard, 'pad').slice(0, 4), ['digit 1', 'digit 5', 'digit 5', 'next'])
      })
    } finally {
      device.putAway()
    }
  }, 90_000)

  test('two of a kind on two cables are told apart by their serial numbers', async () => {
    const left = await plugUsbKeypad({ name: 'pad2', socket: 2, serialNumber: 'U2', ...pad })
    const right = await plugUsbKeypad({ name: 'pad3', socket: 3, serialNumber: 'U3', ...pad })
    try {
      const devices = ['U2', 'U3'].map((serialNumber) => ({
        id: serialNumber,
        driver: 'hid-keypad',
        settings: { model: 'numpad', ...pad, serialNumber },
      }))
      await withHall(devices, async ({ heard, ready }) => {
        await Promise.all([ready('U2'), ready('U3')])
        right.tap(enter)
        left.tap(one)
        await soon('both', () => heard.length >= 2)
        assert.deepEqual(keysOf(heard, 'U2'), ['digit 1'])
        assert.deepEqual(keysOf(heard, 'U3'), ['next'])
      })
    } finally {
      left.putAway()
      right.putAway()
    }
  }, 90_000)
})

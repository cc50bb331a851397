import assert from 'node:assert/strict'
import { spec } from '../../kit/spec.ts'
import { keysOf, withHall } from '../kit/hall-at-work.ts'
import { buttonBoxDescriptor, keyboardDescriptor, keyDown, keyUp, plugUhid, type UhidDevice } from '../kit/uhid.ts'
import { soon, witness } from '../kit/witness.ts'

/** Keypads as an office plugs them in, opened by the supervisor through the native node-hid. */
witness({
  real: ['HID core, hidraw and udev of the kernel', 'native node-hid (hidraw)', 'hid-keypad driver and supervisor'],
  emulated: ['the keypads themselves (uhid)'],
})

const numpad = { vendorId: 0x1a2c, productId: 0x0e21 }
const box = { vendorId: 0x1234, productId: 0x0001 }
const [enter, plus, one, five] = [88, 87, 89, 93]

spec('keypads over hidraw', ({ test }) => {
  test(
    'a numpad is found, and each key is one moment, the same key twice included',
    () =>
      withHall([keypad('pad', { model: 'numpad', ...numpad })], async ({ heard, ready }) => {
        const device = plugNumpad('N1')
        await ready('pad')
        for (const key of [one, five, five, enter, plus]) tap(device, key)
        await soon('five keys', () => heard.length >= 5)
        assert.deepEqual(keysOf(heard, 'pad'), ['digit 1', 'digit 5', 'digit 5', 'next', 'recall'])
        device.unplug()
      }),
    60_000,
  )

  test(
    'a hundred keys as fast as fingers never are all arrive, in order',
    () =>
      withHall([keypad('pad', { model: 'numpad', ...numpad })], async ({ heard, ready }) => {
        const device = plugNumpad('N2')
        await ready('pad')
        const keys = Array.from({ length: 100 }, (_, i) => 89 + (i % 10))
        for (const key of keys) {
          tap(device, key)
          await new Promise((resolve) => setTimeout(resolve, 4)) // hidraw keeps 64 reports for a slow reader
        }
        await soon('a hundred keys', () => heard.length >= 100)
        assert.deepEqual(
          keysOf(heard, 'pad'),
          keys.map((key) => `digit ${(key - 88) % 10}`),
        )
        device.unplug()
      }),
    60_000,
  )

  test('two of a kind are told apart by their serial numbers', () => {
    const devices = ['CTR02', 'CTR03'].map((serialNumber) =>
      keypad(serialNumber, { model: 'three-buttons', ...box, serialNumber }),
    )
    return withHall(devices, async ({ heard, ready }) => {
      const [two, three] = ['CTR02', 'CTR03'].map(plugBox) as [UhidDevice, UhidDevice]
      await Promise.all([ready('CTR02'), ready('CTR03')])
      press(three, 0)
      await soon('the third counter', () => heard.length >= 1)
      press(two, 1)
      await soon('the second counter', () => heard.length >= 2)
      assert.deepEqual(keysOf(heard, 'CTR03'), ['next'])
      assert.deepEqual(keysOf(heard, 'CTR02'), ['recall'])
      two.unplug()
      three.unplug()
    })
  }, 60_000)

  test(
    'pulled out with a key held down it is missing, and back in it works again without anybody doing anything',
    () =>
      withHall([keypad('pad', { model: 'numpad', ...numpad })], async ({ heard, told, ready }) => {
        const device = plugNumpad('N3')
        await ready('pad')
        device.send(keyDown(one))
        await soon('the key', () => heard.length >= 1)
        device.unplug()
        await soon('it is missing', () => told.some(({ fault }) => fault === 'device-missing'))
        told.length = 0
        const again = plugNumpad('N3')
        await soon('it is ready again', () => told.some(({ state }) => state === 'ready'))
        tap(again, enter)
        await soon('the key after the cable', () => heard.length >= 2)
        assert.deepEqual(keysOf(heard, 'pad'), ['digit 1', 'next'])
        again.unplug()
      }),
    60_000,
  )
})

const keypad = (id: string, settings: object) => ({ id, driver: 'hid-keypad', settings })

const plugNumpad = (serialNumber: string) =>
  plugUhid({ name: 'USB numeric keypad', ...numpad, serialNumber, descriptor: keyboardDescriptor })
const plugBox = (serialNumber: string) =>
  plugUhid({ name: 'Call box', ...box, serialNumber, descriptor: buttonBoxDescriptor })

function tap(device: UhidDevice, usage: number): void {
  device.send(keyDown(usage))
  device.send(keyUp)
}

function press(device: UhidDevice, bit: number): void {
  device.send([1 << bit, 0, 0, 0, 0, 0, 0, 0])
  device.send([0, 0, 0, 0, 0, 0, 0, 0])
}

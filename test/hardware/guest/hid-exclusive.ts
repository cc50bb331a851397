import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { hidRules } from '#server/drivers/hid/udev.ts'
import { spec } from '../../kit/spec.ts'
import { keyboardOf, listenIn } from '../kit/evdev.ts'
import { keysOf, withHall } from '../kit/hall-at-work.ts'
import { keyboardDescriptor, keyDown, keyUp, plugUhid, type UhidDevice } from '../kit/uhid.ts'
import { soon, witness } from '../kit/witness.ts'

/** A keypad types into nothing but the hub: a bystander at the kernel's own keyboard hears no key of it. */
witness({
  real: ['HID core, hidraw, evdev, inhibition by the input core', 'udevd and our rules', 'native node-hid, hid-keypad'],
  emulated: ['the keypad (uhid)'],
})

const one = 89
const pad = { vendorId: 0x1a2c, productId: 0x0e22 }
const settings = { model: 'numpad', ...pad }

spec('keys that go nowhere else', ({ test }) => {
  test('a bystander hears a keypad nobody opened, not one the hub has, and again when the hub has let go', async () => {
    const device = plugNumpad('X1')
    const bystander = listenIn(await soon('its keyboard', () => keyboardOf('X1')))
    try {
      type(device)
      await soon('the bystander hears it: this test can fail', () => bystander.heard().length > 0)
      await withHall([{ id: 'pad', driver: 'hid-keypad', settings }], async ({ heard, ready }) => {
        await ready('pad')
        type(device)
        await soon('the hub hears it', () => heard.length >= 3)
        assert.deepEqual(keysOf(heard, 'pad'), ['digit 1', 'digit 2', 'digit 3'])
        assert.deepEqual(bystander.heard(), [])
      })
      type(device)
      await soon('the bystander hears it again', () => bystander.heard().length > 0)
    } finally {
      bystander.leave()
      device.unplug()
    }
  }, 60_000)

  test('with our udev rules it is mute from the moment it is plugged in, hub or no hub', async () => {
    const rules = '/run/udev/rules.d/60-luot-test.rules'
    mkdirSync('/run/udev/rules.d', { recursive: true })
    writeFileSync(rules, `${hidRules(pad, 'root').join('\n')}\n`)
    execFileSync('udevadm', ['control', '--reload'])
    const device = plugNumpad('X2')
    try {
      const event = await soon('its keyboard', () => keyboardOf('X2'))
      execFileSync('udevadm', ['settle'])
      const bystander = listenIn(event)
      type(device)
      await withHall([{ id: 'pad', driver: 'hid-keypad', settings }], async ({ heard, ready }) => {
        await ready('pad')
        type(device)
        await soon('the hub hears it', () => heard.length >= 3)
      })
      type(device)
      await new Promise((resolve) => setTimeout(resolve, 300))
      assert.deepEqual(bystander.heard(), [])
      const properties = execFileSync('udevadm', ['info', `/dev/input/${event}`], { encoding: 'utf8' })
      assert.match(properties, /LIBINPUT_IGNORE_DEVICE=1/)
      bystander.leave()
    } finally {
      device.unplug()
      rmSync(rules)
      execFileSync('udevadm', ['control', '--reload'])
    }
  }, 60_000)
})

const plugNumpad = (serialNumber: string) =>
  plugUhid({ name: 'USB numeric keypad', ...pad, serialNumber, descriptor: keyboardDescriptor })

function type(device: UhidDevice): void {
  for (const key of [one, one + 1, one + 2]) {
    device.send(keyDown(key))
    device.send(keyUp)
  }
}

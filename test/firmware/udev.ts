import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalog } from '#server/drivers/catalog.ts'
import { rulesFor, udevRules } from '../../scripts/udev.ts'
import { spec } from '../kit/spec.ts'

const file = join(import.meta.dirname, '../../firmware-config/udev/60-luot.rules')
const committed = readFileSync(file, 'utf8')
const rules = committed.split('\n').filter((line) => line && !line.startsWith('#'))
// `udevadm verify` came with systemd 254.
const version = Number(/\d+/.exec(spawnSync('udevadm', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 0)

spec('udev rules', ({ test, skip }) => {
  test('the committed file is the one the catalogue makes: npm run udev', () => {
    assert.equal(committed, udevRules())
  })

  test('every USB id of the catalogue is in it', () => {
    const ids = catalog.flatMap(({ usb }) => usb)
    assert.ok(ids.length >= 5)
    for (const { vendorId } of ids) {
      assert.ok(committed.toLowerCase().includes(vendorId.toString(16).padStart(4, '0')), vendorId.toString(16))
    }
  })

  test('every rule is a line of matches and assignments udev knows', () => {
    const keys =
      /^(ACTION|KERNELS?|SUBSYSTEMS?|ATTRS?\{[\w/]+\}|ENV\{\w+\}|TEST|PROGRAM|MODE|GROUP|SYMLINK|TAG|RUN|DRIVERS|IMPORT\{builtin\})(==|!=|=|\+=|-=)"[^"]*"$/
    for (const rule of rules) {
      for (const part of rule.split(/, (?=[A-Z]+[{=+-])/)) assert.match(part, keys, rule)
    }
  })

  test('whatever types keys is kept from the seat, and silent', () => {
    for (const kind of ['keypad', 'scanner'] as const) {
      const text = rulesFor(kind, { vendorId: 0x1234, productId: 1 }).join('\n')
      assert.match(text, /ENV\{LIBINPUT_IGNORE_DEVICE\}="1"/)
      assert.match(text, /ATTR\{inhibited\}="1"/)
      assert.match(text, /SUBSYSTEM=="hidraw"/)
      assert.match(text, /TAG-="seat"/)
    }
  })

  test('no rule lets everybody in', () => {
    for (const rule of rules) assert.doesNotMatch(rule, /MODE="0?[0-7]{2}[1-7]"/)
  })

  if (version < 254)
    skip('udev itself reads them without a complaint', `udevadm verify needs systemd 254, here is ${version}`)
  else
    test('udev itself reads them without a complaint', () => {
      const asked = spawnSync('udevadm', ['verify', '--no-style', file], { encoding: 'utf8' })
      assert.equal(asked.status, 0, `${asked.stdout}${asked.stderr}`)
    })
})

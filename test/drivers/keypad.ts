import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import hid from 'node-hid'
import { openHid } from '#server/drivers/hid/hid.ts'
import { hush } from '#server/drivers/hid/hush.ts'
import { hidRules } from '#server/drivers/hid/udev.ts'
import { keyReader } from '#server/drivers/keypad/codec.ts'
import { openKeypad } from '#server/drivers/keypad/driver.ts'
import { virtualKeypad } from '#server/drivers/keypad/fake.ts'
import { keypadModels } from '#server/drivers/keypad/models.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import { typingDescriptor } from '../kit/scanner-reports.ts'
import { spec } from '../kit/spec.ts'
import { keypadLaw } from '../laws/keypad-law.ts'

const usb = { vendorId: 0x1234, productId: 0x0001, access: 'hidraw' as const }

keypadLaw('the virtual keypad', async () => {
  const keypad = virtualKeypad()
  return { keypad, press: keypad.press, unplug: keypad.unplug }
})

for (const model of keypadModels.filter(({ id }) => id.startsWith('numpad'))) {
  keypadLaw(`the ${model.id} over a HID wire`, async () => {
    const hid = wireOfReports()
    const keypad = await openKeypad({ ...usb, model: model.id }, async () => hid.wire)
    return {
      keypad,
      unplug: hid.unplug,
      press(key) {
        const [usage] = Object.entries(model.map.keys).find(([, moment]) => same(moment, key))!
        const id = model.reportId === undefined ? [] : [model.reportId]
        hid.report(...id, 0, 0, Number(usage), 0, 0, 0, 0, 0)
        hid.report(...id, 0, 0, 0, 0, 0, 0, 0, 0)
      },
    }
  })
}

spec('keypad codec', ({ test }) => {
  const numpad = keypadModels.find(({ id }) => id === 'numpad')!
  const report = (...usages: number[]) => Uint8Array.of(0, 0, ...usages, ...Array(6 - usages.length).fill(0))

  test('a key that is held counts once, also while another goes down beside it', () => {
    const read = keyReader(numpad.map)
    const moments = [[0x58], [0x58], [0x58, 0x59], [0x59], [], [0x58]].flatMap((held) => read(report(...held)))
    assert.deepEqual(moments, [{ key: 'next' }, { key: 'digit', digit: 1 }, { key: 'next' }])
  })

  test('too many keys at once are none, and forget nothing', () => {
    const read = keyReader(numpad.map)
    assert.deepEqual(read(report(0x58)), [{ key: 'next' }])
    assert.deepEqual(read(report(1, 1, 1, 1, 1, 1)), [])
    assert.deepEqual(read(report(0x58)), [])
  })

  test('keys without a meaning, Num Lock and short reports are passed over', () => {
    const read = keyReader(numpad.map)
    assert.deepEqual(read(report(0x53)), [])
    assert.deepEqual(read(Uint8Array.of(0, 0)), [])
    assert.deepEqual(read(Uint8Array.of()), [])
  })

  test('a key of two figures is two presses, and Num Lock pressed around a key by the pad itself is none', () => {
    const read = keyReader(numpad.map)
    const moments = [[0x53], [], [176], [], [0x53], [], [0x59]].flatMap((held) => read(report(...held)))
    const zero = { key: 'digit', digit: 0 }
    assert.deepEqual(moments, [zero, zero, { key: 'digit', digit: 1 }])
  })

  test('where media keys share the interface, only the keys’ own reports are read', () => {
    const pad = keypadModels.find(({ id }) => id === 'numpad-report-id')!
    const read = keyReader(pad.map, pad.reportId)
    assert.deepEqual(read(Uint8Array.of(3, 0x58, 0x58, 0x58)), [])
    assert.deepEqual(read(Uint8Array.of(1, 0, 0, 0x58, 0, 0, 0, 0, 0)), [{ key: 'next' }])
  })

  test('every row of buttons reads the same as bits and as a keyboard of figures or function keys', () => {
    const kinds = keypadModels.filter(({ id }) => keypadModels.some((other) => other.id === `${id}-keys`))
    assert.equal(kinds.length, 7)
    for (const { id, map } of kinds) {
      const keys = keypadModels.find((other) => other.id === `${id}-keys`)!
      const buttons = Object.keys(map.keys).map(Number)
      const wanted = buttons.map((button) => map.keys[button])
      const read = keyReader(map)
      assert.deepEqual(
        buttons.flatMap((button) => [...read(Uint8Array.of(1 << button)), ...read(Uint8Array.of(0))]),
        wanted,
        id,
      )
      for (const first of [0x1e, 0x59, 0x3a]) {
        const typed = keyReader(keys.map)
        assert.deepEqual(
          buttons.flatMap((button) => [...typed(report(first + button)), ...typed(report())]),
          wanted,
          id,
        )
      }
    }
  })

  test('a rating pad counts from the best, and has as many levels as buttons', () => {
    for (const [id, buttons] of [
      ['rating-three', 3],
      ['rating-four', 4],
      ['rating-five', 5],
    ] as const) {
      const pad = keypadModels.find((model) => model.id === id)!
      const levels = Object.values(pad.map.keys)
      assert.deepEqual(
        levels,
        Array.from({ length: buttons }, (_, i) => ({ key: 'rate', level: i + 1 })),
      )
    }
  })

  test('a button box is read bit by bit', () => {
    const box = keypadModels.find(({ id }) => id === 'three-buttons')!
    const read = keyReader(box.map)
    const moments = [0b001, 0b000, 0b010, 0b110, 0b000].flatMap((bits) => read(Uint8Array.of(bits)))
    assert.deepEqual(moments, [{ key: 'next' }, { key: 'recall' }, { key: 'finish' }])
  })
})

spec('opening a keypad', ({ test, skip }) => {
  const nowhere = { ...usb, vendorId: 0xfff0, productId: 0xfff1 }
  const library = nativePart()
  if (library === 'loads') {
    test('a keypad that is not plugged in is missing, through the real library', async () => {
      await assert.rejects(openHid(nowhere), { fault: 'device-missing' })
    })
  } else {
    skip('a keypad that is not plugged in is missing, through the real library', library)
    test('where the native library lacks its Debian packages, the driver is missing and nothing crashes', async () => {
      await assert.rejects(openHid(nowhere), { fault: 'driver-missing' })
    })
  }

  test('a keyboard that says where its keys stand is believed, whichever model it was taken for', async () => {
    for (const [model, descriptor, before] of [
      ['numpad', typingDescriptor({ reportId: 1, slots: 6 }), [1]],
      ['numpad', typingDescriptor({ reportId: null, slots: 4 }), []],
      ['numpad-report-id', typingDescriptor({ reportId: null, slots: 6 }), []],
      ['three-buttons-keys', typingDescriptor({ reportId: 3, slots: 6 }), [3]],
    ] as const) {
      const hid = wireOfReports()
      const keypad = await openKeypad({ ...usb, model }, async () => ({ ...hid.wire, descriptor }))
      const heard: KeyMoment[] = []
      keypad.onKey((key) => heard.push(key))
      hid.report(...before, 0, 0, model === 'three-buttons-keys' ? 0x1e : 0x58, 0, 0, 0, 0, 0)
      hid.report(5, 0x58, 0x58, 0x58) // a media key, or nothing
      assert.deepEqual(heard, [{ key: 'next' }], model)
      await keypad.close()
    }
  })

  test('a model nobody knows, or one without its USB ids, is a matter of settings', async () => {
    const never = async () => assert.fail('nothing should be opened')
    await assert.rejects(openKeypad({ ...usb, model: 'piano' }, never), { fault: 'device-settings' })
    await assert.rejects(openKeypad({ model: 'numpad', access: 'hidraw' }, never), { fault: 'device-settings' })
  })
})

spec('keys that go nowhere else', ({ test, afterEach }) => {
  let sys = ''
  afterEach(() => rmSync(sys, { recursive: true, force: true }))

  /** What the kernel shows of one hidraw node and its keyboards. */
  function kernelShows(...inhibited: string[]): string[] {
    sys = mkdtempSync(join(tmpdir(), 'luot-sys-'))
    return inhibited.map((value, i) => {
      const input = join(sys, 'class/hidraw/hidraw4/device/input', `input${7 + i}`)
      mkdirSync(input, { recursive: true })
      writeFileSync(join(input, 'inhibited'), `${value}\n`)
      return join(input, 'inhibited')
    })
  }
  const stateOf = (file: string) => readFileSync(file, 'utf8').trim()

  test('the kernel’s keyboard is silenced while we read, every one of them, and given back at the end', () => {
    const keyboards = kernelShows('0', '0')
    const { silent, letGo } = hush('/dev/hidraw4', sys)
    assert.equal(silent, true)
    assert.deepEqual(keyboards.map(stateOf), ['1', '1'])
    letGo()
    assert.deepEqual(keyboards.map(stateOf), ['0', '0'])
  })

  test('the keys of its other interfaces are silenced too, and nobody else’s', () => {
    sys = mkdtempSync(join(tmpdir(), 'luot-sys-'))
    const usb = join(sys, 'devices/usb1')
    const keyboards = [
      '1-1/1-1:1.0/0003:1A2C:0E24.0007/input/input9',
      '1-1/1-1:1.1/0003:1A2C:0E24.0008/input/input10',
      '1-2/1-2:1.0/0003:1A2C:0E24.0009/input/input11',
    ].map((input) => {
      mkdirSync(join(usb, input), { recursive: true })
      writeFileSync(join(usb, input, 'inhibited'), '0\n')
      return join(usb, input, 'inhibited')
    })
    mkdirSync(join(sys, 'class/hidraw/hidraw4'), { recursive: true })
    symlinkSync(join(usb, '1-1/1-1:1.0/0003:1A2C:0E24.0007'), join(sys, 'class/hidraw/hidraw4/device'))
    const { silent, letGo } = hush('/dev/hidraw4', sys)
    assert.equal(silent, true)
    assert.deepEqual(keyboards.map(stateOf), ['1', '1', '0'])
    letGo()
    assert.deepEqual(keyboards.map(stateOf), ['0', '0', '0'])
  })

  test('what udev has silenced stays so when we go', () => {
    const [keyboard] = kernelShows('1')
    const { silent, letGo } = hush('/dev/hidraw4', sys)
    assert.equal(silent, true)
    letGo()
    assert.equal(stateOf(keyboard!), '1')
  })

  test('a kernel that cannot silence it is noticed; a device without keys has nothing to silence', () => {
    const [keyboard] = kernelShows('0')
    rmSync(keyboard!)
    // A folder where the switch should be: nobody can write there, root neither.
    mkdirSync(keyboard!)
    assert.equal(hush('/dev/hidraw4', sys).silent, false)
    assert.equal(hush('/dev/hidraw9', sys).silent, true)
    assert.equal(hush('1-1.2:1.0', sys).silent, true)
  })

  test('a keypad that still types works, with a warning that says so', async () => {
    const { wire } = wireOfReports()
    const keypad = await openKeypad({ ...usb, model: 'numpad' }, async () => ({ ...wire, typesElsewhere: true }))
    assert.deepEqual(keypad.health(), { state: 'warning', fault: 'keys-shared' })
  })

  test('the udev rules name the device as HID does, and leave nothing out', () => {
    const rules = hidRules({ vendorId: 0x0c2e, productId: 0x0b61 }).join('\n')
    assert.match(rules, /KERNELS=="\*:0C2E:0B61\.\*"/)
    assert.match(rules, /ATTR\{id\/vendor\}=="0c2e", ATTR\{id\/product\}=="0b61", ATTR\{inhibited\}="1"/)
    assert.match(rules, /LIBINPUT_IGNORE_DEVICE/)
    assert.match(hidRules({ vendorId: 0x05e0 }).join('\n'), /KERNELS=="\*:05E0:\*\.\*"/)
  })
})

function nativePart(): string {
  try {
    hid.getHidapiVersion()
    return 'loads'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function wireOfReports() {
  let listener: (report: Uint8Array) => void = () => undefined
  let end = () => {}
  let plugged = true
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    report: (...bytes: number[]) => {
      if (plugged) listener(Uint8Array.from(bytes))
    },
    unplug() {
      plugged = false
      end()
    },
    wire: {
      onReport(heard: (report: Uint8Array) => void) {
        listener = heard
      },
      ended,
      descriptor: null,
      typesElsewhere: false,
      async close() {
        plugged = false
      },
    },
  }
}

function same(a: unknown, b: KeyMoment): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

import assert from 'node:assert/strict'
import hid from 'node-hid'
import { keyReader } from '#server/drivers/keypad/codec.ts'
import { openKeypad } from '#server/drivers/keypad/driver.ts'
import { virtualKeypad } from '#server/drivers/keypad/fake.ts'
import { openHid } from '#server/drivers/keypad/hid.ts'
import { keypadModels } from '#server/drivers/keypad/models.ts'
import type { KeyMoment } from '#server/drivers/keypad/port.ts'
import { spec } from '../kit/spec.ts'
import { keypadLaw } from '../laws/keypad-law.ts'

const usb = { vendorId: 0x1234, productId: 0x0001, access: 'hidraw' as const }

keypadLaw('the virtual keypad', async () => {
  const keypad = virtualKeypad()
  return { keypad, press: keypad.press, unplug: keypad.unplug }
})

for (const model of keypadModels.filter(({ id }) => id === 'numpad')) {
  keypadLaw(`the ${model.id} over a HID wire`, async () => {
    const hid = wireOfReports()
    const keypad = await openKeypad({ ...usb, model: model.id }, async () => hid.wire)
    return {
      keypad,
      unplug: hid.unplug,
      press(key) {
        const usage = Object.entries(model.map.keys).find(([, moment]) => same(moment, key))![0]
        hid.report(0, 0, Number(usage), 0, 0, 0, 0, 0)
        hid.report(0, 0, 0, 0, 0, 0, 0, 0)
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

  test('a model nobody knows, or one without its USB ids, is a matter of settings', async () => {
    const never = async () => assert.fail('nothing should be opened')
    await assert.rejects(openKeypad({ ...usb, model: 'piano' }, never), { fault: 'device-settings' })
    await assert.rejects(openKeypad({ model: 'numpad', access: 'hidraw' }, never), { fault: 'device-settings' })
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
      async close() {
        plugged = false
      },
    },
  }
}

function same(a: KeyMoment, b: KeyMoment): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

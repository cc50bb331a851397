import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kernelNumber, listChips } from '#server/drivers/signal/chip.ts'
import { type LineOptions, type OpenLine, openSignal } from '#server/drivers/signal/driver.ts'
import { virtualSignal } from '#server/drivers/signal/fake.ts'
import { spec } from '../kit/spec.ts'
import { signalLaw } from '../laws/signal-law.ts'

const pi4 = { label: 'pinctrl-bcm2711', base: 512, lines: 58 }

signalLaw('the virtual signal', async () => {
  const signal = virtualSignal({ lamps: ['red', 'green'], buttons: ['call'] })
  return { signal, burning: signal.burning, switchings: signal.switchings, press: () => signal.press('call') }
})

signalLaw('pins of a board', async () => {
  const board = boardOfPins()
  const signal = await openSignal(
    {
      buttons: [{ name: 'call', pin: 17, activeLow: true, debounceMs: 40 }],
      lamps: [
        { name: 'red', pin: 22, activeLow: false },
        { name: 'green', pin: 27, activeLow: true },
      ],
    },
    { chips: async () => [pi4], openLine: board.openLine },
  )
  const names = new Map([
    [512 + 22, 'red'],
    [512 + 27, 'green'],
  ])
  return {
    signal,
    burning: () => [...names].filter(([number]) => board.levels.get(number) === 1).map(([, name]) => name),
    switchings: () => board.writes(),
    press: () => board.rise(512 + 17),
  }
})

spec('finding a pin', ({ test }) => {
  test('a BCM number is counted from the base of the chip with the right label', () => {
    const firmware = { label: 'raspberrypi-exp-gpio', base: 504, lines: 8 }
    assert.equal(kernelNumber(17, [firmware, pi4]), 529)
    assert.equal(kernelNumber(17, [{ label: 'pinctrl-bcm2835', base: 0, lines: 54 }]), 17)
    assert.equal(kernelNumber(17, [firmware, { label: 'pinctrl-rp1', base: 571, lines: 54 }]), 588)
    assert.equal(kernelNumber(3, [firmware, pi4], 'raspberrypi-exp-gpio'), 507)
  })

  test('no such chip is a missing device, no such pin a matter of settings', () => {
    assert.throws(() => kernelNumber(17, []), { fault: 'device-missing' })
    assert.throws(() => kernelNumber(58, [pi4]), { fault: 'device-settings' })
  })

  test('chips are read as the kernel lists them', async () => {
    const root = await mkdtemp(join(tmpdir(), 'luot-gpio-'))
    try {
      await mkdir(join(root, 'gpiochip512'))
      await writeFile(join(root, 'gpiochip512', 'label'), 'pinctrl-bcm2711\n')
      await writeFile(join(root, 'gpiochip512', 'base'), '512\n')
      await writeFile(join(root, 'gpiochip512', 'ngpio'), '58\n')
      await writeFile(join(root, 'export'), '')
      assert.deepEqual(await listChips(root), [pi4])
      await assert.rejects(listChips(join(root, 'nowhere')), { fault: 'device-missing' })
    } finally {
      await rm(root, { recursive: true })
    }
  })
})

spec('opening buttons and lamps', ({ test }) => {
  test('lamps stay dark while they are opened, whichever way they are wired', async () => {
    const board = boardOfPins()
    const lamps = [
      { name: 'red', pin: 22, activeLow: false },
      { name: 'green', pin: 27, activeLow: true },
    ]
    const signal = await openSignal({ buttons: [], lamps }, { chips: async () => [pi4], openLine: board.openLine })
    assert.deepEqual(board.opened, [
      [534, 'low', { activeLow: false }],
      [539, 'high', { activeLow: true }],
    ])
    await signal.close()
  })

  test('a pin that cannot be had gives the others back and names the fault', async () => {
    const board = boardOfPins()
    const refusing: OpenLine = (number, direction, edge, options) => {
      if (number === 539) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      return board.openLine(number, direction, edge, options)
    }
    const lamps = [
      { name: 'red', pin: 22, activeLow: false },
      { name: 'green', pin: 27, activeLow: false },
    ]
    await assert.rejects(openSignal({ buttons: [], lamps }, { chips: async () => [pi4], openLine: refusing }), {
      fault: 'device-busy',
    })
    assert.deepEqual(board.givenBack, [534])
  })

  test('without the native library it says driver-missing; without the chip, device-missing', async () => {
    const faults = ['driver-missing', 'device-missing']
    await assert.rejects(openSignal({ buttons: [], lamps: [{ name: 'red', pin: 22, activeLow: false }] }), (error) => {
      return error instanceof Error && 'fault' in error && faults.includes(String(error.fault))
    })
  })
})

function boardOfPins() {
  const levels = new Map<number, number>()
  const watchers = new Map<number, (error: Error | null | undefined, value: number) => void>()
  const opened: unknown[] = []
  const givenBack: number[] = []
  let writes = 0
  return {
    levels,
    opened,
    givenBack,
    writes: () => writes,
    rise: (number: number) => watchers.get(number)?.(null, 1),
    openLine(number: number, direction: string, _edge: string, options: LineOptions) {
      opened.push([number, direction, options])
      levels.set(number, 0)
      return {
        writeSync(value: 0 | 1) {
          writes++
          levels.set(number, value)
        },
        watch(listener: (error: Error | null | undefined, value: number) => void) {
          watchers.set(number, listener)
        },
        unexport() {
          givenBack.push(number)
          watchers.delete(number)
        },
      }
    },
  }
}

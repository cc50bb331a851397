import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { kernelNumber, listChips } from '#server/drivers/signal/chip.ts'
import { type OpenLine, openSignal } from '#server/drivers/signal/driver.ts'
import { virtualSignal } from '#server/drivers/signal/fake.ts'
import { boardOfPins } from '../kit/board-of-pins.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'
import { signalLaw } from '../laws/signal-law.ts'

const pi4 = { label: 'pinctrl-bcm2711', base: 512, lines: 58 }
const chips = async () => [pi4]
const call = { name: 'call', pin: 17, activeLow: true, debounceMs: 40 }
const red = { name: 'red', pin: 22, activeLow: false }
const green = { name: 'green', pin: 27, activeLow: true }

signalLaw('the virtual signal', async (timers) => {
  const signal = virtualSignal({ lamps: ['red', 'green'], buttons: ['call'], timers })
  return {
    signal,
    burning: signal.burning,
    switchings: signal.switchings,
    press: async () => signal.press('call'),
    lean: async () => signal.jam('call'),
    letGo: async () => signal.free('call'),
  }
})

signalLaw('pins of a board', async (timers) => {
  const board = boardOfPins()
  const signal = await openSignal({ buttons: [call], lamps: [red, green] }, { chips, openLine: board.openLine, timers })
  const names = new Map([
    [512 + 22, 'red'],
    [512 + 27, 'green'],
  ])
  const pull = async (level: 0 | 1, forMs: number) => {
    board.pull(512 + 17, level)
    await timers.advance(forMs)
  }
  return {
    signal,
    burning: () => [...names].filter(([number]) => board.levels.get(number) === 1).map(([, name]) => name),
    switchings: board.writes,
    async press() {
      await pull(1, 100)
      await pull(0, 100)
    },
    lean: () => pull(1, 11_000),
    letGo: () => pull(0, 100),
  }
})

spec('finding a pin', ({ test }) => {
  const firmware = { label: 'raspberrypi-exp-gpio', base: 504, lines: 8 }
  const pi5 = [
    { label: 'gpio-brcmstb@107d508500', base: 512, lines: 32, device: '107d508500.gpio' },
    { label: 'gpio-brcmstb@107d508520', base: 544, lines: 4, device: '107d508520.gpio' },
    { label: 'gpio-brcmstb@107d517c00', base: 548, lines: 15, device: '107d517c00.gpio' },
    { label: 'gpio-brcmstb@107d517c20', base: 563, lines: 6, device: '107d517c20.gpio' },
    { label: 'pinctrl-rp1', base: 569, lines: 54, device: '1f000d0000.gpio' },
  ]

  test('a BCM number is counted from the base of the chip with the right label', () => {
    assert.equal(kernelNumber(17, [firmware, pi4]), 529, 'Pi 4, kernels from 6.6 on')
    assert.equal(kernelNumber(17, [{ ...pi4, base: 0 }, firmware]), 17, 'Pi 4, kernels before')
    assert.equal(kernelNumber(17, [{ label: 'pinctrl-bcm2835', base: 0, lines: 54 }]), 17, 'Pi 3, kernels before')
    assert.equal(
      kernelNumber(17, [{ label: 'pinctrl-bcm2835', base: 512, lines: 54 }]),
      529,
      'Pi 3, kernels from 6.6 on',
    )
    assert.equal(kernelNumber(17, pi5), 586, 'Pi 5, the header after the chips of the board')
    assert.equal(kernelNumber(17, [{ ...pi5[4]!, base: 571 }, ...pi5.slice(0, 4)]), 588, 'Pi 5, the header first')
    assert.equal(kernelNumber(3, [firmware, pi4], 'raspberrypi-exp-gpio'), 507, 'another chip by its label')
    assert.equal(kernelNumber(3, pi5, '107d517c20.gpio'), 566, 'another chip by its hardware')
  })

  test('of two chips with the header’s label the one that has a header’s pins is meant', () => {
    const stub = { label: 'pinctrl-rp1', base: 400, lines: 4, device: 'stub.gpio' }
    assert.equal(kernelNumber(17, [stub, ...pi5]), 586)
  })

  test('two that both could be it are not guessed between: a setting names one', () => {
    const twin = { label: 'pinctrl-rp1', base: 700, lines: 54, device: '1f00ff0000.gpio' }
    assert.throws(() => kernelNumber(17, [twin, ...pi5]), {
      fault: 'device-settings',
      message: /1f00ff0000\.gpio, 1f000d0000\.gpio/,
    })
    assert.equal(kernelNumber(17, [twin, ...pi5], '1f000d0000.gpio'), 586)
  })

  test('no such chip is a missing device, no such pin a matter of settings that names the pin', () => {
    assert.throws(() => kernelNumber(17, []), { fault: 'device-missing' })
    assert.throws(() => kernelNumber(58, [pi4]), { fault: 'device-settings', part: 'GPIO 58' })
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
      await mkdir(join(root, 'fe200000.gpio'))
      await symlink('../fe200000.gpio', join(root, 'gpiochip512', 'device'))
      assert.deepEqual(await listChips(root), [{ ...pi4, device: 'fe200000.gpio' }])
      await assert.rejects(listChips(join(root, 'nowhere')), { fault: 'device-missing' })
    } finally {
      await rm(root, { recursive: true })
    }
  })
})

spec('opening buttons and lamps', ({ test }) => {
  test('lamps stay dark while they are opened, whichever way they are wired', async () => {
    const board = boardOfPins()
    const signal = await openSignal({ buttons: [], lamps: [red, green] }, { chips, openLine: board.openLine })
    assert.deepEqual(board.opened, [
      [534, 'low', 'none', { activeLow: false }],
      [539, 'high', 'none', { activeLow: true }],
    ])
    await signal.close()
  })

  test('a pin that is taken gives the others back, and the fault names it as it stands in the settings', async () => {
    const board = boardOfPins()
    const refusing: OpenLine = (number, direction, edge, options) => {
      if (number === 539) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      return board.openLine(number, direction, edge, options)
    }
    const settings = { buttons: [call], lamps: [red, green] }
    await assert.rejects(openSignal(settings, { chips, openLine: refusing, timers: handMovedTimers() }), {
      fault: 'device-busy',
      part: 'GPIO 27',
    })
    assert.deepEqual(board.givenBack, [529, 534])
  })

  test('the same pin, or the same name, twice is refused with the settings', () => {
    const schema = driverRow('gpio')!.settings
    const refused = { fault: 'device-settings', message: /twice/ }
    assert.throws(
      () => parseSettings(schema, { buttons: [{ name: 'a', pin: 5 }], lamps: [{ name: 'b', pin: 5 }] }),
      refused,
    )
    assert.throws(() => parseSettings(schema, { lamps: [1, 2].map((pin) => ({ name: 'call', pin })) }), refused)
    assert.ok(parseSettings(schema, { buttons: [{ name: 'call', pin: 5 }], lamps: [{ name: 'call', pin: 6 }] }))
    const codes = driverRow('gpio-overlay')!.settings
    assert.throws(() => parseSettings(codes, { lamps: ['a', 'b'].map((name) => ({ name, led: 'quay-1' })) }), refused)
    assert.throws(() => parseSettings(codes, { lamps: [{ name: 'a', led: '../../etc' }] }), {
      fault: 'device-settings',
    })
  })

  test('without the native library it says driver-missing; without the chip, device-missing', async () => {
    const faults = ['driver-missing', 'device-missing']
    await assert.rejects(openSignal({ buttons: [], lamps: [red] }), (error) => {
      return error instanceof Error && 'fault' in error && faults.includes(String(error.fault))
    })
  })
})

spec('metal that bounces, sticks and breaks', ({ test }) => {
  async function button() {
    const board = boardOfPins()
    const timers = handMovedTimers()
    const signal = await openSignal({ buttons: [call], lamps: [red] }, { chips, openLine: board.openLine, timers })
    const heard: string[] = []
    signal.onPress((name) => heard.push(name))
    const pull = async (level: 0 | 1, forMs: number) => {
      board.pull(529, level)
      await timers.advance(forMs)
    }
    return { board, timers, signal, heard, pull }
  }

  test('a contact that bounces on the way down and on the way up is one press', async () => {
    const { signal, heard, pull } = await button()
    for (const level of [1, 0, 1, 0, 1] as const) await pull(level, 5)
    await pull(1, 200)
    assert.deepEqual(heard, ['call'])
    for (const level of [0, 1, 0, 1, 0] as const) await pull(level, 5)
    await pull(0, 200)
    assert.deepEqual(heard, ['call'])
    await signal.close()
  })

  test('a spark on a long wire is no press', async () => {
    const { signal, heard, pull } = await button()
    await pull(1, 3)
    await pull(0, 200)
    assert.deepEqual(heard, [])
    await signal.close()
  })

  test('a button held down while the hub starts is not a press, but it can be stuck', async () => {
    const board = boardOfPins()
    board.levels.set(529, 1)
    const timers = handMovedTimers()
    const signal = await openSignal({ buttons: [call], lamps: [] }, { chips, openLine: board.openLine, timers })
    const heard: string[] = []
    signal.onPress((name) => heard.push(name))
    await timers.advance(9_999)
    assert.deepEqual(signal.health(), { state: 'ready' })
    await timers.advance(1)
    assert.deepEqual(signal.health(), { state: 'warning', fault: 'button-stuck', part: 'call (GPIO 17)' })
    assert.deepEqual(heard, [])
    await signal.close()
  })

  test('a pin that breaks is gone with its name, and closing gives every line back', async () => {
    for (const breakIt of [
      ({ board }: Awaited<ReturnType<typeof button>>) =>
        board.fail(529, Object.assign(new Error(), { code: 'ENODEV' })),
      ({ board, signal }: Awaited<ReturnType<typeof button>>) => {
        board.breakDown(Object.assign(new Error('gone'), { code: 'ENODEV' }))
        signal.want({ red: 'on' })
      },
    ]) {
      const bench = await button()
      breakIt(bench)
      assert.equal(await bench.signal.gone, 'device-missing')
      const health = bench.signal.health()
      assert.ok(health.state === 'broken' && /GPIO (17|22)/.test(health.part ?? ''), JSON.stringify(health))
      await bench.signal.close()
      assert.deepEqual(bench.board.givenBack, [529, 534])
    }
  })
})

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { driverRow } from '#server/drivers/catalog.ts'
import type { Signal } from '#server/drivers/signal/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { spec } from '../../kit/spec.ts'
import { makeChip, type SimulatedChip } from '../kit/gpio-sim.ts'
import { soon, witness } from '../kit/witness.ts'

/** Buttons and lamps on pins, through the native onoff, on every numbering a Raspberry Pi has or had. */
witness({
  real: ['gpiolib, sysfs, edges by interrupt', 'native onoff and epoll', 'gpio driver'],
  emulated: ['the chip and its wires (gpio-sim), labelled as a Pi’s'],
})

const boards = [
  { board: 'Pi 3, kernel before 6.6', label: 'pinctrl-bcm2835', base: 0 },
  { board: 'Pi 4, kernel since 6.6', label: 'pinctrl-bcm2711', base: undefined },
  { board: 'Pi 5, kernel 6.12', label: 'pinctrl-rp1', base: 569 },
]

for (const { board, label, base } of boards) {
  spec(`pins of a ${board}`, ({ test }) => {
    test('a button tells each press once, though its contact bounces, and a lamp shows what is wanted', () =>
      withBoard({ label, base, pulledUp: [17] }, async ({ chip, signal, pressed }) => {
        assert.equal(chip.base, base ?? 512)
        for (const level of [0, 1, 0, 1, 0] as const) chip.pull(17, level)
        await soon('the press', () => pressed.length >= 1)
        chip.pull(17, 1)
        await pass(150)
        chip.pull(17, 0)
        await soon('the second press', () => pressed.length >= 2)
        chip.pull(17, 1)
        await pass(150)
        assert.deepEqual(pressed, ['call', 'call'])

        signal.want({ red: 'on' })
        assert.deepEqual(
          [chip.level(22), chip.level(23)],
          [1, 1],
          'red burns; green is wired the other way and is dark',
        )
        signal.want({ green: 'on' })
        assert.deepEqual([chip.level(22), chip.level(23)], [0, 0])
      }))

    test('a lamp that pulses goes on and off, a buzzer sounds and stops, and closing leaves both dark', async () => {
      await withBoard({ label, base, pulledUp: [17] }, async ({ chip, signal }) => {
        signal.want({ red: 'pulse' })
        const seen: number[] = []
        await soon('three changes', () => {
          if (seen.at(-1) !== chip.level(22)) seen.push(chip.level(22))
          return seen.length >= 4
        })
        signal.want({})
        signal.buzz('red', 100)
        assert.equal(chip.level(22), 1)
        await soon('it is quiet', () => chip.level(22) === 0)
        signal.want({ red: 'on' })
        await signal.close()
        assert.equal(chip.level(22), 0)
        assert.equal(existsSync(`/sys/class/gpio/gpio${chip.base + 22}`), false, 'the pin is given back')
      })
    })
  })
}

spec('pins on a bad day', ({ test }) => {
  test('a pin somebody else holds is named, and no other pin is kept', async () => {
    await withTakenPin(async (base) => {
      await assert.rejects(open(), { fault: 'device-busy' })
      assert.equal(existsSync(`/sys/class/gpio/gpio${base + 17}`), false)
      assert.equal(existsSync(`/sys/class/gpio/gpio${base + 22}`), false)
    })
  })

  test('without a chip of that name nothing is guessed', async () => {
    await assert.rejects(open(), { fault: 'device-missing' })
  })
})

interface BoardAtWork {
  chip: SimulatedChip
  signal: Signal
  pressed: string[]
}

let made = 0

async function withBoard(
  { label, base, pulledUp }: { label: string; base: number | undefined; pulledUp: number[] },
  body: (board: BoardAtWork) => Promise<void>,
): Promise<void> {
  const chip = makeChip({ name: `board${++made}`, label, pulledUp, ...(base === undefined ? {} : { base }) })
  try {
    const signal = await open()
    const pressed: string[] = []
    signal.onPress((button) => pressed.push(button))
    await body({ chip, signal, pressed }).finally(() => signal.close())
  } finally {
    chip.putAway()
  }
}

async function open(): Promise<Signal> {
  const settings = {
    buttons: [{ name: 'call', pin: 17, activeLow: true, debounceMs: 40 }],
    lamps: [
      { name: 'red', pin: 22 },
      { name: 'green', pin: 23, activeLow: true },
    ],
  }
  const opened = await driverRow('gpio')!.open(settings, realTimers)
  assert.ok(opened.kind === 'signal')
  return opened.device
}

/** A chip on which pin 23 belongs to a driver of the kernel, as SPI or a fan takes pins on a Pi. */
async function withTakenPin(body: (base: number) => Promise<void>): Promise<void> {
  const chip = makeChip({ name: 'held', label: 'pinctrl-bcm2711', hogged: 23 })
  try {
    await body(chip.base)
  } finally {
    chip.putAway()
  }
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

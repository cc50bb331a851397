import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { driverRow } from '#server/drivers/catalog.ts'
import type { Signal } from '#server/drivers/signal/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { spec } from '../../kit/spec.ts'
import { makeChip, type SimulatedChip } from '../kit/gpio-sim.ts'
import { soon, witness } from '../kit/witness.ts'

/** Buttons and lamps the kernel drives itself, as the overlays `gpio-key` and `gpio-led` set it up on a Pi. */
witness({
  real: ['gpio-keys, evdev, leds-gpio', '/dev/input and /sys/class/leds', 'gpio-overlay driver'],
  emulated: ['the chip (gpio-sim)', 'the overlay (test/hardware/vm/board.c in place of a device tree)'],
})

const [callCode, recallCode] = [256, 257] // BTN_0 and BTN_1, as board.c wires them

spec('keys and lamps of the kernel', ({ test }) => {
  test('each press is told once, and a bouncing contact is one press', () =>
    withBoard(async ({ chip, pressed }) => {
      for (const level of [0, 1, 0, 1, 0] as const) chip.pull(17, level)
      await soon('the press', () => pressed.length >= 1)
      chip.pull(17, 1)
      await new Promise((resolve) => setTimeout(resolve, 200))
      chip.pull(27, 0)
      await soon('the other button', () => pressed.length >= 2)
      chip.pull(27, 1)
      assert.deepEqual(pressed, ['call', 'recall'])
    }))

  test('a lamp burns as wanted, pulses, and is dark when all is over', () =>
    withBoard(async ({ chip, signal }) => {
      signal.want({ red: 'on' })
      assert.deepEqual([chip.level(22), chip.level(23)], [1, 0])
      assert.notEqual(readFileSync('/sys/class/leds/counter1-red/brightness', 'utf8').trim(), '0')
      signal.want({ green: 'pulse' })
      assert.equal(chip.level(22), 0)
      const seen: number[] = []
      await soon('it pulses', () => {
        if (seen.at(-1) !== chip.level(23)) seen.push(chip.level(23))
        return seen.length >= 4
      })
      await signal.close()
      assert.deepEqual([chip.level(22), chip.level(23)], [0, 0])
    }))

  test('a key nobody wired is a missing device, named by its code', async () => {
    const board = plugBoard()
    try {
      await assert.rejects(open(300), { fault: 'device-missing' })
    } finally {
      board.putAway()
    }
  })
})

async function withBoard(
  body: (board: { chip: SimulatedChip; signal: Signal; pressed: string[] }) => Promise<void>,
): Promise<void> {
  const { chip, putAway } = plugBoard()
  try {
    const signal = await open(callCode)
    const pressed: string[] = []
    signal.onPress((button) => pressed.push(button))
    await body({ chip, signal, pressed }).finally(() => signal.close())
  } finally {
    putAway()
  }
}

let made = 0

function plugBoard(): { chip: SimulatedChip; putAway(): void } {
  const chip = makeChip({ name: `kernel${++made}`, label: 'pinctrl-bcm2711', pulledUp: [17, 27] })
  execFileSync('insmod', ['/modules/luot_board.ko', 'chip=pinctrl-bcm2711', `base=${chip.base}`])
  return {
    chip,
    putAway() {
      execFileSync('rmmod', ['luot_board'])
      chip.putAway()
    },
  }
}

async function open(keycode: number): Promise<Signal> {
  const settings = {
    buttons: [
      { name: 'call', keycode },
      { name: 'recall', keycode: recallCode },
    ],
    lamps: [
      { name: 'red', led: 'counter1-red' },
      { name: 'green', led: 'counter1-green' },
    ],
  }
  const opened = await driverRow('gpio-overlay')!.open(settings, realTimers)
  assert.ok(opened.kind === 'signal')
  return opened.device
}

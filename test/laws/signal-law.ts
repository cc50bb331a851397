import assert from 'node:assert/strict'
import type { Health } from '#server/drivers/device.ts'
import type { Signal } from '#server/drivers/signal/port.ts'
import { type HandMovedTimers, handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

/** A signal with two lamps, `red` and `green`, and one button, `call`. */
export interface SignalOnTheBench {
  signal: Signal
  /** What is lit at this instant. */
  burning(): readonly string[]
  switchings(): number
  /** The button goes down, and up again; whatever debounces it has had its time afterwards. */
  press(): Promise<void>
  lean(): Promise<void>
  letGo(): Promise<void>
}

export function signalLaw(name: string, open: (timers: HandMovedTimers) => Promise<SignalOnTheBench>): void {
  spec(`signal law: ${name}`, ({ test }) => {
    test('lamps burn as wanted, and one that is not named is off', async () => {
      const { signal, burning } = await open(handMovedTimers())
      assert.deepEqual(burning(), [])
      signal.want({ red: 'on', green: 'on' })
      assert.deepEqual([...burning()].sort(), ['green', 'red'])
      signal.want({ green: 'on' })
      assert.deepEqual(burning(), ['green'])
      await signal.close()
      assert.deepEqual(burning(), [])
    })

    test('wanting the same again switches nothing', async () => {
      const { signal, switchings } = await open(handMovedTimers())
      signal.want({ red: 'on' })
      const before = switchings()
      signal.want({ red: 'on' })
      signal.want({ red: 'on', green: 'off' })
      assert.equal(switchings(), before)
      await signal.close()
    })

    test('a pulsing lamp is lit for half a second and dark for half a second, until it is wanted otherwise', async () => {
      const timers = handMovedTimers()
      const { signal, burning } = await open(timers)
      signal.want({ red: 'pulse' })
      const seen: boolean[] = []
      for (let i = 0; i < 6; i++) {
        seen.push(burning().includes('red'))
        await timers.advance(500)
      }
      assert.deepEqual(seen, [true, false, true, false, true, false])
      signal.want({ red: 'on' })
      await timers.advance(1_700)
      assert.deepEqual(burning(), ['red'])
      signal.want({ red: 'pulse' })
      await timers.advance(500)
      signal.want({})
      await timers.advance(3_000)
      assert.deepEqual(burning(), [])
      await signal.close()
    })

    test('all lamps of a device pulse in step, whenever each began', async () => {
      const timers = handMovedTimers()
      const { signal, burning } = await open(timers)
      signal.want({ red: 'pulse' })
      await timers.advance(700)
      signal.want({ red: 'pulse', green: 'pulse' })
      for (let i = 0; i < 6; i++) {
        assert.ok([0, 2].includes(burning().length), `${burning()} at ${timers.now()}`)
        await timers.advance(250)
      }
      await signal.close()
      await timers.advance(2_000)
      assert.deepEqual(burning(), [], 'nothing pulses after the end')
    })

    test('a buzzer sounds for its moment; a moment inside a moment makes it no longer', async () => {
      const timers = handMovedTimers()
      const { signal, burning } = await open(timers)
      signal.buzz('red', 400)
      assert.deepEqual(burning(), ['red'])
      await timers.advance(300)
      signal.buzz('red', 400)
      await timers.advance(99)
      assert.deepEqual(burning(), ['red'])
      await timers.advance(1)
      assert.deepEqual(burning(), [])
      await timers.advance(1_000)
      assert.deepEqual(burning(), [])
      signal.buzz('red', 400)
      assert.deepEqual(burning(), ['red'], 'and can sound again')
      await signal.close()
    })

    test('a buzzer is silent after the end, however long it was asked to sound', async () => {
      const { signal, burning } = await open(handMovedTimers())
      signal.buzz('red', 60_000)
      await signal.close()
      assert.deepEqual(burning(), [])
    })

    test('a moment on a lamp that burns leaves it burning, and one that nobody wired is nothing', async () => {
      const timers = handMovedTimers()
      const { signal, burning } = await open(timers)
      signal.want({ red: 'on' })
      signal.buzz('red', 400)
      signal.buzz('yellow', 400)
      await timers.advance(1_000)
      assert.deepEqual(burning(), ['red'])
      await signal.close()
    })

    test('a button tells its name at each press', async () => {
      const { signal, press } = await open(handMovedTimers())
      const heard: string[] = []
      const stop = signal.onPress((button) => heard.push(button))
      await press()
      await press()
      stop()
      await press()
      assert.deepEqual(heard, ['call', 'call'])
      await signal.close()
    })

    test('a button that stays down is a warning that names it, until it is let go', async () => {
      const { signal, lean, letGo } = await open(handMovedTimers())
      const told: Health[] = []
      signal.watch((health) => told.push(health))
      await lean()
      const [stuck] = told
      assert.ok(stuck?.state === 'warning' && stuck.fault === 'button-stuck', JSON.stringify(told))
      assert.match(stuck.part ?? '', /^call\b/)
      await letGo()
      assert.deepEqual(told.at(-1), { state: 'ready' })
      assert.equal(told.length, 2)
      await signal.close()
    })
  })
}

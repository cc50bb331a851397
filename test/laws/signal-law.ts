import assert from 'node:assert/strict'
import type { Signal } from '#server/drivers/signal/port.ts'
import { spec } from '../kit/spec.ts'

/** A signal with two lamps, `red` and `green`, and one button, `call`. */
export interface SignalOnTheBench {
  signal: Signal
  burning(): readonly string[]
  switchings(): number
  press(): void
}

export function signalLaw(name: string, open: () => Promise<SignalOnTheBench>): void {
  spec(`signal law: ${name}`, ({ test }) => {
    test('lamps burn as wanted, and one that is not named is off', async () => {
      const { signal, burning } = await open()
      assert.deepEqual(burning(), [])
      signal.want({ red: 'on', green: 'on' })
      assert.deepEqual([...burning()].sort(), ['green', 'red'])
      signal.want({ green: 'on' })
      assert.deepEqual(burning(), ['green'])
      await signal.close()
      assert.deepEqual(burning(), [])
    })

    test('wanting the same again switches nothing', async () => {
      const { signal, switchings } = await open()
      signal.want({ red: 'on' })
      const before = switchings()
      signal.want({ red: 'on' })
      signal.want({ red: 'on', green: 'off' })
      assert.equal(switchings(), before)
      await signal.close()
    })

    test('a button tells its name at each press', async () => {
      const { signal, press } = await open()
      const heard: string[] = []
      const stop = signal.onPress((button) => heard.push(button))
      press()
      press()
      stop()
      press()
      assert.deepEqual(heard, ['call', 'call'])
      await signal.close()
    })
  })
}

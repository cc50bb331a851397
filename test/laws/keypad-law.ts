import assert from 'node:assert/strict'
import type { KeyMoment, Keypad } from '#server/drivers/keypad/port.ts'
import { spec } from '../kit/spec.ts'

/** A keypad on the bench: what a finger and a cable do to it. */
export interface KeypadOnTheBench {
  keypad: Keypad
  press(key: KeyMoment): void
  unplug(): void
}

export function keypadLaw(name: string, open: () => Promise<KeypadOnTheBench>): void {
  const next: KeyMoment = { key: 'next' }
  const seven: KeyMoment = { key: 'digit', digit: 7 }

  spec(`keypad law: ${name}`, ({ test }) => {
    test('each press is one key moment, in order, the same key twice included', async () => {
      const { keypad, press } = await open()
      const heard: KeyMoment[] = []
      keypad.onKey((key) => heard.push(key))
      for (const key of [next, seven, seven, { key: 'recall' } as const, { key: 'finish' } as const]) press(key)
      assert.deepEqual(heard, [next, seven, seven, { key: 'recall' }, { key: 'finish' }])
      await keypad.close()
    })

    test('whoever stopped listening hears nothing more', async () => {
      const { keypad, press } = await open()
      const heard: KeyMoment[] = []
      const stop = keypad.onKey((key) => heard.push(key))
      press(next)
      stop()
      press(next)
      assert.deepEqual(heard, [next])
      await keypad.close()
    })

    test('pulled out, it is broken, gone, and mute', async () => {
      const { keypad, press, unplug } = await open()
      const heard: KeyMoment[] = []
      keypad.onKey((key) => heard.push(key))
      unplug()
      assert.equal(await keypad.gone, 'device-missing')
      press(next)
      assert.deepEqual(keypad.health(), { state: 'broken', fault: 'device-missing' })
      assert.deepEqual(heard, [])
      await keypad.close()
    })
  })
}

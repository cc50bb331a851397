import * as assert from 'node:assert/strict'
import { type Act, actOf, KEYS, type Press } from '../../desk/src/acts.ts'
import { choiceKeys, keyAt, LETTERS } from '../../desk/src/choice-keys.ts'
import { spec } from '../kit/spec.ts'

const press = (code: string, more: Partial<Press> = {}): Press => ({
  code,
  repeat: false,
  withOthers: false,
  typing: false,
  asking: false,
  ...more,
})

spec('the keys of the desk', ({ test }) => {
  test('one key means one act, and every act has one', () => {
    const keys = Object.values(KEYS)
    assert.equal(new Set(keys).size, keys.length)
    for (const [act, key] of Object.entries(KEYS)) assert.equal(actOf(press(`Key${key}`)), act as Act)
  })

  test('next is N', () => {
    assert.equal(actOf(press('KeyN')), 'next')
  })

  test('a key held down presses once', () => {
    assert.equal(actOf(press('KeyN', { repeat: true })), null)
  })

  test('nothing happens while words are typed, a question is open, or Ctrl is down', () => {
    for (const where of [{ typing: true }, { asking: true }, { withOthers: true }]) {
      assert.equal(actOf(press('KeyN', where)), null)
    }
  })

  test('a key without an act means nothing', () => {
    assert.equal(actOf(press('KeyZ')), null)
    assert.equal(actOf(press('Space')), null)
  })

  test('services keep the letter of their numbers, counters their digit, the rest gets what is free', () => {
    assert.deepEqual(choiceKeys(['A', 'H', '1', '2', '12', 'h'], LETTERS), ['A', 'H', '1', '2', 'B', 'C'])
  })

  test('who comes after the last free key has none', () => {
    assert.deepEqual(choiceKeys(['12', '13'], 'Z'), ['Z', ''])
  })

  test('the number pad counts as digits', () => {
    assert.equal(keyAt('Numpad5'), '5')
    assert.equal(keyAt('Digit5'), '5')
    assert.equal(keyAt('KeyH'), 'H')
    assert.equal(keyAt('NumpadEnter'), '')
  })
})

import assert from 'node:assert/strict'
import { TWICE_WITHIN_MS, Twice } from '../../desk/src/help/twice.ts'
import { spec } from '../kit/spec.ts'

spec('the key that calls colleagues', ({ test }) => {
  test('goes with the second press within a second, and not with the first', () => {
    const key = new Twice()
    assert.deepEqual([key.press(0), key.press(400), key.press(800)], ['armed', 'go', 'armed'])
  })

  test('forgets a press after a second', () => {
    const key = new Twice()
    assert.deepEqual([key.press(0), key.press(TWICE_WITHIN_MS)], ['armed', 'armed'])
  })

  test('goes once when it is held for a second', () => {
    const key = new Twice()
    const held = [300, 600, 900, 1_010, 1_040].map((at) => key.press(at, true))
    assert.deepEqual(held, Array(5).fill('nothing'), 'held since before the page was there')
    assert.equal(key.press(2_000), 'armed')
    assert.deepEqual(
      [2_500, 2_990, 3_010, 3_040].map((at) => key.press(at, true)),
      ['nothing', 'nothing', 'go', 'nothing'],
    )
  })

  test('takes a press that bounces for one', () => {
    const key = new Twice()
    assert.deepEqual([key.press(0), key.press(20), key.press(300)], ['armed', 'nothing', 'go'])
  })
})

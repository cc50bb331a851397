import * as assert from 'node:assert/strict'
import { faultsOf } from '#web/words/words.ts'
import { troubles, words } from '../../kiosk/src/words.ts'
import { spec } from '../kit/spec.ts'

spec('the words of the touch screens', ({ test }) => {
  test('are there in both languages, letters and marks in one piece', () => {
    assert.deepEqual(faultsOf(words.entries), [])
  })

  test('U11: every failure says what, what to do and whom to ask, in fifteen words', () => {
    for (const key of troubles) {
      const { vi, en } = words.pair(key)
      for (const said of [vi, en]) assert.ok(said.split(/\s+/).length <= 15, `${key}: ${said}`)
    }
  })

  test('call people công dân or ông/bà, never khách hàng', () => {
    const all = Object.values(words.entries).map(({ vi }) => String(vi).toLowerCase())
    assert.equal(all.filter((vi) => vi.includes('khách')).length, 0)
    assert.ok(all.some((vi) => vi.includes('công dân')))
  })
})

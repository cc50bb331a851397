import assert from 'node:assert/strict'
import { language } from '#web/words/language.ts'
import { faultsOf } from '#web/words/words.ts'
import { decimal, figureText, monthText, noPlaceText } from '../../desk/src/scoring/told.ts'
import { words } from '../../desk/src/scoring/words.ts'
import { spec } from '../kit/spec.ts'

spec('the words of the monthly ranking', ({ test, afterEach }) => {
  afterEach(() => language.speak('vi'))

  test('are there in both languages, letters and marks together', () => {
    assert.deepEqual(faultsOf(words.entries), [])
  })

  test('tell figures in their units and in the page’s language', () => {
    assert.equal(figureText({ figure: 83.33, unit: 'percent' }), '83,3%')
    assert.equal(figureText({ figure: 738_000, unit: 'ms' }), '12,3 phút')
    assert.equal(figureText({ figure: 0, unit: 'count' }), '0')
    assert.equal(figureText({ figure: null, unit: 'percent' }), '–')
    language.speak('en')
    assert.equal(figureText({ figure: 738_000, unit: 'ms' }), '12.3 min')
    assert.equal(decimal(1234.5), '1,234.5')
  })

  test('say a month, and why somebody has no place', () => {
    assert.equal(monthText('2026-10'), '10/2026')
    assert.match(noPlaceText({ whyNoPlace: 'too-few' }), /quá ít số liệu/)
    assert.equal(noPlaceText({ whyNoPlace: null }), '')
  })
})

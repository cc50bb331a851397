import assert from 'node:assert/strict'
import type { CatalogueRow } from '#core/contract/catalogue.ts'
import { faultsOf } from '#web/words/words.ts'
import { chosen, EVERYTHING, written } from '../../desk/src/catalogue/choose.ts'
import { words } from '../../desk/src/catalogue/words.ts'
import { spec } from '../kit/spec.ts'

const row = (code: string, name: string, change: Partial<CatalogueRow> = {}): CatalogueRow => ({
  code,
  name,
  field: 'Hộ tịch',
  origin: 'list',
  off: null,
  service: null,
  place: null,
  note: null,
  plans: [],
  flags: [],
  ...change,
})
const rows = [
  row('1.001193', 'Đăng ký khai sinh', { flags: ['time-without-unit'] }),
  row('2.001019', 'Chứng thực di chúc', { field: 'Chứng thực', off: 'ở phòng công chứng' }),
  row('TT-01', 'Thả diều', { field: 'Vui chơi', origin: 'own', plans: [{ topic: 'off', from: '2026-12-01' }] }),
]
const found = (asked: Partial<typeof EVERYTHING>) => chosen(rows, { ...EVERYTHING, ...asked }).map(({ code }) => code)

spec('desk › catalogue', ({ test }) => {
  test('procedures are found by the beginnings of words, without marks, and by codes', () => {
    assert.deepEqual(found({}), ['1.001193', '2.001019', 'TT-01'])
    assert.deepEqual(found({ words: 'dang ky sinh' }), ['1.001193'])
    assert.deepEqual(found({ words: 'ĐI CHÚC' }), ['2.001019'])
    assert.deepEqual(found({ words: '2.0010' }), ['2.001019'])
    assert.deepEqual(found({ words: 'tt-01' }), ['TT-01'])
    assert.deepEqual(found({ words: 'uc' }), [], 'not by their middles')
  })

  test('by field, by state, by what is wrong with them, and all at once', () => {
    assert.deepEqual(found({ field: 'Chứng thực' }), ['2.001019'])
    assert.deepEqual(found({ state: 'off' }), ['2.001019'])
    assert.deepEqual(found({ state: 'taken' }), ['1.001193', 'TT-01'])
    assert.deepEqual(found({ state: 'own' }), ['TT-01'])
    assert.deepEqual(found({ state: 'planned' }), ['TT-01'])
    assert.deepEqual(found({ flag: 'time-without-unit' }), ['1.001193'])
    assert.deepEqual(found({ flag: 'time-without-unit', state: 'off' }), [])
  })

  test('days stand as they are written here, and every word in both languages', () => {
    assert.equal(written('2026-11-23'), '23/11/2026')
    assert.deepEqual(faultsOf(words.entries), [])
  })
})

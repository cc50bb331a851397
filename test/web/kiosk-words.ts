import * as assert from 'node:assert/strict'
import { faultsOf } from '#web/words/words.ts'
import { troubles as closed, words as closedHall, closedWords, troublesWithTime } from '../../kiosk/src/gate-words.ts'
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

  test('U11: a closed hall and one whose numbers are out say so in fifteen words, on the farthest day too', () => {
    assert.deepEqual(faultsOf(closedHall.entries), [])
    const farthest = { vi: '07:30 Thứ Hai 30/11', en: '07:30 Wednesday 30/11' }
    const isLunch = (key: string) => key === 'morningFirst' || key === 'byClaim'
    const said = [
      ...closed.map((key) => closedHall.pair(key)),
      ...troublesWithTime.flatMap((key) => {
        const [vi, en] = isLunch(key) ? ['13:30', '13:30'] : [farthest.vi, farthest.en]
        return [closedHall.pair(key, vi), { vi: '', en: closedHall.pair(key, en).en }]
      }),
    ]
    for (const one of said) {
      for (const sentence of [one.vi, one.en]) assert.ok(sentence.split(/\s+/).length <= 15, sentence)
    }
  })

  test('a holiday is named, with the day on which the hall opens again', () => {
    const at = Date.parse('2026-11-24T09:00:00+07:00')
    const opensAt = Date.parse('2026-11-30T07:30:00+07:00')
    const name = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' }
    const gate = { state: 'closed', why: 'holiday', reason: null, opensAt, name } as const
    const { what, whatToDo } = closedWords(gate, 'morning-first', at, 'Asia/Ho_Chi_Minh')
    assert.equal(what.vi, 'Hôm nay nghỉ: Ngày Văn hóa Việt Nam')
    assert.equal(whatToDo.vi, 'Mở cửa 07:30 Thứ Hai 30/11. Cần gấp, mời hỏi bảo vệ.')
    assert.equal(whatToDo.en, 'Opens 07:30 Monday 30/11. If urgent, please ask the guard.')
  })

  test('call people công dân or ông/bà, never khách hàng', () => {
    const all = Object.values(words.entries).map(({ vi }) => String(vi).toLowerCase())
    assert.equal(all.filter((vi) => vi.includes('khách')).length, 0)
    assert.ok(all.some((vi) => vi.includes('công dân')))
  })
})

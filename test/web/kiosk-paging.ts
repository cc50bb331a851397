import * as assert from 'node:assert/strict'
import fc from 'fast-check'
import { briefName } from '../../kiosk/src/brief-name.ts'
import { fitOf, isLow } from '../../kiosk/src/fit.ts'
import { bestLayout, pagesOf } from '../../kiosk/src/paging.ts'
import { spec } from '../kit/spec.ts'

spec('tiles on pages', ({ test }) => {
  test('fill a page row by row, each row as high as its highest tile', () => {
    const room = { height: 100, gap: 5, limit: 8 }
    assert.deepEqual(pagesOf({ columns: 2, heights: [30, 40, 30, 30, 30] }, room), [
      [0, 4],
      [4, 5],
    ])
  })

  test('a tile too high for any page gets one of its own', () => {
    const room = { height: 50, gap: 5, limit: 8 }
    assert.deepEqual(pagesOf({ columns: 1, heights: [20, 90, 20] }, room), [
      [0, 1],
      [1, 2],
      [2, 3],
    ])
  })

  test('never more than the limit on a page, none lost, none twice', () => {
    const tiles = fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 60 })
    fc.assert(
      fc.property(tiles, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 9 }), (heights, columns, limit) => {
        const pages = pagesOf({ columns, heights }, { height: 200, gap: 3, limit })
        assert.deepEqual(
          pages.flatMap(([from, to]) => heights.slice(from, to)),
          heights,
        )
        for (const [from, to] of pages) assert.ok(to > from && to - from <= limit)
      }),
    )
  })

  test('the best layout cuts nothing off, then has the fewest pages, then the widest tiles', () => {
    const room = { height: 100, gap: 0, limit: 8 }
    const one = { columns: 1, heights: [40, 40, 40, 40] }
    assert.equal(bestLayout([one, { columns: 2, heights: [50, 50, 50, 50] }], room).columns, 2)
    assert.equal(bestLayout([one, { columns: 2, heights: [120, 50, 50, 50] }], room).columns, 1)
    assert.equal(
      bestLayout(
        [
          { columns: 1, heights: [40] },
          { columns: 2, heights: [40] },
        ],
        room,
      ).columns,
      1,
    )
  })

  test('a glass is judged by its millimetres, not by its pixels', () => {
    assert.equal(fitOf(152, 91), 'compact')
    assert.equal(fitOf(268, 476), 'narrow')
    assert.equal(fitOf(476, 268), 'wide')
    assert.deepEqual([isLow(344, 194), isLow(476, 268), isLow(152, 91)], [true, false, false])
  })

  test('a long official name is cut between words', () => {
    const brief = briefName(`${'Thủ tục '.repeat(40)}`)
    assert.ok(brief.length <= 112 && brief.endsWith(' …') && !brief.includes('Thủ t …'))
    assert.equal(briefName('Đăng ký khai sinh'), 'Đăng ký khai sinh')
  })
})

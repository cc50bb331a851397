import * as assert from 'node:assert/strict'
import { planBesideMedia } from '#core/board/beside-media.ts'
import { lookOf, noticesAt } from '#core/board/look.ts'
import { FEWEST_ROWS, plan } from '#core/board/plan.ts'
import { leastFonts } from '#core/board/sizes.ts'
import type { BoardNotice } from '#core/contract/settings/boards.ts'
import type { Office } from '#core/domain/office.ts'
import { BOARDS } from '#server/settings/boards.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { spec } from '../kit/spec.ts'

const FULL_HD = { width: 1920, height: 1080 }
const ZONE = 'Asia/Ho_Chi_Minh'
const office = demoOffice as unknown as Office

spec('the look of a board', ({ test }) => {
  test('is its own row, or that of all boards, or none', () => {
    const looks = [{ id: '*' }, { id: 'sanh-1' }]
    assert.equal(lookOf(looks, 'sanh-1')?.id, 'sanh-1')
    assert.equal(lookOf(looks, 'sanh-2')?.id, '*')
    assert.equal(lookOf([], 'sanh-1'), undefined)
  })

  test('lists as many rows as an office asks for, and says when they are too many', () => {
    const hall = { diagonal: 55, distance: 10 }
    assert.deepEqual(
      [4, 6, 10].map((wished) => {
        const { rows, fits } = plan(hall, FULL_HD, 'A000', { wished })
        return [rows, fits]
      }),
      [
        [4, true],
        [6, false],
        [10, false],
      ],
    )
    assert.ok(plan({ diagonal: 55, distance: 3 }, FULL_HD, 'A000', { wished: 10 }).fits)
  })

  test('warns of letters the farthest seat cannot read, and names the glass that would do', () => {
    const look = {
      id: '*',
      diagonal: 32,
      distance: 10,
      glass: '1920x1080',
      rows: null,
      counters: [],
      services: [],
      waiting: true,
      media: true,
    } as const
    const boards = (more: object) => ({ ...BOARDS.initial, boards: [{ ...look, ...more, counters: [], services: [] }] })
    const lines = (more: object) => BOARDS.check?.(boards(more), office, new Set()) ?? []
    const [line] = lines({})
    assert.deepEqual([line?.severity, line?.code, line?.path], ['warning', 'letters-too-small', '/boards/0/diagonal'])
    const inches = Number(/(\d+) inch/.exec(line?.vi ?? '')?.[1])
    assert.deepEqual(lines({ diagonal: inches }), [])
    assert.deepEqual(lines({ diagonal: 55, rows: 6 })[0]?.path, '/boards/0/rows')
    assert.deepEqual(lines({ diagonal: 55 }), [])
  })
})

spec('pictures on a board', ({ test }) => {
  test('have a place beside the calls only where every letter is still large enough', () => {
    const near = { diagonal: 55, distance: 4 }
    const both = planBesideMedia(near, FULL_HD, 'A000', null)
    assert.equal(both.place, 'beside')
    if (both.place !== 'beside') return
    const least = leastFonts(near, FULL_HD)
    assert.ok(both.plan.row >= least.row && both.plan.call >= least.call, JSON.stringify(both.plan))
    assert.ok(both.plan.rows >= FEWEST_ROWS)
    assert.equal(both.board.width + both.media.width, FULL_HD.width)
    assert.ok(both.media.width >= 0.3 * FULL_HD.width)
  })

  test('wait for a quiet moment where the letters need the whole glass', () => {
    const far = { diagonal: 55, distance: 10 }
    const both = planBesideMedia(far, FULL_HD, 'A000', null)
    assert.equal(both.place, 'between')
    assert.deepEqual(both.plan, plan(far, FULL_HD, 'A000'))
  })

  test('stand below the calls on an upright glass', () => {
    const both = planBesideMedia({ diagonal: 55, distance: 3 }, { width: 1080, height: 1920 }, 'A000', null)
    assert.equal(both.place, 'beside')
    assert.equal(both.board.width, 1080)
  })
})

spec('notices of the boards', ({ test }) => {
  const notice = (more: Partial<BoardNotice>): BoardNotice => ({
    text: { vi: 'Trả kết quả ngày mai', en: 'Results tomorrow' },
    fromDay: null,
    untilDay: null,
    fromTime: null,
    untilTime: null,
    ...more,
  })
  const standsAt = (more: Partial<BoardNotice>, local: string) =>
    noticesAt([notice(more)], Date.parse(`${local}+07:00`), ZONE).length === 1

  test('stand from their first day to their last, both included, by the office’s own clock', () => {
    const days = { fromDay: '2026-12-01', untilDay: '2026-12-02' }
    const at = ['2026-11-30T23:59', '2026-12-01T00:00', '2026-12-02T23:59', '2026-12-03T00:00']
    assert.deepEqual(
      at.map((local) => standsAt(days, local)),
      [false, true, true, false],
    )
  })

  test('and within their hours of each of those days', () => {
    const hours = { fromTime: '15:00', untilTime: '17:00' }
    const at = ['2026-12-01T14:59', '2026-12-01T15:00', '2026-12-01T16:59', '2026-12-01T17:00']
    assert.deepEqual(
      at.map((local) => standsAt(hours, local)),
      [false, true, true, false],
    )
    assert.ok(standsAt({}, '2026-12-01T03:00'))
  })
})

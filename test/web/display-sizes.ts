import * as assert from 'node:assert/strict'
import { type Plan, plan } from '#core/board/plan.ts'
import { CALL_DEGREES, capPx, leastFonts, ROW_DEGREES } from '#core/board/sizes.ts'
import { spec } from '../kit/spec.ts'

const FULL_HD = { width: 1920, height: 1080 }

/** U13: heights of capitals on a 16:9 Full HD set, in px, for 20′ / 0.7°, by diagonal and farthest seat. */
const SEATS = [3, 5, 8, 10, 12]
const PROMISED: Record<number, string[]> = {
  32: ['47/99', '79/166', '126/265', '158/331', '189/397'],
  43: ['35/74', '59/123', '94/197', '117/246', '141/296'],
  55: ['28/58', '46/96', '73/154', '92/193', '110/231'],
  65: ['23/49', '39/82', '62/130', '78/163', '93/196'],
  75: ['20/42', '34/71', '54/113', '67/141', '81/170'],
}

spec('U13: how large letters must be', ({ test }) => {
  for (const [diagonal, row] of Object.entries(PROMISED)) {
    test(`on ${diagonal} inches, as promised`, () => {
      const reckoned = SEATS.map((distance) => {
        const hall = { diagonal: Number(diagonal), distance }
        const cap = (degrees: number) => Math.round(capPx(degrees, hall, FULL_HD))
        return `${cap(ROW_DEGREES)}/${cap(CALL_DEGREES)}`
      })
      assert.deepEqual(reckoned, row)
    })
  }

  test('55 inches at 10 m need fonts of 268 and 128 px', () => {
    const { call, row } = leastFonts({ diagonal: 55, distance: 10 }, FULL_HD)
    assert.equal(Math.round(call), 268)
    assert.ok(row > 127 && row < 128.5, `${row}`)
  })
})

spec('the plan of a board', ({ test }) => {
  const at = (diagonal: number, distance: number, screen = FULL_HD, number = 'A000'): Plan =>
    plan({ diagonal, distance }, screen, number)

  test('holds the promised sizes on 55 inches at 10 m, in four rows', () => {
    const { row, call, rows, fits } = at(55, 10)
    assert.ok(fits)
    assert.ok(call >= 268 && row >= 128, `${call} ${row}`)
    assert.equal(rows, 4)
  })

  test('shows more rows to a hall that sits nearer, six at most', () => {
    assert.equal(at(55, 4).rows, 6)
    assert.equal(at(75, 8).rows, 6)
  })

  test('holds them at every size it is made for', () => {
    for (const screen of [
      { width: 1280, height: 720 },
      FULL_HD,
      { width: 3840, height: 2160 },
      { width: 1080, height: 1920 },
    ]) {
      const { fits, rows } = at(55, 10, screen)
      assert.ok(fits, JSON.stringify(screen))
      assert.ok(rows >= 4)
    }
  })

  test('says how far a set reaches that is too small, and which would do', () => {
    const small = at(32, 10)
    assert.ok(!small.fits)
    assert.equal(small.rows, 4)
    assert.ok(small.readableTo > 5 && small.readableTo < 10, `${small.readableTo}`)
    assert.ok(at(small.inchesNeeded, 10).fits, `${small.inchesNeeded} inches`)
    assert.ok(at(32, small.readableTo - 0.1).fits)
  })

  test('stays inside the glass when a number is long', () => {
    const long = at(55, 10, FULL_HD, 'M1234')
    assert.ok(long.call * 4.2 + long.row * long.listWidth < 1920)
  })

  test('stands upright on an upright screen', () => {
    assert.equal(at(55, 10, { width: 1080, height: 1920 }).shape, 'tall')
    assert.equal(at(55, 10).shape, 'wide')
  })
})

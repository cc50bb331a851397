import * as assert from 'node:assert/strict'
import type { NowCalled } from '../../display/src/board/now-called.ts'
import type { Row } from '../../display/src/board/rows.ts'
import { setLine } from '../../display/src/led/pixel-font.ts'
import { compose, type Line, ledColours } from '../../display/src/led/wall.ts'
import { spec } from '../kit/spec.ts'

const WALLS = [
  { width: 192, height: 96 },
  { width: 128, height: 64 },
  { width: 96, height: 32 },
  { width: 64, height: 16 },
  { width: 96, height: 48 },
  { width: 384, height: 192 },
  // The smallest that may be set, flat and upright.
  { width: 32, height: 16 },
  { width: 32, height: 64 },
]
const CALLED: NowCalled = { show: 'calling', number: 'A042', counter: '12' }
const STATES: NowCalled[] = [
  CALLED,
  { show: 'called', number: 'A042', counter: '5' },
  { show: 'last', number: 'M008', counter: '7' },
  { show: 'quiet' },
  { show: 'closed', gate: { state: 'closed', why: 'hall-closed', reason: null, opensAt: null, name: null } },
  { show: 'lost' },
]
/** Numbers wider than a small wall: a practice, and an office with three letters. */
const WIDE: NowCalled[] = [
  { show: 'calling', number: 'TEST001', counter: '5' },
  { show: 'called', number: 'TEST001', counter: '12' },
  { show: 'called', number: 'TEST1042', counter: '12' },
  { show: 'last', number: 'HCT042', counter: '7' },
]
const rows: Row[] = ['H017', 'K003', 'A041', 'H016', 'M008', 'A040', 'X001'].map((number, index) => ({
  number,
  counter: String(index + 6),
  state: 'serving',
  calledAt: 0,
  calls: 1,
  since: 0,
  marked: false,
}))

spec('LED walls', ({ test }) => {
  for (const wall of WALLS) {
    test(`${wall.width} × ${wall.height}: every lamp of every picture is on the wall, and no two texts overlap`, () => {
      for (const state of [...STATES, ...WIDE]) {
        const lit = new Map<string, string>()
        for (const line of compose(wall, state, rows)) {
          for (const [x, y] of lamps(line)) {
            assert.ok(
              x >= 0 && x < wall.width && y >= 0 && y < wall.height,
              `${state.show}: “${line.text}” at ${x},${y}`,
            )
            const key = `${x},${y}`
            assert.ok(!lit.has(key), `${state.show}: “${line.text}” over “${lit.get(key)}”`)
            lit.set(key, line.text)
          }
        }
        assert.ok(lit.size > 20, `${state.show} is nearly dark`)
      }
    })
  }

  test('in a practice, the list too leaves each number its room', () => {
    const practised = rows.map((row) => ({ ...row, number: `TEST${row.number.slice(1)}` }))
    for (const wall of WALLS) {
      const lines = compose(wall, WIDE[0]!, practised)
      const all = lines.flatMap(lamps)
      assert.equal(new Set(all.map(String)).size, all.length, `${wall.width} × ${wall.height}`)
      assert.ok(all.every(([x, y]) => x >= 0 && x < wall.width && y >= 0 && y < wall.height))
    }
  })

  test('no wall is too small to say that a practice number is not real', () => {
    for (const wall of WALLS) {
      const said = compose(wall, WIDE[0]!, []).map(({ text }) => text)
      assert.ok(said.join('').includes('TEST001'), said.join(' '))
    }
    assert.deepEqual(
      compose({ width: 32, height: 16 }, WIDE[1]!, []).map(({ text, colour }) => `${text} ${colour}`),
      ['TEST white', '001 white', '12 green'],
    )
    // Four figures leave no room for a counter of two: the number goes first.
    assert.deepEqual(
      compose({ width: 32, height: 16 }, WIDE[2]!, []).map(({ text }) => text),
      ['TEST', '1042'],
    )
  })

  test('show figures only where a wall is low', () => {
    for (const wall of WALLS.filter(({ height }) => height <= 32)) {
      const said = STATES.flatMap((state) => compose(wall, state, rows)).map(({ text }) => text)
      for (const text of said) assert.match(text, /^([AM]\d{3}|(> )?\d{1,2}|- -)$/)
    }
  })

  test('192 × 96 shows the number, its counter in words, and the calls before', () => {
    const said = compose(WALLS[0]!, CALLED, rows).map(({ text }) => text)
    assert.deepEqual(said.slice(0, 2), ['A042', 'QUẦY 12'])
    assert.ok(said.includes('H017') && said.includes('K003') && said.includes('A041'))
  })

  test('light no blue and no small red', () => {
    for (const colour of Object.values(ledColours)) {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
        number,
        number,
        number,
      ]
      const isWhite = red === 255 && green === 255
      assert.ok(isWhite || blue <= green / 2, colour)
      assert.ok(green >= red / 2, colour)
    }
  })

  test('never name a number while the hub is silent', () => {
    for (const wall of WALLS) {
      for (const { text } of compose(wall, { show: 'lost' }, rows)) assert.doesNotMatch(text, /\d/)
    }
  })
})

spec('pixel letters', ({ test }) => {
  test('draw QUẦY with its roof and its tone above', () => {
    const picture = drawn('QUẦY', -4, 6)
    assert.deepEqual(picture, [
      '.............#.........',
      '..............#........',
      '.............###.......',
      '............#...#......',
      '.###..#...#..###..#...#',
      '#...#.#...#.#...#.#...#',
      '#...#.#...#.#...#..#.#.',
      '#...#.#...#.#####...#..',
      '#.#.#.#...#.#...#...#..',
      '#..#..#...#.#...#...#..',
      '.##.#..###..#...#...#..',
    ])
  })

  // No O: on paper, too, nobody tells it from a nought, so no office numbers with it.
  test('tell every sign of a ticket apart', () => {
    const signs = [...'0123456789ABCDĐEGHIKLMNPQRSTUVXY']
    const pictures = new Map(signs.map((sign) => [drawn(sign, 0, 6).join('\n'), sign]))
    const alike = signs.filter((sign) => pictures.get(drawn(sign, 0, 6).join('\n')) !== sign)
    assert.deepEqual(alike, [])
  })

  function drawn(text: string, top: number, bottom: number): string[] {
    const { dots, width } = setLine(text)
    return Array.from({ length: bottom - top + 1 }, (_, down) =>
      Array.from({ length: width }, (_, x) =>
        dots.some((dot) => dot.x === x && dot.y === top + down) ? '#' : '.',
      ).join(''),
    )
  }
})

function lamps({ text, x, y, scale }: Line): [number, number][] {
  return setLine(text).dots.flatMap((dot) =>
    Array.from({ length: scale * scale }, (_, cell): [number, number] => [
      x + dot.x * scale + (cell % scale),
      y + dot.y * scale + Math.floor(cell / scale),
    ]),
  )
}

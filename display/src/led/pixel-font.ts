/**
 * Our own letters for LED walls, seven pixels high, so that nothing is blurred by a browser's smoothing.
 *
 * A wall has so few pixels that each one counts: strokes are one pixel and are multiplied as a whole. Marks stand in
 * the four rows above a capital and in the two below it, as in QUẦY:
 *
 *     tone   ▄▀      row −4, −3
 *     roof   ▄▀▄     row −2, −1
 *     letter         row 0 … 6
 *     dot     ▪      row 8
 */
export const LETTER_ROWS = 7
/** With its marks a capital needs this many rows above and below. */
export const MARK_ROWS_ABOVE = 4
export const MARK_ROWS_BELOW = 2

const letters: Record<string, string> = {
  '0': '.###. #...# #...# #...# #...# #...# .###.',
  '1': '..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.',
  '2': '.###. #...# ....# ..##. .#... #.... #####',
  '3': '.###. #...# ....# ..##. ....# #...# .###.',
  '4': '...#. ..##. .#.#. #..#. ##### ...#. ...#.',
  '5': '##### #.... ####. ....# ....# #...# .###.',
  '6': '.###. #.... #.... ####. #...# #...# .###.',
  '7': '##### ....# ...#. ..#.. ..#.. ..#.. ..#..',
  '8': '.###. #...# #...# .###. #...# #...# .###.',
  '9': '.###. #...# #...# .#### ....# ....# .###.',
  A: '.###. #...# #...# ##### #...# #...# #...#',
  B: '####. #...# #...# ####. #...# #...# ####.',
  C: '.###. #...# #.... #.... #.... #...# .###.',
  D: '####. #...# #...# #...# #...# #...# ####.',
  Đ: '####. #...# #...# ##..# #...# #...# ####.',
  E: '##### #.... #.... ####. #.... #.... #####',
  F: '##### #.... #.... ####. #.... #.... #....',
  G: '.###. #...# #.... #.### #...# #...# .###.',
  H: '#...# #...# #...# ##### #...# #...# #...#',
  I: '.###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.',
  J: '..### ...#. ...#. ...#. ...#. #..#. .##..',
  K: '#...# #..#. #.#.. ##... #.#.. #..#. #...#',
  L: '#.... #.... #.... #.... #.... #.... #####',
  M: '#...# ##.## #.#.# #.#.# #...# #...# #...#',
  N: '#...# ##..# #.#.# #..## #...# #...# #...#',
  O: '.###. #...# #...# #...# #...# #...# .###.',
  P: '####. #...# #...# ####. #.... #.... #....',
  Q: '.###. #...# #...# #...# #.#.# #..#. .##.#',
  R: '####. #...# #...# ####. #.#.. #..#. #...#',
  S: '.#### #.... #.... .###. ....# ....# ####.',
  T: '##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..',
  U: '#...# #...# #...# #...# #...# #...# .###.',
  V: '#...# #...# #...# #...# #...# .#.#. ..#..',
  W: '#...# #...# #...# #.#.# #.#.# ##.## #...#',
  X: '#...# #...# .#.#. ..#.. .#.#. #...# #...#',
  Y: '#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..',
  Z: '##### ....# ...#. ..#.. .#... #.... #####',
  '-': '..... ..... ..... ##### ..... ..... .....',
  '/': '....# ...#. ...#. ..#.. .#... .#... #....',
  ':': '. . # . # . .',
  '.': '. . . . . . #',
  '>': '#.... ##... ####. ##### ####. ##... #....',
  ' ': '.. .. .. .. .. .. ..',
}

/** Marks by their combining sign: their pixels as rows from the given one on. */
const marks: Record<string, { row: number; shape: string; column?: number }> = {
  '\u0302': { row: -2, shape: '.###. #...#' }, // roof: Â Ê Ô
  '\u0306': { row: -2, shape: '#...# .###.' }, // bowl: Ă
  '\u031b': { row: -1, shape: '.....# ....#.' }, // horn: Ơ Ư
  '\u0300': { row: -4, shape: '.#... ..#..' },
  '\u0301': { row: -4, shape: '...#. ..#..' },
  '\u0309': { row: -4, shape: '.##.. ..#..' },
  '\u0303': { row: -4, shape: '.#..# #.##.' },
  '\u0323': { row: 8, shape: '..#..' },
}
const TONES = '\u0300\u0301\u0309\u0303'

export interface Dot {
  x: number
  y: number
}

export interface Drawn {
  dots: Dot[]
  width: number
}

/** Sets one line of capitals in pixels; row 0 is the top of a letter without marks. */
export function setLine(text: string): Drawn {
  const dots: Dot[] = []
  let x = 0
  for (const sign of [...text.normalize('NFC')]) {
    const { base, accents } = takeApart(sign)
    const rows = (letters[base] ?? letters['-']!).split(' ')
    const width = Math.max(...rows.map((row) => row.length)) + (accents.includes('\u031b') ? 1 : 0)
    plot(rows, x, 0, dots)
    const hasRoof = accents.some((mark) => '\u0302\u0306'.includes(mark))
    for (const accent of accents) {
      const mark = marks[accent]
      if (!mark) continue
      // A tone without a roof under it comes down to the letter.
      const row = TONES.includes(accent) && !hasRoof ? mark.row + 1 : mark.row
      plot(mark.shape.split(' '), x, row, dots)
    }
    x += width + 1
  }
  return { dots, width: Math.max(0, x - 1) }
}

function takeApart(sign: string): { base: string; accents: string[] } {
  const [base = ' ', ...accents] = [...sign.normalize('NFD')]
  return { base, accents }
}

function plot(rows: string[], x: number, y: number, dots: Dot[]): void {
  rows.forEach((row, down) => {
    ;[...row].forEach((sign, right) => {
      if (sign === '#') dots.push({ x: x + right, y: y + down })
    })
  })
}

export function widthOf(text: string): number {
  return setLine(text).width
}

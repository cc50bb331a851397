import type { NowCalled } from '../board/now-called.ts'
import type { Row } from '../board/rows.ts'
import { ledWords } from '../words.ts'
import { LETTER_ROWS, MARK_ROWS_ABOVE, MARK_ROWS_BELOW, widthOf } from './pixel-font.ts'

/**
 * Composes an LED wall: texts, each at a place, in whole multiples of the pixel letters.
 *
 *     192 × 96                          96 × 32, or lower: no words, a Vietnamese one needs 24 rows to itself
 *     ┌───────────────┬────────────┐    ┌──────────────────┐
 *     │  A012         │ A011  3    │    │  A012  ▸ 5       │
 *     │  QUẦY 5       │ H007  2    │    └──────────────────┘
 *     └───────────────┴────────────┘
 *
 * White and yellow carry farthest, green and amber follow; blue is lost to old eyes and red only shows when large, so
 * neither is used.
 */
export interface Line {
  text: string
  x: number
  y: number
  scale: number
  colour: LedColour
}

export type LedColour = keyof typeof ledColours

export const ledColours = { white: '#ffffff', yellow: '#ffe600', green: '#00e05a', amber: '#ffb000' } as const

export interface Wall {
  width: number
  height: number
}

/** A lower or narrower wall shows figures only: a word would be cut at its edge. */
const ROWS_FOR_WORDS = 48
const COLUMNS_FOR_WORDS = 48

export function compose(wall: Wall, now: NowCalled, rows: readonly Row[]): Line[] {
  const hasRoom = wall.height >= ROWS_FOR_WORDS && wall.width >= COLUMNS_FOR_WORDS
  return hasRoom ? words(wall, now, rows) : figures(wall, now)
}

function figures(wall: Wall, now: NowCalled): Line[] {
  if (!('number' in now)) return [centred('- -', wall, largest('- -', wall, 2), 'amber')]
  const colour = now.show === 'calling' ? 'yellow' : 'white'
  const half = { width: wall.width, height: Math.floor(wall.height / 2) }
  if (widthOf(now.number) > wall.width) return broken(now.number, now.counter, half, colour)
  // The arrow is left out where the figures grow without it; their colours still tell them apart.
  const between =
    largest(`${now.number} ${now.counter}`, wall) > largest(`${now.number} > ${now.counter}`, wall) ? ' ' : ' > '
  const side = `${now.number}${between}${now.counter}`
  const scale = largest(side, wall)
  if (widthOf(side) * scale <= wall.width && scale >= largest(now.number, half)) {
    return sideBySide(now.number, `${between.trimStart()}${now.counter}`, wall, scale, colour)
  }
  // Too narrow for both side by side: number above, counter below, or the number alone.
  const numberScale = largest(now.number, half)
  if (half.height < LETTER_ROWS + 1) return [centred(now.number, wall, largest(now.number, wall), colour)]
  return [
    centred(now.number, half, numberScale, colour),
    {
      ...centred(`> ${now.counter}`, half, numberScale, 'green'),
      y: half.height + Math.floor((half.height - LETTER_ROWS * numberScale) / 2),
    },
  ]
}

/**
 * A number wider than the wall breaks between its letters and its figures, so that TEST001 is never taken for a real one.
 *
 *     ┌────────┐
 *     │  TEST  │    the counter stands beside the figures where it has room
 *     │ 001 12 │
 *     └────────┘
 */
function broken(number: string, counter: string, half: Wall, colour: LedColour): Line[] {
  const cut = number.search(/\d/)
  const [letters, digits] = [number.slice(0, cut), number.slice(cut)]
  const scale = Math.min(largest(letters, half), largest(digits, half))
  const hasCounter = widthOf(`${digits} ${counter}`) * scale <= half.width
  const figures = hasCounter ? sideBySide(digits, counter, half, scale, colour) : [centred(digits, half, scale, colour)]
  return [centred(letters, half, scale, colour), ...figures.map((line) => ({ ...line, y: line.y + half.height }))]
}

/** The number and what stands after it, a space between them, in the middle of their area. */
function sideBySide(number: string, after: string, area: Wall, scale: number, colour: LedColour): Line[] {
  const { x, y } = centred(`${number} ${after}`, area, scale, colour)
  const x2 = x + (widthOf(`${number} `) + 1) * scale
  return [
    { text: number, x, y, scale, colour },
    { text: after, x: x2, y, scale, colour: 'green' },
  ]
}

function words(wall: Wall, now: NowCalled, rows: readonly Row[]): Line[] {
  if (!('number' in now)) {
    const word = { quiet: ledWords.quiet, closed: ledWords.closed, lost: ledWords.lost }[now.show]
    return message(word, wall, now.show === 'lost' ? 'amber' : 'white')
  }
  const listScale = Math.max(1, Math.floor(wall.height / 48))
  const widest = Math.max(widthOf('A000'), ...rows.map((row) => widthOf(row.number)))
  const listWidth = (widest + 6 + widthOf('00')) * listScale
  const hasList = wall.width - listWidth >= widthOf(now.number) * 2 * listScale
  const left = { width: hasList ? wall.width - listWidth - 5 * listScale : wall.width, height: wall.height }

  const counter = `${ledWords.counter} ${now.counter}`
  const wordRows = LETTER_ROWS + MARK_ROWS_ABOVE + MARK_ROWS_BELOW
  const counterScale = Math.max(
    1,
    Math.min(Math.floor(left.width / widthOf(counter)), Math.floor(wall.height / 2 / wordRows)),
  )
  const counterHeight = wordRows * counterScale
  const numberArea = { width: left.width, height: wall.height - counterHeight - 2 }
  const number = centred(
    now.number,
    numberArea,
    largest(now.number, numberArea),
    now.show === 'calling' ? 'yellow' : 'white',
  )
  const counterLine = centred(counter, { width: left.width, height: counterHeight }, counterScale, 'green')
  const lines: Line[] = [number, { ...counterLine, y: wall.height - (LETTER_ROWS + MARK_ROWS_BELOW) * counterScale }]
  if (!hasList) return lines

  const right = wall.width - listScale
  const x = right - listWidth
  const pitch = (LETTER_ROWS + 2) * listScale
  const room = Math.floor((wall.height + 2 * listScale) / pitch)
  const top = Math.floor((wall.height - (room * pitch - 2 * listScale)) / 2)
  const others = rows.filter((row) => row.number !== now.number).slice(0, room)
  return [
    ...lines,
    ...others.flatMap((row, index): Line[] => [
      { text: row.number, x, y: top + index * pitch, scale: listScale, colour: 'white' },
      {
        text: row.counter,
        x: right - widthOf(row.counter) * listScale,
        y: top + index * pitch,
        scale: listScale,
        colour: 'green',
      },
    ]),
  ]
}

/** A word or two, on one line or one under the other, as large as the wall has room. */
function message(text: string, wall: Wall, colour: LedColour): Line[] {
  const wordRows = LETTER_ROWS + MARK_ROWS_ABOVE + MARK_ROWS_BELOW
  const whole = Math.min(Math.floor(wall.width / widthOf(text)), Math.floor(wall.height / wordRows))
  const parts = text.split(' ')
  const half = Math.ceil(parts.length / 2)
  const two = [parts.slice(0, half).join(' '), parts.slice(half).join(' ')].filter((part) => part !== '')
  const split = Math.min(
    ...two.map((part) => Math.floor(wall.width / widthOf(part))),
    Math.floor(wall.height / two.length / wordRows),
  )
  const lines = split > whole ? two : [text]
  const scale = Math.max(1, split, whole)
  const band = wall.height / lines.length
  return lines.map((line, index) => {
    const placed = centred(line, wall, scale, colour)
    return { ...placed, y: Math.floor(index * band + (band - wordRows * scale) / 2) + MARK_ROWS_ABOVE * scale }
  })
}

/** The largest whole multiple at which a text without marks fits. */
function largest(text: string, area: Wall, most = 99): number {
  const scale = Math.min(Math.floor(area.width / widthOf(text)), Math.floor(area.height / LETTER_ROWS), most)
  return Math.max(1, scale)
}

function centred(text: string, area: Wall, scale: number, colour: LedColour): Line {
  const x = Math.max(0, Math.floor((area.width - widthOf(text) * scale) / 2))
  const y = Math.max(0, Math.floor((area.height - LETTER_ROWS * scale) / 2))
  return { text, x, y, scale, colour }
}

import { type Hall, leastFonts, type Screen } from './sizes.ts'

/**
 * Divides a board among its parts, all of them measured in the height of a row's letters.
 *
 *     wide                                tall
 *     ┌ office ─────────────── clock ┐    ┌ office ── clock ┐
 *     │ Mời số          │ Số    Quầy │    │ Mời số          │
 *     │  A012           │ A012     5 │    │  A012           │
 *     │  Quầy 5         │ H003     2 │    │  Quầy 5         │
 *     │                 │ A011     1 │    │ A012          5 │
 *     ├ waiting ─────────────────────┤    │ H003          2 │
 *     └ note for staff ──────────────┘    ├ waiting ────────┤
 *
 * As many rows as the hall can still read, six at most and four at least. Where even four cannot be read from the
 * farthest seat they are drawn as large as they go, and the plan says how far they reach.
 */
export interface Plan {
  shape: 'wide' | 'tall'
  rows: number
  /** Font sizes, in pixels. */
  row: number
  call: number
  /** How wide the list of calls is, in row letters. */
  listWidth: number
  /** Whether the farthest seat can read it. */
  fits: boolean
  /** From how far it can be read, in metres. */
  readableTo: number
  /** The diagonal, in inches, that would do at the farthest seat. */
  inchesNeeded: number
}

/** Heights in row letters. luot-board.ts draws by the same figures. */
export const PARTS = {
  rim: 0.12,
  note: 0.2,
  gap: 0.12,
  head: 1.2,
  rowsHead: 0.58,
  row: 1.1,
  strip: 1.5,
  callLabel: 0.8,
  callPad: 0.12,
} as const

/** Figures have no marks above nor tails below, so their lines may stand closer than their letters are high. */
export const CALL_LINE = 0.92

/** U13: the last four calls at least stay on the board. */
export const FEWEST_ROWS = 4
const MOST_ROWS = 6

/** A number called is 2.1 times as high as a row: 0.7° against 20′. */
const CALL_PER_ROW = 2.1

/**
 * Plans a board on this much of a screen. `glass` is the whole of it where the board has only a part; `wished` is the number of
 * rows an office asks for, null for as many as can be read.
 */
export function plan(
  hall: Hall,
  screen: Screen,
  longestNumber: string,
  { glass = screen, wished = null }: { glass?: Screen; wished?: number | null } = {},
): Plan {
  const least = leastFonts(hall, glass)
  const [most, fewest] = wished === null ? [MOST_ROWS, FEWEST_ROWS] : [wished, wished]
  let best: Plan | undefined
  for (let rows = most; rows >= fewest; rows--) {
    const { row, call, shape, listWidth } = divide(screen, rows, letters(longestNumber))
    const reach = Math.min(row / least.row, call / least.call)
    best = {
      shape,
      rows,
      row,
      call,
      listWidth,
      fits: reach >= 1,
      readableTo: hall.distance * reach,
      inchesNeeded: Math.ceil(hall.diagonal / reach),
    }
    if (best.fits) return best
  }
  return best as Plan
}

function divide(screen: Screen, rows: number, number: number): Pick<Plan, 'shape' | 'row' | 'call' | 'listWidth'> {
  // Parts end on fractions of a pixel; one row of pixels keeps their sum inside the glass.
  const width = screen.width - 1
  const height = screen.height - 1
  const frame = PARTS.rim + PARTS.head + PARTS.strip + PARTS.note + 2 * PARTS.gap
  const list = PARTS.rowsHead + rows * PARTS.row
  const callFrame = PARTS.callLabel + 2 * PARTS.callPad
  const listWidth = number + 3
  if (width >= height) {
    const row = Math.min(height / (frame + list), width / (listWidth + CALL_PER_ROW * number + 1))
    const room = { high: (list - callFrame) * row, wide: width - (listWidth + 1) * row }
    return { shape: 'wide', listWidth, row, call: Math.min(room.high / (2 * CALL_LINE), room.wide / number) }
  }
  const call = PARTS.gap + callFrame + 2 * CALL_LINE * CALL_PER_ROW
  const row = Math.min(height / (frame + call + list), width / Math.max(listWidth + 0.5, CALL_PER_ROW * number + 0.7))
  const room = { high: height - (frame + list + PARTS.gap + callFrame) * row, wide: width - 0.7 * row }
  return { shape: 'tall', listWidth, row, call: Math.min(room.high / (2 * CALL_LINE), room.wide / number) }
}

/** How wide a number is, in its own letter height: luot-number gives every sign a cell of its own. */
export function letters(number: string): number {
  return [...number].reduce((wide, sign) => wide + (/\d/.test(sign) ? 0.78 : 0.86 + (/[MWQ]/.test(sign) ? 0.16 : 0)), 0)
}

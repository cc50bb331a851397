/**
 * How large letters must be to be read from the farthest seat.
 *
 *        eye ◁───────── farthest seat ─────────▷ │ capital letter
 *            angle: 0.7° for the number called, 20′ for rows
 *
 * The capitals of the board's letters are 0.74 em high; reckoning with 0.72 leaves a little over.
 */
export const CALL_DEGREES = 0.7
export const ROW_DEGREES = 20 / 60
const CAP_PER_FONT = 0.72

export interface Hall {
  /** Diagonal of the glass, in inches. */
  diagonal: number
  /** The farthest seat, in metres. */
  distance: number
}

export interface Screen {
  width: number
  height: number
}

/** How high a capital must be, in pixels of this screen, to fill that angle at the farthest seat. */
export function capPx(degrees: number, { diagonal, distance }: Hall, { width, height }: Screen): number {
  const mm = distance * 1000 * Math.tan((degrees * Math.PI) / 180)
  const mmPerPx = (diagonal * 25.4) / Math.hypot(width, height)
  return mm / mmPerPx
}

export interface LeastFonts {
  row: number
  call: number
}

/** The smallest font sizes, in pixels, that this hall can read on this screen. */
export function leastFonts(hall: Hall, screen: Screen): LeastFonts {
  return {
    row: capPx(ROW_DEGREES, hall, screen) / CAP_PER_FONT,
    call: capPx(CALL_DEGREES, hall, screen) / CAP_PER_FONT,
  }
}

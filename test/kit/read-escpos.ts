import type { Bitmap } from '#server/drivers/bitmap.ts'

/** What a printer does with the bytes it is sent, told one command at a time. */
export type Command =
  | { command: 'init' }
  | { command: 'line'; dots: Uint8Array }
  | { command: 'feed'; dots: number }
  | { command: 'cut' }
  /** Asked to tell of changes by itself, or no longer to. */
  | { command: 'tell'; what: number }
  /** 2 retracts what stands in the mouth, 3 holds it out, 5 throws it out. */
  | { command: 'mouth'; order: number }
  | { command: 'nothing' }
  | { command: 'rubbish'; bytes: number[] }

/**
 * Reads ESC/POS as it arrives, a byte at a time. Written from the command reference for the tests, and on purpose not
 * from the driver's codec: two readings of the same manual must agree.
 */
export function escposReader(): { take(byte: number): Command | undefined; midBand(): boolean } {
  let seen: number[] = []
  let band: { across: number; left: number; row: number[] } | undefined

  function known(): Command | 'more' | undefined {
    const [a, b, c, d] = seen
    if (a === 0x00) return { command: 'nothing' }
    if (a === 0x0a) return { command: 'feed', dots: 30 }
    if (a === 0x10) {
      if (seen.length < 3) return 'more'
      return b === 0x04 ? { command: 'nothing' } : undefined
    }
    if (a === 0x1b) {
      if (seen.length < 2) return 'more'
      if (b === 0x69) return { command: 'cut' }
      return b === 0x40 ? { command: 'init' } : undefined
    }
    if (a === 0x1d) {
      if (seen.length < 3) return 'more'
      if (b === 0x61) return { command: 'tell', what: c! }
      if (b === 0x65 && c === 3) return seen.length < 4 ? 'more' : { command: 'mouth', order: 3 }
      if (b === 0x65) return c === 2 || c === 5 ? { command: 'mouth', order: c } : undefined
      if (b === 0x56) return c === 0 || c === 1 ? { command: 'cut' } : undefined
      if (b === 0x76 && c === 0x30) {
        if (seen.length < 8) return 'more'
        if (d !== 0) return undefined
        const [, , , , xL = 0, xH = 0, yL = 0, yH = 0] = seen
        const across = xL + 256 * xH
        const left = across * (yL + 256 * yH)
        band = left === 0 ? undefined : { across, left, row: [] }
        return { command: 'nothing' }
      }
    }
    return undefined
  }

  return {
    midBand: () => band !== undefined,
    take(byte) {
      if (band) {
        band.row.push(byte)
        band.left--
        const { across, row, left } = band
        if (row.length < across) return undefined
        band.row = []
        if (left === 0) band = undefined
        return { command: 'line', dots: Uint8Array.from(row) }
      }
      seen.push(byte)
      const command = known()
      if (command === 'more') return undefined
      const bytes = seen
      seen = []
      return command ?? { command: 'rubbish', bytes }
    },
  }
}

export interface Piece {
  picture: Bitmap
  /** White dots between the last line of the picture and the knife. */
  feedDots: number
}

/** Reads a whole job: the pieces of paper it makes, and every byte a printer would have stumbled over. */
export function readJob(bytes: Uint8Array): { pieces: Piece[]; rubbish: number[][]; openEnd: boolean } {
  const reader = escposReader()
  const pieces: Piece[] = []
  const rubbish: number[][] = []
  let lines: Uint8Array[] = []
  let feedDots = 0
  for (const byte of bytes) {
    const done = reader.take(byte)
    if (done?.command === 'line') lines.push(done.dots)
    if (done?.command === 'feed') feedDots += done.dots
    if (done?.command === 'rubbish') rubbish.push(done.bytes)
    if (done?.command !== 'cut') continue
    pieces.push({ picture: pictureOf(lines), feedDots })
    lines = []
    feedDots = 0
  }
  return { pieces, rubbish, openEnd: reader.midBand() || lines.length > 0 }
}

export function pictureOf(lines: readonly Uint8Array[]): Bitmap {
  return { width: (lines[0]?.length ?? 0) * 8, height: lines.length, bytes: new Uint8Array(Buffer.concat(lines)) }
}

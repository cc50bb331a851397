import escpos from 'escpos'
import { type Bitmap, bytesAcross } from '../bitmap.ts'
import type { FaultCode, Health } from '../device.ts'

/**
 * The ESC/POS language, as far as a slip drawn as a picture needs it. Pure: pictures to bytes, bytes to health.
 *
 *     one job:  ESC @ · band · band · … · LF LF LF LF · GS V 1
 *
 *     ESC @     1B 40                      forget every mode the last program left behind
 *     GS v 0    1D 76 30 00 xL xH yL yH …  one band: x bytes across, y lines down, then x·y bytes of dots, 1 = black
 *     LF        0A                         one line of feed: 30 dots, 3.75 mm (4.2 mm on 180 dpi mechanisms)
 *     GS V 1    1D 56 01                   partial cut: one point stays, the slip does not fall to the floor
 */
export interface JobLayout {
  /** Lines in a band. A band must fit the smallest receive buffer around (4 KiB) or its middle comes out late. */
  bandLines: number
  /** The knife stands 15–20 mm above the head: with less feed it bites the last lines. */
  feedLines: number
  cut: boolean
}

export const usualLayout: JobLayout = { bandLines: 48, feedLines: 4, cut: true }

/** A job in parts of whole commands, so that a question may be asked between two of them. Only bands carry ink. */
export interface EncodedJob {
  begin: Buffer
  bands: Buffer[]
  end: Buffer
}

export function encodeJob(picture: Bitmap, layout: JobLayout = usualLayout): EncodedJob {
  const across = bytesAcross(picture.width)
  const dots = withoutOrders(picture.bytes)
  const bands: Buffer[] = []
  for (let top = 0; top < picture.height; top += layout.bandLines) {
    const lines = Math.min(layout.bandLines, picture.height - top)
    const data = dots.subarray(top * across, (top + lines) * across)
    bands.push(build((printer) => printer.raster(readyBits({ width: across, height: lines, data }))))
  }
  return { begin: beginning(), bands, end: ending(layout) }
}

/**
 * Clears away what a broken-off job left behind: white dots for a band that is still open, then half a slip cut off.
 *
 * A USB printer that was promised more dots takes the next slip's first orders for them. The filling is as long as
 * the longest band; outside a band a zero byte means nothing to a printer.
 */
export function clearAway(longestBand: number, layout: JobLayout): Buffer[] {
  return [Buffer.alloc(longestBand), beginning(), ending(layout)]
}

const beginning = () => build((printer) => printer.hardware('init'))
const ending = ({ cut, feedLines }: JobLayout) =>
  build((printer) => (cut ? printer.cut(true, feedLines) : printer.feed(feedLines)))

function build(write: (printer: InstanceType<typeof escpos.Printer>) => unknown): Buffer {
  const printer = new escpos.Printer({})
  write(printer)
  return printer.buffer.flush()
}

// `raster()` asks for an Image but only calls `toRaster()`; its constructor would turn every dot into an object.
function readyBits(raster: { width: number; height: number; data: Buffer }): InstanceType<typeof escpos.Image> {
  return Object.create(escpos.Image.prototype, { toRaster: { value: () => raster } })
}

/**
 * Takes the orders out of a picture that only looks like one.
 *
 * A printer obeys DLE EOT (10 04), DLE ENQ (10 05) and DLE DC4 (10 14) wherever they stand, dots included: a thin
 * line beside another would draw a stray answer, or empty the buffer. A lone dot (00010000) before such a byte gets
 * a neighbour (00011000): an eighth of a millimetre more ink, and no order left.
 */
export function withoutOrders(dots: Uint8Array): Buffer {
  const safe = Buffer.from(dots)
  for (let i = safe.indexOf(DLE); i >= 0; i = safe.indexOf(DLE, i + 1)) {
    const next = safe[i + 1]
    if (next === EOT || next === ENQ || next === DC4) safe[i] = 0x18
  }
  return safe
}

const DLE = 0x10
const EOT = 0x04
const ENQ = 0x05
const DC4 = 0x14

/** The four questions a printer answers at once, even offline: 1 is it online · 2 why not · 3 which error · 4 paper. */
export type Question = 1 | 2 | 3 | 4

export function askStatus(question: Question): Buffer {
  return Buffer.of(DLE, EOT, question)
}

/**
 * Whether a byte can be an answer to DLE EOT at all; anything else on the line is noise, XON/XOFF or an automatic status.
 *
 *     bit   7 6 5 4 3 2 1 0
 *           0 . . 1 . . 1 0
 */
export function isStatusByte(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010
}

export type Answers = Partial<Record<Question, number>>

/**
 * What the answers say of the printer.
 *
 *     bit    1: online      2: offline cause   3: error              4: paper
 *      2     drawer         cover open         ·                     near end
 *      3     OFFLINE        feed button        CUTTER                near end
 *      5     ·              PAPER END, stopped UNRECOVERABLE         PAPER END
 *      6     ·              ERROR              recovers by itself    PAPER END
 *
 * Questions 1 and 4 must be answered before anything is called fine; 2 and 3 only name the trouble, and cheap
 * mechanisms leave them out.
 */
export function healthFrom(answers: Answers): Health {
  const trouble = troubleIn(answers)
  if (trouble) return { state: 'broken', fault: trouble }
  if (answers[1] === undefined || answers[4] === undefined) return { state: 'unknown', fault: 'printer-silent' }
  return bits(answers[4], 2, 3) ? { state: 'warning', fault: 'paper-near-end' } : { state: 'ready' }
}

// An open cover also lifts the paper off its sensor, and any trouble puts the printer offline: the cause goes first.
function troubleIn(answers: Answers): FaultCode | undefined {
  if (bits(answers[2], 2)) return 'cover-open'
  if (bits(answers[4], 5, 6) || bits(answers[2], 5)) return 'paper-out'
  if (bits(answers[3], 3)) return 'cutter'
  if (bits(answers[3], 5, 6) || bits(answers[2], 6)) return 'printer-error'
  if (bits(answers[1], 3)) return 'printer-offline'
  return undefined
}

function bits(byte: number | undefined, ...which: number[]): boolean {
  return byte !== undefined && which.some((bit) => (byte & (1 << bit)) !== 0)
}

import escpos from 'escpos'
import { type Bitmap, bytesAcross } from '../bitmap.ts'
import { askForAutomaticStatus } from './status.ts'

/**
 * The ESC/POS language, as far as a slip drawn as a picture needs it. Pure: pictures to bytes.
 *
 *     one job:  ESC @ · GS a n · band · band · … · LF LF LF LF · GS V 1
 *
 *     ESC @     1B 40                      forget every mode the last program left behind
 *     GS a n    1D 61 0E                   tell us at once when something changes; only where the printer knows how
 *     GS v 0    1D 76 30 00 xL xH yL yH …  one band: x bytes across, y lines down, then x·y bytes of dots, 1 = black
 *     LF        0A                         one line of feed: 30 dots, 3.75 mm (4.2 mm on 180 dpi mechanisms)
 *     GS V 1    1D 56 01                   partial cut: one point stays, the slip does not fall to the floor
 *     GS V 0    1D 56 00                   full cut
 *     ESC i     1B 69                      the same, as printers in kiosks say it
 *     GS e 3 m  1D 65 03 m                 holds the ticket out of the mouth by m steps of 7.3 mm
 */
export interface JobLayout {
  /** Lines in a band. A band must fit the smallest receive buffer around (4 KiB) or its middle comes out late. */
  bandLines: number
  /** The knife stands 15–20 mm above the head: with less feed it bites the last lines. */
  feedLines: number
  cut: CutForm
  /** Where there is a mouth that holds tickets: how far it holds them out. */
  presentSteps: number | null
  /** Whether the printer shall tell of trouble unasked. */
  automatic: boolean
}

export type CutForm = 'partial' | 'full' | 'esc-i' | 'none'

/** A job in parts of whole commands, so that a question may be asked between two of them. Only bands carry ink. */
export interface EncodedJob {
  begin: Buffer
  bands: Buffer[]
  end: Buffer
  /** How much paper it takes. */
  mm: number
}

const dotsPerMm = 8 // 203 dpi
const feedMmPerLine = 4.25

/** The paper between the last line of a picture and the knife. */
export function feedMm({ feedLines }: JobLayout): number {
  return feedLines * feedMmPerLine
}

export function encodeJob(picture: Bitmap, layout: JobLayout): EncodedJob {
  const across = bytesAcross(picture.width)
  const dots = withoutOrders(picture.bytes)
  const bands: Buffer[] = []
  for (let top = 0; top < picture.height; top += layout.bandLines) {
    const lines = Math.min(layout.bandLines, picture.height - top)
    const data = dots.subarray(top * across, (top + lines) * across)
    bands.push(build((printer) => printer.raster(readyBits({ width: across, height: lines, data }))))
  }
  return { begin: beginning(layout), bands, end: ending(layout), mm: picture.height / dotsPerMm + feedMm(layout) }
}

/**
 * Clears away what a broken-off job left behind: white dots for a band that is still open, then half a slip cut off.
 *
 * A USB printer that was promised more dots takes the next slip's first orders for them. The filling is as long as
 * the longest band; outside a band a zero byte means nothing to a printer.
 */
export function clearAway(longestBand: number, layout: JobLayout): Buffer[] {
  return [Buffer.alloc(longestBand), beginning(layout), ending(layout)]
}

/** Takes back, or throws out, the ticket somebody forgot in the mouth. */
export function clearMouth(how: 'retract' | 'eject'): Buffer {
  return Buffer.of(0x1d, 0x65, how === 'retract' ? 2 : 5)
}

export function beginning({ automatic }: JobLayout): Buffer {
  const init = build((printer) => printer.hardware('init'))
  return automatic ? Buffer.concat([init, askForAutomaticStatus()]) : init
}

export function ending({ cut, feedLines, presentSteps }: JobLayout): Buffer {
  const held = presentSteps === null ? [] : [0x1d, 0x65, 3, presentSteps]
  // Not by the package: asked for no feed at all it feeds three lines.
  return Buffer.of(...Array<number>(feedLines).fill(0x0a), ...knife[cut], ...held)
}

const knife: Readonly<Record<CutForm, readonly number[]>> = {
  partial: [0x1d, 0x56, 1],
  full: [0x1d, 0x56, 0],
  'esc-i': [0x1b, 0x69],
  none: [],
}

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

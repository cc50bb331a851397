import { beginning, type EncodedJob, ending, feedMm, type JobLayout } from './codec.ts'
import { choosePage, encodeLetters, type LetterPages } from './letters.ts'
import type { SlipLine } from './port.ts'

/**
 * A slip in the printer's own letters: small and quick on a slow line, as plain as the printer's font, and only as right as
 * its code page. Never chosen by us; a site that has looked at a printed page of letters may choose it.
 *
 *     one line:  ESC a n · GS ! n · ESC E n · GS B n · letters · LF
 *
 *     ESC a    1B 61 n    0 left, 1 centre          GS !   1D 21 n    (wide − 1) × 16 + (high − 1), up to 8 each
 *     ESC E    1B 45 n    bold                      GS B   1D 42 n    white on black
 *     ESC t    1B 74 n    the page of letters       GS ( k 1D 28 6B   a QR code, drawn by the printer
 */
export interface TextMode extends LetterPages {
  /** Letters of 12 dots across the paper. */
  readonly columns: number
}

const bandBytes = 500
const lineMm = 3.75
const letterMm = 3

/** The job, or null when a letter of it has no place in the page: then it goes out as a picture. */
export function encodeLines(lines: readonly SlipLine[], text: TextMode, layout: JobLayout): EncodedJob | null {
  const bands: Buffer[] = []
  let band = Buffer.alloc(0)
  let mm = feedMm(layout)
  for (const line of lines) {
    const encoded = line.kind === 'code' ? qrCode(line.text) : encodeLine(line, text)
    if (encoded === null) return null
    band = Buffer.concat([band, encoded.bytes])
    mm += encoded.mm
    // A question after every line would take longer than the line.
    if (band.length >= bandBytes) bands.push(band)
    if (band.length >= bandBytes) band = Buffer.alloc(0)
  }
  if (band.length > 0) bands.push(band)
  return { begin: Buffer.concat([beginning(layout), choosePage(text.page)]), bands, end: ending(layout), mm }
}

function encodeLine(line: Extract<SlipLine, { kind: 'text' }>, text: TextMode): { bytes: Buffer; mm: number } | null {
  const wide = Math.max(1, Math.min(line.wide, Math.floor(text.columns / Math.max(1, line.text.length))))
  const parts: Buffer[] = [
    Buffer.of(0x1b, 0x61, line.centred ? 1 : 0),
    Buffer.of(0x1d, 0x21, (wide - 1) * 16 + (line.high - 1)),
    Buffer.of(0x1b, 0x45, line.bold ? 1 : 0),
    Buffer.of(0x1d, 0x42, line.reverse ? 1 : 0),
  ]
  let mm = 0
  for (const piece of brokenAt(line.text, Math.floor(text.columns / wide))) {
    const letters = encodeLetters(piece, text)
    if (letters === null) return null
    parts.push(letters, Buffer.of(0x0a))
    mm += Math.max(lineMm, letterMm * line.high)
  }
  return { bytes: Buffer.concat(parts), mm }
}

/** Model 2, five dots a module, level M: the code's own text goes in as it is. */
function qrCode(text: string): { bytes: Buffer; mm: number } {
  const order = (...body: number[]) => Buffer.of(0x1d, 0x28, 0x6b, body.length & 0xff, body.length >> 8, ...body)
  const store = order(0x31, 0x50, 0x30, ...Buffer.from(text, 'utf8'))
  const drawn = [order(0x31, 0x41, 50, 0), order(0x31, 0x43, 5), order(0x31, 0x45, 49), store, order(0x31, 0x51, 0x30)]
  // Version 5 has 37 modules and holds what our addresses are long.
  return { bytes: Buffer.concat([Buffer.of(0x1b, 0x61, 1), ...drawn]), mm: (37 * 5) / 8 }
}

function brokenAt(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.normalize('NFC').split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= columns) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    for (; line.length > columns; line = line.slice(columns)) lines.push(line.slice(0, columns))
  }
  return [...lines, line]
}

import { type RatingSlip, SLIP_WORDS } from '../../paper/rating-slip.ts'
import { bytesOf, openPaper, type Pdf } from './paper.ts'
import { drawQr } from './qr.ts'

/*
 * Eight slips on an A4 sheet, cut along the dashed lines. In points, 72 to the inch:
 *
 *     ┌─────────────┬─────────────┐     office, title, counter
 *     │ slip 1      │ slip 2      │     ☐ ☺ level …        as many as the office has
 *     ├─────────────┼─────────────┤     ☐ reason …
 *     │ …           │           8 │     day, half of it          ▣ code
 *     └─────────────┴─────────────┘
 */
const SHEET = { width: 595.28, height: 841.89 }
const COLUMNS = 2
const ROWS = 4
const CELL = { width: SHEET.width / COLUMNS, height: SHEET.height / ROWS }
// Printers leave a rim white, and scissors need one.
const PAD = 18
const BOX = 8
const QR = 44
const FEW_REASONS = 6
const INK = '#000000'

/** The slips of a campaign, to be printed and cut. */
export async function slipSheets(about: {
  title: string
  madeAt: number
  slips: readonly RatingSlip[]
}): Promise<Uint8Array> {
  const pdf = await openPaper({ title: about.title, madeAt: about.madeAt })
  const perSheet = COLUMNS * ROWS
  for (const [i, slip] of about.slips.entries()) {
    const place = i % perSheet
    if (place === 0) {
      if (i > 0) pdf.addPage({ size: 'A4', margin: 0 })
      drawCuts(pdf)
    }
    drawSlip(pdf, slip, (place % COLUMNS) * CELL.width, Math.floor(place / COLUMNS) * CELL.height)
  }
  return bytesOf(pdf)
}

function drawCuts(pdf: Pdf): void {
  pdf.save().dash(2, { space: 4 }).lineWidth(0.4).strokeColor('#888888')
  for (let row = 1; row < ROWS; row++) pdf.moveTo(0, row * CELL.height).lineTo(SHEET.width, row * CELL.height)
  for (let column = 1; column < COLUMNS; column++) {
    pdf.moveTo(column * CELL.width, 0).lineTo(column * CELL.width, SHEET.height)
  }
  pdf.stroke().restore()
}

function drawSlip(pdf: Pdf, slip: RatingSlip, left: number, top: number): void {
  const x = left + PAD
  const width = CELL.width - 2 * PAD
  let y = top + 12
  const line = (words: string, size: number, face: 'text' | 'bold' = 'text', align: 'left' | 'center' = 'left') => {
    pdf.font(face).fontSize(size).fillColor(INK)
    pdf.text(words.normalize('NFC'), x, y, { width, align, lineGap: 0.5 })
    y = pdf.y
  }
  // Six reasons leave room for letters that are read without glasses; more must be set closer.
  const isCrowded = slip.reasons.length > FEW_REASONS
  line(slip.office, 7.5, 'text', 'center')
  line(`${SLIP_WORDS.title} · ${slip.counter}`, 11, 'bold', 'center')
  line(SLIP_WORDS.question, isCrowded ? 7.5 : 8.5)
  y += 2
  const columns = slip.levels.length > 3 ? 2 : 1
  y = drawBoxes(pdf, slip.levels, { x, y, width, columns, size: columns > 1 ? 9.5 : 11, step: isCrowded ? 15 : 17 })
  if (slip.reasons.length > 0) {
    line(SLIP_WORDS.why, isCrowded ? 7 : 8)
    const reasons = slip.reasons.map((name) => ({ name }))
    const close = { columns: 3, size: 6.5, step: 10 }
    drawBoxes(pdf, reasons, { x, y, width, ...(isCrowded ? close : { columns: 2, size: 8, step: 12.5 }) })
  }
  const foot = top + CELL.height - QR - 10
  drawQr(pdf, slip.code.replaceAll('-', ''), x + width - QR, foot, QR)
  pdf.font('text').fontSize(8).fillColor(INK)
  pdf.text(SLIP_WORDS.when, x, foot, { lineBreak: false })
  const parts = SLIP_WORDS.parts.map((name) => ({ name }))
  drawBoxes(pdf, parts, { x: x + 78, y: foot, width: 110, columns: 2, size: 8, step: 12 })
  pdf
    .font('bold')
    .fontSize(11)
    .text(slip.code, x, foot + 15, { lineBreak: false })
  pdf
    .font('text')
    .fontSize(6.5)
    .text(SLIP_WORDS.noName, x, foot + 31, { lineBreak: false })
}

interface Grid {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly columns: number
  readonly size: number
  readonly step: number
}

/** Boxes to tick with their words, and a face where there is one; tells where the next line may begin. */
function drawBoxes(pdf: Pdf, items: readonly { name: string; face?: string }[], grid: Grid): number {
  const { x, y, width, columns, size, step } = grid
  for (const [i, { name, face }] of items.entries()) {
    const left = x + (i % columns) * (width / columns)
    const top = y + Math.floor(i / columns) * step
    pdf
      .lineWidth(0.8)
      .strokeColor(INK)
      .rect(left, top + 1, BOX, BOX)
      .stroke()
    const words = left + BOX + 4 + (face ? BOX + 5 : 0)
    if (face) drawFace(pdf, face, left + 2 * BOX + 2, top + 1 + BOX / 2)
    const room = width / columns - (words - left) - 2
    pdf
      .font(face ? 'bold' : 'text')
      .fontSize(size)
      .fillColor(INK)
    pdf.text(name.normalize('NFC'), words, top + (BOX - size) / 2 + 0.5, {
      width: room,
      height: size,
      ellipsis: true,
      lineBreak: false,
    })
  }
  return y + Math.ceil(items.length / columns) * step + 2
}

/** A face beside its word, for whoever reads slowly; the word alone counts. */
function drawFace(pdf: Pdf, face: string, x: number, y: number): void {
  const r = BOX / 2
  const bend = face === 'very-good' ? 2.4 : face === 'good' ? 1.4 : face === 'plain' ? 0 : -1.6
  pdf
    .lineWidth(0.6)
    .strokeColor(INK)
    .circle(x, y, r + 0.8)
    .stroke()
  pdf
    .circle(x - 1.5, y - 1.2, 0.5)
    .circle(x + 1.5, y - 1.2, 0.5)
    .fill(INK)
  pdf
    .moveTo(x - 2.2, y + 1.4 - bend / 4)
    .quadraticCurveTo(x, y + 1.4 + bend, x + 2.2, y + 1.4 - bend / 4)
    .stroke()
}

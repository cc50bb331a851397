import { createRequire } from 'node:module'
import { breather } from '../in-slices.ts'
import { type Document, instantText, isFigure, type Row, type Sheet, shown, widthOf } from './sheet.ts'

/*
 * A document on paper: A4, upright or lying by the number of columns.
 *
 *     ┌ margin ─────────────────────────────┐
 *     │ office                      made at │  on the first page
 *     │ TITLE                               │
 *     │ period                              │
 *     │ ┌ head of the table, on every page ┐│
 *     │ │ rows, none broken over two pages ││
 *     │ chain head ········ page 1 / 3      │  on every page
 *     └─────────────────────────────────────┘
 */
const MARGIN = 40
const FOOT = 36
const PAD = 4
const MOST_UPRIGHT = 7
/** A table's title, with the space under it. */
const TITLE = 24
const INK = '#1a1a1a'
const SOFT = '#5a5a5a'
const RULE = '#c9ced6'
const SHADE = '#eef2f6'

export type Pdf = PDFKit.PDFDocument

/** Opens an A4 document with the office's letters: `text` and `bold`. For papers of another shape than a table. */
export async function openPaper(about: { title: string; lying?: boolean; madeAt: number }): Promise<Pdf> {
  // Loaded with the first paper: the hub starts without it.
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({
    size: 'A4',
    layout: about.lying ? 'landscape' : 'portrait',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN },
    bufferPages: true,
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: about.title.normalize('NFC'),
      Producer: 'Lượt',
      Creator: 'Lượt',
      CreationDate: new Date(about.madeAt),
    },
    font: fontFile('400Regular'),
  })
  pdf.registerFont('text', fontFile('400Regular'))
  pdf.registerFont('bold', fontFile('700Bold'))
  return pdf.font('text').fillColor(INK)
}

/** Ends the document and gives its bytes. */
export function bytesOf(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
    pdf.end()
  })
}

/** A document of tables as PDF. Rows are set in slices: a long table must not hold the hall up. */
export async function paper(document: Document): Promise<Buffer> {
  const lying = document.sheets.some(({ columns }) => columns.length > MOST_UPRIGHT)
  const pdf = await openPaper({ title: document.title, lying, madeAt: document.madeAt })
  drawTitle(pdf, document)
  for (const sheet of document.sheets) await drawTable(pdf, sheet, document.timeZone)
  drawSignatures(pdf, document)
  drawFeet(pdf, document)
  return bytesOf(pdf)
}

function fontFile(face: '400Regular' | '700Bold'): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${face}/BeVietnamPro_${face}.ttf`)
}

function drawTitle(pdf: Pdf, { office, title, period, madeAt, timeZone }: Document): void {
  const width = widthIn(pdf)
  pdf
    .font('bold')
    .fontSize(10)
    .fillColor(INK)
    .text(nfc(office), MARGIN, MARGIN, { width: width / 2 })
  pdf
    .font('text')
    .fontSize(9)
    .fillColor(SOFT)
    .text(nfc(`Lập lúc ${instantText(madeAt, timeZone)}`), MARGIN + width / 2, MARGIN, {
      width: width / 2,
      align: 'right',
    })
  pdf.y = Math.max(pdf.y, MARGIN + 26)
  pdf.font('bold').fontSize(16).fillColor(INK).text(nfc(title), MARGIN, pdf.y, { width, align: 'center' })
  pdf.font('text').fontSize(10).fillColor(SOFT).text(nfc(period), { width, align: 'center' })
  pdf.y += 10
}

async function drawTable(pdf: Pdf, sheet: Sheet, timeZone: string): Promise<void> {
  const breathe = breather()
  const width = widthIn(pdf)
  const letters = sheet.columns.reduce((sum, column) => sum + widthOf(column), 0)
  const widths = sheet.columns.map((column) => (widthOf(column) / letters) * width)
  const size = sheet.columns.length > 12 ? 7.5 : 8.5
  const kinds = sheet.columns.map(({ kind }) => kind)
  const aligns = sheet.columns.map((column) => (isFigure(column) ? ('right' as const) : ('left' as const)))
  const head = sheet.columns.map(({ title }) => nfc(title))
  const texts = (row: Row) => kinds.map((kind, i) => nfc(shown(row[i] ?? null, kind, timeZone)))

  const heightOf = (cells: readonly string[], font: 'text' | 'bold') => {
    pdf.font(font).fontSize(size)
    return (
      Math.max(
        ...cells.map((cell, i) => pdf.heightOfString(cell || ' ', { width: (widths[i] ?? 0) - 2 * PAD })),
        size,
      ) +
      2 * PAD
    )
  }
  const draw = (cells: readonly string[], font: 'text' | 'bold', shade: boolean) => {
    const height = heightOf(cells, font)
    const top = pdf.y
    if (shade) pdf.rect(MARGIN, top, width, height).fill(SHADE)
    let x = MARGIN
    pdf.font(font).fontSize(size).fillColor(INK)
    for (const [i, cell] of cells.entries()) {
      const own = widths[i] ?? 0
      pdf.text(cell, x + PAD, top + PAD, { width: own - 2 * PAD, align: aligns[i] })
      x += own
    }
    pdf
      .moveTo(MARGIN, top + height)
      .lineTo(MARGIN + width, top + height)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
    pdf.y = top + height
  }
  const room = () => pdf.page.height - MARGIN - FOOT - pdf.y
  const onto = (height: number) => {
    if (height <= room()) return
    pdf.addPage()
    pdf.y = MARGIN
    draw(head, 'bold', true)
  }

  const total = sheet.total ? texts(sheet.total) : null
  const totalHeight = total ? heightOf(total, 'bold') : 0
  // The title of a table never stands alone at the foot of a page, and a table that a page has room for is not broken over two.
  const whole = pdf.page.height - 2 * MARGIN - FOOT
  const [first, ...others] = sheet.rows.slice(0, Math.ceil(whole / size))
  let height = TITLE + heightOf(head, 'bold') + (first ? heightOf(texts(first), 'text') : 0)
  const least = height
  if (pdf.y > MARGIN && (sheet.notes ?? []).length === 0) {
    for (const row of others) height += heightOf(texts(row), 'text')
    height += totalHeight
  }
  if (room() < (height <= whole ? height : least)) pdf.addPage()
  pdf.font('bold').fontSize(11).fillColor(INK).text(nfc(sheet.title), MARGIN, pdf.y, { width })
  pdf.font('text').fontSize(8.5).fillColor(SOFT)
  for (const note of sheet.notes ?? []) pdf.text(nfc(note), MARGIN, pdf.y, { width })
  pdf.y += 4
  draw(head, 'bold', true)
  for (const [i, row] of sheet.rows.entries()) {
    const cells = texts(row)
    // The last line takes the sum with it: a sum alone under a head says nothing.
    const isLast = i === sheet.rows.length - 1
    onto(heightOf(cells, 'text') + (isLast ? totalHeight : 0))
    draw(cells, 'text', false)
    await breathe()
  }
  if (total) {
    onto(totalHeight)
    draw(total, 'bold', true)
  }
  pdf.y += 16
}

function drawSignatures(pdf: Pdf, { signatures = [], madeAt, timeZone }: Document): void {
  if (signatures.length === 0) return
  const height = 90
  if (pdf.page.height - MARGIN - FOOT - pdf.y < height) pdf.addPage()
  const own = widthIn(pdf) / signatures.length
  const top = pdf.y
  for (const [i, who] of signatures.entries()) {
    const x = MARGIN + i * own
    const isLast = i === signatures.length - 1
    const [day = ''] = instantText(madeAt, timeZone).split(' ')
    pdf.font('text').fontSize(9).fillColor(SOFT)
    if (isLast) pdf.text(nfc(`Ngày ${day}`), x, top, { width: own, align: 'center' })
    pdf
      .font('bold')
      .fontSize(10)
      .fillColor(INK)
      .text(nfc(who), x, top + 14, { width: own, align: 'center' })
    pdf
      .font('text')
      .fontSize(8.5)
      .fillColor(SOFT)
      .text('(Ký, ghi rõ họ tên)', x, top + 30, { width: own, align: 'center' })
  }
  pdf.y = top + height
}

/** Once all pages are there: where the figures come from, and which page of how many this is. */
function drawFeet(pdf: Pdf, { office, head, period }: Document): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(start + i)
    // Below the margin, where text would else begin a new page.
    pdf.page.margins.bottom = 0
    const top = pdf.page.height - MARGIN - 8
    const width = widthIn(pdf)
    pdf
      .moveTo(MARGIN, top - 4)
      .lineTo(MARGIN + width, top - 4)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
    pdf.font('text').fontSize(6.5).fillColor(SOFT)
    const from = head ? `Sổ gốc đến bản ghi số ${head.seq}, mã niêm phong ${head.hash}` : 'Sổ gốc: chưa có bản ghi'
    pdf.text(nfc(`${office} · ${period}`), MARGIN, top, { width: width - 70, lineBreak: false })
    pdf.text(nfc(from), MARGIN, top + 10, { width: width - 70, lineBreak: false })
    pdf
      .fontSize(8)
      .text(`Trang ${i + 1}/${count}`, MARGIN + width - 70, top, { width: 70, align: 'right', lineBreak: false })
  }
}

function widthIn(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN
}

function nfc(text: string): string {
  return text.normalize('NFC')
}

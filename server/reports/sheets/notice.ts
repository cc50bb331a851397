import { breather } from '../in-slices.ts'
import { bytesOf, openPaper, type Pdf } from './paper.ts'
import { drawQr } from './qr.ts'

/*
 * The catalogue for the notice board: A4, lying. A row is read standing, at an arm's length.
 *
 *     ┌ office                                        valid from ┐   on the first page
 *     │ DANH MỤC THỦ TỤC HÀNH CHÍNH                              │
 *     │ ▌Lĩnh vực: Hộ tịch (40)                                  │
 *     │ procedure    │ papers   │ time │ fee      │ where  │ QR   │   the head again on every page
 *     │ name, code   │ – …      │      │          │        │ ▣    │
 *     └ office · valid from ···································· 1 / 12
 */
export interface NoticeBoard {
  readonly office: string
  /** "Áp dụng từ ngày 23/11/2026" as it is printed. */
  readonly validFrom: string
  readonly madeAt: number
  readonly fields: readonly { readonly name: string; readonly rows: readonly NoticeRow[] }[]
}

export interface NoticeRow {
  readonly code: string
  readonly name: string
  readonly papers: readonly string[]
  readonly time: string
  readonly fee: string
  readonly where: string
  readonly note: string | null
  /** The procedure's page, behind the QR. */
  readonly url: string
}

const MARGIN = 36
const FOOT = 22
const PAD = 4
const QR = 46
const SIZE = 8.5
const INK = '#1a1a1a'
const SOFT = '#4a4a4a'
const RULE = '#b9c0c9'
const SHADE = '#e4ebf4'
const TITLES = ['Thủ tục', 'Giấy tờ cần mang', 'Thời hạn', 'Phí, lệ phí', 'Nơi nộp', 'Xem đủ']
const WIDTHS = [186, 262, 76, 116, 74, QR + 2 * PAD]
const MOST_PAPERS = 5
const LONGEST_PAPER = 50
const LONGEST_FEE = 130
const LONGEST_TEXT = 120
/** What the State's own lists begin their lines with. */
const BULLET = /^[\s\-–+*•.;]+/

/** The notice board as PDF; long lists are set in slices, so that the hall goes on meanwhile. */
export async function noticeSheets(board: NoticeBoard): Promise<Buffer> {
  const pdf = await openPaper({ title: 'Danh mục thủ tục hành chính', lying: true, madeAt: board.madeAt })
  const breathe = breather()
  drawTitle(pdf, board)
  for (const { name, rows } of board.fields) {
    const first = rows[0]
    if (room(pdf) < 60 + (first ? heightOf(pdf, first) : 0)) newPage(pdf)
    drawField(pdf, `Lĩnh vực: ${name} (${rows.length} thủ tục)`)
    for (const row of rows) {
      const height = heightOf(pdf, row)
      if (height > room(pdf)) {
        newPage(pdf)
        drawField(pdf, `Lĩnh vực: ${name} (tiếp)`)
      }
      drawRow(pdf, row, height)
      await breathe()
    }
    pdf.y += 10
  }
  drawFeet(pdf, board)
  return bytesOf(pdf)
}

function drawTitle(pdf: Pdf, { office, validFrom }: NoticeBoard): void {
  const width = pdf.page.width - 2 * MARGIN
  pdf.font('bold').fontSize(11).fillColor(INK).text(nfc(office), MARGIN, MARGIN, { width, align: 'center' })
  pdf.fontSize(18).text('DANH MỤC THỦ TỤC HÀNH CHÍNH', { width, align: 'center' })
  pdf.font('bold').fontSize(11).text(nfc(validFrom), { width, align: 'center' })
  pdf.font('text').fontSize(9).fillColor(SOFT)
  pdf.text('Quét mã ở mỗi dòng để xem đầy đủ trên điện thoại, hoặc hỏi quầy hướng dẫn.', { width, align: 'center' })
  pdf.y += 8
}

function drawField(pdf: Pdf, title: string): void {
  pdf.font('bold').fontSize(12).fillColor(INK)
  pdf.text(nfc(title), MARGIN, pdf.y, { width: pdf.page.width - 2 * MARGIN })
  const top = pdf.y + 2
  pdf.rect(MARGIN, top, sum(WIDTHS), SIZE + 2 * PAD + 2).fill(SHADE)
  let x = MARGIN
  for (const [i, words] of TITLES.entries()) {
    const own = WIDTHS[i] ?? 0
    pdf
      .font('bold')
      .fontSize(SIZE)
      .fillColor(INK)
      .text(words, x + PAD, top + PAD, { width: own - 2 * PAD, lineBreak: false })
    x += own
  }
  pdf.y = top + SIZE + 2 * PAD + 2
}

function heightOf(pdf: Pdf, row: NoticeRow): number {
  const tall = cellsOf(row).map(({ words, face, size }, i) => {
    pdf.font(face).fontSize(size)
    return pdf.heightOfString(words || ' ', { width: (WIDTHS[i] ?? 0) - 2 * PAD })
  })
  pdf.font('text').fontSize(SIZE - 1)
  const name = (tall[0] ?? 0) + pdf.heightOfString(under(row), { width: (WIDTHS[0] ?? 0) - 2 * PAD }) + 2
  return Math.max(name, ...tall, QR) + 2 * PAD
}

function drawRow(pdf: Pdf, row: NoticeRow, height: number): void {
  const top = pdf.y
  let x = MARGIN
  for (const [i, { words, face, size }] of cellsOf(row).entries()) {
    const own = WIDTHS[i] ?? 0
    pdf.font(face).fontSize(size).fillColor(INK)
    pdf.text(words, x + PAD, top + PAD, { width: own - 2 * PAD })
    if (i === 0) {
      pdf
        .font('text')
        .fontSize(SIZE - 1)
        .fillColor(SOFT)
      pdf.text(under(row), x + PAD, pdf.y + 2, { width: own - 2 * PAD })
    }
    x += own
  }
  drawQr(pdf, row.url, x + PAD, top + PAD, QR)
  pdf
    .moveTo(MARGIN, top + height)
    .lineTo(MARGIN + sum(WIDTHS), top + height)
    .lineWidth(0.6)
    .strokeColor(RULE)
    .stroke()
  pdf.y = top + height
}

interface Cell {
  readonly words: string
  readonly face: 'text' | 'bold'
  readonly size: number
}

function cellsOf({ name, papers, time, fee, where }: NoticeRow): Cell[] {
  const shown = papers.slice(0, MOST_PAPERS).map((one) => `– ${short(one.replace(BULLET, ''), LONGEST_PAPER)}`)
  const more = papers.length - shown.length
  const bring = [...shown, ...(more > 0 ? [`… và ${more} giấy tờ khác`] : [])].join('\n')
  return [
    { words: nfc(short(name, 300)), face: 'bold', size: SIZE + 1 },
    { words: nfc(bring || 'Hỏi quầy hướng dẫn'), face: 'text', size: SIZE },
    { words: nfc(short(time, LONGEST_TEXT)), face: 'bold', size: SIZE },
    { words: nfc(short(fee, LONGEST_FEE)), face: 'text', size: SIZE },
    { words: nfc(short(where, LONGEST_TEXT)), face: 'bold', size: SIZE },
  ]
}

function under({ code, note }: NoticeRow): string {
  return nfc(note === null ? `Mã: ${code}` : `Mã: ${code}\nLưu ý: ${note}`)
}

function drawFeet(pdf: Pdf, { office, validFrom }: NoticeBoard): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(start + i)
    // Below the margin, where text would else begin a new page.
    pdf.page.margins.bottom = 0
    const top = pdf.page.height - MARGIN + 4
    pdf.font('text').fontSize(8).fillColor(SOFT)
    pdf.text(nfc(`${office} · ${validFrom}`), MARGIN, top, { lineBreak: false })
    pdf.text(`Trang ${i + 1}/${count}`, pdf.page.width - MARGIN - 80, top, {
      width: 80,
      align: 'right',
      lineBreak: false,
    })
  }
}

function newPage(pdf: Pdf): void {
  pdf.addPage()
  pdf.y = MARGIN
}

function room(pdf: Pdf): number {
  return pdf.page.height - MARGIN - FOOT - pdf.y
}

/** Cut at a word, with an ellipsis: the QR leads to the whole. */
function short(text: string, longest: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= longest) return plain
  return `${plain.slice(0, longest).replace(/[\s,;.]+\S*$/, '')}…`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

function nfc(text: string): string {
  return text.normalize('NFC')
}

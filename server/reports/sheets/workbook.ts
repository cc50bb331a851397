import type { Cell, Row as CellRow, Sheet as ExcelSheet } from 'write-excel-file/node'
import { offsetAt } from './local.ts'
import { type Column, type Document, instantText, isFigure, type Row, type Sheet, widthOf } from './sheet.ts'

const FORMATS: Record<Column['kind'], string> = {
  text: '@',
  count: '#,##0',
  decimal: '#,##0.00',
  // Up to SHOWN_OF_EXACT places.
  points: '#,##0.00##',
  share: '0.0%',
  // In brackets the hours do not begin anew after 24.
  span: '[h]:mm:ss',
  instant: 'dd/mm/yyyy hh:mm',
  day: 'dd/mm/yyyy',
}
const HEAD = { fontWeight: 'bold', backgroundColor: '#E8EEF4', wrap: true, alignVertical: 'center' } as const
const DAY_MS = 86_400_000
const MOST_UPRIGHT = 7

/**
 * A document as a workbook (.xlsx): one tab a sheet, the heading frozen, figures as real numbers, days as real dates, spans as real
 * durations. The last tab says where it all comes from. Text is never a formula in it, whatever it begins with.
 */
export async function workbook(document: Document): Promise<Buffer> {
  // Loaded with the first workbook: the hub starts without it.
  const { default: write } = await import('write-excel-file/node')
  const sheets = document.sheets.map((sheet) => tabOf(sheet, document))
  return write([...sheets, originOf(document)], { fontFamily: 'Arial', fontSize: 10 }).toBuffer()
}

function tabOf(sheet: Sheet, { office, period, timeZone }: Document): ExcelSheet<Buffer> {
  const above: CellRow[] = [
    [{ value: sheet.title, fontWeight: 'bold', fontSize: 14 }],
    [{ value: [office, period].join(' · ') }],
    ...(sheet.notes ?? []).map((note) => [{ value: note, fontStyle: 'italic' as const }]),
  ]
  const cells = (row: Row, style: object = {}) =>
    sheet.columns.map((column, i) => cellOf(row[i] ?? null, column, timeZone, style))
  return {
    sheet: tabName(sheet.name),
    columns: sheet.columns.map((column) => ({ width: widthOf(column) })),
    stickyRowsCount: above.length + 1,
    // A wide table is read with its first column in sight.
    ...(sheet.columns.length > MOST_UPRIGHT && { stickyColumnsCount: 1 }),
    ...(sheet.columns.length > MOST_UPRIGHT && { orientation: 'landscape' as const }),
    data: [
      ...above,
      sheet.columns.map((column) => ({ ...HEAD, value: column.title, align: isFigure(column) ? 'right' : 'left' })),
      ...sheet.rows.map((row) => cells(row)),
      ...(sheet.total ? [cells(sheet.total, { fontWeight: 'bold', topBorderStyle: 'thin' })] : []),
    ],
  }
}

function cellOf(value: string | number | null, column: Column, timeZone: string, style: object): Cell {
  if (value === null) return Object.keys(style).length > 0 ? { ...style, value: '' } : null
  const { kind } = column
  if (kind === 'day' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return { ...style, value: new Date(`${value}T00:00:00Z`), type: Date, format: FORMATS.day }
  }
  if (typeof value === 'string') return { ...style, value: value.normalize('NFC'), type: String }
  if (kind === 'instant') {
    // A workbook knows no zones: it keeps what the office's clock showed.
    return { ...style, value: new Date(value + offsetAt(value, timeZone)), type: Date, format: FORMATS.instant }
  }
  return { ...style, value: kind === 'span' ? value / DAY_MS : value, type: Number, format: FORMATS[kind] }
}

function originOf({ office, title, period, madeAt, timeZone, head }: Document): ExcelSheet<Buffer> {
  const lines: [string, string][] = [
    ['Đơn vị', office],
    ['Báo cáo', title],
    ['Kỳ báo cáo', period],
    ['Lập lúc', instantText(madeAt, timeZone)],
    ['Sổ gốc đến bản ghi số', head ? String(head.seq) : '–'],
    ['Mã niêm phong của bản ghi đó', head?.hash ?? '–'],
  ]
  return {
    sheet: 'Nguồn số liệu',
    columns: [{ width: 30 }, { width: 70 }],
    data: lines.map(([name, value]) => [
      { value: name, fontWeight: 'bold' },
      { value: value.normalize('NFC'), type: String },
    ]),
  }
}

/** What may stand on a tab: at most 31 letters, none of those below. */
function tabName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, '-').slice(0, 31)
}

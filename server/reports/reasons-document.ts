import type { ReasonFigure, ReasonsBy, ReasonsReport } from '#core/contract/reasons.ts'
import type { RatingChannel } from '#core/domain/campaigns.ts'
import type { Head } from '../journal/journal.ts'
import { type Column, type Document, periodText, type Row, type Sheet } from './sheets/sheet.ts'

const CHANNELS: Readonly<Record<RatingChannel, string>> = {
  terminal: 'Máy đánh giá tại quầy',
  slip: 'Điện thoại, qua phiếu số',
  routine: 'Phiếu giấy thường xuyên',
  surprise: 'Phiếu giấy đột xuất',
}
const FIRST: Readonly<Record<ReasonsBy, string>> = { service: 'Lĩnh vực', month: 'Tháng', quarter: 'Quý' }
const TITLE = 'Lý do người dân nêu khi đánh giá'

/** All channels in one table, the channel in the first column: what a text file holds. No line adds them up. */
export function reasonsSheet(report: ReasonsReport): Sheet {
  return {
    name: 'Lý do',
    title: TITLE,
    columns: [{ title: 'Kênh', kind: 'text', width: 26 }, ...columnsOf(report)],
    rows: answered(report).flatMap(({ channel, rows, ...whole }) =>
      [...rows.map((row) => cellsOf(row.name.vi, row)), cellsOf('Cả kênh', whole)].map((row) => [
        CHANNELS[channel],
        ...row,
      ]),
    ),
  }
}

/** The same as a workbook or on paper: a table for each channel in which people answered. */
export function reasonsDocument(report: ReasonsReport, head: Head): Document {
  const { office, timeZone, madeAt, from, to } = report
  const sheets: Sheet[] = answered(report).map(({ channel, rows, ...whole }) => ({
    name: CHANNELS[channel],
    title: CHANNELS[channel],
    columns: columnsOf(report),
    rows: rows.map((row) => cellsOf(row.name.vi, row)),
    total: cellsOf('Cả kênh', whole),
  }))
  const [first = { ...reasonsSheet(report), title: 'Không có ý kiến nào trong kỳ' }, ...others] = sheets
  const told = [{ ...first, notes: notesOf(report) }, ...others]
  return { office: office.vi, title: TITLE, period: periodText(from, to), madeAt, timeZone, head, sheets: told }
}

function answered({ channels }: ReasonsReport): ReasonsReport['channels'] {
  return channels.filter(({ answers, told }) => answers + told > 0)
}

function columnsOf({ by, reasons }: ReasonsReport): Column[] {
  const count = (title: string): Column => ({ title, kind: 'count', width: 12 })
  return [
    { title: FIRST[by], kind: 'text', width: 28 },
    ...['Ý kiến', 'Tính trên', 'Có nêu lý do', ...reasons.map(({ name }) => name.vi)].map(count),
  ]
}

function cellsOf(name: string, { answers, told, gave, counts }: ReasonFigure): Row {
  return counts === null ? [name, answers, told] : [name, answers, told, gave, ...counts]
}

function notesOf({ conserved, firstSeq, lastSeq }: ReasonsReport): string[] {
  return [
    'Lý do được cộng theo nhóm đủ 5 ý kiến, từ hôm sau ngày có ý kiến cuối của nhóm; nhóm có ý kiến đã xoá thì không tính nữa. ' +
      'Một người có thể nêu đến 4 lý do. Các kênh không cộng vào nhau.',
    `Sổ gốc từ bản ghi ${firstSeq} đến ${lastSeq}. ` +
      (conserved
        ? 'Các dòng khớp với tổng của kênh. Đã kiểm: ĐÚNG.'
        : 'CHÚ Ý: các dòng KHÔNG khớp với tổng. Hãy báo quản trị kiểm tra sổ gốc trước khi dùng.'),
  ]
}

import type { Figures, Report, ReportBy, ReportForm, ReportRow } from '#core/contract/reports.ts'
import type { Head } from '../journal/journal.ts'
import { type Column, type Document, periodText, type Sheet, spanText } from './sheets/sheet.ts'

/** One figure of a row: its heading, how it is shown, where it stands in the row. */
interface Told extends Column {
  of(figures: Figures): number | null
}

const COUNT = { kind: 'count', width: 9 } as const
const SPAN = { kind: 'span', width: 10 } as const
const SHARE = { kind: 'share', width: 9 } as const

/** Who came, and what became of them. Read from left to right it adds up. */
const PEOPLE: readonly Told[] = [
  { title: 'Số đã cấp', ...COUNT, of: ({ issued }) => issued },
  { title: 'Lượt đến', ...COUNT, of: ({ arrivals }) => arrivals },
  { title: 'Từ hôm trước', ...COUNT, of: ({ overnight }) => overnight },
  { title: 'Đã phục vụ', ...COUNT, of: ({ states }) => states.served },
  { title: 'Không đến', ...COUNT, of: ({ states }) => states['no-show'] },
  { title: 'Đã hủy', ...COUNT, of: ({ states }) => states.cancelled },
  { title: 'Lấy nhầm', ...COUNT, of: ({ states }) => states.void },
  { title: 'Đang chờ, đang làm', ...COUNT, of: ({ states: s }) => s.waiting + s.called + s.serving + s.parked },
  { title: 'Sang hôm sau', ...COUNT, of: ({ states }) => states.kept },
  { title: 'Chuyển', ...COUNT, of: ({ transfers }) => transfers },
  { title: 'Gọi lại', ...COUNT, of: ({ recalls }) => recalls },
  { title: 'Gọi ngoài thứ tự', ...COUNT, of: ({ picked }) => picked },
  { title: 'Lượt bị vượt', ...COUNT, of: ({ overtakes }) => overtakes },
]

const SATISFIED = 'Hài lòng'
/** By hour and by class the same column tells something else, and says so in every file. */
const SATISFIED_BY_MEANS = 'Hài lòng (theo nhóm 5)'

function isByMeans(by: ReportBy): boolean {
  return by === 'hour' || by === 'weekday-hour' || by === 'class'
}

const TIMES: readonly Told[] = [
  { title: 'Lượt được gọi', ...COUNT, of: ({ waited }) => waited },
  { title: 'Chờ trung bình', ...SPAN, of: ({ waitMeanMs }) => waitMeanMs },
  { title: 'Chờ trung vị', ...SPAN, of: ({ waitMedianMs }) => waitMedianMs },
  { title: 'Chờ 90 %', ...SPAN, of: ({ waitP90Ms }) => waitP90Ms },
  { title: 'Quá mức chờ', ...COUNT, of: ({ overThreshold }) => overThreshold },
  { title: 'Tỷ lệ quá mức', ...SHARE, of: ({ overThresholdShare }) => overThresholdShare },
  { title: 'Làm trung bình', ...SPAN, of: ({ serviceMeanMs }) => serviceMeanMs },
  { title: 'Làm trung vị', ...SPAN, of: ({ serviceMedianMs }) => serviceMedianMs },
  { title: 'Giờ mở quầy', ...SPAN, width: 13, of: ({ openMs }) => openMs },
  { title: 'Giờ tạm nghỉ', ...SPAN, width: 12, of: ({ pausedMs }) => pausedMs },
  { title: 'Giờ đang làm', ...SPAN, width: 13, of: ({ servingMs }) => servingMs },
  { title: 'Tỷ lệ bận', ...SHARE, of: ({ occupancy }) => occupancy },
  { title: 'Ý kiến', ...COUNT, of: ({ answers }) => answers },
  { title: SATISFIED, ...SHARE, of: ({ satisfiedShare }) => satisfiedShare },
]

const HEADINGS: Readonly<Record<ReportBy, { title: string; first: string }>> = {
  day: { title: 'Báo cáo theo ngày', first: 'Ngày' },
  week: { title: 'Báo cáo theo tuần', first: 'Tuần' },
  month: { title: 'Báo cáo theo tháng', first: 'Tháng' },
  quarter: { title: 'Báo cáo theo quý', first: 'Quý' },
  'half-year': { title: 'Báo cáo 6 tháng', first: 'Kỳ' },
  year: { title: 'Báo cáo theo năm', first: 'Năm' },
  service: { title: 'Báo cáo theo lĩnh vực', first: 'Lĩnh vực' },
  counter: { title: 'Báo cáo theo quầy', first: 'Quầy' },
  officer: { title: 'Báo cáo theo công chức', first: 'Công chức' },
  class: { title: 'Báo cáo theo diện ưu tiên', first: 'Diện' },
  hour: { title: 'Báo cáo theo giờ trong ngày', first: 'Giờ đến' },
  'weekday-hour': { title: 'Báo cáo theo thứ và giờ', first: 'Thứ, giờ đến' },
}

/** All figures in one table: what a text file and a workbook hold. */
export function reportSheet(report: Report): Sheet {
  return sheetOf(report, [...PEOPLE, ...TIMES], HEADINGS[report.by].title)
}

/** A report to be taken away. On paper the figures stand in two tables; a page is not wide enough for one. */
export function reportDocument(report: Report, head: Head, form: ReportForm): Document {
  const { office, timeZone, madeAt, by } = report
  const sheets =
    form === 'pdf'
      ? [sheetOf(report, PEOPLE, 'Số lượt'), sheetOf(report, TIMES, 'Thời gian và ý kiến')]
      : [reportSheet(report)]
  const [first, ...others] = sheets
  const noted = first ? [{ ...first, notes: notesOf(report) }, ...others] : []
  const { title } = HEADINGS[by]
  return { office: office.vi, title, period: periodOf(report), madeAt, timeZone, head, sheets: noted }
}

/** A name a file can have on any machine: bao-cao-2026-11-01-den-2026-11-30-service.xlsx */
export function fileNameOf({ from, to, by }: Report, form: string): string {
  return `bao-cao-${from}${to === from ? '' : `-den-${to}`}-${by}.${form}`
}

function periodOf({ from, to, service, counter }: Report): string {
  const only = [service === null ? [] : `lĩnh vực ${service}`, counter === null ? [] : `quầy ${counter}`].flat()
  return [periodText(from, to), ...only].join(' · ')
}

function sheetOf({ by, rows, total }: Report, told: readonly Told[], title: string): Sheet {
  const cells = (figures: Figures) => told.map(({ of }) => of(figures))
  return {
    name: HEADINGS[by].title.replace('Báo cáo theo ', 'Theo '),
    title,
    columns: [
      { title: HEADINGS[by].first, kind: by === 'day' ? 'day' : 'text', width: by === 'day' ? 12 : 26 },
      ...(isByMeans(by)
        ? told.map((one) => (one.title === SATISFIED ? { ...one, title: SATISFIED_BY_MEANS } : one))
        : told),
    ],
    rows: rows.map((row) => [nameIn(by, row), ...cells(row)]),
    total: ['Cộng', ...cells(total)],
  }
}

function nameIn(by: ReportBy, { key, name }: ReportRow): string {
  return by === 'day' ? key : name.vi
}

function notesOf({ by, conserved, days, gathered, thresholdMs, firstSeq, lastSeq, appointments }: Report): string[] {
  const notes = [
    `Số liệu từ ${days} ngày làm việc, sổ gốc từ bản ghi ${firstSeq} đến ${lastSeq}.`,
    'Chờ: từ lúc lấy số đến lần gọi đầu tiên. Một số đi nhiều lĩnh vực là nhiều lượt. ' +
      `Quá mức chờ: trên ${spanText(thresholdMs)}. Tỷ lệ hài lòng chỉ hiện từ 5 ý kiến.`,
    conserved
      ? 'Cân đối: lượt đến + từ hôm trước = phục vụ + không đến + hủy + lấy nhầm + đang chờ, đang làm + sang hôm sau. Đã kiểm: ĐÚNG.'
      : 'CHÚ Ý: số liệu KHÔNG cân đối. Hãy báo quản trị kiểm tra sổ gốc trước khi dùng.',
  ]
  if (appointments && appointments.booked + appointments.cancelled > 0) {
    const { booked, come, released, cancelled } = appointments
    notes.push(`Lịch hẹn: ${booked} lượt hẹn, ${come} đến, ${released} không đến, ${cancelled} đã hủy.`)
  }
  if (isByMeans(by)) {
    notes.push(
      'Hài lòng ở bảng này: mỗi ý kiến tính bằng trung bình của nhóm 5 ý kiến có nó, để không ai nhận ra một người. ' +
        'Chênh lệch thật giữa các dòng lớn hơn trong bảng.',
    )
  }
  if (gathered.days < gathered.of) notes.push(`CHÚ Ý: mới tổng hợp ${gathered.days} trên ${gathered.of} ngày.`)
  return notes
}

import type { Breach, CityHall, CityView } from '#core/contract/city.ts'
import { csv } from '../reports/sheets/csv.ts'
import type { Column, Row } from '../reports/sheets/sheet.ts'

const STATES = { bad: 'Gấp', silent: 'Mất tin', warn: 'Để ý', ok: 'Ổn' } as const satisfies Record<
  CityHall['state'],
  string
>
const BECAUSE = {
  'no-counter': 'chưa quầy nào mở',
  waited: 'chờ lâu',
  expected: 'người mới đến sẽ chờ lâu',
  stopped: 'tạm dừng nhận số',
} as const satisfies Record<Breach['because'], string>

/** Every column of the table, and where in a hall its cell comes from. */
const COLUMNS: readonly (Column & { of: (hall: CityHall) => Row[number] })[] = [
  { title: 'Mã', kind: 'text', of: ({ id }) => id },
  { title: 'Sảnh', kind: 'text', of: ({ name }) => name },
  { title: 'Mức', kind: 'text', of: ({ state }) => STATES[state] },
  { title: 'Nghe tin lúc', kind: 'instant', of: ({ heardAt }) => heardAt },
  { title: 'Ngày', kind: 'day', of: ({ standing }) => standing?.day ?? null },
  { title: 'Số liệu lúc', kind: 'instant', of: ({ standing }) => standing?.at ?? null },
  { title: 'Bản ghi', kind: 'count', of: ({ standing }) => standing?.seq ?? null },
  { title: 'Tập dượt', kind: 'text', of: ({ standing }) => (standing?.practice ? 'có' : '') },
  ...(
    [
      ['Đã cấp', 'issued'],
      ['Đang chờ', 'waiting'],
      ['Đã gọi', 'called'],
      ['Đang phục vụ', 'serving'],
      ['Tạm gác', 'parked'],
      ['Đã xong', 'served'],
      ['Vắng', 'no-show'],
      ['Hủy', 'cancelled'],
      ['Vô hiệu', 'void'],
    ] as const
  ).map(([title, state]) => ({
    title,
    kind: 'count' as const,
    of: ({ standing }: CityHall) => standing?.tally[state] ?? null,
  })),
  { title: 'Chờ lâu nhất', kind: 'span', of: ({ standing }) => standing?.longestMs ?? null },
  { title: 'Hàng cần để ý', kind: 'count', of: ({ standing }) => standing?.breaches.length ?? null },
  { title: 'Vì sao', kind: 'text', of: ({ standing }) => standing?.breaches.map(reason).join('; ') ?? null },
  { title: 'Đến 15 phút qua', kind: 'count', of: ({ standing }) => standing?.lately.came ?? null },
  { title: 'Gọi 15 phút qua', kind: 'count', of: ({ standing }) => standing?.lately.called ?? null },
  { title: 'Thường chờ', kind: 'decimal', of: ({ standing }) => standing?.usualWaiting ?? null },
  { title: 'Quầy mở', kind: 'count', of: ({ standing }) => standing?.open ?? null },
  { title: 'Quầy nghỉ', kind: 'count', of: ({ standing }) => standing?.paused ?? null },
  { title: 'Số quầy', kind: 'count', of: ({ standing }) => standing?.counters ?? null },
  { title: 'Hài lòng', kind: 'share', of: ({ standing }) => standing?.satisfiedShare ?? null },
  { title: 'Thiết bị hỏng', kind: 'count', of: ({ standing }) => standing?.wrong.devices ?? null },
  { title: 'Hết hoặc sắp hết giấy', kind: 'count', of: ({ standing }) => standing?.wrong.paper ?? null },
  { title: 'Sự cố máy chủ', kind: 'count', of: ({ standing }) => standing?.wrong.hub ?? null },
  { title: 'Phiên bản', kind: 'text', of: ({ standing }) => standing?.version ?? null },
]

function reason({ name, because }: Breach): string {
  return `${name.vi}: ${BECAUSE[because]}`
}

/** The same halls in the same order as the page, for a Vietnamese Excel. What was heard long ago stands there with its hour. */
export function cityTable({ halls, timeZone }: Pick<CityView, 'halls' | 'timeZone'>): string {
  const rows = halls.map((hall) => COLUMNS.map(({ of }) => of(hall)))
  return csv({ name: 'Các sảnh', title: 'Các sảnh lúc này', columns: COLUMNS, rows }, timeZone)
}

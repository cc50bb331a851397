import type { Sentence } from '#web/hub/contract.ts'

interface Section {
  readonly id: string
  readonly title: Sentence
  readonly note: Sentence
  /** Top fields of the document, in the order they are shown. */
  readonly fields: readonly string[]
}

/** The page of rules from top to bottom. A field of the schema that stands nowhere here is shown under "more". */
export const SECTIONS: readonly Section[] = [
  {
    id: 'order',
    title: { vi: 'Thứ tự gọi và diện ưu tiên', en: 'Order and priority classes' },
    note: { vi: 'Ai được gọi trước, và vì sao.', en: 'Who is called first, and why.' },
    fields: ['order', 'classes'],
  },
  {
    id: 'calling',
    title: { vi: 'Gọi số và quay lại', en: 'Calling and coming back' },
    note: {
      vi: 'Gọi mấy lần, chờ bao lâu, vắng rồi quay lại thì đứng ở đâu.',
      en: 'How often, how long, and where those stand who come back.',
    },
    fields: ['calling', 'returning'],
  },
  {
    id: 'services',
    title: { vi: 'Lĩnh vực', en: 'Services' },
    note: {
      vi: 'Mỗi lĩnh vực có số, giờ, giới hạn và khung hẹn riêng.',
      en: 'Each with its own numbers, hours, quotas and slots.',
    },
    fields: ['numbering', 'services'],
  },
  {
    id: 'counters',
    title: { vi: 'Quầy', en: 'Counters' },
    note: { vi: 'Quầy nào làm lĩnh vực nào, theo cách nào.', en: 'Which counter serves what, and how.' },
    fields: ['counters'],
  },
  {
    id: 'calendar',
    title: { vi: 'Lịch làm việc', en: 'Calendar' },
    note: {
      vi: 'Các buổi trong tuần, ngày nghỉ, hoán đổi, nghỉ trưa, số cuối.',
      en: 'The week, holidays, swapped days, lunch and the last number.',
    },
    fields: ['calendar'],
  },
  {
    id: 'limits',
    title: { vi: 'Giới hạn lấy số', en: 'Limits' },
    note: {
      vi: 'Mỗi người một số: chống bấm nhầm và bấm liên tục.',
      en: 'One number for each person: against slips of the finger and floods.',
    },
    fields: ['limits'],
  },
  {
    id: 'appointments',
    title: { vi: 'Đặt hẹn', en: 'Appointments' },
    note: {
      vi: 'Khung hẹn của từng lĩnh vực đặt trong mục Lĩnh vực.',
      en: 'Each service’s slots stand with the service.',
    },
    fields: ['appointments'],
  },
  {
    id: 'skills',
    title: { vi: 'Công chức làm được gì', en: 'What officers can do' },
    note: {
      vi: 'Ai không có trong danh sách thì làm được mọi lĩnh vực.',
      en: 'Whoever is not listed can do everything.',
    },
    fields: ['skills'],
  },
  {
    id: 'rating',
    title: { vi: 'Đánh giá', en: 'Rating' },
    note: { vi: 'Các mức và lý do dân được chọn.', en: 'The levels and reasons people choose from.' },
    fields: ['rating'],
  },
  {
    id: 'office',
    title: { vi: 'Cơ quan', en: 'The office' },
    note: { vi: 'Tên, múi giờ, thông báo trên bảng.', en: 'Its name, its zone, the line on the boards.' },
    fields: ['name', 'preparing', 'notice', 'dayStartsAt', 'timeZone', 'id'],
  },
]

/** What the schema has and no section names. */
export function otherFields(known: readonly string[]): readonly string[] {
  const named = new Set(SECTIONS.flatMap(({ fields }) => fields))
  return known.filter((name) => !named.has(name))
}

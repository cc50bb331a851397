import type { FieldTable } from './field-words.ts'

export const CALENDAR_WORDS: FieldTable = {
  '/calendar': { vi: 'Lịch', en: 'Calendar' },
  '/calendar/sessions': {
    vi: 'Các buổi trong tuần',
    en: 'Sessions of the week',
    about: { vi: 'Không có buổi nào: luôn mở.', en: 'None at all: always open.' },
  },
  '/calendar/sessions/*/days': { vi: 'Các ngày', en: 'Days' },
  '/calendar/sessions/*/from': { vi: 'Từ', en: 'From' },
  '/calendar/sessions/*/to': { vi: 'Đến', en: 'To' },
  '/calendar/specialDays': {
    vi: 'Ngày nghỉ, ngày hoán đổi',
    en: 'Holidays and swapped days',
    about: { vi: 'Ngày ghi rõ năm thắng ngày hằng năm.', en: 'An exact date wins over a yearly one.' },
  },
  '/calendar/specialDays/*/date': {
    vi: 'Ngày',
    en: 'Date',
    about: { vi: '02/09/2026, hoặc 02/09 cho mọi năm.', en: '02/09/2026 (day first), or 02/09 for every year.' },
  },
  '/calendar/specialDays/*/name': { vi: 'Tên', en: 'Name' },
  '/calendar/specialDays/*/services': {
    vi: 'Áp dụng cho',
    en: 'Holds for',
    empty: { vi: 'Mọi lĩnh vực', en: 'All services' },
    given: { vi: 'Chỉ các lĩnh vực…', en: 'Only these services …' },
  },
  '/calendar/specialDays/*/hours': { vi: 'Ngày đó', en: 'On that day' },
  '/calendar/specialDays/*/hours/kind': {
    vi: 'Làm việc thế nào',
    en: 'How it works',
    choices: {
      closed: { vi: 'Nghỉ', en: 'Closed' },
      like: { vi: 'Như một ngày trong tuần', en: 'Like a day of the week' },
      sessions: { vi: 'Giờ riêng', en: 'Its own hours' },
    },
  },
  '/calendar/specialDays/*/hours/weekday': { vi: 'Như', en: 'Like' },
  '/calendar/specialDays/*/hours/sessions': { vi: 'Các buổi', en: 'Sessions' },
  '/calendar/specialDays/*/hours/sessions/*/from': { vi: 'Từ', en: 'From' },
  '/calendar/specialDays/*/hours/sessions/*/to': { vi: 'Đến', en: 'To' },
  '/calendar/lastNumberMs': {
    vi: 'Ngừng cấp số trước khi hết buổi (phút)',
    en: 'Last number before a session ends (minutes)',
  },
  '/calendar/lunch': {
    vi: 'Sau giờ nghỉ trưa',
    en: 'After lunch',
    choices: {
      'morning-first': { vi: 'Số buổi sáng đi trước', en: 'The morning’s numbers go first' },
      'by-claim': { vi: 'Theo thứ tự chung', en: 'Everybody by their claim' },
    },
    about: { vi: 'Hàng chờ luôn được giữ.', en: 'The queue is always kept.' },
  },
  '/calendar/lateNoteAt': {
    vi: 'Từ giờ này, kết quả có thể sang ngày làm việc sau',
    en: 'From this time on, results may come the next working day',
    about: {
      vi: 'In trên phiếu và hiện ở ki-ốt (thường là 15:00).',
      en: 'On the slip and at the kiosk (15:00 as a rule).',
    },
    empty: { vi: 'Để trống: không nhắc.', en: 'Empty: not said.' },
  },
  '/calendar/overnight': {
    vi: 'Cuối ngày',
    en: 'At the day’s end',
    choices: {
      close: { vi: 'Đóng các số còn lại, ghi lý do', en: 'Close what is left, with its reason' },
      keep: { vi: 'Giữ hàng chờ sang ngày sau', en: 'Keep the queue for the next day' },
    },
  },
}

import type { FieldTable } from './field-words.ts'

export const OTHER_WORDS: FieldTable = {
  '/preparing': {
    vi: 'Sảnh đang được chuẩn bị',
    en: 'The hall is being prepared',
    about: { vi: 'Chưa phát số thật; chỉ tập dượt được.', en: 'No real numbers yet; practice only.' },
  },
  '/limits': { vi: 'Giới hạn', en: 'Limits' },
  '/limits/perKioskMinute': {
    vi: 'Một ki-ốt cấp tối đa mỗi phút',
    en: 'Numbers one kiosk gives in a minute',
    about: { vi: 'Quá mức: ki-ốt chờ và quầy được báo.', en: 'Above it the kiosk waits and the desks are told.' },
    empty: { vi: 'Để trống: không giới hạn.', en: 'Empty: no limit.' },
  },
  '/limits/kioskGapMs': {
    vi: 'Giữa hai số ít nhất (giây)',
    en: 'Between two numbers at least (seconds)',
    unit: 'seconds',
  },
  '/limits/againWithinMs': {
    vi: 'Hỏi “lấy thêm một số?” trong (giây)',
    en: 'Ask "one more number?" within (seconds)',
    unit: 'seconds',
    about: { vi: 'Cùng lĩnh vực, cùng ki-ốt. 0: không hỏi.', en: 'Same service, same kiosk. 0: never.' },
  },
  '/limits/perPersonDay': {
    vi: 'Một người lấy tối đa mỗi ngày',
    en: 'Numbers one person may take in a day',
    about: {
      vi: 'Cần quét căn cước; chỉ giữ dấu vết, hết ngày là hủy.',
      en: 'By identity card; only a trace is kept, and it dies with the day.',
    },
    empty: { vi: 'Để trống: không hỏi căn cước.', en: 'Empty: no card is asked for.' },
  },
  '/limits/voidWithinMs': {
    vi: 'Bấm nhầm được rút lại trong (giây)',
    en: 'A mistaken press may be taken back within (seconds)',
    unit: 'seconds',
  },

  '/appointments': { vi: 'Quy định đặt hẹn', en: 'Rules for appointments' },
  '/appointments/class': { vi: 'Người có hẹn thuộc diện', en: 'Their class' },
  '/appointments/earlyMs': { vi: 'Nhận người đến sớm trước (phút)', en: 'Check-in opens before the slot (minutes)' },
  '/appointments/lateMs': { vi: 'Giữ chỗ cho người đến muộn (phút)', en: 'The place is kept after the slot (minutes)' },
  '/appointments/late': {
    vi: 'Đến muộn mà còn giữ chỗ',
    en: 'Late but in time',
    choices: {
      'keeps-time': { vi: 'Vẫn tính theo giờ hẹn', en: 'Keeps the slot’s claim' },
      'counts-from-arrival': { vi: 'Tính từ lúc đến', en: 'Counts from the arrival' },
    },
  },
  '/appointments/leadMs': { vi: 'Phải đặt trước (phút)', en: 'Booked ahead at least (minutes)' },
  '/appointments/horizonDays': { vi: 'Đặt xa nhất (ngày)', en: 'Booked ahead at most (days)' },
  '/appointments/blackouts': { vi: 'Đợt không nhận hẹn', en: 'Days without booking' },
  '/appointments/blackouts/*/from': { vi: 'Từ ngày', en: 'From' },
  '/appointments/blackouts/*/to': { vi: 'Đến ngày', en: 'To' },
  '/appointments/blackouts/*/services': {
    vi: 'Áp dụng cho',
    en: 'Holds for',
    empty: { vi: 'Mọi lĩnh vực', en: 'All services' },
    given: { vi: 'Chỉ các lĩnh vực…', en: 'Only these services …' },
  },
  '/appointments/blackouts/*/reason': { vi: 'Lý do', en: 'Reason' },

  '/rating': { vi: 'Đánh giá', en: 'Rating' },
  '/rating/levels': { vi: 'Các mức', en: 'Levels' },
  '/rating/levels/*/id': { vi: 'Mã', en: 'Id' },
  '/rating/levels/*/name': { vi: 'Tên', en: 'Name' },
  '/rating/levels/*/face': {
    vi: 'Khuôn mặt',
    en: 'Face',
    choices: {
      'very-good': { vi: 'Rất vui', en: 'Very happy' },
      good: { vi: 'Vui', en: 'Happy' },
      plain: { vi: 'Bình thường', en: 'Neither' },
      bad: { vi: 'Buồn', en: 'Unhappy' },
    },
  },
  '/rating/levels/*/satisfied': { vi: 'Tính là hài lòng', en: 'Counts as satisfied' },
  '/rating/reasons': { vi: 'Lý do chưa hài lòng', en: 'Reasons' },
  '/rating/reasons/*/id': { vi: 'Mã', en: 'Id' },
  '/rating/reasons/*/name': { vi: 'Tên', en: 'Name' },
  '/rating/terminalWindowMs': { vi: 'Đánh giá tại quầy trong (phút)', en: 'Rated at the counter within (minutes)' },
  '/rating/repeatMs': {
    vi: 'Bỏ qua bấm trùng trong (giây)',
    en: 'A second press does not count within (seconds)',
    unit: 'seconds',
  },

  '/id': { vi: 'Mã cơ quan', en: 'Id' },
  '/name': { vi: 'Tên cơ quan', en: 'Name' },
  '/timeZone': { vi: 'Múi giờ', en: 'Time zone' },
  '/dayStartsAt': {
    vi: 'Ngày mới bắt đầu lúc',
    en: 'A new day starts at',
    about: { vi: 'Số quay về 1. Chọn lúc không ai chờ.', en: 'Numbers begin again. Nobody should be waiting then.' },
  },
  '/notice': {
    vi: 'Dòng thông báo trên bảng',
    en: 'Line on the boards',
    empty: { vi: 'Không có', en: 'None' },
    given: { vi: 'Có dòng thông báo', en: 'A line' },
  },
}

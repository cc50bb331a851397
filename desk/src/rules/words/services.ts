import type { FieldTable } from './field-words.ts'

const DAYS = { vi: 'Các ngày', en: 'Days' }
const FROM = { vi: 'Từ', en: 'From' }
const TO = { vi: 'Đến', en: 'To' }

export const SERVICE_WORDS: FieldTable = {
  '/numbering': { vi: 'Cách đánh số', en: 'Numbering' },
  '/numbering/kind': {
    vi: 'Dãy số',
    en: 'Series',
    choices: {
      'per-service': { vi: 'Mỗi lĩnh vực một dãy (A001, H001…)', en: 'One for each service (A001, H001 …)' },
      common: { vi: 'Cả sảnh một dãy', en: 'One for the whole hall' },
    },
  },
  '/numbering/prefix': {
    vi: 'Chữ đầu chung',
    en: 'Common prefix',
    about: { vi: 'Có thể để trống.', en: 'May be empty.' },
  },
  '/services': { vi: 'Các lĩnh vực', en: 'Services' },
  '/services/*/id': {
    vi: 'Mã',
    en: 'Id',
    about: {
      vi: 'Không đổi khi đang dùng: quầy và sổ ghi theo mã này.',
      en: 'Leave it once in use: counters and the journal know it by this.',
    },
  },
  '/services/*/prefix': {
    vi: 'Chữ đầu của số',
    en: 'Prefix of its numbers',
    about: { vi: 'Tối đa 3 chữ in hoa, mỗi lĩnh vực một khác.', en: 'Three capitals at most, none twice.' },
  },
  '/services/*/name': { vi: 'Tên', en: 'Name' },
  '/services/*/about': { vi: 'Dân đến để làm gì', en: 'What people come for' },
  '/services/*/open': { vi: 'Đang nhận số', en: 'Gives numbers' },
  '/services/*/usualServiceMs': {
    vi: 'Thường làm trong (phút)',
    en: 'Usually takes (minutes)',
    about: {
      vi: 'Ước tính đầu ngày, trước khi có số liệu thật.',
      en: 'The first guess, before the day has taught better.',
    },
  },
  '/services/*/sessions': {
    vi: 'Giờ riêng',
    en: 'Own hours',
    empty: { vi: 'Theo giờ cơ quan', en: 'The office’s hours' },
    given: { vi: 'Giờ riêng của lĩnh vực', en: 'Hours of its own' },
  },
  '/services/*/sessions/*/days': DAYS,
  '/services/*/sessions/*/from': FROM,
  '/services/*/sessions/*/to': TO,
  '/services/*/lastNumberMs': {
    vi: 'Ngừng cấp số trước khi hết buổi (phút)',
    en: 'Last number before a session ends (minutes)',
    empty: { vi: 'Để trống: theo cơ quan.', en: 'Empty: the office’s rule.' },
  },
  '/services/*/quota': { vi: 'Giới hạn số', en: 'Quotas' },
  '/services/*/quota/session': {
    vi: 'Một buổi',
    en: 'A session',
    empty: { vi: 'Để trống: không giới hạn.', en: 'Empty: no limit.' },
  },
  '/services/*/quota/day': {
    vi: 'Một ngày',
    en: 'A day',
    empty: { vi: 'Để trống: không giới hạn.', en: 'Empty: no limit.' },
  },
  '/services/*/slots': {
    vi: 'Đặt hẹn',
    en: 'Appointments',
    empty: { vi: 'Không nhận hẹn', en: 'Not taken' },
    given: { vi: 'Nhận hẹn theo khung', en: 'Taken, by slots' },
  },
  '/services/*/slots/everyMs': { vi: 'Mỗi khung (phút)', en: 'A slot every (minutes)' },
  '/services/*/slots/capacity': {
    vi: 'Số người một khung',
    en: 'People in one slot',
    about: { vi: 'Cả người hẹn và người đến trực tiếp.', en: 'With and without appointment.' },
  },
  '/services/*/slots/walkInShare': { vi: 'Dành cho người đến trực tiếp (%)', en: 'Kept for walk-ins (%)' },
  '/services/*/waitAlertMs': {
    vi: 'Báo động khi chờ quá (phút)',
    en: 'Alert when the wait is over (minutes)',
    empty: { vi: 'Để trống: không báo.', en: 'Empty: no alert.' },
  },
  '/services/*/numbersFrom': {
    vi: 'Lấy số từ',
    en: 'Numbers come from',
    choices: {
      kiosk: { vi: 'Ki-ốt hoặc quầy', en: 'A kiosk or a desk' },
      roll: { vi: 'Cuộn số in sẵn', en: 'A pre-printed roll' },
    },
  },

  '/counters': { vi: 'Các quầy', en: 'Counters' },
  '/counters/*/id': { vi: 'Mã', en: 'Id' },
  '/counters/*/label': {
    vi: 'Số quầy',
    en: 'Label',
    about: { vi: 'Như trên bảng treo; được đọc lên khi gọi.', en: 'As it hangs there; spoken when calling.' },
  },
  '/counters/*/services': {
    vi: 'Làm lĩnh vực',
    en: 'Serves',
    about: { vi: 'Xếp theo thứ tự ưu tiên khi gọi theo thứ tự.', en: 'In the order of preference, where that counts.' },
  },
  '/counters/*/serves': {
    vi: 'Cách chọn giữa các lĩnh vực',
    en: 'How it chooses among them',
    choices: {
      together: { vi: 'Chung một hàng: ai có quyền nhất trước', en: 'As one line: the best claim first' },
      preference: {
        vi: 'Theo thứ tự: hết hàng trước mới sang hàng sau',
        en: 'By preference: the first line where anybody waits',
      },
      shares: { vi: 'Theo tỷ lệ', en: 'By shares' },
    },
  },
  '/counters/*/shares': {
    vi: 'Tỷ lệ',
    en: 'Shares',
    about: { vi: 'Lĩnh vực không ghi được một phần.', en: 'A service that is not listed gets one.' },
  },
  '/counters/*/shares/*/service': { vi: 'Lĩnh vực', en: 'Service' },
  '/counters/*/shares/*/share': { vi: 'Số lượt mỗi vòng', en: 'Calls of a round' },
  '/counters/*/fastLane': {
    vi: 'Làn nhanh',
    en: 'Fast lane',
    empty: { vi: 'Quầy thường', en: 'An ordinary counter' },
    given: { vi: 'Làn nhanh', en: 'A fast lane' },
  },
  '/counters/*/fastLane/classes': { vi: 'Dành cho diện', en: 'For these classes' },
  '/counters/*/fastLane/helpsOthers': { vi: 'Giúp người khác khi rảnh', en: 'Helps the others when none of them wait' },
  '/counters/*/button': {
    vi: 'Nút TIẾP bấm ngay sau khi gọi',
    en: 'NEXT soon after a call',
    choices: {
      'recall-first': { vi: 'Gọi lại số đó', en: 'Calls that number again' },
      'passes-on': { vi: 'Bỏ qua, mời số sau', en: 'Passes on to the next' },
    },
  },
  '/counters/*/automatic': { vi: 'Tự gọi khi rảnh', en: 'Calls by itself when idle' },

  '/skills': { vi: 'Công chức', en: 'Officers' },
  '/skills/*/staff': { vi: 'Tên đăng nhập', en: 'Sign-in name' },
  '/skills/*/services': { vi: 'Làm được lĩnh vực', en: 'Can do' },
}

import { defineWords } from '#web/words/words.ts'

/** What boards, LED walls and counter signs say. */
export const words = defineWords({
  title: { vi: 'Bảng gọi số', en: 'Calling board' },
  monthTitle: {
    vi: (month: string) => `Mức độ hài lòng tháng ${month}`,
    en: (month: string) => `Satisfaction in ${month}`,
  },
  monthComing: { vi: 'Đang lấy số liệu…', en: 'Getting the figures …' },
  monthFew: {
    vi: 'Tháng này chưa đủ ý kiến để công bố. Xin mời ông/bà cho ý kiến!',
    en: 'Too few answers this month to be shown. Please tell us what you think!',
  },
  monthShare: {
    vi: (share: string, n: string) => `${share} hài lòng, tính trên ${n} ý kiến`,
    en: (share: string, n: string) => `${share} satisfied, of ${n} answers`,
  },
  monthTarget: { vi: (share: string) => `chỉ tiêu ${share}`, en: (share: string) => `target ${share}` },
  monthHow: {
    vi: 'Ý kiến không ghi tên người trả lời. Các kênh được tính riêng.',
    en: 'Answers carry no name. Each way of answering is counted for itself.',
  },
  'channel-terminal': { vi: 'Máy đánh giá tại quầy', en: 'Terminals at the counters' },
  'channel-slip': { vi: 'Qua điện thoại', en: 'By telephone' },
  'channel-routine': { vi: 'Phiếu giấy thường xuyên', en: 'Paper slips, routine' },
  'channel-surprise': { vi: 'Phiếu giấy đột xuất', en: 'Paper slips, surprise' },
  guardTitle: { vi: 'Gọi hỗ trợ', en: 'Calls for help' },
  guardCalm: { vi: 'Chưa có ai gọi', en: 'Nobody is calling' },
  needsHelp: { vi: (name: string) => `${name} cần hỗ trợ ngay`, en: (name: string) => `${name} needs help now` },
  helpSince: { vi: (time: string) => `gọi lúc ${time}`, en: (time: string) => `called at ${time}` },
  helpComing: { vi: (names: string) => `${names} đang đến`, en: (names: string) => `${names} on the way` },
  practice: { vi: 'TẬP DƯỢT – số không có giá trị', en: 'PRACTICE – numbers are not real' },
  nowCalling: { vi: 'Mời số', en: 'Now calling' },
  stillCalled: { vi: 'Đang mời', en: 'Please come' },
  lastCalled: { vi: 'Số vừa gọi', en: 'Last called' },
  toCounter: { vi: 'Quầy', en: 'Counter' },
  pictures: { vi: 'Hình ảnh của cơ quan', en: 'Pictures of the office' },
  number: { vi: 'Số', en: 'Number' },
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  quiet: { vi: 'Xin chờ gọi số', en: 'Please wait for your number' },
  closed: { vi: 'Hết giờ làm việc', en: 'The office is closed' },
  opensAgain: { vi: (when: string) => `Làm việc lại: ${when}`, en: (when: string) => `Open again: ${when}` },
  holiday: { vi: (name: string) => `Nghỉ: ${name}`, en: (name: string) => `Closed: ${name}` },
  lunchUntil: { vi: (time: string) => `Nghỉ trưa đến ${time}`, en: (time: string) => `Lunch break until ${time}` },
  morningFirst: {
    vi: 'Số buổi sáng được gọi trước',
    en: 'Numbers of the morning go first afterwards',
  },
  byClaim: { vi: 'Số đã lấy vẫn giữ thứ tự', en: 'Numbers given keep their place' },
  paused: { vi: 'Tạm dừng nhận số', en: 'No numbers just now' },
  pausedWhy: { vi: (why: string) => `Tạm dừng: ${why}`, en: (why: string) => `Closed for now: ${why}` },
  askStaff: { vi: 'Mời hỏi cán bộ hướng dẫn', en: 'Please ask our staff' },
  stopped: {
    vi: (name: string, until: string | null, why: string) =>
      `${name} tạm dừng${until === null ? '' : ` đến ${until}`}${why === '' ? '' : `: ${why}`}. Mời hỏi cán bộ.`,
    en: (name: string, until: string | null, why: string) =>
      `${name} is closed${until === null ? ' for now' : ` until ${until}`}${why === '' ? '' : `: ${why}`}. Please ask our staff.`,
  },
  minutes: { vi: 'phút', en: 'min' },
  maybe: { vi: 'có thể', en: 'maybe' },
  afterLunch: { vi: 'sau nghỉ trưa', en: 'after lunch' },
  afterClosing: { vi: 'quá giờ', en: 'past closing' },
  serviceClosed: { vi: 'nghỉ', en: 'closed' },
  serviceStopped: { vi: 'dừng', en: 'stopped' },
  noNumbers: { vi: 'hết số', en: 'full' },
  lost: { vi: 'Bảng đang chờ tín hiệu…', en: 'Waiting for the signal…' },
  lostHelp: { vi: 'Xin nghe gọi tại quầy', en: 'Please listen at the counters' },
  mediaBroken: {
    vi: (file: string) => `Không chiếu được tệp ${file}: xem lại ở Cài đặt, mục Bảng gọi số.`,
    en: (file: string) => `The file ${file} cannot be shown: look at Settings, Boards.`,
  },
  touchForSound: { vi: 'Chạm vào màn hình để bật tiếng', en: 'Touch the screen to turn the sound on' },
  tooSmall: {
    vi: (reach: string, distance: string, inches: number) =>
      `Chữ chỉ đọc rõ tới ${reach} m, ghế xa nhất ${distance} m: cần màn hình từ ${inches} inch.`,
    en: (reach: string, distance: string, inches: number) =>
      `Readable to ${reach} m, the farthest seat is at ${distance} m: needs ${inches} inches or more.`,
  },
  refused: { vi: 'Máy chủ chưa nhận màn hình này', en: 'The hub does not accept this screen' },
  counterOpen: { vi: 'Sẵn sàng', en: 'Ready' },
  counterPaused: { vi: 'Tạm nghỉ', en: 'Paused' },
  counterClosed: { vi: 'Quầy đóng', en: 'Closed' },
  unknownCounter: {
    vi: (counter: string) => `Không có quầy “${counter}”. Xin sửa địa chỉ của màn hình này.`,
    en: (counter: string) => `There is no counter “${counter}”. Please correct this screen’s address.`,
  },
  wrongAddress: { vi: 'Địa chỉ của màn hình này chưa đúng', en: 'This screen’s address is not right' },
  howToMend: {
    vi: 'Xin sửa các mục sau trên thanh địa chỉ rồi tải lại trang.',
    en: 'Please correct these parts of the address and load the page again.',
  },
  unknownPage: {
    vi: (path: string) => `Không có trang “${path}”. Các trang: /display/, /display/led, /display/sign`,
    en: (path: string) => `There is no page “${path}”. Pages: /display/, /display/led, /display/sign`,
  },
  unknownSetting: {
    vi: (name: string) => `Không có mục “${name}”.`,
    en: (name: string) => `There is no setting “${name}”.`,
  },
  twiceSetting: {
    vi: (name: string) => `Mục “${name}” có hai lần.`,
    en: (name: string) => `“${name}” is given twice.`,
  },
  missingSetting: { vi: (name: string) => `Thiếu mục “${name}”.`, en: (name: string) => `“${name}” is missing.` },
  badName: {
    vi: (name: string) => `“${name}”: chỉ dùng chữ không dấu, chữ số, - và _, nhiều nhất 64 ký tự.`,
    en: (name: string) => `“${name}”: letters, digits, - and _ only, 64 at most.`,
  },
  badNumber: {
    vi: (name: string, from: number, to: number) => `“${name}”: một số từ ${from} đến ${to}.`,
    en: (name: string, from: number, to: number) => `“${name}”: a number from ${from} to ${to}.`,
  },
  badChoice: {
    vi: (name: string, choices: string) => `“${name}”: một trong ${choices}.`,
    en: (name: string, choices: string) => `“${name}”: one of ${choices}.`,
  },
})
export const { say, pair } = words

/** What an LED wall says: capitals only, for its letters are drawn by us. */
export const ledWords = {
  counter: 'QUẦY',
  calling: 'MỜI SỐ',
  last: 'VỪA GỌI',
  quiet: 'XIN CHỜ',
  closed: 'NGHỈ',
  lost: 'CHỜ TÍN HIỆU',
} as const

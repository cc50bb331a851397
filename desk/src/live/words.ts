import { defineWords } from '#web/words/words.ts'

/** What the manager's page and the leader's page say. */
export const { say, pair } = defineWords({
  // Figures
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  longest: { vi: 'Chờ lâu nhất', en: 'Longest wait' },
  newcomer: { vi: (span: string) => `mới đến: ${span}`, en: (span: string) => `newcomers: ${span}` },
  open: { vi: 'Quầy mở', en: 'Open' },
  openCounters: { vi: 'Quầy đang mở', en: 'Counters open' },
  ofCounters: {
    vi: (open: string, all: string) => `${open}/${all}`,
    en: (open: string, all: string) => `${open}/${all}`,
  },
  served: { vi: 'Đã xong', en: 'Served' },
  issued: { vi: 'Đã cấp', en: 'Issued' },
  adds: {
    vi: (issued: string, waiting: string, here: string, served: string, missed: string, gone: string) =>
      `${issued} đã cấp = ${waiting} chờ + ${here} tại quầy hoặc tạm gác + ${served} đã xong + ${missed} vắng + ${gone} hủy`,
    en: (issued: string, waiting: string, here: string, served: string, missed: string, gone: string) =>
      `${issued} issued = ${waiting} waiting + ${here} at counters or parked + ${served} served + ${missed} no-show + ${gone} cancelled`,
  },
  people: { vi: (n: string) => `${n} người`, en: (n: string) => `${n} people` },
  nobody: { vi: 'Không ai', en: 'Nobody' },

  // Levels
  ok: { vi: 'Ổn', en: 'Fine' },
  warn: { vi: 'Để ý', en: 'Watch' },
  bad: { vi: 'Gấp', en: 'Act now' },

  // Lines
  lines: { vi: 'Các hàng chờ, hàng xấu nhất trước', en: 'Lines, the worst first' },
  wellLines: { vi: 'Các hàng đang ổn', en: 'Lines that are well' },
  line: { vi: 'Lĩnh vực', en: 'Service' },
  state: { vi: 'Mức', en: 'State' },
  trend: { vi: '15 phút qua', en: 'Last 15 min' },
  growing: { vi: 'đông lên', en: 'growing' },
  shrinking: { vi: 'vơi đi', en: 'shrinking' },
  steady: { vi: 'giữ nguyên', en: 'steady' },
  cameCalled: {
    vi: (came: string, called: string) => `${came} đến, ${called} gọi`,
    en: (came: string, called: string) => `${came} came, ${called} called`,
  },
  'no-counter': { vi: 'Chưa quầy nào mở', en: 'No counter is open' },
  stopped: { vi: 'Đang tạm dừng nhận số', en: 'Gives no numbers now' },
  paused: { vi: 'Quầy tạm nghỉ', en: 'Counter paused' },
  crowd: { vi: 'Đến nhiều hơn gọi', en: 'More come than are called' },
  slow: { vi: 'Làm lâu hơn thường lệ', en: 'Slower than usual' },
  atCounters: { vi: (labels: string) => `quầy ${labels}`, en: (labels: string) => `counter ${labels}` },
  limit: { vi: (span: string) => `ngưỡng ${span}`, en: (span: string) => `limit ${span}` },
  showLine: { vi: 'Xem người chờ', en: 'Show who waits' },

  // Counters
  counters: { vi: 'Các quầy', en: 'Counters' },
  counterHead: { vi: 'Quầy', en: 'Counter' },
  counter: { vi: (label: string) => `Quầy ${label}`, en: (label: string) => `Counter ${label}` },
  officer: { vi: 'Cán bộ', en: 'Officer' },
  doing: { vi: 'Đang làm', en: 'Doing' },
  serving: { vi: (n: string) => `Phục vụ ${n}`, en: (n: string) => `Serving ${n}` },
  called: { vi: (n: string) => `Đã gọi ${n}`, en: (n: string) => `Called ${n}` },
  idle: { vi: 'Rảnh', en: 'Idle' },
  resting: { vi: 'Tạm nghỉ', en: 'Paused' },
  closed: { vi: 'Đóng', en: 'Closed' },
  for: { vi: (span: string) => `đã ${span}`, en: (span: string) => `for ${span}` },

  // Tickets
  whoWaits: { vi: (name: string) => `Người chờ: ${name}`, en: (name: string) => `Waiting: ${name}` },
  toCounters: { vi: 'Về các quầy', en: 'Back to counters' },
  nobodyWaits: { vi: 'Không có ai chờ ở hàng này.', en: 'Nobody waits in this line.' },
  putFirst: { vi: 'xếp trước', en: 'put first' },
  sentTo: { vi: (to: string) => `chỉ ${to}`, en: (to: string) => `only ${to}` },
  heldUntil: { vi: (at: string) => `gọi lại sau ${at}`, en: (at: string) => `offered again at ${at}` },
  parked: { vi: 'tạm gác', en: 'parked' },
  'no-show': { vi: 'vắng mặt', en: 'no-show' },
  handle: { vi: 'Xử lý…', en: 'Handle…' },
  handleAsk: { vi: (number: string) => `Xử lý số ${number}`, en: (number: string) => `Handle ${number}` },
  what: { vi: 'Làm gì', en: 'What to do' },
  first: { vi: 'Xếp lên trước', en: 'Put first' },
  'its-time': { vi: 'Về đúng chỗ theo giờ đến', en: 'Back to its time' },
  move: { vi: 'Chuyển đi', en: 'Move' },
  class: { vi: 'Đổi diện ưu tiên', en: 'Change priority' },
  cancel: { vi: 'Hủy số', en: 'Cancel' },
  back: { vi: 'Cho vào lại hàng', en: 'Back in line' },
  where: { vi: 'Chuyển đến', en: 'Move to' },
  services: { vi: 'Lĩnh vực', en: 'Services' },
  officers: { vi: 'Cán bộ', en: 'Officers' },
  newClass: { vi: 'Diện mới', en: 'New priority' },
  ordinary: { vi: 'Không ưu tiên', en: 'No priority' },
  reason: { vi: 'Lý do (được ghi vào sổ)', en: 'Reason (written down)' },
  reasonNeeded: { vi: 'Cần ghi lý do.', en: 'A reason is needed.' },
  'why-ill': { vi: 'Người bệnh hoặc yếu', en: 'Ill or frail' },
  'why-mistake': { vi: 'Lấy nhầm lĩnh vực', en: 'Wrong service taken' },
  'why-papers': { vi: 'Đã xem giấy tờ', en: 'Papers were seen' },
  'why-balance': { vi: 'Chia bớt cho quầy rảnh', en: 'To a counter that is free' },
  'why-left': { vi: 'Công dân đã về', en: 'The person has left' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  goBack: { vi: 'Quay lại', en: 'Back' },
  done: { vi: (number: string) => `Đã xử lý ${number}.`, en: (number: string) => `${number} is handled.` },

  // Messages
  tellAll: { vi: 'Nhắn mọi người…', en: 'Tell everyone…' },
  tellAllAsk: { vi: 'Nhắn mọi người đang chờ', en: 'Tell everyone who waits' },
  tellAllNote: {
    vi: 'Hiện trên bảng, máy lấy số, điện thoại và bàn làm việc. Không che số đang gọi, không ghi tên người viết.',
    en: 'On boards, kiosks, telephones and desks. It covers no call and names nobody.',
  },
  template: { vi: 'Câu có sẵn', en: 'Ready sentences' },
  vietnamese: { vi: 'Tiếng Việt', en: 'Vietnamese' },
  english: { vi: 'Tiếng Anh (nếu có)', en: 'English (if any)' },
  kind: { vi: 'Mức', en: 'Kind' },
  information: { vi: 'Thông tin', en: 'Information' },
  urgent: { vi: 'Khẩn', en: 'Urgent' },
  until: { vi: 'Hiện đến', en: 'Until' },
  minutes: {
    vi: (n: number, at: string) => `${n} phút (${at})`,
    en: (n: number, at: string) => `${n} min (${at})`,
  },
  untilTaken: { vi: 'Khi gỡ', en: 'Taken back' },
  spoken: { vi: 'Đọc qua loa một lần, sau các lượt gọi', en: 'Said aloud once, after the calls' },
  send: { vi: 'Gửi lời nhắn', en: 'Send' },
  shownTill: { vi: (at: string) => `đến ${at}`, en: (at: string) => `until ${at}` },
  shownOpen: { vi: 'đến khi gỡ', en: 'until taken back' },
  takeBack: { vi: 'Gỡ', en: 'Take back' },
  messageNeeded: { vi: 'Hãy viết lời nhắn.', en: 'Please write the message.' },

  // Alerts
  kiosk: {
    vi: (id: string, n: string) => `Máy ${id}: ${n} số trong phút qua`,
    en: (id: string, n: string) => `Kiosk ${id}: ${n} numbers in the last minute`,
  },
  kioskRings: {
    vi: (id: string, n: string) => `Máy ${id} bị bấm liên tục: ${n} số trong phút qua`,
    en: (id: string, n: string) => `Kiosk ${id} is pressed without end: ${n} numbers in the last minute`,
  },
  kioskStopped: {
    vi: (id: string, why: string) => `Máy ${id} tạm dừng: ${why}`,
    en: (id: string, why: string) => `Kiosk ${id} paused: ${why}`,
  },
  kioskPause: { vi: 'Tạm dừng', en: 'Pause' },
  kioskGoOn: { vi: 'Cho chạy', en: 'Go on' },
  kioskWhy: { vi: 'Người điều hành tạm dừng', en: 'Paused by the head of the hall' },
  flagged: {
    vi: (label: string, time: string) =>
      `Máy đánh giá ở quầy ${label} bị bấm dồn dập lúc ${time}. Hãy ra xem. Ý kiến vẫn được giữ.`,
    en: (label: string, time: string) =>
      `The rating terminal at counter ${label} was pressed again and again at ${time}. Please have a look. Answers are kept.`,
  },
  slipless: {
    vi: (n: string) => `${n} người chờ chưa có phiếu giấy`,
    en: (n: string) => `${n} waiting without a paper slip`,
  },
  practising: { vi: 'Đang tập dượt: chỉ có số TEST.', en: 'Practice: only TEST numbers.' },
  allWell: { vi: 'Máy và thiết bị đều ổn.', en: 'The hub and its devices are fine.' },
  away: {
    vi: 'Đang mất kết nối với máy chủ. Trang sẽ tự nối lại.',
    en: 'The hub is not answering. This page reconnects by itself.',
  },
  connecting: { vi: 'Đang nối…', en: 'Connecting…' },

  // The leader
  now: { vi: 'Lúc này', en: 'Now' },
  againstUsual: { vi: 'Hôm nay so với thường lệ', en: 'Today against usual' },
  came: { vi: 'Người đến', en: 'People came' },
  meanWait: { vi: 'Chờ trung bình', en: 'Mean wait' },
  today: { vi: 'Hôm nay', en: 'Today' },
  usual: { vi: 'Thường lệ', en: 'Usual' },
  usualOf: {
    vi: (n: string, weekday: string) => `Trung bình ${n} ${weekday} gần đây, đến giờ này`,
    en: (n: string, weekday: string) => `The mean of the last ${n} ${weekday}s, up to this hour`,
  },
  notEnough: {
    vi: 'Chưa đủ dữ liệu: cần ít nhất hai tuần cùng ngày.',
    en: 'Not enough data yet: two weeks of the same day are needed.',
  },
  more: { vi: (n: string) => `nhiều hơn ${n}%`, en: (n: string) => `${n}% more` },
  less: { vi: (n: string) => `ít hơn ${n}%`, en: (n: string) => `${n}% less` },
  same: { vi: 'như thường lệ', en: 'as usual' },
  ratings: { vi: 'Đánh giá hôm nay', en: 'Ratings today' },
  satisfied: { vi: 'Hài lòng', en: 'Satisfied' },
  ofAnswers: {
    vi: (share: string, n: string) => `${share}% trong ${n} lượt`,
    en: (share: string, n: string) => `${share}% of ${n} answers`,
  },
  target: { vi: (share: string) => `Chỉ tiêu ${share}%`, en: (share: string) => `Target ${share}%` },
  reached: { vi: 'đạt chỉ tiêu', en: 'reached' },
  below: { vi: 'dưới chỉ tiêu', en: 'below target' },
  fewAnswers: {
    vi: (n: string, from: string) => `Mới có ${n} lượt. Từ ${from} lượt mới hiện kết quả.`,
    en: (n: string, from: string) => `Only ${n} so far. Shown from ${from} answers.`,
  },
  whoRests: { vi: 'Quầy đang tạm nghỉ', en: 'Counters paused' },
  nobodyRests: { vi: 'Không quầy nào tạm nghỉ.', en: 'No counter is paused.' },
  camera: { vi: 'Xem camera của văn phòng', en: 'The office’s camera' },
  madeAt: { vi: (at: string) => `Lúc ${at}, tự cập nhật`, en: (at: string) => `At ${at}, renews itself` },
})

/** What the desk and the head of office read about who is called before whom, and about trying a rule. */
export const hallWords = {
  hallTitle: { vi: 'Thứ tự gọi', en: 'Calling order' },

  // Why one was before another
  before: { vi: 'Vì sao số này trước số kia?', en: 'Why was this number before that one?' },
  beforeKey: { vi: 'Vì sao số này được gọi trước số kia', en: 'Why one number was called before another' },
  firstNumber: { vi: 'Số được gọi trước', en: 'The number called first' },
  secondNumber: { vi: 'Số kia', en: 'The other number' },
  askBefore: { vi: 'Xem lý do', en: 'Show why' },
  twoNumbers: { vi: 'Nhập hai số như in trên phiếu, ví dụ A012.', en: 'Type both numbers as printed, such as A012.' },
  noAnswer: { vi: 'Chưa hỏi được. Xin thử lại.', en: 'No answer yet. Please try again.' },

  // Trying a rule
  notTheHead: {
    vi: 'Trang này dành cho người quản trị. Hãy đăng nhập bằng tài khoản quản trị.',
    en: 'This page is for the administrator. Please sign in as one.',
  },
  tryTitle: { vi: 'Thử cách gọi khác trên một ngày đã qua', en: 'Try another rule on a past day' },
  tryNote: {
    vi: 'Cùng những người ấy, đến cùng giờ, ở quầy lâu như thế; chỉ thứ tự gọi và số quầy là khác. Không có gì bị thay đổi.',
    en: 'The same people come at the same times and stay as long; only the order and the counters differ. Nothing is changed.',
  },
  tryDay: { vi: 'Ngày', en: 'Day' },
  tryPolicy: { vi: 'Cách gọi', en: 'Rule' },
  'policy-own': { vi: 'Giữ cách gọi của ngày đó', en: 'As on that day' },
  'policy-head-start': { vi: 'Cộng thời gian cho diện ưu tiên', en: 'Head start for priority' },
  'policy-ratio': { vi: 'Tỷ lệ: xen kẽ ưu tiên và không', en: 'Ratio: so many priority calls in a row' },
  'policy-strict': { vi: 'Ưu tiên tuyệt đối', en: 'Strict: priority always first' },
  inARow: { vi: 'Số ưu tiên liền nhau nhiều nhất', en: 'Priority calls in a row, at most' },
  headStart: { vi: 'Cộng bao nhiêu phút (bỏ trống: như ngày đó)', en: 'Head start in minutes (empty: as on that day)' },
  without: { vi: 'Bớt quầy', en: 'Without counter' },
  noneLess: { vi: 'Không bớt', en: 'None less' },
  extra: { vi: 'Thêm một quầy cho lĩnh vực', en: 'One more counter for' },
  noneMore: { vi: 'Không thêm', en: 'None more' },
  everything: { vi: 'Mọi lĩnh vực', en: 'Every service' },
  fromTo: { vi: 'Giờ (trống: cả ngày)', en: 'Hours (empty: all day)' },
  fromTime: { vi: 'Từ', en: 'From' },
  toTime: { vi: 'Đến', en: 'To' },
  wrongTime: { vi: 'Giờ viết như 08:00.', en: 'Write times as 08:00.' },
  tryDo: { vi: 'Chạy thử', en: 'Try it' },
  trying: { vi: 'Đang chạy lại ngày này…', en: 'Living the day again…' },
  noDays: { vi: 'Nhật ký chưa có ngày nào.', en: 'The journal has no day yet.' },

  // What came of it
  real: { vi: 'Thực tế', en: 'As it was' },
  own: { vi: 'Chạy lại, luật ngày đó', en: 'Replay, own rules' },
  tried: { vi: 'Chạy lại, thử', en: 'Replay, tried' },
  difference: { vi: 'Khác biệt', en: 'Difference' },
  figure: { vi: 'Chỉ số', en: 'Figure' },
  people: { vi: 'Số đã cấp', en: 'Numbers given' },
  stillWaiting: { vi: 'Còn chờ cuối ngày', en: 'Still waiting at the end' },
  longestWait: { vi: 'Chờ lâu nhất', en: 'Longest wait' },
  automaticCalls: { vi: 'Quầy tự gọi', en: 'Calls by themselves' },
  overtakes: { vi: 'Số lần bị vượt', en: 'Times overtaken, all' },
  overtakenMost: { vi: 'Một người bị vượt nhiều nhất', en: 'Overtaken most, one person' },
  endedAt: { vi: 'Người cuối xong lúc', en: 'The last one was done at' },
  byClass: { vi: 'Theo diện', en: 'By class' },
  group: { vi: 'Nhóm', en: 'Group' },
  meanChart: { vi: 'Chờ trung bình, phút', en: 'Mean wait, minutes' },
  minutes: { vi: (n: string) => `${n} phút`, en: (n: string) => `${n} min` },
  sameShort: { vi: 'như nhau', en: 'the same' },
  honest: {
    vi: (gap: string) =>
      `Chạy lại theo đúng luật ngày đó, chờ trung bình lệch thực tế ${gap}. Hãy so cột “thử” với cột “luật ngày đó”.`,
    en: (gap: string) =>
      `Replayed under its own rules, the day’s mean wait differs from what really was by ${gap}. Compare “tried” with “own rules”.`,
  },
  honestPicks: {
    vi: (n: string) => `Ngày đó có ${n} lần gọi ngoài thứ tự; khi chạy lại, ai cũng được gọi theo thứ tự.`,
    en: (n: string) => `On that day ${n} calls were out of order; a replay calls everybody in order.`,
  },

  // The calls of a day
  callsTitle: { vi: 'Các lần gọi hôm nay và lý do', en: 'Today’s calls and their reasons' },
  noCalls: { vi: 'Hôm nay chưa gọi số nào.', en: 'No number has been called today.' },
  whyColumn: { vi: 'Lý do', en: 'Reason' },
  lineColumn: { vi: 'Lĩnh vực', en: 'Service' },
  byItself: { vi: 'quầy tự gọi', en: 'called by itself' },
  moreCalls: { vi: (n: string) => `Còn ${n} lần gọi trước đó`, en: (n: string) => `${n} earlier calls` },
} as const

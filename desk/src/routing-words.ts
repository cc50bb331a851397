/** What the desk says of where a ticket goes: further services, priorities, officers, calls by themselves. */
export const routingWords = {
  // The acts, named as in acts.ts
  extend: { vi: 'Thêm việc', en: 'Add more' },
  class: { vi: 'Ưu tiên', en: 'Priority' },
  automatic: { vi: 'Tự gọi', en: 'Auto-call' },
  automaticKey: {
    vi: 'Bật hoặc tắt tự gọi khi quầy rảnh',
    en: 'Switch automatic calling at this counter on or off',
  },
  extendKey: {
    vi: 'Thêm hoặc bỏ lĩnh vực trong lượt của số này',
    en: 'Add a service to this visit, or take one out',
  },
  classKey: { vi: 'Xác nhận hoặc bỏ diện ưu tiên, có lý do', en: 'Confirm or withdraw a priority, with a reason' },

  // Why not
  notAutomatic: {
    vi: 'Văn phòng không dùng gọi tự động. Người quản trị bật trong phần cài đặt.',
    en: 'The office does not call automatically. The administrator switches it on in the settings.',
  },
  openFirst: { vi: 'Mở quầy trước đã.', en: 'Open the counter first.' },

  // What came of a press
  goesOnNow: {
    vi: (n: string, to: string) => `Đã xong ${n}, đi tiếp ${to}`,
    en: (n: string, to: string) => `${n} is finished here and goes on to ${to}`,
  },
  heldOffNow: {
    vi: (n: string) => `${n} chưa có mặt, sẽ gọi lại sau`,
    en: (n: string) => `${n} is offered again later`,
  },
  noOtherNext: { vi: 'chưa có ai khác đến lượt', en: 'nobody else may be called yet' },
  pressedByMistake: { vi: 'Bấm nhầm vắng mặt', en: 'Marked absent by mistake' },
  extendedNow: {
    vi: (n: string, to: string) => `${n} xong việc này sẽ đi tiếp ${to}`,
    en: (n: string, to: string) => `${n} goes on to ${to} afterwards`,
  },
  shortenedNow: {
    vi: (n: string, to: string) => `${n} không đi tiếp ${to} nữa`,
    en: (n: string, to: string) => `${n} no longer goes on to ${to}`,
  },
  classNow: { vi: (n: string, name: string) => `${n}: ${name}`, en: (n: string, name: string) => `${n}: ${name}` },
  automaticOn: { vi: 'Quầy tự gọi khi rảnh', en: 'This counter calls by itself when idle' },
  automaticOff: { vi: 'Quầy thôi tự gọi', en: 'This counter no longer calls by itself' },

  // The ticket
  declared: {
    vi: (name: string) => `khai: ${name.toLocaleLowerCase('vi')}, chờ xác nhận`,
    en: (name: string) => `said: ${name.toLowerCase()}, to be confirmed`,
  },
  goesOnTo: { vi: (list: string) => `Đi tiếp: ${list}`, en: (list: string) => `Goes on to: ${list}` },
  calledByItself: { vi: 'tự gọi', en: 'called by itself' },
  onlyCounter: { vi: (label: string) => `Chỉ quầy ${label}`, en: (label: string) => `Only counter ${label}` },
  onlyOfficer: { vi: (name: string) => `Chỉ gặp ${name}`, en: (name: string) => `Only ${name}` },
  offeredAt: { vi: (time: string) => `gọi lại từ ${time}`, en: (time: string) => `offered again from ${time}` },
  stranded: { vi: 'chưa quầy nào gọi', en: 'no counter calls it' },
  strandedCount: {
    vi: (n: string) => `Cần chuyển (${n})`,
    en: (n: string) => `To be sent on (${n})`,
  },

  // Questions
  backToLine: { vi: (name: string) => `${name} (hàng chung)`, en: (name: string) => `${name} (the common line)` },
  toOfficer: { vi: 'Một công chức đang ở quầy', en: 'An officer at a counter now' },
  'transfer-kept': {
    vi: 'Số và chỗ trong hàng được giữ nguyên.',
    en: 'The number and the place in line are kept.',
  },
  'transfer-first': {
    vi: 'Số giữ nguyên, được gọi trước mọi người ở nơi mới.',
    en: 'The number stays, and comes before everyone in the new line.',
  },
  'transfer-last': {
    vi: 'Số giữ nguyên, xếp hàng ở nơi mới như người vừa đến.',
    en: 'The number stays, and stands in the new line as if it came now.',
  },
  transferDelay: {
    vi: (time: string) => `Được gọi sớm nhất sau ${time}.`,
    en: (time: string) => `It is called after ${time} at the earliest.`,
  },
  extendAsk: { vi: (n: string) => `${n} còn cần làm việc gì?`, en: (n: string) => `What else does ${n} need?` },
  extendNote: {
    vi: 'Số giữ nguyên. Xong việc trước, số tự vào hàng của việc sau.',
    en: 'The number stays. After the one before, it joins the next line by itself.',
  },
  takeOutNote: { vi: 'Bấm việc đã chọn để bỏ.', en: 'Press a chosen one to take it out.' },
  nothingToAdd: { vi: 'Không còn lĩnh vực nào để thêm.', en: 'There is no other service to add.' },
  issueMore: { vi: 'Còn việc khác? Thêm vào cùng số này', en: 'Anything else? Add it to the same number' },
  classAsk: { vi: (n: string) => `Diện ưu tiên của ${n}`, en: (n: string) => `The priority of ${n}` },
  classNote: {
    vi: (name: string) => `Công dân khai: ${name}. Chọn lý do để xác nhận, hoặc chọn diện khác trước.`,
    en: (name: string) => `Said at the kiosk: ${name}. Choose a reason to confirm it, or another priority first.`,
  },
  'class-papers': { vi: 'Đã xem giấy tờ', en: 'Papers were shown' },
  'class-seen': { vi: 'Thấy rõ tại chỗ', en: 'Plain to see' },
  'class-not': { vi: 'Không thuộc diện', en: 'Does not apply' },
  'class-wish': { vi: 'Công dân tự rút', en: 'The citizen’s own wish' },
} as const

import type { WordEntries } from '#web/words/words.ts'

/** What the dock of development says: what hands can do to virtual devices, and what these show. */
export const dockWords = {
  dockOff: {
    vi: 'Bến thử chỉ mở khi chạy phát triển (npm run dev).',
    en: 'The dock is open in development only (npm run dev).',
  },
  dockHow: {
    vi: 'Thiết bị ảo: làm hỏng, rút dây, hết giấy để xem phòng chờ phản ứng ra sao. Thêm thiết bị ảo ở trang Thiết bị.',
    en: 'Virtual devices: break them, unplug them, take the paper away, and see what the hall does. Add some on the page of devices.',
  },
  dockNoHands: {
    vi: 'Thiết bị thật, hoặc ở máy phụ: ở đây không chạm vào được.',
    en: 'A real device, or one of an agent: it cannot be touched from here.',
  },
  dockShows: { vi: 'Đang thấy', en: 'It shows' },
  slips: { vi: 'Phiếu đã in', en: 'Slips printed' },
  noSlips: { vi: 'Chưa có phiếu nào.', en: 'No slip yet.' },
  slipOf: { vi: (title: string) => `Phiếu ${title}`, en: (title: string) => `Slip ${title}` },
  torn: { vi: 'bị đứt', en: 'torn' },
  scanText: { vi: 'Nội dung mã', en: 'What the code says' },

  'hand-paper-out': { vi: 'Hết giấy', en: 'Paper out' },
  'hand-paper-low': { vi: 'Sắp hết giấy', en: 'Paper nearly out' },
  'hand-paper-few': { vi: 'Hết giấy giữa phiếu', en: 'Paper ends in mid-slip' },
  'hand-paper-in': { vi: 'Thay giấy', en: 'New paper' },
  'hand-unplug': { vi: 'Rút dây', en: 'Unplug' },
  'hand-plug': { vi: 'Cắm lại', en: 'Plug in' },
  'hand-cover-open': { vi: 'Mở nắp', en: 'Open cover' },
  'hand-cover-close': { vi: 'Đóng nắp', en: 'Close cover' },
  'hand-slow': { vi: 'In chậm', en: 'Print slowly' },
  'hand-fast': { vi: 'In nhanh', en: 'Print fast' },
  'hand-silent': { vi: 'Câm', en: 'Fall silent' },
  'hand-speak': { vi: 'Nói lại', en: 'Speak again' },
  'hand-power-off': { vi: 'Chớp điện', en: 'Lose power for a moment' },
  'hand-press': { vi: 'Bấm', en: 'Press' },
  'hand-jam': { vi: 'Kẹt', en: 'Jam' },
  'hand-free': { vi: 'Nhả', en: 'Let go' },
  'hand-scan': { vi: 'Quét', en: 'Scan' },
  'press-key': { vi: (key: string) => `Phím ${key}`, en: (key: string) => `Key ${key}` },
  'sample-ticket': { vi: 'Quét phiếu mới nhất', en: 'Scan the newest slip' },
  'sample-appointment': { vi: 'Quét lịch hẹn', en: 'Scan an appointment' },
  'sample-procedure': { vi: 'Quét mã thủ tục', en: 'Scan a procedure' },
  'sample-dossier': { vi: 'Quét mã hồ sơ', en: 'Scan a dossier' },
  'sample-garbage': { vi: 'Quét mã hỏng', en: 'Scan garbage' },
} as const satisfies WordEntries

/** What a desk says of services and halls that are closed at once. */
export const closureWords = {
  closures: { vi: 'Tạm dừng nhận số', en: 'Closed at once' },
  closureAsk: { vi: 'Tạm dừng nhận số ở máy lấy số', en: 'Give no numbers at the kiosks' },
  closureOpen: { vi: 'Tạm dừng…', en: 'Close…' },
  closureNote: {
    vi: 'Người đã có số vẫn được gọi. Tại quầy vẫn cấp được số khi cần.',
    en: 'Whoever has a number is still called. A desk may still give one where it must.',
  },
  closureWhere: { vi: 'Dừng ở đâu', en: 'Where' },
  closureHall: { vi: 'Cả văn phòng', en: 'The whole hall' },
  closureUntil: { vi: 'Đến khi nào', en: 'Until when' },
  closureMinutes: {
    vi: (minutes: number, time: string) => `${minutes} phút (${time})`,
    en: (minutes: number, time: string) => `${minutes} min (${time})`,
  },
  closureOpenEnd: { vi: 'Đến khi mở lại', en: 'Until opened again' },
  closureWhy: { vi: 'Lý do, công dân sẽ đọc', en: 'Reason, for citizens to read' },
  'closure-power': { vi: 'Mất điện', en: 'Power cut' },
  'closure-network': { vi: 'Mất kết nối mạng', en: 'No network' },
  'closure-meeting': { vi: 'Họp đột xuất', en: 'Sudden meeting' },
  'closure-machine': { vi: 'Máy hỏng', en: 'Machine broken' },
  closureNeedsWhy: { vi: 'Cần ghi lý do để công dân biết.', en: 'Say why, for citizens to know.' },
  closureConfirm: { vi: 'Tạm dừng', en: 'Close' },
  closureEnd: { vi: 'Mở lại', en: 'Open again' },
  closureTill: { vi: (time: string) => `đến ${time}`, en: (time: string) => `until ${time}` },
  closureSince: { vi: (time: string) => `từ ${time}`, en: (time: string) => `since ${time}` },
} as const

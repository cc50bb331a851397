import type { Text } from '#core/contract/shapes.ts'

/** Sentences that are often needed, to be sent as they are or changed before. */
export const TEMPLATES: readonly { name: Text; kind: 'information' | 'urgent'; text: Text }[] = [
  {
    name: { vi: 'Hệ thống chậm', en: 'System slow' },
    kind: 'information',
    text: {
      vi: 'Hệ thống đang chậm. Mong bà con thông cảm và chờ thêm ít phút.',
      en: 'Our system is slow just now. Thank you for your patience.',
    },
  },
  {
    name: { vi: 'Diễn tập cháy', en: 'Fire drill' },
    kind: 'urgent',
    text: {
      vi: 'Diễn tập chữa cháy: mời bà con theo cán bộ ra ngoài. Số của bà con vẫn được giữ.',
      en: 'Fire drill: please follow our staff outside. Your number is kept.',
    },
  },
  {
    name: { vi: 'Nghỉ trưa', en: 'Lunch' },
    kind: 'information',
    text: {
      vi: 'Văn phòng sắp nghỉ trưa. Ai đã có số sẽ được gọi tiếp vào đầu giờ chiều.',
      en: 'Our lunch break begins soon. Whoever has a number is called in the afternoon.',
    },
  },
  {
    name: { vi: 'Một lĩnh vực nghỉ sớm', en: 'A service ends early' },
    kind: 'information',
    text: {
      vi: 'Hôm nay lĩnh vực … ngừng nhận số sớm. Ai đã có số vẫn được phục vụ.',
      en: 'Today … gives no more numbers. Whoever has one is still served.',
    },
  },
]

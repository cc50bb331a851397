import { defineWords } from '../words/words.ts'

const words = defineWords({
  notPaired: { vi: 'Màn hình này chưa được ghép', en: 'This screen is not paired yet' },
  revoked: { vi: 'Màn hình này đã được gỡ khỏi sảnh', en: 'This screen was taken out of the hall' },
  suspended: {
    vi: 'Khóa của màn hình này bị dùng ở hai nơi nên đã bị ngắt',
    en: 'The key of this screen was used in two places, so it was cut',
  },
  code: { vi: 'Mã của màn hình', en: 'The code of this screen' },
  whatToDo: {
    vi: 'Quản trị mở Bàn làm việc, trang Màn hình, so mã này rồi duyệt. Màn hình sẽ tự chạy.',
    en: 'The administrator opens the desk, page Screens, compares this code and approves it. The screen then goes on by itself.',
  },
  renewed: { vi: 'Mã tự đổi sau mỗi 15 phút.', en: 'The code changes by itself every 15 minutes.' },
  away: { vi: 'Đang kết nối máy chủ…', en: 'Connecting to the hub…' },
  full: {
    vi: 'Có quá nhiều màn hình đang chờ duyệt. Trang sẽ tự thử lại.',
    en: 'Too many screens are waiting to be approved. This page tries again by itself.',
  },
})
export const { pair } = words

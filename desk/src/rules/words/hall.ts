import type { FieldTable } from './field-words.ts'

const TIME_LIKE = { vi: 'Ghi giờ và phút: 07:30', en: 'Hours and minutes: 07:30' }

/** What kiosks, agents, the voice and the sound of a hall are called. */
export const HALL_WORDS: FieldTable = {
  '/kiosks': { vi: 'Máy lấy số', en: 'Kiosks' },
  '/kiosks/*/id': {
    vi: 'Mã trong địa chỉ',
    en: 'Id in its address',
    about: { vi: '* là mọi máy không ghi ở đây.', en: '* is every kiosk not named here.' },
  },
  '/kiosks/*/printer': { vi: 'In phiếu ở', en: 'Prints at', empty: { vi: 'Không in', en: 'Prints nothing' } },
  '/agents/*/id': {
    vi: 'Mã',
    en: 'Id',
    about: { vi: 'Chữ thường không dấu, số, gạch nối: pi-2.', en: 'Small letters, digits, hyphens: pi-2.' },
  },
  '/agents/*/name': { vi: 'Tên', en: 'Name' },
  '/voice': { vi: 'Giọng gọi số', en: 'Voice' },
  '/voice/language': {
    vi: 'Tiếng',
    en: 'Language',
    choices: {
      vi: { vi: 'Tiếng Việt', en: 'Vietnamese' },
      en: { vi: 'Tiếng Anh', en: 'English' },
      'vi+en': { vi: 'Tiếng Việt, rồi tiếng Anh', en: 'Vietnamese, then English' },
    },
  },
  '/voice/form': {
    vi: 'Câu gọi',
    en: 'Sentence',
    choices: { polite: { vi: 'Đầy đủ, lịch sự', en: 'Polite' }, short: { vi: 'Ngắn', en: 'Short' } },
  },
  '/sound': { vi: 'Âm lượng và lời nhắc', en: 'Volume and guidance' },
  '/sound/volume': { vi: 'Âm lượng (0–100)', en: 'Volume (0–100)' },
  '/sound/quiet': { vi: 'Giờ nói nhỏ', en: 'Quiet hours' },
  '/sound/quiet/*/from': { vi: 'Từ', en: 'From' },
  '/sound/quiet/*/to': { vi: 'Đến', en: 'To' },
  '/sound/quiet/*/volume': { vi: 'Âm lượng', en: 'Volume', about: { vi: '0: im lặng.', en: '0: silence.' } },
  '/sound/guidance': { vi: 'Lời nhắc theo giờ', en: 'Guidance by the clock' },
  '/sound/guidance/*/id': { vi: 'Mã', en: 'Id' },
  '/sound/guidance/*/vi': { vi: 'Câu tiếng Việt', en: 'In Vietnamese' },
  '/sound/guidance/*/en': { vi: 'Câu tiếng Anh', en: 'In English' },
  '/sound/guidance/*/at': {
    vi: 'Vào lúc',
    en: 'At',
    about: { vi: `${TIME_LIKE.vi}, 10:00, 13:30`, en: `${TIME_LIKE.en}, 10:00, 13:30` },
  },
  '/sound/guidance/*/everyMinutes': {
    vi: 'Lặp lại mỗi (phút)',
    en: 'Again every (minutes)',
    empty: { vi: 'Để trống: không lặp.', en: 'Empty: never.' },
  },
}

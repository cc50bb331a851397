import { type FieldTable, fine } from './field-words.ts'

const OWN = '/devices/*/settings'
const AS_ITS_MODEL = { vi: 'Theo kiểu bảng', en: 'As its model' }
const GIVEN = { vi: 'Ghi ở đây', en: 'Given here' }

/** What the settings of counter signs are called. */
export const SIGN_WORDS: FieldTable = {
  [`${OWN}/signs`]: { vi: 'Các bảng trên đường dây', en: 'Signs on this line' },
  [`${OWN}/signs/*/address`]: {
    vi: 'Địa chỉ',
    en: 'Address',
    about: { vi: 'Như gạt trên bảng.', en: 'As set on the sign.' },
  },
  [`${OWN}/signs/*/place`]: {
    vi: 'Treo ở quầy',
    en: 'Hangs at counter',
    about: {
      vi: 'Mã quầy: quay-1. Dấu * là bảng chung của sảnh.',
      en: 'The counter’s id: quay-1. * is a sign for the whole hall.',
    },
  },
  [`${OWN}/places`]: {
    vi: 'Treo ở các quầy',
    en: 'Hang at counters',
    about: {
      vi: 'Mã quầy, cách nhau bằng dấu phẩy: quay-1, quay-2.',
      en: 'Ids of counters with commas between: quay-1, quay-2.',
    },
  },
  [`${OWN}/cells`]: { vi: 'Số ô chữ', en: 'Cells', empty: AS_ITS_MODEL },
  [`${OWN}/template`]: {
    vi: 'Mẫu câu gửi đi',
    en: 'Template',
    about: { vi: 'Ví dụ {number}\\r\\n; xem docs/hardware.md.', en: 'Such as {number}\\r\\n; see docs/hardware.md.' },
  },
  [`${OWN}/blank`]: fine({ vi: 'Gửi gì để tắt bảng', en: 'What blanks a sign', empty: AS_ITS_MODEL }),
  [`${OWN}/letters`]: fine({
    vi: 'Chữ cái bảng hiện được',
    en: 'Letters it can show',
    choices: {
      any: { vi: 'Mọi chữ', en: 'Any' },
      segments: { vi: 'Vài chữ (bảy đoạn)', en: 'Some (seven segments)' },
      none: { vi: 'Chỉ chữ số', en: 'Digits only' },
    },
  }),
  [`${OWN}/dropLetters`]: fine({
    vi: 'Bỏ chữ cái khi không hiện được',
    en: 'Drop letters it cannot show',
    about: { vi: 'A012 hiện thành 012.', en: 'A012 is shown as 012.' },
  }),
  [`${OWN}/brightness`]: fine({ vi: 'Độ sáng', en: 'Brightness', empty: AS_ITS_MODEL, given: GIVEN }),
  [`${OWN}/brightness/register`]: { vi: 'Thanh ghi', en: 'Register' },
  [`${OWN}/brightness/value`]: { vi: 'Giá trị', en: 'Value' },
  [`${OWN}/point`]: fine({ vi: 'Dấu chấm', en: 'Decimal point', empty: AS_ITS_MODEL, given: GIVEN }),
  [`${OWN}/point/register`]: { vi: 'Thanh ghi', en: 'Register' },
  [`${OWN}/point/value`]: { vi: 'Giá trị', en: 'Value' },
  [`${OWN}/register`]: fine({ vi: 'Thanh ghi đầu', en: 'First register', empty: AS_ITS_MODEL }),
  [`${OWN}/broadcast`]: fine({
    vi: 'Xoá mọi bảng khi bắt đầu',
    en: 'Blank all signs at the start',
    about: { vi: 'Bỏ chọn nếu đường dây còn mang thiết bị khác.', en: 'Not where other things hang on the line.' },
  }),
  [`${OWN}/gapMs`]: fine({ vi: 'Nghỉ giữa hai câu (ms)', en: 'Rest between two writes (ms)' }),
  [`${OWN}/rewriteMs`]: fine({ vi: 'Ghi lại mỗi (ms)', en: 'Writes again every (ms)' }),
  [`${OWN}/parity`]: fine({
    vi: 'Bit chẵn lẻ',
    en: 'Parity',
    choices: {
      none: { vi: 'Không', en: 'None' },
      even: { vi: 'Chẵn', en: 'Even' },
      odd: { vi: 'Lẻ', en: 'Odd' },
    },
  }),
  [`${OWN}/stopBits`]: fine({ vi: 'Bit dừng', en: 'Stop bits' }),
}

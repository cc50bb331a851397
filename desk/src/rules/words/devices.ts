import { type FieldTable, fine } from './field-words.ts'
import { HALL_WORDS } from './hall.ts'
import { SIGN_WORDS } from './signs.ts'

const OWN = '/devices/*/settings'
const AS_ITS_KIND = { vi: 'Theo loại máy', en: 'As its kind' }

/** What the fields of devices, kiosks and the hall's sound are called. */
export const DEVICE_WORDS: FieldTable = {
  '/devices/*/name': {
    vi: 'Tên',
    en: 'Name',
    about: { vi: 'Như ghi trên nhãn dán: "Máy in sảnh".', en: 'As on its label: "Printer in the hall".' },
  },
  '/devices/*/id': {
    vi: 'Mã',
    en: 'Id',
    about: {
      vi: 'Chữ thường không dấu, số, gạch nối: may-in-1. Không đổi khi đang dùng.',
      en: 'Small letters, digits, hyphens: printer-1. Leave it once in use.',
    },
  },
  '/devices/*/driver': { vi: 'Loại thiết bị', en: 'Kind of device' },
  '/devices/*/at': {
    vi: 'Cắm vào máy',
    en: 'Plugged into',
    about: {
      vi: 'Máy in mạng: máy nào với tới được thì chọn máy đó.',
      en: 'A printer on the network: the machine that can reach it.',
    },
    empty: { vi: 'Máy chủ', en: 'The hub' },
  },
  '/devices/*/counter': {
    vi: 'Của quầy',
    en: 'Counter',
    about: { vi: 'Bàn phím, nút bấm và đèn thuộc một quầy.', en: 'Keypads, buttons and lamps belong to a counter.' },
    empty: { vi: 'Không thuộc quầy nào', en: 'No counter' },
  },
  '/devices/*/kiosk': {
    vi: 'Của máy lấy số',
    en: 'Kiosk',
    about: { vi: 'Máy quét thuộc một máy lấy số.', en: 'A scanner belongs to a kiosk.' },
    empty: { vi: 'Không thuộc máy nào', en: 'No kiosk' },
  },
  '/devices/*/dots': {
    vi: 'Khổ giấy',
    en: 'Paper width',
    about: { vi: 'In trang thử: phải thấy đủ hai mép.', en: 'Print the test page: both edges must be there.' },
    empty: { vi: 'Theo loại máy in', en: 'As the printer’s type says' },
    choices: {
      384: { vi: '58 mm (384 điểm)', en: '58 mm (384 dots)' },
      512: { vi: '80 mm (512 điểm)', en: '80 mm (512 dots)' },
      576: { vi: '80 mm (576 điểm)', en: '80 mm (576 dots)' },
    },
  },

  [`${OWN}/host`]: {
    vi: 'Địa chỉ mạng',
    en: 'Network address',
    about: { vi: 'Đặt địa chỉ cố định cho máy: 192.168.1.50', en: 'Give it a fixed address: 192.168.1.50' },
  },
  [`${OWN}/port`]: { vi: 'Cổng', en: 'Port' },
  [`${OWN}/path`]: {
    vi: 'Tệp thiết bị',
    en: 'Device file',
    about: {
      vi: 'Dùng nút "Tìm thiết bị" để khỏi phải gõ.',
      en: 'The button "Look for devices" saves typing it.',
    },
  },
  [`${OWN}/profile`]: {
    vi: 'Dòng máy in',
    en: 'Family of printers',
    choices: {
      'generic-80': { vi: 'Loại thông dụng, giấy 80 mm', en: 'Any, 80 mm paper' },
      'generic-58': { vi: 'Loại thông dụng, giấy 58 mm', en: 'Any, 58 mm paper' },
      epson: { vi: 'Epson TM', en: 'Epson TM' },
      xprinter: { vi: 'Xprinter', en: 'Xprinter' },
      'custom-kiosk': { vi: 'Custom, máy in trong tủ kiosk', en: 'Custom, printers inside kiosks' },
    },
  },
  [`${OWN}/baud`]: {
    vi: 'Tốc độ (baud)',
    en: 'Speed (baud)',
    about: { vi: 'Như trên tờ tự kiểm tra của máy in.', en: 'As on the printer’s self-test page.' },
  },
  [`${OWN}/baudRate`]: { vi: 'Tốc độ (baud)', en: 'Speed (baud)' },
  [`${OWN}/flow`]: {
    vi: 'Kiểm soát luồng',
    en: 'Flow control',
    choices: {
      none: { vi: 'Không', en: 'None' },
      'rts-cts': { vi: 'Bằng dây (RTS/CTS)', en: 'By wire (RTS/CTS)' },
      'xon-xoff': { vi: 'Bằng ký tự (XON/XOFF)', en: 'By characters (XON/XOFF)' },
    },
  },
  [`${OWN}/cut`]: { vi: 'Có dao cắt', en: 'Has a cutter', empty: AS_ITS_KIND },
  [`${OWN}/rollMm`]: {
    vi: 'Chiều dài cuộn giấy (mm)',
    en: 'Length of a roll (mm)',
    empty: { vi: 'Để trống: theo loại máy.', en: 'Empty: as its kind.' },
  },
  [`${OWN}/nearEndMm`]: { vi: 'Báo sắp hết giấy khi còn (mm)', en: 'Tell the near end at (mm)' },

  [`${OWN}/text`]: fine({
    vi: 'In bằng chữ của máy',
    en: 'Print in its own letters',
    about: {
      vi: 'Chỉ bật sau khi đã xem trang thử: chữ có dấu phải đúng hết.',
      en: 'Only after looking at the test page: every accent must be right.',
    },
  }),
  [`${OWN}/codePage`]: fine({
    vi: 'Bảng mã chữ của máy',
    en: 'Its code page',
    empty: AS_ITS_KIND,
    choices: {
      tcvn3: { vi: 'TCVN3 (ABC)', en: 'TCVN3 (ABC)' },
      'windows-1258': { vi: 'Windows-1258', en: 'Windows-1258' },
    },
  }),
  [`${OWN}/pageNumber`]: fine({
    vi: 'Số của bảng mã (ESC t)',
    en: 'Number of the code page (ESC t)',
    empty: AS_ITS_KIND,
  }),
  [`${OWN}/capitalsPage`]: fine({
    vi: 'Số của bảng mã chữ hoa',
    en: 'Number of the page of capitals',
    empty: AS_ITS_KIND,
  }),
  [`${OWN}/hold`]: fine({
    vi: 'Giữ đường nối giữa hai phiếu',
    en: 'Keep the line between slips',
    about: {
      vi: 'Biết lỗi ngay, nhưng không máy nào khác in được.',
      en: 'Trouble is told at once; nothing else can print there.',
    },
    empty: AS_ITS_KIND,
  }),
  [`${OWN}/connectMs`]: fine({ vi: 'Chờ nối tối đa (ms)', en: 'Longest wait to connect (ms)' }),
  [`${OWN}/bandLines`]: fine({ vi: 'Số dòng điểm mỗi dải', en: 'Dot lines in a band', empty: AS_ITS_KIND }),
  [`${OWN}/feedLines`]: fine({
    vi: 'Số dòng đẩy giấy trước khi cắt',
    en: 'Lines fed before the cut',
    empty: AS_ITS_KIND,
  }),
  [`${OWN}/cutForm`]: fine({
    vi: 'Kiểu cắt',
    en: 'Kind of cut',
    empty: AS_ITS_KIND,
    choices: {
      partial: { vi: 'Chừa một mép', en: 'Partial' },
      full: { vi: 'Cắt đứt', en: 'Full' },
      'esc-i': { vi: 'Lệnh cũ (ESC i)', en: 'Old command (ESC i)' },
    },
  }),
  [`${OWN}/presentSteps`]: fine({
    vi: 'Bước đẩy phiếu ra miệng máy',
    en: 'Steps to present a slip',
    empty: AS_ITS_KIND,
  }),
  [`${OWN}/automatic`]: fine({ vi: 'Máy tự báo trạng thái', en: 'Tells its state by itself', empty: AS_ITS_KIND }),
  [`${OWN}/mmPerSecond`]: fine({ vi: 'Tốc độ giấy (mm/giây)', en: 'Speed of the paper (mm/s)', empty: AS_ITS_KIND }),
  [`${OWN}/cutMs`]: fine({ vi: 'Thời gian cắt (ms)', en: 'Time of a cut (ms)', empty: AS_ITS_KIND }),
  [`${OWN}/tellsNearEnd`]: fine({ vi: 'Có cảm biến sắp hết giấy', en: 'Has a near-end sensor', empty: AS_ITS_KIND }),
  [`${OWN}/answerMs`]: fine({ vi: 'Chờ trả lời tối đa (ms)', en: 'Longest wait for an answer (ms)' }),
  [`${OWN}/stallMs`]: fine({ vi: 'Ngừng nhận quá lâu (ms)', en: 'Taking nothing for too long (ms)' }),
  [`${OWN}/jobMs`]: fine({ vi: 'Một phiếu in tối đa (ms)', en: 'Longest time for a slip (ms)' }),
  [`${OWN}/pollMs`]: fine({ vi: 'Hỏi trạng thái mỗi (ms)', en: 'Asks its state every (ms)' }),
  [`${OWN}/troubledPollMs`]: fine({ vi: 'Khi đang lỗi, hỏi mỗi (ms)', en: 'While in trouble, asks every (ms)' }),
  [`${OWN}/ticketLeftMs`]: fine({ vi: 'Phiếu để quên sau (ms)', en: 'A slip is forgotten after (ms)' }),
  [`${OWN}/clearMouthMs`]: fine({
    vi: 'Dọn phiếu để quên sau (ms)',
    en: 'Clears a forgotten slip after (ms)',
    about: { vi: '0: không dọn.', en: '0: never.' },
  }),
  [`${OWN}/forgotten`]: fine({
    vi: 'Phiếu để quên thì',
    en: 'A forgotten slip is',
    choices: { retract: { vi: 'kéo vào trong', en: 'drawn back in' }, eject: { vi: 'đẩy ra ngoài', en: 'thrown out' } },
  }),

  [`${OWN}/model`]: {
    vi: 'Kiểu',
    en: 'Model',
    // Keypads bring names of their own.
    choices: {
      bcd: { vi: 'Số BCD', en: 'BCD digits' },
      digits: { vi: 'Mỗi thanh ghi một chữ số', en: 'A digit a register' },
      ascii: { vi: 'Ký tự ASCII', en: 'ASCII characters' },
      integer: { vi: 'Số nguyên 16 bit', en: '16-bit integer' },
      long: { vi: 'Số nguyên 32 bit', en: '32-bit integer' },
      float: { vi: 'Số thực', en: 'Floating point' },
      'dm36-dm56': { vi: 'Đèn số DM36, DM56', en: 'DM36 and DM56 displays' },
    },
  },
  [`${OWN}/vendorId`]: {
    vi: 'Mã hãng USB',
    en: 'USB vendor id',
    hex: true,
    about: { vi: 'Bốn chữ số như lệnh lsusb ghi.', en: 'Four digits, as lsusb writes them.' },
  },
  [`${OWN}/productId`]: { vi: 'Mã sản phẩm USB', en: 'USB product id', hex: true },
  [`${OWN}/serialNumber`]: {
    vi: 'Số sê-ri',
    en: 'Serial number',
    about: { vi: 'Cần khi cắm hai máy giống nhau.', en: 'Needed where two alike are plugged in.' },
  },
  [`${OWN}/access`]: fine({
    vi: 'Cách dùng USB',
    en: 'Way of using the USB',
    choices: {
      hidraw: { vi: 'Chung với hệ điều hành (hidraw)', en: 'Shared with the system (hidraw)' },
      libusb: { vi: 'Giữ riêng (libusb)', en: 'Taken alone (libusb)' },
    },
  }),
  [`${OWN}/end`]: fine({
    vi: 'Mỗi mã kết thúc bằng',
    en: 'A code ends with',
    choices: { line: { vi: 'hết dòng', en: 'the end of a line' }, silence: { vi: 'một lúc im lặng', en: 'a silence' } },
  }),
  [`${OWN}/silenceMs`]: fine({ vi: 'Im lặng bao lâu (ms)', en: 'How long a silence (ms)' }),
  [`${OWN}/prefix`]: fine({ vi: 'Ký tự máy thêm ở đầu', en: 'What it puts before a code' }),
  [`${OWN}/suffix`]: fine({ vi: 'Ký tự máy thêm ở cuối', en: 'What it puts after a code' }),

  [`${OWN}/chip`]: fine({
    vi: 'Chip GPIO',
    en: 'GPIO chip',
    about: { vi: 'Để trống: tự tìm.', en: 'Empty: it is found.' },
  }),
  [`${OWN}/buttons`]: { vi: 'Nút bấm', en: 'Buttons' },
  [`${OWN}/buttons/*/name`]: { vi: 'Tên nút', en: 'Name' },
  [`${OWN}/buttons/*/pin`]: { vi: 'Chân BCM', en: 'BCM pin' },
  [`${OWN}/buttons/*/activeLow`]: { vi: 'Nhấn là nối đất', en: 'Pressed is ground' },
  [`${OWN}/buttons/*/debounceMs`]: { vi: 'Chống dội (ms)', en: 'Debounce (ms)' },
  [`${OWN}/buttons/*/keycode`]: { vi: 'Mã phím của nhân', en: 'Kernel’s key code' },
  [`${OWN}/lamps`]: { vi: 'Đèn và còi', en: 'Lamps and buzzers' },
  [`${OWN}/lamps/*/name`]: {
    vi: 'Tên đèn',
    en: 'Name',
    about: { vi: 'call: đang gọi; open: quầy mở.', en: 'call: a number is called; open: the counter is open.' },
  },
  [`${OWN}/lamps/*/pin`]: { vi: 'Chân BCM', en: 'BCM pin' },
  [`${OWN}/lamps/*/activeLow`]: { vi: 'Sáng khi nối đất', en: 'Lit at ground' },
  [`${OWN}/lamps/*/led`]: { vi: 'Tên đèn của nhân', en: 'Kernel’s name of the lamp' },

  [`${OWN}/device`]: {
    vi: 'Thiết bị âm thanh',
    en: 'Sound device',
    about: { vi: 'default: loa mặc định của máy.', en: 'default: the machine’s own.' },
  },
  [`${OWN}/soundMs`]: fine({ vi: 'Mỗi âm thanh dài (ms)', en: 'Length of a sound (ms)' }),
  ...SIGN_WORDS,
  ...HALL_WORDS,
}

import type { Text } from '#core/contract/shapes.ts'
import { defineWords } from '#web/words/words.ts'

/** Every word of the touch screens. The hall says công dân; errors say what, what to do and whom to ask. */
export const words = defineWords({
  // Home and the way to a number
  chooseService: { vi: 'Mời công dân chọn lĩnh vực', en: 'Please choose a service' },
  lookUp: { vi: 'Tra cứu thủ tục', en: 'Look up a procedure' },
  lookUpAbout: { vi: 'Giấy tờ, thời gian, lệ phí', en: 'Papers, time, fees' },
  nobodyWaits: { vi: 'Chưa có ai chờ', en: 'Nobody waiting' },
  peopleWait: { vi: (n: number) => `${n} người đang chờ`, en: (n: number) => `${n} waiting` },
  noCounterYet: { vi: 'Chưa có quầy mở', en: 'No counter open yet' },
  areYou: { vi: 'Ông/bà có thuộc diện ưu tiên không?', en: 'Are you entitled to priority?' },
  ordinary: { vi: 'Tôi không thuộc diện ưu tiên', en: 'No, I am not' },
  ordinaryShort: { vi: 'Không ưu tiên', en: 'No priority' },
  asking: { vi: 'Đang lấy số…', en: 'Getting your number…' },

  // An appointment
  haveAppointment: { vi: 'Tôi có hẹn', en: 'I have an appointment' },
  enterCode: { vi: 'Nhập sáu số trên phiếu hẹn', en: 'Enter the six digits of your slip' },
  codeTyped: { vi: 'Đã nhập', en: 'Entered' },
  orScan: { vi: 'Hoặc quét mã QR trên phiếu', en: 'Or scan the code on the slip' },
  scanSlip: { vi: 'Quét phiếu hẹn', en: 'Scan your appointment slip' },
  scanSlipDo: {
    vi: 'Đưa mã QR trên phiếu hẹn vào máy quét, hoặc hỏi cán bộ.',
    en: 'Hold the slip’s QR code to the scanner, or ask our staff.',
  },

  // The number
  yourNumber: { vi: 'Số thứ tự của ông/bà', en: 'Your number' },
  nobodyAhead: { vi: 'Sắp đến lượt: không còn ai phía trước', en: 'You are next: nobody ahead of you' },
  peopleAhead: {
    vi: (n: number) => `Phía trước còn ${n} người`,
    en: (n: number) => (n === 1 ? '1 person ahead of you' : `${n} people ahead of you`),
  },
  waitAbout: {
    vi: (interval: string, at: string) => `Chờ ${interval} (tính lúc ${at})`,
    en: (interval: string, at: string) => `Wait: ${interval} (as of ${at})`,
  },
  noWaitYet: { vi: 'Chưa ước được thời gian chờ', en: 'Waiting time not known yet' },
  goTo: {
    vi: (counters: string) => `Khi được gọi, mời đến quầy ${counters}`,
    en: (counters: string) => `When called: counter ${counters}`,
  },
  watchBoard: { vi: 'Mời ngồi chờ, theo dõi bảng và loa', en: 'Please sit down; watch the board and listen' },
  followByPhone: { vi: 'Quét mã để theo dõi trên điện thoại', en: 'Scan to follow on your phone' },
  printing: { vi: 'Đang in phiếu…', en: 'Printing your slip…' },
  takeSlip: { vi: 'Mời lấy phiếu', en: 'Please take your slip' },
  slipSilent: {
    vi: 'Nếu không thấy phiếu, hãy chụp lại số này hoặc quét mã.',
    en: 'No slip? Take a photo of this number or scan the code.',
  },
  slipFailed: {
    vi: 'Chưa in được phiếu: hãy chụp số hoặc quét mã, hay hỏi cán bộ.',
    en: 'No slip: photograph the number or scan the code; staff can help.',
  },
  slipDo: { vi: 'Hãy chụp số hoặc quét mã, hay hỏi cán bộ.', en: 'Photograph or scan the number, or ask staff.' },
  noSlip: { vi: 'Chụp lại số này hoặc quét mã.', en: 'Photograph this or scan the code.' },
  noPrinter: { vi: 'Hãy chụp lại số này hoặc quét mã.', en: 'Take a photo of this number or scan the code.' },
  done: { vi: 'Xong', en: 'Done' },
  homeIn: { vi: (s: number) => `Về trang đầu sau ${s} giây`, en: (s: number) => `Home in ${s} s` },
  touchToKeep: { vi: 'chạm để giữ lại', en: 'touch to keep' },

  // Several services in one visit, a priority to be confirmed
  more: { vi: 'Tôi còn việc khác', en: 'I need something else too' },
  moreAsk: {
    vi: (n: string) => `Số ${n} đến thêm lĩnh vực nào?`,
    en: (n: string) => `Which other service for ${n}?`,
  },
  thenTo: {
    vi: (services: readonly Text[]) => `Sau đó, vẫn số này: ${services.map(({ vi }) => vi).join(', ')}`,
    en: (services: readonly Text[]) => `Then, same number: ${services.map(({ en }) => en).join(', ')}`,
  },
  lessService: { vi: 'Bỏ việc này', en: 'Take this out' },
  confirmedLater: { vi: 'Cán bộ sẽ xác nhận', en: 'Our staff will confirm it' },
  toConfirm: {
    vi: 'Mời báo cán bộ để được xác nhận ưu tiên.',
    en: 'Please tell our staff, so that they confirm your priority.',
  },

  // One more, a mistake, a card, a practice
  oneMore: { vi: 'Lấy thêm một số nữa?', en: 'Take one more number?' },
  oneMoreNo: { vi: 'Không, tôi đã có số', en: 'No, I have mine' },
  oneMoreYes: { vi: 'Có, lấy thêm', en: 'Yes, one more' },
  mistake: { vi: 'Bấm nhầm? Trả lại số', en: 'Mistake? Give it back' },
  mistakeShort: { vi: 'Trả lại', en: 'Undo' },
  giveBack: { vi: (n: string) => `Trả lại số ${n}?`, en: (n: string) => `Give back ${n}?` },
  giveBackNo: { vi: 'Không, tôi giữ số', en: 'No, I keep it' },
  giveBackYes: { vi: 'Có, trả lại số', en: 'Yes, give it back' },
  givenBack: { vi: (n: string) => `Đã trả lại số ${n}`, en: (n: string) => `${n} is given back` },
  givenBackDo: {
    vi: 'Phiếu này không còn giá trị: xin bỏ vào thùng rác.',
    en: 'Its slip is no longer valid: please throw it away.',
  },
  showCard: { vi: 'Đưa thẻ căn cước vào máy quét', en: 'Please scan your identity card' },
  showCardHow: { vi: 'Mỗi người lấy số bằng thẻ của mình.', en: 'Everyone takes a number with their own card.' },
  noCard: { vi: 'Không mang thẻ? Mời đến quầy hướng dẫn.', en: 'No card? Please ask at the information desk.' },
  cardForgotten: {
    vi: 'Chỉ đếm số đã lấy hôm nay; không lưu thông tin trên thẻ.',
    en: 'Only counts today’s numbers; nothing of the card is stored.',
  },

  // A code under the scanner
  cardRead: { vi: 'Đã đọc thẻ. Mời chọn lĩnh vực.', en: 'Card read. Please choose a service.' },
  byYourCard: { vi: 'Theo ngày sinh trên thẻ', en: 'By the date of birth on your card' },
  cardNotNeeded: { vi: 'Ở đây không cần thẻ căn cước', en: 'No identity card is needed here' },
  cardNotNeededDo: { vi: 'Mời chọn lĩnh vực trên màn hình.', en: 'Please choose a service on the screen.' },
  oldSlip: { vi: 'Không tìm thấy số này hôm nay', en: 'No such number today' },
  oldSlipDo: { vi: 'Mời xem lại phiếu, hoặc hỏi cán bộ.', en: 'Check your slip, or ask our staff.' },
  dossierCode: { vi: 'Đây là mã hồ sơ', en: 'This is the code of a dossier' },
  dossierCodeDo: {
    vi: 'Máy này chưa tra được hồ sơ. Mời lấy số, hoặc hỏi cán bộ.',
    en: 'Dossiers cannot be looked up here. Take a number, or ask our staff.',
  },
  otherCard: { vi: 'Đây không phải thẻ căn cước', en: 'This is not an identity card' },
  otherCardDo: {
    vi: 'Xin dùng thẻ căn cước, hoặc hỏi cán bộ.',
    en: 'Please use your identity card, or ask our staff.',
  },
  codeUnknown: { vi: 'Máy không nhận ra mã này', en: 'This code is not known here' },
  codeUnknownDo: {
    vi: 'Xin quét phiếu số, phiếu hẹn hoặc thẻ căn cước; hoặc hỏi cán bộ.',
    en: 'Scan a number’s slip, an appointment or an identity card; or ask staff.',
  },

  practice: { vi: 'ĐANG TẬP DƯỢT – số không có giá trị', en: 'PRACTICE – numbers are not real' },
  practiceNumber: { vi: 'SỐ TẬP – KHÔNG CÓ GIÁ TRỊ', en: 'PRACTICE – NOT A REAL NUMBER' },

  // Why another number was called first: on the phone
  whyOther: {
    vi: 'Số khác được gọi trước? Nhập số đó để xem vì sao',
    en: 'Another number went first? Type it to see why',
  },
  whyAsk: { vi: 'Xem lý do', en: 'Show why' },
  whyTypeNumber: { vi: 'Nhập số như trên bảng, ví dụ A012.', en: 'Type the number as on the board, such as A012.' },
  whyNotNow: { vi: 'Chưa hỏi được. Xin thử lại, hoặc hỏi cán bộ.', en: 'No answer now. Try again, or ask our staff.' },

  // When something is wrong: at most 15 words
  kioskPaused: { vi: 'Máy đang tạm dừng', en: 'This kiosk is paused' },
  kioskPausedDo: {
    vi: 'Mời lấy số ở máy khác, hoặc hỏi quầy hướng dẫn.',
    en: 'Please use another kiosk, or ask at the information desk.',
  },
  cardUnread: {
    vi: 'Chưa đọc được thẻ. Xin quét lại, hoặc đến quầy hướng dẫn.',
    en: 'The card was not read. Scan again, or ask at the desk.',
  },
  hubAway: { vi: 'Mất kết nối máy chủ', en: 'The system is not answering' },
  hubAwayDo: { vi: 'Xin chờ ít phút. Cần ngay, mời hỏi cán bộ.', en: 'Please wait a moment, or ask our staff.' },
  connecting: { vi: 'Đang kết nối…', en: 'Connecting…' },
  numberKept: {
    vi: 'Mất kết nối. Số vẫn giữ nguyên; cần giúp, mời hỏi cán bộ.',
    en: 'No connection. Your number is safe; staff can help.',
  },
  unanswered: { vi: 'Chưa lấy được số', en: 'No number yet' },
  unansweredDo: { vi: 'Xin bấm thử lại, hoặc hỏi cán bộ.', en: 'Press try again, or ask our staff.' },
  again: { vi: 'Thử lại', en: 'Try again' },
  notGiven: { vi: 'Chưa lấy được số', en: 'No number was given' },
  notAllowed: { vi: 'Máy này chưa được dùng. Mời hỏi cán bộ.', en: 'This screen is not in use. Please ask our staff.' },

  // Getting about
  home: { vi: 'Trang đầu', en: 'Home' },
  goBack: { vi: 'Quay lại', en: 'Back' },
  earlier: { vi: 'Trước', en: 'Previous' },
  later: { vi: 'Tiếp', en: 'Next' },
  pageOf: { vi: (n: number, of: number) => `${n}/${of}`, en: (n: number, of: number) => `${n}/${of}` },
  pageSpoken: {
    vi: (n: number, of: number) => `Trang ${n} trên ${of}`,
    en: (n: number, of: number) => `Page ${n} of ${of}`,
  },
  options: { vi: 'Chữ to', en: 'Large text' },
  optionsTitle: { vi: 'Chọn cách hiển thị', en: 'Choose how to display' },
  optionsSpoken: { vi: 'Chữ to, ngôn ngữ, tương phản', en: 'Text size, language, contrast' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  largeText: { vi: 'Chữ to', en: 'Large text' },
  highContrast: { vi: 'Tương phản cao', en: 'High contrast' },
  lowReach: { vi: 'Tầm thấp', en: 'Low reach' },
  stillThere: { vi: 'Ông/bà còn ở đây không?', en: 'Are you still there?' },
  leaving: {
    vi: (s: number) => `Màn hình về trang đầu sau ${s} giây.`,
    en: (s: number) => `Back to the start in ${s} seconds.`,
  },
  goOn: { vi: 'Tôi xem tiếp', en: 'I am here' },

  // The lookup board
  chooseField: { vi: 'Chọn lĩnh vực thủ tục', en: 'Choose a field' },
  byName: { vi: 'Tìm theo tên, mã', en: 'Search by name or code' },
  byNameAbout: { vi: 'Gõ không cần dấu', en: 'No accents needed' },
  procedures: { vi: (n: number) => `${n} thủ tục`, en: (n: number) => `${n} ${n === 1 ? 'procedure' : 'procedures'}` },
  typeName: { vi: 'Gõ tên thủ tục, không cần dấu', en: 'Type a name, accents not needed' },
  typed: { vi: 'Đang tìm', en: 'Searching for' },
  nothingFound: {
    vi: 'Không tìm thấy. Thử từ khác, hoặc hỏi cán bộ hướng dẫn.',
    en: 'Nothing found. Try another word, or ask our staff.',
  },
  found: { vi: (n: number) => `Tìm thấy ${n} thủ tục`, en: (n: number) => `${n} found` },
  loading: { vi: 'Đang mở…', en: 'Opening…' },
  notLoaded: {
    vi: 'Chưa mở được danh mục. Xin thử lại, hoặc hỏi cán bộ.',
    en: 'The list did not open. Try again, or ask our staff.',
  },
  noProcedure: {
    vi: 'Không còn thủ tục này. Mời tìm lại, hoặc hỏi cán bộ.',
    en: 'This procedure is gone. Search again, or ask our staff.',
  },
  space: { vi: 'Cách', en: 'Space' },
  erase: { vi: 'Xoá', en: 'Erase' },
  code: { vi: 'Mã thủ tục', en: 'Procedure code' },
  papers: { vi: 'Giấy tờ cần mang', en: 'Papers to bring' },
  noPapers: {
    vi: 'Danh mục chưa ghi giấy tờ. Mời hỏi cán bộ hướng dẫn.',
    en: 'No papers are listed. Please ask our staff.',
  },
  originals: { vi: (n: number) => `${n} bản chính`, en: (n: number) => `${n} original` },
  copies: { vi: (n: number) => `${n} bản sao`, en: (n: number) => `${n} copy` },
  timeAndFee: { vi: 'Thời gian và lệ phí', en: 'Time and fee' },
  time: { vi: 'Thời gian giải quyết', en: 'Time needed' },
  fee: { vi: 'Phí, lệ phí', en: 'Fee' },
  notStated: { vi: 'Danh mục chưa ghi; mời hỏi cán bộ.', en: 'Not stated; please ask our staff.' },
  timeWithoutUnit: {
    vi: 'Danh mục chưa ghi đơn vị thời gian; mời hỏi cán bộ.',
    en: 'The list gives no unit of time; please ask our staff.',
  },
  feeToBeAsked: {
    vi: 'Lệ phí có ghi chú riêng; mời hỏi cán bộ.',
    en: 'The fee has notes of its own; please ask our staff.',
  },
  whereToGo: { vi: 'Nơi nộp hồ sơ', en: 'Where to go' },
  counters: { vi: (list: string) => `Quầy ${list}`, en: (list: string) => `Counter ${list}` },
  agency: { vi: (name: string) => `Cơ quan: ${name}`, en: (name: string) => `Agency: ${name}` },
  noCounter: { vi: 'Mời hỏi quầy hướng dẫn.', en: 'Please ask at the information desk.' },
  online: { vi: 'Nộp được qua mạng', en: 'Can be done online' },
  takeNumber: { vi: 'Lấy số', en: 'Take a number' },
  takeNumberShort: { vi: 'Lấy số', en: 'Ticket' },
  print: { vi: 'In ra', en: 'Print' },
  printSent: { vi: 'Đang in. Mời lấy giấy.', en: 'Printing. Please take the paper.' },
  printFailed: {
    vi: 'Chưa in được. Hãy quét mã để mang về, hoặc hỏi cán bộ.',
    en: 'Not printed. Scan the code, or ask our staff.',
  },
  takeAway: { vi: 'Quét mã để xem trên điện thoại', en: 'Scan to read on your phone' },
  inVietnamese: { vi: 'Nội dung theo danh mục chính thức', en: 'Official text, in Vietnamese' },

  // The rating terminal
  atCounter: { vi: (label: string) => `Quầy ${label}`, en: (label: string) => `Counter ${label}` },
  resting: { vi: 'Xin cảm ơn ý kiến của công dân', en: 'Thank you for your opinions' },
  restingAbout: {
    vi: 'Khi xong việc, mời đánh giá tại đây.',
    en: 'When you are done here, please rate us.',
  },
  rateShort: {
    vi: (counter: string) => `Mời đánh giá quầy ${counter}`,
    en: (counter: string) => `Please rate counter ${counter}`,
  },
  rateQuestion: {
    vi: (label: string) => `Ông/bà có hài lòng với phục vụ tại quầy ${label}?`,
    en: (label: string) => `Were you satisfied at counter ${label}?`,
  },
  forNumber: { vi: (number: string) => `Số ${number}`, en: (number: string) => `Number ${number}` },
  whyNot: { vi: 'Điều gì chưa tốt? (có thể bỏ qua)', en: 'What was not good? (you may skip)' },
  send: { vi: 'Gửi', en: 'Send' },
  skip: { vi: 'Bỏ qua', en: 'Skip' },
  thanks: { vi: 'Xin cảm ơn!', en: 'Thank you!' },
  notRated: {
    vi: 'Chưa ghi được ý kiến. Xin bấm lại, hoặc hỏi cán bộ.',
    en: 'Not recorded. Press again, or ask our staff.',
  },
  noSuchCounter: {
    vi: 'Máy chưa gắn với quầy nào. Mời báo cán bộ.',
    en: 'This screen has no counter. Please tell our staff.',
  },

  // The citizen's own page
  stateWaiting: { vi: 'Đang chờ đến lượt', en: 'Waiting' },
  stateCalled: {
    vi: (counter: string) => `Mời đến quầy ${counter}`,
    en: (counter: string) => `Please go to counter ${counter}`,
  },
  stateServing: {
    vi: (counter: string) => `Đang làm việc tại quầy ${counter}`,
    en: (counter: string) => `Being served at counter ${counter}`,
  },
  stateParked: {
    vi: 'Đang giữ chỗ: bổ sung giấy tờ rồi báo cán bộ.',
    en: 'Place kept: fetch your papers, then tell our staff.',
  },
  stateServed: { vi: 'Đã phục vụ xong', en: 'Done' },
  stateNoShow: { vi: 'Đã gọi mà chưa gặp. Mời báo cán bộ ngay.', en: 'Called, but missed. Please tell our staff now.' },
  stateVoid: {
    vi: 'Số này đã được trả lại, không còn giá trị.',
    en: 'This number was given back and is no longer valid.',
  },
  stateCancelled: {
    vi: 'Số này đã hủy. Cần giúp, mời hỏi cán bộ.',
    en: 'This number was cancelled. Please ask our staff.',
  },
  takenAt: { vi: (at: string) => `Lấy số lúc ${at}`, en: (at: string) => `Taken at ${at}` },
  keepOpen: { vi: 'Giữ trang này mở: trang tự cập nhật.', en: 'Keep this page open: it updates itself.' },
  waitingAgain: { vi: 'Đang kết nối lại…', en: 'Reconnecting…' },
  unknownTicket: {
    vi: 'Không tìm thấy số này hôm nay. Mời xem lại phiếu hoặc hỏi cán bộ.',
    en: 'No such number today. Check your slip or ask our staff.',
  },
  rateUs: { vi: 'Ông/bà có hài lòng không?', en: 'Were you satisfied?' },
  rated: { vi: 'Xin cảm ơn ý kiến của ông/bà.', en: 'Thank you for your opinion.' },
})

export const { say, pair } = words

/** Failures: what, what to do, whom to ask, in fifteen words at most (U11); test/web/kiosk-words.ts counts them. */
export const troubles = [
  'hubAwayDo',
  'numberKept',
  'unansweredDo',
  'slipFailed',
  'slipSilent',
  'notAllowed',
  'nothingFound',
  'notLoaded',
  'noProcedure',
  'printFailed',
  'notRated',
  'noSuchCounter',
  'stateNoShow',
  'stateCancelled',
  'stateVoid',
  'unknownTicket',
  'kioskPausedDo',
  'cardUnread',
  'givenBackDo',
  'oldSlipDo',
  'dossierCodeDo',
  'otherCardDo',
  'codeUnknownDo',
] as const satisfies (keyof typeof words.entries)[]

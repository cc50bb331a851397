import type { FieldTable } from './field-words.ts'

const PLACES = {
  kept: { vi: 'Giữ chỗ cũ', en: 'Keeps the old place' },
  first: { vi: 'Lên đầu hàng', en: 'First in line' },
  last: { vi: 'Xuống cuối hàng', en: 'Last in line' },
}
const PLACE = { vi: 'Đứng ở đâu', en: 'Where they stand', choices: PLACES }
const DELAY = {
  vi: 'Chờ thêm (phút)',
  en: 'Delay (minutes)',
  about: { vi: 'Chưa gọi trước khi hết thời gian này.', en: 'Not called before this time has passed.' },
}

export const ORDER_WORDS: FieldTable = {
  '/order': { vi: 'Thứ tự gọi', en: 'Order' },
  '/order/policy': { vi: 'Chính sách', en: 'Policy' },
  '/order/inARow': {
    vi: 'Gọi liên tiếp tối đa (người ưu tiên)',
    en: 'At most so many priority calls in a row',
    about: { vi: 'Sau đó phải gọi một người thường đang chờ.', en: 'Then an ordinary person who waits is called.' },
  },
  '/classes': {
    vi: 'Diện ưu tiên',
    en: 'Priority classes',
    about: { vi: 'Không bao giờ in trên phiếu hay hiện trên bảng.', en: 'Never printed, never on a board.' },
  },
  '/classes/*/id': { vi: 'Mã', en: 'Id' },
  '/classes/*/name': { vi: 'Tên', en: 'Name' },
  '/classes/*/icon': {
    vi: 'Hình ở ki-ốt',
    en: 'Picture at the kiosk',
    choices: {
      elderly: { vi: 'Người cao tuổi', en: 'Elderly' },
      disabled: { vi: 'Người khuyết tật', en: 'Disabled' },
      pregnant: { vi: 'Phụ nữ mang thai', en: 'Pregnant' },
      child: { vi: 'Trẻ nhỏ', en: 'Small child' },
      baby: { vi: 'Em bé', en: 'Baby' },
      merit: { vi: 'Người có công', en: 'Of merit' },
      person: { vi: 'Một người', en: 'A person' },
      people: { vi: 'Nhiều người', en: 'People' },
      star: { vi: 'Ngôi sao', en: 'Star' },
    },
  },
  '/classes/*/headStartMs': {
    vi: 'Cộng giờ (phút)',
    en: 'Head start (minutes)',
    about: {
      vi: 'Được xếp như đã đến sớm hơn chừng này. Dùng với “cộng giờ”.',
      en: 'Treated as if they had come this much earlier. For the policy head start.',
    },
  },
  '/classes/*/fromAge': {
    vi: 'Gợi ý từ tuổi',
    en: 'Suggested from age',
    about: {
      vi: 'Thẻ căn cước cho biết tuổi ở máy lấy số; công dân vẫn tự chọn. Bỏ trống: không gợi ý.',
      en: 'An identity card tells the age at the kiosk; the person still chooses. Empty: never suggested.',
    },
  },
  '/classes/*/rank': {
    vi: 'Bậc',
    en: 'Rank',
    about: {
      vi: 'Bậc cao đi trước. Dùng với “ưu tiên tuyệt đối”.',
      en: 'The higher goes first. For the policy strict.',
    },
  },
  '/classes/*/confirmedBy': {
    vi: 'Ai xác nhận',
    en: 'Confirmed by',
    choices: {
      self: { vi: 'Tự khai ở ki-ốt', en: 'Said at the kiosk' },
      staff: { vi: 'Công chức xác nhận mới tính', en: 'Counts once an officer has confirmed it' },
    },
  },

  '/calling': { vi: 'Gọi số', en: 'Calling' },
  '/calling/callLimit': {
    vi: 'Gọi tối đa (lần)',
    en: 'Calls at most',
    about: { vi: 'Tính cả lần gọi đầu.', en: 'The first call counts.' },
  },
  '/calling/repeatMs': {
    vi: 'Bỏ qua bấm trùng trong (giây)',
    en: 'A second press does not count within (seconds)',
    unit: 'seconds',
  },
  '/calling/answerWindowMs': {
    vi: 'Chờ người đến quầy (giây)',
    en: 'Time to come to the counter (seconds)',
    unit: 'seconds',
    about: {
      vi: 'Trong lúc này, bấm TIẾP nghĩa là “chưa thấy đến”.',
      en: 'Within it, NEXT means "they have not come".',
    },
  },
  '/calling/bringBackWithinMs': {
    vi: 'Vắng mặt được quay lại trong (phút)',
    en: 'A no-show may come back within (minutes)',
  },
  '/calling/parkLimitMs': { vi: 'Tạm gác giữ chỗ trong (phút)', en: 'A parked ticket keeps its place for (minutes)' },
  '/calling/offersAgain': {
    vi: 'Mời lại số chưa đến (lần)',
    en: 'Offer an unanswered number again (times)',
    about: { vi: '0: vắng mặt ngay sau lần gọi cuối.', en: '0: a no-show after the last call.' },
  },
  '/calling/holdOffMs': { vi: 'Trước khi mời lại, để yên (phút)', en: 'Held off before it is offered again (minutes)' },
  '/calling/passesOnWithinMs': {
    vi: 'Quầy một nút: bấm tiếp trong (giây) là bỏ số trước',
    en: 'One-button desk: a press within (seconds) ends the call before',
    unit: 'seconds',
  },
  '/calling/automaticAfterMs': {
    vi: 'Quầy rảnh tự gọi sau (giây)',
    en: 'An idle counter calls by itself after (seconds)',
    unit: 'seconds',
    empty: { vi: 'Để trống: không quầy nào tự gọi.', en: 'Empty: no counter calls by itself.' },
  },
  '/returning': { vi: 'Quay lại hàng chờ', en: 'Coming back' },
  '/returning/parked': { vi: 'Đã tạm gác', en: 'Parked' },
  '/returning/parked/place': PLACE,
  '/returning/parked/delayMs': DELAY,
  '/returning/missed': { vi: 'Đã vắng mặt', en: 'No-show brought back' },
  '/returning/missed/place': PLACE,
  '/returning/missed/delayMs': DELAY,
  '/returning/transferred': { vi: 'Được chuyển quầy', en: 'Transferred' },
  '/returning/transferred/place': PLACE,
  '/returning/transferred/delayMs': DELAY,
  '/returning/nextService': { vi: 'Sang lĩnh vực tiếp theo', en: 'On to the next service' },
  '/returning/nextService/place': PLACE,
  '/returning/nextService/delayMs': DELAY,
}

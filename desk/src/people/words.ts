import { PEOPLE } from '#core/contract/access.ts'
import { defineWords, tell } from '#web/words/words.ts'
import { keysOf } from '../rules/pointers.ts'
import { wordsOf } from '../rules/words/words-of.ts'
import { writtenDate, writtenSpan } from '../rules/written.ts'

/** What the pages of people, of one's own account and of acts say. */
export const { say } = defineWords({
  'role-officer': { vi: 'Công chức', en: 'Officer' },
  'role-head': { vi: 'Trưởng bộ phận', en: 'Head of office' },
  'role-leader': { vi: 'Lãnh đạo', en: 'Leader' },
  'role-city': { vi: 'Lãnh đạo thành phố', en: 'City leader' },
  'role-admin': { vi: 'Quản trị', en: 'Administrator' },
  'role-auditor': { vi: 'Kiểm tra', en: 'Auditor' },
  'may-officer': { vi: 'Phục vụ tại quầy.', en: 'Serves at a counter.' },
  'may-head': {
    vi: 'Điều hành sảnh, công chức và quy tắc; cũng ngồi quầy được.',
    en: 'Runs the hall, its officers and its rules; may sit at a counter too.',
  },
  'may-leader': {
    vi: 'Xem sảnh và số liệu, không thay đổi gì.',
    en: 'Sees the hall and its figures, changes nothing.',
  },
  'may-city': { vi: 'Xem số liệu, không thấy tên người.', en: 'Sees figures, and no names.' },
  'may-admin': { vi: 'Quản lý người, thiết bị và cài đặt.', en: 'Sets up people, devices and settings.' },
  'may-auditor': {
    vi: 'Đọc mọi bằng chứng, không thay đổi gì.',
    en: 'Reads all that proves the past, changes nothing.',
  },

  // A secret of one's own
  chooseTitle: { vi: 'Chọn mã PIN của bạn', en: 'Choose your own PIN' },
  chooseHow: {
    vi: 'Mã được cấp chỉ dùng để vào lần đầu. Hãy chọn mã của riêng bạn; không ai khác biết, kể cả quản trị.',
    en: 'The PIN you were given only opens the door once. Choose your own now; nobody else knows it, not even the administrator.',
  },
  ruleFor: {
    vi: (digits: string, letters: string) =>
      `Ít nhất ${digits} chữ số khó đoán, hoặc mật khẩu từ ${letters} ký tự. Không dùng 123456, 000000, ngày tháng hay tên mình.`,
    en: (digits: string, letters: string) =>
      `At least ${digits} digits nobody guesses, or a password of ${letters} characters. Not 123456, 000000, a date or your name.`,
  },
  present: { vi: 'Mã hiện tại', en: 'Present PIN or password' },
  next: { vi: 'Mã mới', en: 'New PIN or password' },
  again: { vi: 'Nhập lại mã mới', en: 'The new one again' },
  show: { vi: 'Hiện mã', en: 'Show' },
  keep: { vi: 'Lưu mã mới', en: 'Keep the new one' },
  tooShort: { vi: 'Mã này quá ngắn.', en: 'This is too short.' },
  tooSimple: { vi: 'Mã này dễ đoán. Chọn mã khác.', en: 'This is easy to guess. Choose another.' },
  notTheSame: { vi: 'Hai lần nhập chưa giống nhau.', en: 'The two are not the same.' },
  needed: { vi: 'Cần điền ô này.', en: 'This is needed.' },
  wrongPresent: { vi: 'Mã hiện tại chưa đúng.', en: 'The present one is not right.' },
  changed: {
    vi: 'Đã đổi mã. Các nơi khác đã được đăng xuất.',
    en: 'Changed. You are signed out everywhere else.',
  },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },

  // People
  add: { vi: 'Thêm người', en: 'Add somebody' },
  count: { vi: (n: string) => `${n} người đang làm việc`, en: (n: string) => `People working here: ${n}` },
  edit: { vi: 'Sửa', en: 'Change' },
  name: { vi: 'Họ và tên', en: 'Name' },
  id: { vi: 'Tên đăng nhập', en: 'Sign-in name' },
  idRule: {
    vi: 'Chữ thường không dấu, số, dấu chấm, gạch nối. Ví dụ: an.nguyen. Không đổi được về sau.',
    en: 'Small letters a–z, digits, dots, hyphens. Such as: an.nguyen. It cannot be changed later.',
  },
  idWrong: { vi: 'Tên đăng nhập chưa đúng dạng.', en: 'This is no sign-in name.' },
  signInNames: { vi: 'Tên đăng nhập có ở đây:', en: 'Sign-in names there are:' },
  role: { vi: 'Vai trò', en: 'Role' },
  roleNote: {
    vi: 'Đổi vai trò thì người này phải đăng nhập lại.',
    en: 'With another role they have to sign in anew.',
  },
  save: { vi: 'Lưu', en: 'Save' },
  cancel: { vi: 'Quay lại', en: 'Back' },
  'state-new': { vi: 'Chưa chọn mã PIN', en: 'Has not chosen a PIN yet' },
  'state-here': { vi: 'Đang làm việc', en: 'Works here' },
  'state-left': { vi: 'Đã nghỉ', en: 'Has left' },
  pinUntil: { vi: (day: string) => `hạn ${day}`, en: (day: string) => `until ${day}` },
  pinOver: { vi: 'đã hết hạn', en: 'too late' },
  seen: { vi: (when: string) => `vào lần cuối ${when}`, en: (when: string) => `last seen ${when}` },
  neverSeen: { vi: 'chưa vào lần nào', en: 'never signed in' },
  open: { vi: (n: string) => `${n} nơi đang đăng nhập`, en: (n: string) => `signed in at ${n}` },
  leftAt: { vi: (day: string) => `nghỉ từ ${day}`, en: (day: string) => `left on ${day}` },
  gone: { vi: (n: string) => `Đã nghỉ (${n})`, en: (n: string) => `Have left (${n})` },
  handPin: { vi: 'Cấp mã PIN mới', en: 'Hand out a new PIN' },
  handPinAsk: {
    vi: 'Mã cũ sẽ hết hiệu lực và người này bị đăng xuất ở mọi nơi.',
    en: 'The old one opens nothing any more, and they are signed out everywhere.',
  },
  everywhere: { vi: 'Đăng xuất mọi nơi', en: 'Sign out everywhere' },
  leave: { vi: 'Cho nghỉ', en: 'Has left' },
  leaveAsk: {
    vi: 'Người này không đăng nhập được nữa. Mọi việc đã làm vẫn còn trong sổ; có thể nhận lại sau.',
    en: 'They cannot sign in any more. All they did stays on record; they can be taken back later.',
  },
  takeBack: { vi: 'Nhận lại', en: 'Take back' },
  sessions: { vi: 'Đang đăng nhập', en: 'Signed in' },
  noSessions: { vi: 'Không đăng nhập ở đâu.', en: 'Not signed in anywhere.' },
  theirActs: { vi: 'Xem trong sổ', en: 'See the record' },

  // The slip
  slipTitle: { vi: (name: string) => `Mã PIN cấp cho ${name}`, en: (name: string) => `A PIN for ${name}` },
  slipOnce: {
    vi: 'Mã chỉ hiện một lần. In hoặc ghi lại, trao tận tay, rồi đóng.',
    en: 'It is shown only now. Print it or write it down, hand it over, then close this.',
  },
  slipHow: {
    vi: (where: string, day: string) => `Mở ${where}, chọn tên, nhập mã này trước ${day}, rồi chọn mã của riêng mình.`,
    en: (where: string, day: string) =>
      `Open ${where}, choose your name, type this before ${day}, then choose your own.`,
  },
  print: { vi: 'In phiếu', en: 'Print the slip' },
  handed: { vi: 'Đã trao xong', en: 'Handed over' },

  // My account
  me: {
    vi: (name: string, role: string) => `${name} · ${role}`,
    en: (name: string, role: string) => `${name} · ${role}`,
  },
  mySessions: { vi: 'Tôi đang đăng nhập ở', en: 'Where I am signed in' },
  here: { vi: 'đang dùng', en: 'this one' },
  hub: { vi: 'máy chủ', en: 'the hub itself' },
  byAge: { vi: 'đã quá thời hạn giữ', en: 'older than it is kept' },
  since: { vi: (when: string) => `từ ${when}`, en: (when: string) => `since ${when}` },
  until: { vi: (when: string) => `đến ${when}`, en: (when: string) => `until ${when}` },
  end: { vi: 'Đăng xuất nơi này', en: 'Sign out there' },
  strange: {
    vi: 'Thấy nơi lạ? Đăng xuất mọi nơi và đổi mã.',
    en: 'Something strange? Sign out everywhere and change your PIN.',
  },
  changeTitle: { vi: 'Đổi mã PIN hoặc mật khẩu', en: 'Change PIN or password' },

  // Acts
  actsNote: {
    vi: 'Ai đã thay đổi gì, từ đâu, lúc nào, trước và sau. Đọc từ sổ, không sửa được.',
    en: 'Who changed what, from where, when, before and after. Read from the journal, which nobody edits.',
  },
  about: { vi: 'Về', en: 'About' },
  everything: { vi: 'Mọi việc', en: 'Everything' },
  which: { vi: 'Mã của người, thiết bị, tài liệu', en: 'Id of the person, device, document' },
  older: { vi: 'Xem việc cũ hơn', en: 'Older ones' },
  none: { vi: 'Chưa có việc nào.', en: 'Nothing yet.' },
  before: { vi: 'Trước', en: 'Before' },
  after: { vi: 'Sau', en: 'After' },
  why: { vi: (why: string) => `Lý do: ${why}`, en: (why: string) => `Why: ${why}` },
  nothing: { vi: '(không có)', en: '(nothing)' },
  minutes: { vi: (n: string) => `${n} phút`, en: (n: string) => `${n} min` },
  seconds: { vi: (n: string) => `${n} giây`, en: (n: string) => `${n} s` },
  true: { vi: 'có', en: 'yes' },
  false: { vi: 'không', en: 'no' },
  'place-vi': { vi: 'tiếng Việt', en: 'Vietnamese' },
  'place-en': { vi: 'tiếng Anh', en: 'English' },
  details: { vi: 'Chi tiết', en: 'Details' },
  'place-name': { vi: 'Họ và tên', en: 'Name' },
  'place-role': { vi: 'Vai trò', en: 'Role' },
  'place-sessions': { vi: 'Nơi đăng nhập', en: 'Sessions' },
  'place-tries': { vi: 'Lần thử', en: 'Tries' },
  record: { vi: (seq: string) => `bản ghi ${seq}`, en: (seq: string) => `record ${seq}` },
  loading: { vi: 'Đang tải…', en: 'Loading…' },
  'about-person': { vi: 'Con người', en: 'People' },
  'about-session': { vi: 'Phiên đăng nhập', en: 'Sessions' },
  'about-device': { vi: 'Thiết bị', en: 'Devices' },
  'about-hall': { vi: 'Sảnh', en: 'The hall' },
  'about-settings': { vi: 'Cài đặt', en: 'Settings' },
  'about-office': { vi: 'Quy tắc văn phòng', en: 'Rules of the office' },
  'about-catalogue': { vi: 'Danh mục thủ tục', en: 'Catalogue' },
  'about-scoring': { vi: 'Xếp loại', en: 'Ranking' },
  'about-campaign': { vi: 'Đợt khảo sát', en: 'Campaigns' },
  'about-backup': { vi: 'Sao lưu', en: 'Backups' },
  'about-door': { vi: 'Cửa vào', en: 'Doors' },
  'about-record': { vi: 'Hồ sơ lưu', en: 'Records' },
  'did-first-administrator': { vi: 'lập quản trị đầu tiên', en: 'made the first administrator' },
  'did-added': { vi: 'thêm', en: 'added' },
  'did-changed': { vi: 'thay đổi', en: 'changed' },
  'did-pin-handed-out': { vi: 'cấp mã PIN mới', en: 'handed out a new PIN' },
  'did-came-back': { vi: 'nhận lại', en: 'took back' },
  'did-imported': { vi: 'nhập danh mục chung', en: 'brought the common list in' },
  'did-rescued': { vi: 'cấp mã PIN tại máy chủ', en: 'handed out a PIN at the machine' },
  'did-left': { vi: 'cho nghỉ', en: 'parted with' },
  'did-chose-secret': { vi: 'tự chọn mã PIN', en: 'chose a PIN' },
  'did-changed-secret': { vi: 'đổi mã PIN', en: 'changed the PIN' },
  'did-signed-out-everywhere': { vi: 'đăng xuất mọi nơi', en: 'signed out everywhere' },
  'did-wrong-tries': { vi: 'có người thử mã nhiều lần', en: 'somebody tried PINs' },
  'did-planned': { vi: 'hẹn ngày thay đổi', en: 'planned' },
  'did-dropped': { vi: 'bỏ kế hoạch', en: 'took a plan back' },
  'did-removed': { vi: 'xóa', en: 'removed' },
  'did-revoked': { vi: 'thu hồi', en: 'revoked' },
  'did-switched-off': { vi: 'ngừng tiếp nhận', en: 'switched off' },
  'did-switched-on': { vi: 'tiếp nhận lại', en: 'switched on again' },
  'did-placed': { vi: 'đặt nơi đến', en: 'said where to go' },
  'did-remarked': { vi: 'ghi chú', en: 'wrote a note' },
  'did-approved': { vi: 'chấp thuận', en: 'approved' },
  'did-stopped': { vi: 'tạm dừng', en: 'stopped' },
  'did-resumed': { vi: 'mở lại', en: 'opened again' },
  'did-paused': { vi: 'tạm dừng', en: 'paused' },
  'did-began': { vi: 'bắt đầu', en: 'began' },
  'did-ended': { vi: 'kết thúc', en: 'ended' },
  'did-key-entered': { vi: 'nhập khóa', en: 'entered a key for' },
  'did-hall-admitted': { vi: 'ghi sảnh', en: 'entered the hall' },
  'did-hall-dismissed': { vi: 'bỏ sảnh', en: 'took out the hall' },
  'did-erased': { vi: 'xóa điều ghi về người dân', en: 'erased what speaks of people' },
  'did-confirmed': { vi: 'xác nhận', en: 'confirmed' },
})

/** A word of a room the page does not know yet is shown as the journal has it. */
export function sayDid(did: string): string {
  const [word = '', ...rest] = did.split(' ')
  const known = KNOWN.find((name) => name === word)
  return [known ? say(`did-${known}`) : word, ...rest].join(' ')
}

/**
 * A place of what was changed, in the page's words where it has some, else as the journal has it. `root` is the pointer to the
 * document it is in; null: no document but a person, a device, a session.
 */
export function sayPlace(place: string, root: string | null): string {
  const keys = keysOf(place)
  if (root === null) {
    const known = PLACES.find((name) => name === keys[0])
    return known ? say(`place-${known}`) : keys.join(' › ')
  }
  return keys
    .map((key, i) => {
      if (/^\d+$/.test(key)) return String(Number(key) + 1)
      const tongue = TONGUES.find((one) => one === key)
      return tongue ? say(`place-${tongue}`) : tell(wordsOf(`${root}/${keys.slice(0, i + 1).join('/')}`))
    })
    .join(' › ')
}

/** What stood or stands there. */
export function sayValue(place: string, root: string | null, value: string | null): string {
  if (value === null) return say('nothing')
  if (value === 'true' || value === 'false') return say(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return writtenDate(value)
  if (root === null) {
    const role = place === '/role' ? PEOPLE.find((name) => name === value) : undefined
    return role ? say(`role-${role}`) : value
  }
  const { choices, unit = 'minutes' } = wordsOf(root + place)
  // As the forms write them: spans in the field's own unit, shares as per cent.
  if (place.endsWith('Ms')) return say(unit, writtenSpan(Number(value), unit))
  if (place.endsWith('Share')) return `${Math.round(Number(value) * 1_000) / 10}%`
  const choice = choices?.[value]
  return choice ? tell(choice) : value
}

const TONGUES = ['vi', 'en'] as const

const PLACES = ['name', 'role', 'sessions', 'tries'] as const

const KNOWN = [
  'first-administrator',
  'added',
  'changed',
  'pin-handed-out',
  'came-back',
  'rescued',
  'left',
  'chose-secret',
  'changed-secret',
  'signed-out-everywhere',
  'wrong-tries',
  'planned',
  'dropped',
  'removed',
  'revoked',
  'approved',
  'stopped',
  'resumed',
  'paused',
  'began',
  'ended',
  'key-entered',
  'hall-admitted',
  'hall-dismissed',
  'confirmed',
] as const

import type { Answer, Problem, SettingsLine, Text } from '#core/contract/shapes.ts'
import { REFUSALS, type Refusal } from '#core/domain/refusals.ts'
import { NotWritten, TooBusy } from '../road.ts'

/** What may go wrong before or beside the rules, with the sentence that says what to do. */
const PROBLEMS = {
  'bad-request': {
    status: 400,
    vi: 'Yêu cầu không đúng dạng. Kiểm tra lại các trường được nêu.',
    en: 'The request does not have the right form. Check the fields named here.',
  },
  'bad-json': { status: 400, vi: 'Nội dung không phải JSON hợp lệ.', en: 'The body is not valid JSON.' },
  'too-large': { status: 413, vi: 'Nội dung quá lớn.', en: 'The request is too large.' },
  'too-slow': {
    status: 408,
    vi: 'Yêu cầu đến quá chậm. Hãy gửi lại.',
    en: 'The request came too slowly. Send it again.',
  },
  'wrong-type': {
    status: 415,
    vi: 'Hãy gửi nội dung dạng application/json.',
    en: 'Send the body as application/json.',
  },
  'not-found': { status: 404, vi: 'Không có địa chỉ này trên máy chủ.', en: 'There is nothing at this address.' },
  'wrong-media': {
    status: 415,
    vi: 'Chỉ nhận ảnh PNG, JPEG, WebP và phim MP4, WebM. Chọn tệp khác.',
    en: 'Only PNG, JPEG and WebP pictures, MP4 and WebM films are taken. Choose another file.',
  },
  'film-unplayable': {
    status: 415,
    vi: 'Bảng không phát được phim này. Hãy xuất lại thành MP4 (H.264) hoặc WebM, không quá 1920 × 1080.',
    en: 'Boards cannot play this film. Export it again as MP4 (H.264) or WebM, no larger than 1920 × 1080.',
  },
  'wrong-sound': {
    status: 422,
    vi: 'Chưa dùng được bản ghi này. Ghi lại tệp WAV dưới 15 giây, có tiếng rõ.',
    en: 'This recording cannot be used. Record a WAV of less than 15 seconds with a clear voice.',
  },
  'no-voice': {
    status: 503,
    vi: 'Máy chủ chưa nói được. Xem trang Tình trạng hệ thống.',
    en: 'The hub has no voice just now. See the page Health.',
  },
  'media-in-use': {
    status: 409,
    vi: 'Tệp đang được dùng. Bỏ khỏi cài đặt trước, rồi xoá.',
    en: 'Settings still name this file. Take it out of them first, then away.',
  },
  'sign-in-first': { status: 401, vi: 'Hãy đăng nhập trước.', en: 'Sign in first.' },
  'wrong-pin': { status: 401, vi: 'Tên hoặc mã PIN chưa đúng. Thử lại.', en: 'Name or PIN is not right. Try again.' },
  'pin-too-old': {
    status: 401,
    vi: 'Mã PIN được cấp đã hết hạn. Xin quản trị cấp mã mới.',
    en: 'The PIN you were given is too old. Ask the administrator for a new one.',
  },
  'choose-your-pin': {
    status: 403,
    vi: 'Hãy chọn mã PIN của riêng bạn trước khi làm việc khác.',
    en: 'Choose a PIN of your own before anything else.',
  },
  'secret-too-short': {
    status: 422,
    vi: 'Mã PIN hoặc mật khẩu này quá ngắn đối với vai trò của bạn.',
    en: 'This PIN or password is too short for your role.',
  },
  'secret-too-simple': {
    status: 422,
    vi: 'Mã này dễ đoán. Chọn mã khác.',
    en: 'This is easy to guess. Choose another.',
  },
  'secret-same': {
    status: 422,
    vi: 'Đây là mã cũ. Chọn mã khác.',
    en: 'This is the old one. Choose another.',
  },
  'last-administrator': {
    status: 409,
    vi: 'Phải còn ít nhất một quản trị đăng nhập được. Thêm quản trị khác trước.',
    en: 'At least one administrator who can sign in must remain. Add another one first.',
  },
  'not-oneself': {
    status: 409,
    vi: 'Bạn không tự cấp lại mã cho mình. Đổi mã ở trang “Tài khoản của tôi”.',
    en: 'You cannot hand yourself a new PIN. Change yours on the page “My account”.',
  },
  'has-left': {
    status: 409,
    vi: 'Người này đã nghỉ. Cấp mã PIN mới để nhận lại.',
    en: 'This person has left. Hand out a new PIN to take them back.',
  },
  'not-allowed': {
    status: 403,
    vi: 'Bạn không có quyền làm việc này ở đây.',
    en: 'You may not do this here.',
  },
  'foreign-origin': {
    status: 403,
    vi: 'Trang gửi yêu cầu không thuộc máy chủ này.',
    en: 'The page asking does not belong to this hub.',
  },
  'screen-not-enrolled': {
    status: 403,
    vi: 'Màn hình này chưa được ghép. Tải lại trang, rồi nhờ quản trị duyệt mã hiện trên màn hình.',
    en: 'This screen is not paired. Load the page again and have the administrator approve the code it shows.',
  },
  'screen-elsewhere': {
    status: 403,
    vi: 'Màn hình này được đặt cho việc khác. Tải lại trang để sang đúng chỗ của nó.',
    en: 'This screen has another place in the hall. Load the page again, and it goes there.',
  },
  'place-taken': {
    status: 409,
    vi: 'Đã có màn hình khác mang mã này. Chọn mã khác, hoặc thay màn hình cũ.',
    en: 'Another screen has this name. Choose another name, or replace that screen.',
  },
  'agent-taken': {
    status: 409,
    vi: 'Đã có máy phụ mang mã này. Chọn mã khác, hoặc chọn thay cho máy đó.',
    en: 'Another agent has this id. Choose another id, or say that this one takes its place.',
  },
  'code-renewed': {
    status: 409,
    vi: 'Mã trên màn hình đã đổi. So lại mã đang hiện rồi duyệt.',
    en: 'The code on the screen has changed. Compare the one it shows now, and approve again.',
  },
  'wrong-link': {
    status: 403,
    vi: 'Đường dẫn này đã dùng, hết hạn hoặc không đúng. Nhờ quản trị tạo đường dẫn mới, hoặc duyệt mã hiện trên màn hình.',
    en: 'This address was used, is too old or is wrong. Have the administrator make another, or approve the code on the screen.',
  },
  'wrong-setup-code': {
    status: 403,
    vi: 'Mã khởi động sai, hết hạn hoặc đã dùng. Khởi động lại máy chủ để có mã mới.',
    en: 'The setup code is wrong, used or too old. Restart the hub for a new one.',
  },
  'name-taken': { status: 409, vi: 'Tên này đã có. Chọn tên khác.', en: 'This name is taken. Choose another.' },
  'idempotency-key-missing': {
    status: 400,
    vi: 'Thiếu tiêu đề Idempotency-Key. Gửi một mã mới cho mỗi việc, và giữ nguyên mã khi gửi lại.',
    en: 'The Idempotency-Key header is missing. Send a new key for each action, and the same key when retrying.',
  },
  'idempotency-key-reused': {
    status: 422,
    vi: 'Mã yêu cầu này đã dùng cho việc khác. Tạo mã mới.',
    en: 'This key was used for something else. Make a new one.',
  },
  'too-many': {
    status: 429,
    vi: 'Quá nhiều yêu cầu. Chờ một lát rồi thử lại.',
    en: 'Too many requests. Wait a little and try again.',
  },
  'too-many-codes': {
    status: 429,
    vi: 'Nhập sai mã nhiều lần. Chờ một phút, hoặc hỏi quầy hướng dẫn.',
    en: 'Too many wrong codes. Wait a minute, or ask at the information desk.',
  },
  'too-busy': {
    status: 503,
    vi: 'Máy chủ đang bận. Thử lại sau vài giây.',
    en: 'The hub is busy. Try again in a few seconds.',
  },
  'not-written': {
    status: 503,
    vi: 'Chưa ghi được vào sổ. Chưa có gì thay đổi; thử lại, và báo quản trị nếu vẫn lỗi.',
    en: 'It could not be written down, so nothing happened. Try again, and tell the administrator if it goes on.',
  },
  'disk-full': {
    status: 507,
    vi: 'Ổ đĩa đã đầy nên chưa ghi được. Chưa có gì thay đổi; báo quản trị.',
    en: 'The disk is full, so nothing was written and nothing happened. Tell the administrator.',
  },
  'wrong-settings': {
    status: 422,
    vi: 'Cài đặt có chỗ chưa đúng nên chưa áp dụng. Sửa các dòng được nêu rồi lưu lại.',
    en: 'Some lines of the settings are not right, so nothing was changed. Mend the lines named here and save again.',
  },
  'hall-changed': {
    status: 409,
    vi: 'Danh sách thiết bị vừa được người khác đổi. Tải bản mới rồi sửa lại.',
    en: 'Somebody has changed the devices meanwhile. Load the new settings and make your change again.',
  },
  'settings-changed': {
    status: 409,
    vi: 'Cài đặt này vừa được người khác đổi. Tải bản mới rồi sửa lại.',
    en: 'Somebody has changed these settings meanwhile. Load the new ones and make your change again.',
  },
  'no-printer': {
    status: 409,
    vi: 'Quầy chưa có máy in. Thêm máy in ở trang Thiết bị.',
    en: 'The desk has no printer. Add one on the page of devices.',
  },
  'use-tls': {
    status: 403,
    vi: 'Cơ quan yêu cầu đăng nhập qua kết nối bảo mật. Mở lại bằng địa chỉ https.',
    en: 'This office wants its staff to sign in over a secure connection. Open the https address.',
  },
  'scoring-not-now': {
    status: 409,
    vi: 'Bảng xếp hạng của tháng này đang ở bước khác. Tải lại trang; muốn sửa tháng đã chốt thì mở lại và ghi lý do.',
    en: 'The month’s ranking is at another step. Load it again; to change a confirmed month, reopen it with a reason.',
  },
  'scoring-month-runs': {
    status: 409,
    vi: 'Tháng này chưa kết thúc. Chốt bảng xếp hạng sau ngày cuối tháng.',
    en: 'This month is not over. Confirm its ranking after its last day.',
  },
  'scoring-changed': {
    status: 409,
    vi: 'Số liệu hoặc quy chế vừa thay đổi so với bảng bạn đang xem. Xem lại bảng mới rồi chốt.',
    en: 'Figures or rules have changed since the table you saw. Look at the new one, then confirm.',
  },
  'scoring-not-shown': {
    status: 404,
    vi: 'Bảng xếp hạng của tháng này chưa được chốt hoặc công bố.',
    en: 'This month’s ranking is not confirmed or published yet.',
  },
  'copy-not-now': {
    status: 409,
    vi: 'Chưa làm được lúc này: đang có bản sao được chép, hoặc không có nơi lưu này.',
    en: 'Not now: a copy is being made, or there is no such place.',
  },
  'key-shown-before': {
    status: 409,
    vi: 'Mã khôi phục đã được xem. Tìm tờ mã đã in; nếu mất, tạo mã mới cho các bản sao sau này.',
    en: 'The recovery key was shown before. Look for its sheet; if it is lost, make a new key for the copies to come.',
  },
  'not-a-sender': {
    status: 401,
    vi: 'Máy chủ này không nhận bản sao với khóa đó. Thêm lại ở trang Sao lưu.',
    en: 'This hub takes no copies with that key. Add the sender anew on the page Copies.',
  },
  'not-a-hall': {
    status: 401,
    vi: 'Máy chủ này không nhận tin với khóa đó. Lấy khóa mới ở trang Các sảnh của thành phố.',
    en: 'This hub hears no hall with that key. Get a new one from the city’s page All halls.',
  },
  'other-hall': {
    status: 403,
    vi: 'Khóa này là của sảnh khác. Kiểm tra mã của sảnh trong cài đặt.',
    en: 'This key is another hall’s. Check the id of the hall in the settings.',
  },
  'figures-wrong': {
    status: 422,
    vi: 'Số liệu không khớp: số đã cấp phải bằng tổng các trạng thái.',
    en: 'The figures do not add up: what was issued must be the sum of all states.',
  },
  'other-length': {
    status: 409,
    vi: 'Tệp ở đây dài khác với tệp bên gửi. Gửi lại từ đầu dưới tên mới.',
    en: 'The file here is not as long as the sender thinks. Send it again under a new name.',
  },
  'copy-not-taken': {
    status: 409,
    vi: 'Không nhận tệp này: đã có, hoặc không đúng như báo trước.',
    en: 'This file is not taken: it is there already, or not what was announced.',
  },
  'bad-period': {
    status: 400,
    vi: 'Kỳ báo cáo chưa đúng: ngày cuối không được trước ngày đầu, và nhiều nhất ba năm.',
    en: 'The period is not right: it cannot end before it begins, and has three years at most.',
  },
  'erase-not-today': {
    status: 409,
    vi: 'Số của ngày đang mở còn cần cho hôm nay. Hãy xóa từ ngày mai.',
    en: 'A number of the running day is still needed. Erase it from tomorrow on.',
  },
  'our-fault': {
    status: 500,
    vi: 'Máy chủ gặp lỗi. Chưa có gì thay đổi; thử lại, và báo quản trị.',
    en: 'The hub made a mistake. Nothing happened; try again, and tell the administrator.',
  },
} as const

export type ProblemCode = keyof typeof PROBLEMS

export type No = Extract<Answer<never>, { ok: false }>

/** A problem as an answer. `detail` names the field or the place, in English, for whoever writes the program. */
export function problem(code: ProblemCode, detail?: string): No {
  const { status, vi, en } = PROBLEMS[code]
  const more = detail ? ` (${detail})` : ''
  return { ok: false, status, code, message: { vi: vi + more, en: en + more } }
}

/** A document that cannot be used, with every line at fault. */
export function wrongLines(lines: readonly SettingsLine[]): No {
  return { ...problem('wrong-settings'), lines }
}

export function refusal(why: Refusal): No {
  const status = why === 'not-your-counter' ? 403 : why.startsWith('unknown-') ? 404 : 409
  return { ok: false, status, code: why, message: REFUSALS[why] }
}

/** What an asker hears when the road itself failed. The log has the rest. */
export function roadProblem(error: unknown): No {
  if (error instanceof TooBusy) return problem('too-busy')
  if (error instanceof NotWritten) {
    return problem((error.cause as { code?: string })?.code === 'SQLITE_FULL' ? 'disk-full' : 'not-written')
  }
  return problem('our-fault')
}

/** The answer as RFC 9457 wants it. */
export function asProblemJson({ status, code, message, lines }: No): Problem {
  return {
    type: `urn:luot:${code}`,
    title: message.en,
    status,
    code,
    detail: message.vi,
    message: message as Text,
    ...(lines && { lines: [...lines] }),
  }
}

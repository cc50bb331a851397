import { type Office, ORDINARY } from '../office.ts'
import { minutesOf } from '../service-day.ts'
import { error, type Line, repeated, warning } from './line.ts'

const MINUTE = 60_000

/** What contradicts itself in the office as a whole: its zone, its day, its order, its calling and its rating. */
export function wholeContradictions(office: Office): readonly Line[] {
  return [
    ...zone(office),
    ...name(office),
    ...dayStart(office),
    ...order(office),
    ...calling(office),
    ...rating(office),
  ]
}

function zone({ timeZone }: Office): readonly Line[] {
  if (isZone(timeZone)) return []
  return [
    error(
      '/timeZone',
      'unknown-time-zone',
      `Không có múi giờ “${timeZone}”. Việt Nam là Asia/Ho_Chi_Minh.`,
      `There is no time zone “${timeZone}”. Việt Nam is Asia/Ho_Chi_Minh.`,
    ),
  ]
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function name(office: Office): readonly Line[] {
  return nameless('/name', office.name, 'cơ quan', 'the office')
}

/** A thing people see must have a name in Vietnamese; without an English one, visitors read the Vietnamese. */
export function nameless(path: string, { vi, en }: Office['name'], whatVi: string, what: string): readonly Line[] {
  if (vi.trim() === '') {
    return [error(`${path}/vi`, 'no-name', `Hãy đặt tên tiếng Việt cho ${whatVi}.`, `Give ${what} a Vietnamese name.`)]
  }
  if (en.trim() !== '') return []
  return [
    warning(
      `${path}/en`,
      'no-english-name',
      `Chưa có tên tiếng Anh cho ${whatVi}; màn hình tiếng Anh sẽ để trống chỗ này.`,
      `There is no English name for ${what}: English screens stay empty there.`,
    ),
  ]
}

function dayStart({ dayStartsAt, calendar, services }: Office): readonly Line[] {
  const start = minutesOf(dayStartsAt)
  const all = [...calendar.sessions, ...services.flatMap(({ sessions }) => sessions ?? [])]
  const within = all.find(({ from, to }) => minutesOf(from) < start && start < minutesOf(to))
  if (!within) return []
  return [
    error(
      '/dayStartsAt',
      'day-starts-in-a-session',
      `Ngày mới bắt đầu lúc ${dayStartsAt}, giữa buổi ${within.from}–${within.to}: số sẽ quay về 1 khi dân đang chờ. Chọn giờ ngoài các buổi.`,
      `The day starts at ${dayStartsAt}, within the session ${within.from}–${within.to}: numbers would begin again while people wait. Choose a time outside the sessions.`,
    ),
  ]
}

function order({ order, classes }: Office): readonly Line[] {
  if (order.policy === 'head-start') return []
  if (order.policy === 'ratio' && classes.length === 0) {
    return [
      error(
        '/order/policy',
        'ratio-without-classes',
        'Chính sách theo tỷ lệ cần ít nhất một diện ưu tiên. Thêm diện ưu tiên hoặc chọn “cộng giờ”.',
        'The policy ratio needs a priority class. Add one, or choose head start.',
      ),
    ]
  }
  if (order.policy !== 'strict') return []
  if (classes.every(({ rank }) => rank === 0)) {
    return [
      warning(
        '/order/policy',
        'strict-without-ranks',
        'Không diện ưu tiên nào có bậc trên 0, nên ưu tiên tuyệt đối không thay đổi gì.',
        'No priority class has a rank above 0, so strict priority changes nothing.',
      ),
    ]
  }
  return [
    warning(
      '/order/policy',
      'strict-can-starve',
      'Ưu tiên tuyệt đối: người không thuộc diện ưu tiên có thể chờ mãi khi người ưu tiên đến đều. Cân nhắc “cộng giờ”.',
      'Strict priority: while priority people keep coming, ordinary people may wait without end. Consider head start.',
    ),
  ]
}

function calling({ calling, counters, limits }: Office): readonly Line[] {
  const lines: Line[] = []
  if (calling.answerWindowMs < calling.repeatMs) {
    lines.push(
      error(
        '/calling/answerWindowMs',
        'answer-window-too-short',
        'Thời gian chờ người đến quầy ngắn hơn thời gian bỏ qua lần bấm trùng. Đặt dài hơn.',
        'The time to come is shorter than the time in which a second press does not count. Make it longer.',
      ),
    )
  }
  if (counters.some(({ button }) => button === 'passes-on') && calling.passesOnWithinMs <= calling.repeatMs) {
    lines.push(
      error(
        '/calling/passesOnWithinMs',
        'passes-on-never',
        'Khoảng “bấm tiếp là bỏ qua số trước” ngắn hơn thời gian bỏ qua lần bấm trùng, nên không bao giờ xảy ra. Đặt dài hơn.',
        'The time in which a press passes on is shorter than the time in which a second press does not count. Make it longer.',
      ),
    )
  }
  if (calling.offersAgain > 0 && calling.holdOffMs === 0) {
    lines.push(
      warning(
        '/calling/holdOffMs',
        'no-hold-off',
        'Số vắng sẽ được gọi lại ngay lập tức. Đặt ít nhất một phút để người ta kịp đến.',
        'A number that was not answered is offered again at once. Leave it a minute at least.',
      ),
    )
  }
  const { perKioskMinute, kioskGapMs } = limits
  if (perKioskMinute !== null && kioskGapMs * perKioskMinute > MINUTE) {
    lines.push(
      warning(
        '/limits/perKioskMinute',
        'kiosk-limit-never',
        'Với khoảng cách giữa hai số như vậy, ki-ốt không bao giờ đạt giới hạn này: cảnh báo sẽ không kêu.',
        'With such a gap between two numbers a kiosk never reaches this limit: its alarm stays silent.',
      ),
    )
  }
  return lines
}

function rating({ rating }: Office): readonly Line[] {
  const twice = (list: 'levels' | 'reasons') =>
    repeated(rating[list], ({ id }) => id).map(([{ id }, i]) =>
      error(
        `/rating/${list}/${i}/id`,
        'same-id',
        `Mã “${id}” đã dùng. Đặt mã khác.`,
        `“${id}” is used already. Choose another.`,
      ),
    )
  const names = (list: 'levels' | 'reasons') =>
    rating[list].flatMap((one, i) => nameless(`/rating/${list}/${i}/name`, one.name, 'mục này', 'this entry'))
  const isOneSided = rating.levels.every(({ satisfied }) => satisfied === rating.levels[0]?.satisfied)
  return [
    ...twice('levels'),
    ...names('levels'),
    ...twice('reasons'),
    ...names('reasons'),
    ...(isOneSided
      ? [
          warning(
            '/rating/levels',
            'one-sided-rating',
            'Các mức đánh giá đều hài lòng hoặc đều không hài lòng, nên tỷ lệ hài lòng không nói lên điều gì.',
            'All levels mean satisfied, or none does: the share of satisfied people then says nothing.',
          ),
        ]
      : []),
  ]
}

/** Is this the id of a class people may have: one of the office's, or everyone else's? */
export function isClass(office: Office, id: string): boolean {
  return id === ORDINARY || office.classes.some((one) => one.id === id)
}

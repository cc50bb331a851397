import type { Office, Service } from '../office.ts'
import { minutesOf } from '../service-day.ts'
import { bookableIn } from '../slots.ts'
import { longestOf, sessionsContradict, sessionsOf } from './calendar.ts'
import { error, type Line, repeated, warning } from './line.ts'
import { nameless } from './whole.ts'

const MINUTE = 60_000

/** What contradicts itself in the services: their names and numbers, who serves them, their hours, quotas and slots. */
export function serviceContradictions(office: Office): readonly Line[] {
  return [
    ...sameIds(office),
    ...prefixes(office),
    ...nobodyOpen(office),
    ...office.services.flatMap((service, i) => {
      const path = `/services/${i}`
      return [
        ...nameless(`${path}/name`, service.name, 'lĩnh vực', 'the service'),
        ...unserved(office, service, path),
        ...(service.sessions ? sessionsContradict(service.sessions, `${path}/sessions`) : []),
        ...lastNumber(office, service, path),
        ...quota(service, path),
        ...slots(office, service, path),
        ...times(service, path),
        ...roll(office, service, path),
      ]
    }),
  ]
}

function sameIds({ services }: Office): readonly Line[] {
  return repeated(services, ({ id }) => id).map(([{ id }, i]) =>
    error(
      `/services/${i}/id`,
      'same-id',
      `Mã lĩnh vực “${id}” đã dùng. Đặt mã khác.`,
      `The service id “${id}” is used already. Choose another.`,
    ),
  )
}

function prefixes({ numbering, services }: Office): readonly Line[] {
  if (numbering.kind === 'common') return []
  return repeated(services, ({ prefix }) => prefix).map(([{ prefix }, i]) => {
    const first = services.find((one) => one.prefix === prefix)?.name ?? { vi: '', en: '' }
    return error(
      `/services/${i}/prefix`,
      'same-prefix',
      `Chữ đầu “${prefix}” đã dùng cho “${first.vi}”: hai người sẽ cầm cùng một số. Đặt chữ khác.`,
      `The prefix “${prefix}” belongs to “${first.en}” already: two people would hold one number. Choose another.`,
    )
  })
}

function nobodyOpen({ services }: Office): readonly Line[] {
  if (services.some(({ open }) => open)) return []
  return [
    warning(
      '/services',
      'nothing-open',
      'Mọi lĩnh vực đều đang tắt: ki-ốt sẽ không cấp được số nào.',
      'Every service is switched off: the kiosk gives no number at all.',
    ),
  ]
}

/** Somebody must call for it; and not only fast lanes that never help the others. */
function unserved({ counters }: Office, { id, name, open }: Service, path: string): readonly Line[] {
  const serving = counters.filter(({ services }) => services.includes(id))
  if (!open && serving.length === 0) return []
  if (serving.length === 0) {
    return [
      error(
        path,
        'nobody-serves',
        `Không quầy nào làm “${name.vi}”. Giao lĩnh vực này cho một quầy, hoặc tắt lĩnh vực.`,
        `No counter serves “${name.en}”. Give it to a counter, or switch it off.`,
      ),
    ]
  }
  if (serving.some(({ fastLane }) => fastLane === null || fastLane.helpsOthers)) return []
  return [
    error(
      path,
      'only-fast-lanes',
      `“${name.vi}” chỉ có quầy làn nhanh: người không thuộc diện ưu tiên sẽ không được gọi. Thêm một quầy thường, hoặc cho làn nhanh giúp người khác.`,
      `Only fast lanes serve “${name.en}”: nobody would call ordinary people. Add another counter, or let the fast lane help the others.`,
    ),
  ]
}

function lastNumber(office: Office, service: Service, path: string): readonly Line[] {
  const own = service.lastNumberMs
  // The office's own rule is looked at with the office's own hours.
  if (own === null && service.sessions === null) return []
  const before = own ?? office.calendar.lastNumberMs
  const short = sessionsOf(office, service).find(
    ({ from, to }) => lengthOf(from, to) > 0 && lengthOf(from, to) <= before,
  )
  if (!short) return []
  return [
    error(
      `${path}/${own === null ? 'sessions' : 'lastNumberMs'}`,
      'no-number-in-a-session',
      `Buổi ${short.from}–${short.to} không cấp được số nào, vì số cuối phải cấp trước đó ${before / MINUTE} phút. Rút ngắn lại.`,
      `The session ${short.from}–${short.to} gives no number at all: the last one is due ${before / MINUTE} minutes before its end. Make that shorter.`,
    ),
  ]
}

function lengthOf(from: string, to: string): number {
  return (minutesOf(to) - minutesOf(from)) * MINUTE
}

function quota({ quota }: Service, path: string): readonly Line[] {
  const zero = (['session', 'day'] as const)
    .filter((of) => quota[of] !== null && quota[of] <= 0)
    .map((of) =>
      error(
        `${path}/quota/${of}`,
        'quota-of-zero',
        'Giới hạn 0 số: sẽ không ai lấy được số. Để trống nếu không giới hạn, hoặc tắt lĩnh vực.',
        'A quota of zero: nobody gets a number. Leave it empty for no limit, or switch the service off.',
      ),
    )
  if (zero.length > 0 || quota.session === null || quota.day === null || quota.session <= quota.day) return zero
  return [
    error(
      `${path}/quota/session`,
      'quota-above-the-day',
      `Giới hạn một buổi (${quota.session}) lớn hơn cả ngày (${quota.day}). Giảm số của buổi hoặc tăng số của ngày.`,
      `A session’s quota (${quota.session}) is above the day’s (${quota.day}). Lower it, or raise the day’s.`,
    ),
  ]
}

function slots(office: Office, service: Service, path: string): readonly Line[] {
  const { slots } = service
  if (slots === null) return []
  const longest = longestOf(sessionsOf(office, service))
  const lines: Line[] = []
  if (longest !== null && slots.everyMs > longest) {
    lines.push(
      error(
        `${path}/slots/everyMs`,
        'slot-longer-than-sessions',
        `Khung hẹn dài ${slots.everyMs / MINUTE} phút, không buổi nào đủ dài. Chọn khung ngắn hơn.`,
        `A slot takes ${slots.everyMs / MINUTE} minutes, and no session is as long. Choose a shorter one.`,
      ),
    )
  }
  if (bookableIn(slots) < 1) {
    lines.push(
      error(
        `${path}/slots/walkInShare`,
        'no-place-to-book',
        'Phần dành cho người đến trực tiếp không để lại chỗ nào cho hẹn. Giảm phần này, hoặc bỏ đặt hẹn.',
        'The share kept for walk-ins leaves no place to book. Lower it, or take appointments away.',
      ),
    )
  }
  return lines
}

function times({ usualServiceMs, waitAlertMs }: Service, path: string): readonly Line[] {
  const lines: Line[] = []
  if (usualServiceMs <= 0) {
    lines.push(
      error(
        `${path}/usualServiceMs`,
        'no-service-time',
        'Thời gian làm một hồ sơ phải lớn hơn 0: giờ chờ được tính từ đó.',
        'One ticket must take some time: the wait is reckoned from it.',
      ),
    )
  }
  if (waitAlertMs !== null && waitAlertMs <= 0) {
    lines.push(
      error(
        `${path}/waitAlertMs`,
        'alert-always',
        'Ngưỡng chờ bằng 0 sẽ báo động suốt ngày. Đặt số phút, hoặc để trống.',
        'A wait threshold of zero alerts all day. Set some minutes, or leave it empty.',
      ),
    )
  }
  return lines
}

function roll({ numbering }: Office, { numbersFrom }: Service, path: string): readonly Line[] {
  if (numbersFrom !== 'roll' || numbering.kind === 'per-service') return []
  return [
    error(
      `${path}/numbersFrom`,
      'roll-in-a-common-series',
      'Cuộn số in sẵn cần dãy số riêng, nhưng cả sảnh đang đếm chung. Chọn đánh số theo lĩnh vực.',
      'A pre-printed roll needs a series of its own, but the whole hall counts in one. Number by service.',
    ),
  ]
}

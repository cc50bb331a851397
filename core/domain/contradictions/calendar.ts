import type { Session, SpecialDay } from '../calendar.ts'
import type { Office, Service } from '../office.ts'
import { isDay, minutesOf } from '../service-day.ts'
import { unknownServices } from './counters.ts'
import { error, type Line, repeated, warning } from './line.ts'

const MINUTE = 60_000
// A leap year: 29 February may stand in a yearly entry.
const SOME_LEAP_YEAR = '2028'

type Hours = Pick<Session, 'from' | 'to'>

/** What contradicts itself in the office's hours, holidays and rules of the clock. */
export function calendarContradictions(office: Office): readonly Line[] {
  const { calendar } = office
  return [
    ...sessionsContradict(calendar.sessions, '/calendar/sessions'),
    ...lastNumber(office),
    ...lateNote(office),
    ...specialDays(office),
  ]
}

/** What contradicts itself in the sessions of a week: an end before the start, two at a time. */
export function sessionsContradict(sessions: readonly Session[], path: string): readonly Line[] {
  const lines: Line[] = []
  for (const [i, session] of sessions.entries()) {
    lines.push(...backwards(session, `${path}/${i}`))
    if (repeated(session.days, String).length > 0) {
      lines.push(
        error(
          `${path}/${i}/days`,
          'weekday-twice',
          'Một ngày trong tuần ghi hai lần. Bỏ một.',
          'A day of the week stands twice. Take one away.',
        ),
      )
    }
    const other = sessions
      .slice(0, i)
      .find((one) => one.days.some((day) => session.days.includes(day)) && overlap(one, session))
    if (other) lines.push(overlapping(session, other, `${path}/${i}`))
  }
  return lines
}

function backwards({ from, to }: Hours, path: string): readonly Line[] {
  if (minutesOf(from) < minutesOf(to)) return []
  return [
    error(
      `${path}/to`,
      'session-ends-before-it-starts',
      `Buổi bắt đầu ${from} nhưng kết thúc ${to}. Giờ kết thúc phải sau giờ bắt đầu.`,
      `The session starts at ${from} and ends at ${to}. It must end after it starts.`,
    ),
  ]
}

function overlap(a: Hours, b: Hours): boolean {
  return minutesOf(a.from) < minutesOf(b.to) && minutesOf(b.from) < minutesOf(a.to)
}

function overlapping(session: Hours, other: Hours, path: string): Line {
  return error(
    path,
    'sessions-overlap',
    `Buổi ${session.from}–${session.to} chồng lên buổi ${other.from}–${other.to} cùng ngày. Sửa giờ cho rời nhau.`,
    `The session ${session.from}–${session.to} overlaps ${other.from}–${other.to} of the same day. Keep them apart.`,
  )
}

function lastNumber({ calendar }: Office): readonly Line[] {
  const short = calendar.sessions.find(({ from, to }) => {
    const length = (minutesOf(to) - minutesOf(from)) * MINUTE
    return length > 0 && length <= calendar.lastNumberMs
  })
  if (!short) return []
  const minutes = calendar.lastNumberMs / MINUTE
  return [
    error(
      '/calendar/lastNumberMs',
      'no-number-in-a-session',
      `Buổi ${short.from}–${short.to} không cấp được số nào, vì số cuối phải cấp trước đó ${minutes} phút. Rút ngắn lại.`,
      `The session ${short.from}–${short.to} gives no number at all: the last one is due ${minutes} minutes before its end. Make that shorter.`,
    ),
  ]
}

function lateNote({ calendar }: Office): readonly Line[] {
  const { lateNoteAt, sessions } = calendar
  if (lateNoteAt === null || sessions.length === 0) return []
  const at = minutesOf(lateNoteAt)
  if (sessions.some(({ to }) => at < minutesOf(to))) return []
  return [
    warning(
      '/calendar/lateNoteAt',
      'late-note-after-hours',
      `Lúc ${lateNoteAt} mọi buổi đã kết thúc, nên lời nhắn này không bao giờ hiện.`,
      `By ${lateNoteAt} every session is over, so this note never shows.`,
    ),
  ]
}

function specialDays({ calendar, services }: Office): readonly Line[] {
  const known = new Set(services.map(({ id }) => id))
  return calendar.specialDays.flatMap((special, i) => {
    const path = `/calendar/specialDays/${i}`
    const lines: Line[] = []
    if (!isDate(special.date)) lines.push(noSuchDate(`${path}/date`, special.date))
    const twin = calendar.specialDays.slice(0, i).find((one) => one.date === special.date && sameServices(one, special))
    if (twin) {
      lines.push(
        error(
          `${path}/date`,
          'special-day-twice',
          `Ngày ${special.date} đã có một dòng cho cùng lĩnh vực. Gộp lại thành một.`,
          `${special.date} has a line for the same services already. Make them one.`,
        ),
      )
    }
    lines.push(...unknownServices(special.services ?? [], known, `${path}/services`))
    if (special.hours.kind !== 'sessions') return lines
    const { sessions } = special.hours
    for (const [at, session] of sessions.entries()) {
      lines.push(...backwards(session, `${path}/hours/sessions/${at}`))
      const other = sessions.slice(0, at).find((one) => overlap(one, session))
      if (other) lines.push(overlapping(session, other, `${path}/hours/sessions/${at}`))
    }
    return lines
  })
}

function sameServices(a: SpecialDay, b: SpecialDay): boolean {
  if (a.services === null || b.services === null) return a.services === b.services
  const others = b.services
  return a.services.some((id) => others.includes(id))
}

/** A date that a calendar has; 'MM-DD' means every year. */
export function isDate(date: string): boolean {
  return isDay(date.length === 5 ? `${SOME_LEAP_YEAR}-${date}` : date)
}

export function noSuchDate(path: string, date: string): Line {
  return error(
    path,
    'no-such-date',
    `Lịch không có ngày ${date}. Sửa lại ngày.`,
    `There is no ${date} in the calendar. Correct the date.`,
  )
}

/** The hours of the week that hold for a service. */
export function sessionsOf(office: Office, service: Service): readonly Session[] {
  return service.sessions ?? office.calendar.sessions
}

/** How long the longest session is, ms; null where there is none that could be: then nothing can be said about it. */
export function longestOf(sessions: readonly Hours[]): number | null {
  const lengths = sessions.map(({ from, to }) => (minutesOf(to) - minutesOf(from)) * MINUTE).filter((one) => one > 0)
  return lengths.length === 0 ? null : Math.max(...lengths)
}

import type { Calendar, Session, SpecialDay } from '#core/domain/calendar.ts'

/** A week as most offices keep it: two sessions on weekdays, perhaps Saturday morning. Times are HH:MM. */
export interface Week {
  readonly morning: Hours
  readonly afternoon: Hours
  readonly saturday: Hours | null
}
export interface Hours {
  readonly from: string
  readonly to: string
}

const WEEKDAYS = [1, 2, 3, 4, 5]
export const USUAL_WEEK: Week = {
  morning: { from: '07:30', to: '11:30' },
  afternoon: { from: '13:30', to: '17:00' },
  saturday: { from: '07:30', to: '11:30' },
}

/** The week in the sessions of a calendar; null where they are kept in another way. */
export function weekOf(sessions: readonly Session[]): Week | null {
  const on = (days: readonly number[]) => sessions.filter((one) => one.days.join() === days.join())
  const [morning, afternoon, ...more] = on(WEEKDAYS).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const [saturday, ...others] = on([6])
  const count = 2 + (saturday ? 1 : 0)
  if (!morning || !afternoon || more.length > 0 || others.length > 0 || sessions.length !== count) return null
  return { morning: hours(morning), afternoon: hours(afternoon), saturday: saturday ? hours(saturday) : null }
}

export function sessionsOf({ morning, afternoon, saturday }: Week): Session[] {
  const weekdays = [morning, afternoon].map((one) => ({ days: WEEKDAYS, ...one }))
  return saturday ? [...weekdays, { days: [6], ...saturday }] : weekdays
}

/** The public holidays that fall on the same day every year (Labour Code 2019 art. 112; 24/11 since 2026). */
export const FIXED_HOLIDAYS = [
  { date: '01-01', name: { vi: 'Tết Dương lịch', en: 'New Year' } },
  { date: '04-30', name: { vi: 'Ngày Chiến thắng', en: 'Reunification Day' } },
  { date: '05-01', name: { vi: 'Quốc tế Lao động', en: 'Labour Day' } },
  { date: '09-02', name: { vi: 'Quốc khánh', en: 'National Day' } },
  { date: '11-24', name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' } },
] as const

/** Those that are announced each year: they follow the moon, or stand beside the National Day. */
export const MOVING_HOLIDAYS = [
  { id: 'tet', name: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' } },
  { id: 'gio-to', name: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hung Kings’ Day' } },
  { id: 'quoc-khanh', name: { vi: 'Nghỉ thêm dịp Quốc khánh', en: 'Second day of National Day' } },
] as const
export type MovingHoliday = (typeof MOVING_HOLIDAYS)[number]

// Longer than any there was: a year that was mistyped is noticed.
const LONGEST_DAYS = 14
const DAY_MS = 86_400_000

/** From when to when the calendar has it; empty where nobody has said. */
export function daysOf({ specialDays }: Calendar, { name }: MovingHoliday): Hours {
  const dates = specialDays.flatMap((one) => (one.name.vi === name.vi ? [one.date] : [])).toSorted()
  return { from: dates.at(0) ?? '', to: dates.at(-1) ?? '' }
}

/** Why a holiday cannot have these days; null where it can, or where nothing is written. */
export function whyNotDays({ from, to }: Hours): 'noFirstDay' | 'lastBeforeFirst' | 'tooManyDays' | null {
  if (from === '') return to === '' ? null : 'noFirstDay'
  if (to < from) return 'lastBeforeFirst'
  return (Date.parse(to) - Date.parse(from)) / DAY_MS < LONGEST_DAYS ? null : 'tooManyDays'
}

/** The calendar with that holiday from one day to another; with an empty first day it is taken out. */
export function withDays(calendar: Calendar, { name }: MovingHoliday, { from, to }: Hours): Calendar {
  const others = calendar.specialDays.filter((one) => one.name.vi !== name.vi)
  return { ...calendar, specialDays: [...others, ...datesFrom(from, to).map((date) => dayOff(date, name))] }
}

export function withFixed(calendar: Calendar, date: string, isOff: boolean): Calendar {
  const others = calendar.specialDays.filter((one) => one.date !== date)
  const holiday = FIXED_HOLIDAYS.find((one) => one.date === date)
  return { ...calendar, specialDays: isOff && holiday ? [...others, dayOff(date, holiday.name)] : others }
}

function dayOff(date: string, name: SpecialDay['name']): SpecialDay {
  return { date, name, services: null, hours: { kind: 'closed' } }
}

function datesFrom(from: string, to: string): string[] {
  if (from === '') return []
  const dates = [from]
  while ((dates.at(-1) ?? '') < to) {
    const next = Date.parse(`${dates.at(-1)}T00:00:00Z`) + DAY_MS
    dates.push(new Date(next).toISOString().slice(0, 10))
  }
  return dates
}

function hours({ from, to }: Session): Hours {
  return { from, to }
}

import type { ReportBy } from '#core/contract/reports.ts'
import type { Text } from '#core/domain/office.ts'
import { ORDINARY } from '#core/domain/office.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { dayText } from './sheets/sheet.ts'

/** What one report's rows are keyed by. */
export interface Grouping {
  /** The column that parts the stops of one day; null where a day falls into one row whole. */
  readonly stops: 'service' | 'class' | 'counter' | 'staff' | 'hour' | null
  /** The same for the time at counters; none: a row is no part of that time. */
  readonly duty: 'counter' | 'staff' | 'hour' | null | 'none'
  /** The row of a value of that column on that day. */
  keyOf(day: string, value: string): string
}

export function groupingBy(by: ReportBy): Grouping {
  switch (by) {
    case 'day':
      return { stops: null, duty: null, keyOf: (day) => day }
    case 'week':
      return { stops: null, duty: null, keyOf: weekOf }
    case 'month':
      return { stops: null, duty: null, keyOf: (day) => day.slice(0, 7) }
    case 'quarter':
      return { stops: null, duty: null, keyOf: (day) => `${day.slice(0, 4)}-Q${partOfYear(day, 3)}` }
    case 'half-year':
      return { stops: null, duty: null, keyOf: (day) => `${day.slice(0, 4)}-H${partOfYear(day, 6)}` }
    case 'year':
      return { stops: null, duty: null, keyOf: (day) => day.slice(0, 4) }
    case 'hour':
      return { stops: 'hour', duty: 'hour', keyOf: (_, hour) => hour }
    case 'weekday-hour':
      return { stops: 'hour', duty: 'hour', keyOf: (day, hour) => `${weekdayOf(day)}-${hour}` }
    case 'counter':
      return { stops: 'counter', duty: 'counter', keyOf: (_, counter) => counter }
    case 'officer':
      return { stops: 'staff', duty: 'staff', keyOf: (_, staff) => staff }
    case 'service':
      return { stops: 'service', duty: 'none', keyOf: (_, service) => service }
    case 'class':
      return { stops: 'class', duty: 'none', keyOf: (_, id) => id }
    default:
      by satisfies never
      throw new Error(`no report by ${by}`)
  }
}

/** Monday = 1. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** 2026-W48: ISO 8601, the week of the year its Thursday lies in. */
export function weekOf(day: string): string {
  const thursday = dayAfter(day, 4 - weekdayOf(day))
  const newYear = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)
  const week = Math.floor((Date.parse(`${thursday}T00:00:00Z`) - newYear) / (7 * 86_400_000)) + 1
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

/** Which part of the year, of so many months each, a day lies in: 1 is the first. */
function partOfYear(day: string, months: number): number {
  return Math.ceil(Number(day.slice(5, 7)) / months)
}

/** The Monday of an ISO week. */
function mondayOf(week: string): string {
  const [year = '', number = ''] = week.split('-W')
  const fourth = `${year}-01-04`
  return dayAfter(fourth, 1 - weekdayOf(fourth) + (Number(number) - 1) * 7)
}

const QUARTERS = ['I', 'II', 'III', 'IV']
const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export type KnownNames = Readonly<Record<'services' | 'classes', ReadonlyMap<string, Text>>> &
  Readonly<Record<'counters' | 'staff', ReadonlyMap<string, string>>>

/** What a row is called. */
export function rowName(by: ReportBy, key: string, names: KnownNames): Text {
  switch (by) {
    case 'day':
      return same(dayText(key))
    case 'week': {
      const monday = mondayOf(key)
      const days = `${dayText(monday).slice(0, 5)}–${dayText(dayAfter(monday, 6))}`
      const number = Number(key.slice(-2))
      return { vi: `Tuần ${number} (${days})`, en: `Week ${number} (${days})` }
    }
    case 'month': {
      const [year, month] = key.split('-')
      return { vi: `Tháng ${Number(month)}/${year}`, en: `${month}/${year}` }
    }
    case 'quarter': {
      const [year, number] = key.split('-Q')
      return { vi: `Quý ${QUARTERS[Number(number) - 1]}/${year}`, en: `Q${number} ${year}` }
    }
    case 'half-year': {
      const [year, number] = key.split('-H')
      return { vi: `6 tháng ${number === '1' ? 'đầu' : 'cuối'} năm ${year}`, en: `H${number} ${year}` }
    }
    case 'year':
      return { vi: `Năm ${key}`, en: key }
    case 'hour':
      return same(hourText(Number(key)))
    case 'weekday-hour': {
      const [weekday = 1, hour = 0] = key.split('-').map(Number)
      const at = hourText(hour)
      return { vi: `${WEEKDAYS[weekday - 1]} ${at}`, en: `${WEEKDAYS_EN[weekday - 1]} ${at}` }
    }
    case 'service':
      return names.services.get(key) ?? same(key)
    case 'class':
      if (key === ORDINARY) return { vi: 'Không ưu tiên', en: 'Without priority' }
      return names.classes.get(key) ?? same(key)
    case 'counter': {
      if (key === '') return { vi: 'Chưa được gọi', en: 'Never called' }
      const label = names.counters.get(key)
      return label === undefined ? same(key) : { vi: `Quầy ${label}`, en: `Counter ${label}` }
    }
    case 'officer':
      if (key === '') return { vi: 'Chưa được gọi', en: 'Never called' }
      return same(names.staff.get(key) ?? key)
    default:
      by satisfies never
      return same(key)
  }
}

/** In the order people look for them: time as it passes, the office's own order, counters by their number. */
export function rowOrder(by: ReportBy, names: KnownNames): (a: string, b: string) => number {
  const place = (list: Iterable<string>) => {
    const places = new Map([...list].map((id, i) => [id, i]))
    return (id: string) => places.get(id) ?? Number.POSITIVE_INFINITY
  }
  const last = (key: string) => Number(key === '')
  if (by === 'hour') return (a, b) => Number(a) - Number(b)
  if (by === 'weekday-hour') {
    const at = (key: string) => key.split('-').reduce((sum, part) => sum * 24 + Number(part), 0)
    return (a, b) => at(a) - at(b)
  }
  if (by === 'service' || by === 'class') {
    const of = place(by === 'service' ? names.services.keys() : [ORDINARY, ...names.classes.keys()])
    return (a, b) => of(a) - of(b) || compare(a, b)
  }
  if (by === 'counter' || by === 'officer') {
    const called = by === 'counter' ? names.counters : names.staff
    const text = (key: string) => called.get(key) ?? key
    return (a, b) => last(a) - last(b) || text(a).localeCompare(text(b), 'vi', { numeric: true }) || compare(a, b)
  }
  return compare
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00–${String(hour + 1).padStart(2, '0')}:00`
}

function same(text: string): Text {
  return { vi: text, en: text }
}

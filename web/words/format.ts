import type { Language } from './language.ts'

/** The time zone of every office in the country; a page may get another in its settings. */
export const HALL_ZONE = 'Asia/Ho_Chi_Minh'

const LOCALE: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

/** 1234 → "1.234" in Vietnamese, "1,234" in English. */
export function count(n: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(n)
}

/** Seconds to a tenth, as a figure: "0,2" in Vietnamese, "0.2" in English. */
export function tenths(ms: number, language: Language): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return (ms / 1_000).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', digits)
}

/** 8000 → "8.000 đồng", "8,000 VND". */
export function money(dong: number, language: Language): string {
  return language === 'vi' ? `${count(dong, 'vi')} đồng` : `${count(dong, 'en')} VND`
}

/** The time on the wall of the hall: "08:05". */
export function timeOfDay(at: number, zone = HALL_ZONE): string {
  return clockFormat(zone).format(at)
}

/** The time with its seconds: "08:05:09". */
export function timeWithSeconds(at: number, zone = HALL_ZONE): string {
  return clockFormat(zone, '2-digit').format(at)
}

/** "Thứ Hai, 23/11/2026" · "Monday, 23 November 2026". */
export function dayOf(at: number, language: Language, zone = HALL_ZONE): string {
  const { weekday, day, month, year } = dayParts(at, language, zone)
  return language === 'vi' ? `${weekday}, ${day}/${month}/${year}` : `${weekday}, ${Number(day)} ${month} ${year}`
}

/** "23/11": for tables. */
export function shortDay(at: number, zone = HALL_ZONE): string {
  const { day, month } = dayParts(at, 'vi', zone)
  return `${day}/${month}`
}

/** A span in the words of the hall, never finer than a minute: "1 giờ 5 phút", "25 minutes". */
export function span(ms: number, language: Language): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return language === 'vi' ? 'dưới 1 phút' : 'under a minute'
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts =
    language === 'vi'
      ? [hours && `${hours} giờ`, rest && `${rest} phút`]
      : [hours && `${hours} ${hours === 1 ? 'hour' : 'hours'}`, rest && `${rest} ${rest === 1 ? 'minute' : 'minutes'}`]
  return parts.filter(Boolean).join(' ')
}

/** A span for a desk or a monitor, where it ticks: "4:07", "1:04:07". */
export function ticking(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/**
 * A wait as an honest interval: "khoảng 10–20 phút", "about 10–20 minutes".
 *
 * Rounded outwards to whole minutes, from ten up to fives: finer figures would promise what nobody knows.
 */
export function waitInterval(fromMs: number, toMs: number, language: Language): string {
  const low = outward(fromMs / 60_000, Math.floor)
  const high = Math.max(1, outward(toMs / 60_000, Math.ceil))
  if (low < 1) return language === 'vi' ? `dưới ${high} phút` : `under ${high} ${high === 1 ? 'minute' : 'minutes'}`
  if (high >= 90) {
    return language === 'vi'
      ? `khoảng ${span(low * 60_000, 'vi')} đến ${span(high * 60_000, 'vi')}`
      : `about ${span(low * 60_000, 'en')} to ${span(high * 60_000, 'en')}`
  }
  const minutes = low === high ? `${low}` : `${low}–${high}`
  if (language === 'vi') return `khoảng ${minutes} phút`
  return `about ${minutes} ${minutes === '1' ? 'minute' : 'minutes'}`
}

/** What may come before the turn, where the interval reaches that far: the lunch break, or closing. */
const BEYOND = {
  lunch: { vi: 'có thể sau giờ nghỉ trưa', en: 'maybe after the lunch break' },
  closing: { vi: 'có thể quá giờ làm việc', en: 'maybe past closing time' },
} as const

interface Told {
  readonly fromMs: number
  readonly toMs: number
  readonly beyond?: keyof typeof BEYOND | undefined
}

/** The interval, with the break or the closing it may cross: "khoảng 25–40 phút, có thể sau giờ nghỉ trưa". */
export function waitTold({ fromMs, toMs, beyond }: Told, language: Language): string {
  const interval = waitInterval(fromMs, toMs, language)
  return beyond ? `${interval}, ${BEYOND[beyond][language]}` : interval
}

/** The same on one short line: what it may cross says more than an interval hours wide. */
export function waitBriefly({ fromMs, toMs, beyond }: Told, language: Language): string {
  return beyond ? BEYOND[beyond][language] : waitInterval(fromMs, toMs, language)
}

/** The same for where there is little room and the eye is far: "40–95" minutes, the unit beside it. */
export function waitMinutes(fromMs: number, toMs: number): string {
  const low = outward(fromMs / 60_000, Math.floor)
  const high = Math.max(1, outward(toMs / 60_000, Math.ceil))
  return low === high ? `${low}` : `${low}–${high}`
}

function outward(minutes: number, round: (n: number) => number): number {
  return minutes > 10 ? round(minutes / 5) * 5 : round(minutes)
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

// Formatters cost a millisecond to make and a clock asks every second, so each is made once.
const clocks = new Map<string, Intl.DateTimeFormat>()
function clockFormat(zone: string, second?: '2-digit'): Intl.DateTimeFormat {
  const key = `${zone} ${second}`
  const known = clocks.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(second && { second }),
    hourCycle: 'h23',
  })
  clocks.set(key, made)
  return made
}

function dayParts(at: number, language: Language, zone: string): Record<'weekday' | 'day' | 'month' | 'year', string> {
  const parts = new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: zone,
    weekday: 'long',
    day: '2-digit',
    month: language === 'vi' ? '2-digit' : 'long',
    year: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return { weekday: part('weekday'), day: part('day'), month: part('month'), year: part('year') }
}

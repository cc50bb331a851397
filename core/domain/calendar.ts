import type { ServiceDay } from './events.ts'
import { type Office, type ServiceId, serviceOf, type Text } from './office.ts'
import { dayAfter, endOfServiceDay, instantOf, localTime, serviceDayOf } from './service-day.ts'

/** When an office gives numbers and serves people. Times are 'HH:MM' in the office's zone. */
export interface Calendar {
  /** The hours of the week. None at all: always open. */
  readonly sessions: readonly Session[]
  /** Holidays, swapped days and other exceptions; the most exact entry of a date wins. */
  readonly specialDays: readonly SpecialDay[]
  /** How long before a session ends the last number is given, ms. */
  readonly lastNumberMs: number
  /** After a break: the people of the session before go first, or everybody by their claim. The queue is always kept. */
  readonly lunch: 'morning-first' | 'by-claim'
  /** From this time on, results may come the next working day: said on the slip and at the kiosk. */
  readonly lateNoteAt: string | null
  /** At the day's end: close what is left with its reason, or keep the queue for the next day. */
  readonly overnight: 'close' | 'keep'
}

/** One opening session of the week. `days` counts from Monday = 1 to Sunday = 7. */
export interface Session {
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

export interface SpecialDay {
  /** 'YYYY-MM-DD' for one date, 'MM-DD' for every year. */
  readonly date: string
  readonly name: Text
  /** null: for all services. */
  readonly services: readonly ServiceId[] | null
  readonly hours:
    | { readonly kind: 'closed' }
    /** A swapped day: works like this day of the week, Monday = 1. */
    | { readonly kind: 'like'; readonly weekday: number }
    | { readonly kind: 'sessions'; readonly sessions: readonly { readonly from: string; readonly to: string }[] }
}

/** One session of one date, as instants. `sitting` counts from 0 within the day. */
export interface Sitting {
  readonly day: ServiceDay
  readonly sitting: number
  readonly fromAt: number
  readonly toAt: number
}

/** When a running session is over, and when the next one of the same day begins: lunch. Without a next one it is the closing. */
export interface Break {
  readonly endsAt: number
  readonly resumesAt: number | null
}

type ServiceOrAll = ServiceId | null

// How far ahead "when does it open again" is answered: longer than any Tết.
const DAYS_AHEAD = 60

/**
 * The sessions of one service day, of the office (null) or of one service, in their order. A special day comes before the
 * week. Where no hours of the week are listed at all, an ordinary day is one session from its first minute to its last.
 */
export function sittingsOn(office: Office, service: ServiceOrAll, day: ServiceDay): readonly Sitting[] {
  const { sittings } = memoOf(office)
  const key = `${day} ${service ?? ''}`
  const known = sittings.get(key)
  if (known) return known
  if (sittings.size >= REMEMBERED) sittings.clear()
  const found = workOut(office, service, day)
  sittings.set(key, found)
  return found
}

/** The session that runs, or null. */
export function sittingNow(office: Office, service: ServiceOrAll, at: number): Sitting | null {
  return sittingsOn(office, service, dayOf(office, at)).find(({ fromAt, toAt }) => fromAt <= at && at < toAt) ?? null
}

/** The first session that begins after this instant, or null when none does for two months. */
export function nextSitting(office: Office, service: ServiceOrAll, at: number): Sitting | null {
  const today = dayOf(office, at)
  for (let days = 0; days <= DAYS_AHEAD; days++) {
    const next = sittingsOn(office, service, dayAfter(today, days)).find(({ fromAt }) => fromAt > at)
    if (next) return next
  }
  return null
}

/** The session of its day an instant belongs to, from 0: the running one, between sessions the next, after all the last. */
export function sittingOf(office: Office, service: ServiceOrAll, at: number): number {
  const today = sittingsOn(office, service, dayOf(office, at))
  return (today.find(({ toAt }) => at < toAt) ?? today.at(-1))?.sitting ?? 0
}

/** Is anything open at this instant: the office, or one service with its own hours? */
export function isHallOpen(office: Office, at: number): boolean {
  return hoursOf(office).some((service) => sittingNow(office, service, at) !== null)
}

/** When the hall opens next, or one service; null if it is open now or does not open for two months. */
export function opensNextAt(office: Office, at: number, service?: ServiceId): number | null {
  const whose = service === undefined ? hoursOf(office) : [service]
  if (whose.some((one) => sittingNow(office, one, at) !== null)) return null
  const starts = whose.flatMap((one) => nextSitting(office, one, at)?.fromAt ?? [])
  return starts.length === 0 ? null : Math.min(...starts)
}

/** When the last number of a session is given. A session that is the whole day gives numbers to its end. */
export function lastNumberAt(office: Office, service: ServiceOrAll, { fromAt, toAt }: Sitting): number {
  if (isAlwaysOpen(office, service)) return toAt
  const own = service === null ? null : serviceOf(office, service)?.lastNumberMs
  return Math.max(fromAt, toAt - (own ?? office.calendar.lastNumberMs))
}

/** The break that follows the running session: lunch or closing. Null outside the sessions, and where it never closes. */
export function breakAfter(office: Office, service: ServiceOrAll, at: number): Break | null {
  const now = sittingNow(office, service, at)
  if (now === null) return null
  const next = nextSitting(office, service, at)
  // One session leads into the other: there is nothing to wait for in between.
  if (next?.fromAt === now.toAt) return isAlwaysOpen(office, service) ? null : breakAfter(office, service, next.fromAt)
  return { endsAt: now.toAt, resumesAt: next?.day === now.day ? next.fromAt : null }
}

/** When the last session of the day an instant belongs to is over; null when it is already, or never is. */
export function closesAt(office: Office, service: ServiceOrAll, at: number): number | null {
  const last = sittingsOn(office, service, dayOf(office, at)).at(-1)
  if (last === undefined || last.toAt <= at) return null
  return breakAfter(office, service, last.fromAt)?.endsAt ?? null
}

/** Is it so late that results may come the next working day? */
export function isLate(office: Office, at: number): boolean {
  const { lateNoteAt } = office.calendar
  return lateNoteAt !== null && at >= instantOf(dayOf(office, at), lateNoteAt, office.timeZone)
}

/** The entry that makes this day different from its day of the week, or null. The exact date comes first, then the service. */
export function specialDayOf(office: Office, service: ServiceOrAll, day: ServiceDay): SpecialDay | null {
  const yearly = day.slice(5)
  let best: SpecialDay | null = null
  let weight = -1
  for (const special of office.calendar.specialDays) {
    if (special.date !== day && special.date !== yearly) continue
    if (special.services !== null && (service === null || !special.services.includes(service))) continue
    const own = (special.date === day ? 2 : 0) + (special.services === null ? 0 : 1)
    if (own <= weight) continue
    best = special
    weight = own
  }
  return best
}

/** Is no hour of the week listed? Then only a special day closes. */
export function isAlwaysOpen(office: Office, service: ServiceOrAll): boolean {
  return weekOf(office, service).length === 0
}

/** The service day of an instant, as `serviceDayOf`, but quick to ask again. */
export function dayOf(office: Office, at: number): ServiceDay {
  const memo = memoOf(office)
  if (memo.today.fromAt <= at && at < memo.today.untilAt) return memo.today.day
  const day = serviceDayOf(at, office)
  memo.today = {
    day,
    fromAt: instantOf(day, office.dayStartsAt, office.timeZone),
    untilAt: endOfServiceDay(at, office),
  }
  return day
}

function workOut(office: Office, service: ServiceOrAll, day: ServiceDay): readonly Sitting[] {
  const special = specialDayOf(office, service, day)
  return hoursIn(office, service, day, special)
    .map(({ from, to }) => ({ from, to, fromAt: instantOf(day, from, office.timeZone) }))
    .sort((a, b) => a.fromAt - b.fromAt)
    .map(({ fromAt, to, from }, sitting) => ({ day, sitting, fromAt, toAt: endOf(office, day, from, to) }))
}

type Hours = readonly { readonly from: string; readonly to: string }[]

function hoursIn(office: Office, service: ServiceOrAll, day: ServiceDay, special: SpecialDay | null): Hours {
  if (special?.hours.kind === 'closed') return []
  if (special?.hours.kind === 'sessions') return special.hours.sessions
  const week = weekOf(office, service)
  if (week.length === 0) return [{ from: office.dayStartsAt, to: WHOLE_DAY }]
  const weekday =
    special?.hours.kind === 'like'
      ? special.hours.weekday
      : localTime(instantOf(day, '12:00', office.timeZone), office.timeZone).weekday
  return week.filter(({ days }) => days.includes(weekday))
}

const WHOLE_DAY = 'whole day'

function endOf(office: Office, day: ServiceDay, from: string, to: string): number {
  return to === WHOLE_DAY
    ? endOfServiceDay(instantOf(day, from, office.timeZone), office)
    : instantOf(day, to, office.timeZone)
}

function weekOf(office: Office, service: ServiceOrAll): readonly Session[] {
  return (service === null ? null : serviceOf(office, service)?.sessions) ?? office.calendar.sessions
}

/** Whose hours make the hall's: of services with hours or special days of their own, and the office's for the others. */
function hoursOf(office: Office): readonly ServiceOrAll[] {
  const memo = memoOf(office)
  if (memo.whose) return memo.whose
  const whose = office.services.map(({ id, sessions }) => {
    const isOwn = sessions !== null || office.calendar.specialDays.some(({ services }) => services?.includes(id))
    return isOwn ? id : null
  })
  memo.whose = whose.length === 0 ? [null] : [...new Set(whose)]
  return memo.whose
}

// Every picture of every screen asks for these. An office is never changed in place, so what was worked out stays true.
interface Memo {
  today: { readonly day: ServiceDay; readonly fromAt: number; readonly untilAt: number }
  readonly sittings: Map<string, readonly Sitting[]>
  whose: readonly ServiceOrAll[] | null
}
const memos = new WeakMap<Office, Memo>()
const REMEMBERED = 2_000

function memoOf(office: Office): Memo {
  let memo = memos.get(office)
  if (!memo) {
    memo = { today: { day: '', fromAt: 0, untilAt: 0 }, sittings: new Map(), whose: null }
    memos.set(office, memo)
  }
  return memo
}

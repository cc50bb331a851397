import type { Office } from './office.ts'
import { dayAfter, instantOf, localTime, minutesOf } from './service-day.ts'

/** Is the hall open at this instant? An office that lists no session is always open. */
export function isHallOpen(office: Office, at: number): boolean {
  if (office.calendar.sessions.length === 0) return true
  const { weekday, minutes } = localTime(at, office.timeZone)
  return office.calendar.sessions.some(
    (session) =>
      session.days.includes(weekday) && minutesOf(session.from) <= minutes && minutes < minutesOf(session.to),
  )
}

/** When the hall opens next, or null if it is open now or never opens. */
export function opensNextAt(office: Office, at: number): number | null {
  if (isHallOpen(office, at)) return null
  const today = localTime(at, office.timeZone).date
  for (let days = 0; days <= 7; days++) {
    const date = dayAfter(today, days)
    const { weekday } = localTime(instantOf(date, '12:00', office.timeZone), office.timeZone)
    const starts = office.calendar.sessions
      .filter((session) => session.days.includes(weekday))
      .map((session) => instantOf(date, session.from, office.timeZone))
      .filter((start) => start > at)
    if (starts.length > 0) return Math.min(...starts)
  }
  return null
}

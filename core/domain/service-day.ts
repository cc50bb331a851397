import type { ServiceDay } from './events.ts'
import type { Office } from './office.ts'

/** The service day an instant belongs to: the calendar day in the office's zone, begun at `dayStartsAt`. */
export function serviceDayOf(at: number, office: Pick<Office, 'timeZone' | 'dayStartsAt'>): ServiceDay {
  const local = localTime(at, office.timeZone)
  return local.minutes < minutesOf(office.dayStartsAt) ? dayAfter(local.date, -1) : local.date
}

/** The day an order given now is decided on: the day that stands open, or the one it would open first. */
export function dayOfOrders(
  queue: {
    readonly day: ServiceDay | null
    readonly dayUntilAt: number
    readonly clockSuspect: boolean
    readonly office: Pick<Office, 'timeZone' | 'dayStartsAt'>
  },
  at: number,
): ServiceDay {
  if (queue.day !== null && (queue.clockSuspect || at < queue.dayUntilAt)) return queue.day
  return serviceDayOf(at, queue.office)
}

/** When the service day that `at` belongs to ends, ms since epoch. */
export function endOfServiceDay(at: number, office: Pick<Office, 'timeZone' | 'dayStartsAt'>): number {
  return endOfDay(serviceDayOf(at, office), office)
}

/** When this service day ends. */
export function endOfDay(day: ServiceDay, office: Pick<Office, 'timeZone' | 'dayStartsAt'>): number {
  return instantOf(dayAfter(day, 1), office.dayStartsAt, office.timeZone)
}

/** Date, weekday (Monday = 1) and minutes after midnight of an instant, as a clock on the office's wall shows them. */
export function localTime(at: number, timeZone: string): { date: string; weekday: number; minutes: number } {
  const local = new Date(at + offsetMs(at, timeZone))
  return {
    date: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() || 7,
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

/** The instant at which the office's wall clock shows this date and 'HH:MM'. */
export function instantOf(date: ServiceDay, hhmm: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutesOf(hhmm) * 60_000
  // Twice: the offset belongs to the instant we look for, which the first guess may miss across a change of the clocks.
  const guess = asUtc - offsetMs(asUtc, timeZone)
  return asUtc - offsetMs(guess, timeZone)
}

export function minutesOf(hhmm: string): number {
  const [hours, minutes] = hhmm.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/** Whether this is a day, 'YYYY-MM-DD', that a calendar has: not the 31st of February. */
export function isDay(date: string): boolean {
  // A date that does not exist cannot be read, or comes back as another.
  return !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && dayAfter(date, 0) === date
}

/** The date some days later. */
export function dayAfter(date: ServiceDay, days: number): ServiceDay {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

// Making a formatter costs more than using it a thousand times; the zone data behind it does not change while we run.
const formatters = new Map<string, Intl.DateTimeFormat>()

function offsetMs(at: number, timeZone: string): number {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA-u-hc-h23', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  const part: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(at)) part[type] = value
  const shown = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`)
  return shown - Math.floor(at / 1000) * 1000
}

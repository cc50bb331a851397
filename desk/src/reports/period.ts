/** Some days, both included: 'YYYY-MM-DD' by the office's clock. */
export interface Period {
  readonly from: string
  readonly to: string
}

export const CHOICES = ['today', 'week', 'month', 'quarter', 'half-year', 'year'] as const
export type Chosen = (typeof CHOICES)[number]

const MONTHS: Readonly<Partial<Record<Chosen, number>>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** The period somebody means: this week from Monday, this month or quarter from its first, until today. */
export function periodOf(chosen: Chosen, today: string): Period {
  if (chosen === 'today') return { from: today, to: today }
  if (chosen === 'week') return { from: later(today, 1 - weekdayOf(today)), to: today }
  const months = MONTHS[chosen] ?? 1
  const month = Number(today.slice(5, 7))
  return { from: firstOf(today, month - ((month - 1) % months)), to: today }
}

/** The whole period of the kind that ended before this one began: what is reported is mostly last month, last quarter. */
export function periodEarlier(chosen: Chosen, { from }: Period): Period {
  const to = later(from, -1)
  return { ...periodOf(chosen, to), to }
}

function firstOf(day: string, month: number): string {
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

/**
 * The period before: of the same length, and of the same weekdays where it is not longer than a month; Mondays are not to be held
 * against Sundays.
 */
export function periodBefore({ from, to }: Period): Period {
  const days = daysIn({ from, to })
  const back = days <= 31 ? Math.ceil(days / 7) * 7 : days
  return { from: later(from, -back), to: later(to, -back) }
}

export function daysIn({ from, to }: Period): number {
  return Math.round((noon(to) - noon(from)) / DAY) + 1
}

/** Monday = 1. */
export function weekdayOf(day: string): number {
  return new Date(noon(day)).getUTCDay() || 7
}

export function later(day: string, days: number): string {
  return new Date(noon(day) + days * DAY).toISOString().slice(0, 10)
}

const DAY = 86_400_000

function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`)
}

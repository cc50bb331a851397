/** Some days, both included: 'YYYY-MM-DD' by the office's clock. */
export interface Period {
  readonly from: string
  readonly to: string
}

export type Chosen = 'today' | 'week' | 'month'

/** The period somebody means: this week from Monday, this month from its first, until today. */
export function periodOf(chosen: Chosen, today: string): Period {
  if (chosen === 'today') return { from: today, to: today }
  if (chosen === 'month') return { from: `${today.slice(0, 7)}-01`, to: today }
  return { from: later(today, 1 - weekdayOf(today)), to: today }
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

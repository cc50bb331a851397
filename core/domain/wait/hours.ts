import { isAlwaysOpen, type Sitting, sittingsOn } from '../calendar.ts'
import type { Queue } from '../queue.ts'

/** The day's sessions of the office, in their order; none where it never closes. */
export function hoursOf({ office, day }: Pick<Queue, 'office' | 'day'>): readonly Sitting[] {
  if (day === null || isAlwaysOpen(office, null)) return []
  return sittingsOn(office, null, day)
}

/** How long before a session begins people already sit down for it. */
const EARLY_MS = 45 * 60_000

/** The session somebody at a desk thinks of at this instant: past the middle of a break it is the next one. */
export function sittingAt(hours: readonly Sitting[], at: number): number | null {
  if (hours.length === 0) return null
  for (const [i, { toAt }] of hours.entries()) {
    const next = hours[i + 1]
    if (!next || at < Math.max(next.fromAt - EARLY_MS, (toAt + next.fromAt) / 2)) return i
  }
  return hours.length - 1
}

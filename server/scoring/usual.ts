import { type Office, type ServiceId, serviceOf } from '#core/domain/office.ts'
import type { ServedRow } from './rows.ts'

/** How long a service usually takes in this hall, and how much of one turn counts at most; ms. */
export interface UsualTime {
  readonly usualMs: number
  readonly mostMs: number
}

// Below this many turns the hall has not shown what is usual; the office's own setting stands in.
const FEWEST_TURNS = 20
// A turn three times as long as the middle one was most likely not finished when it was over.
const MOST_TIMES_MEDIAN = 3

/**
 * What is usual for each service: the mean of the whole hall's turns of that month, so that all its officers together stand at 100 %
 * and nobody loses by sitting at a hard service.
 */
export function usualTimes(served: readonly ServedRow[], office: Office): (service: ServiceId) => UsualTime {
  const known = new Map<ServiceId, UsualTime>()
  for (const [service, rows] of Map.groupBy(served, (row) => row.service)) {
    const times = rows.flatMap(({ serviceMs }) => serviceMs ?? []).toSorted((a, b) => a - b)
    if (times.length < FEWEST_TURNS) continue
    const mostMs = MOST_TIMES_MEDIAN * (times[Math.floor(times.length / 2)] ?? 0)
    const all = times.reduce((sum, ms) => sum + Math.min(ms, mostMs), 0)
    known.set(service, { usualMs: Math.max(1, Math.round(all / times.length)), mostMs })
  }
  return (service) => {
    const found = known.get(service)
    if (found) return found
    const usualMs = Math.max(1, serviceOf(office, service)?.usualServiceMs ?? 1)
    return { usualMs, mostMs: MOST_TIMES_MEDIAN * usualMs }
  }
}

import { countersServing, type ServiceId, serviceOf } from './office.ts'
import { counterState, type Queue } from './queue.ts'

/** How long someone will probably wait: an interval, and the instant it was made. Never one bare figure. */
export interface Wait {
  readonly fromMs: number
  readonly toMs: number
  readonly madeAt: number
}

/**
 * A first honest estimate for someone with `ahead` people before them in a service's line, or null when no counter that
 * serves it is open: then nobody can know.
 *
 * People ahead × the service's pace ÷ the counters working on it. The pace is the day's mean, leaning on the usual time
 * until a few tickets are finished; a counter that also serves other waiting lines counts for its share. The interval is
 * two thirds to one and a half of that: what remains unknown about people.
 */
export function estimateWait(queue: Queue, service: ServiceId, ahead: number, at: number): Wait | null {
  const hands = handsFor(queue, service)
  if (hands === 0) return null
  // Someone must finish before even the first in line is called, unless a counter stands free.
  const before = ahead === 0 && hasFreeCounter(queue, service) ? 0 : ahead + 0.5
  const middle = (before * paceOf(queue, service)) / hands
  return { fromMs: minutesDown(middle * (2 / 3)), toMs: minutesUp(middle * 1.5), madeAt: at }
}

const MINUTE = 60_000
// As many imagined tickets of the usual length as it takes for a slow first one not to frighten the whole hall.
const LEANING = 5

function paceOf(queue: Queue, service: ServiceId): number {
  const usual = serviceOf(queue.office, service)?.usualServiceMs ?? 5 * MINUTE
  const day = queue.pace[service] ?? { finished: 0, totalMs: 0 }
  return (usual * LEANING + day.totalMs) / (LEANING + day.finished)
}

function handsFor(queue: Queue, service: ServiceId): number {
  let hands = 0
  for (const counter of countersServing(queue.office, service)) {
    if (counterState(queue, counter.id).state !== 'open') continue
    const busyLines = counter.services.filter((id) => id === service || (queue.lines.get(id)?.length ?? 0) > 0)
    hands += 1 / busyLines.length
  }
  return hands
}

function hasFreeCounter(queue: Queue, service: ServiceId): boolean {
  return countersServing(queue.office, service).some((counter) => {
    const state = counterState(queue, counter.id)
    return state.state === 'open' && state.holding === null
  })
}

function minutesDown(ms: number): number {
  return Math.floor(ms / MINUTE) * MINUTE
}

function minutesUp(ms: number): number {
  return Math.max(1, Math.ceil(ms / MINUTE)) * MINUTE
}

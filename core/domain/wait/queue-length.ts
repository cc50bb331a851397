import { countersServing, type ServiceId, serviceOf } from '../office.ts'
import { counterState, type Queue, servicesAt } from '../queue.ts'

const MINUTE = 60_000
// As many imagined tickets of the usual length as it takes for a slow first one not to frighten the whole hall.
const LEANING = 5

/**
 * What is guessed where nothing was learned yet: people ahead × the service's pace ÷ the counters working on it. Null when
 * no counter that serves it is open.
 *
 * The pace is the day's mean, leaning on the usual time until a few tickets are finished; a counter that also serves other
 * waiting lines counts for its share.
 */
export function guessedMs(queue: Queue, service: ServiceId, ahead: number): number | null {
  const hands = handsFor(queue, service)
  if (hands === 0) return null
  // Someone must finish before even the first in line is called, unless a counter stands free.
  const before = ahead === 0 && hasFreeCounter(queue, service) ? 0 : ahead + 0.5
  return (before * paceOf(queue, service)) / hands
}

function paceOf(queue: Queue, service: ServiceId): number {
  const usual = serviceOf(queue.office, service)?.usualServiceMs ?? 5 * MINUTE
  const day = queue.pace[service] ?? { finished: 0, totalMs: 0 }
  return (usual * LEANING + day.totalMs) / (LEANING + day.finished)
}

function handsFor(queue: Queue, service: ServiceId): number {
  let hands = 0
  for (const counter of openFor(queue, service)) {
    const busyLines = servicesAt(queue, counter).filter(
      (id) => id === service || (queue.lines.get(id)?.length ?? 0) > 0,
    )
    hands += 1 / busyLines.length
  }
  return hands
}

function hasFreeCounter(queue: Queue, service: ServiceId): boolean {
  return openFor(queue, service).some((counter) => {
    const state = counterState(queue, counter)
    return state.state === 'open' && state.holding === null
  })
}

function openFor(queue: Queue, service: ServiceId): string[] {
  return countersServing(queue.office, service)
    .map(({ id }) => id)
    .filter((id) => counterState(queue, id).state === 'open' && servicesAt(queue, id).includes(service))
}

import { headStartOf, ORDINARY } from '../office.ts'
import type { Queue } from '../queue.ts'
import { drawn, evenly } from './chance.ts'
import type { Hall } from './hall.ts'
import { ASKS, NEVER } from './imagined.ts'

const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE
// Whoever comes later than that hardly meets anybody who waits now.
const LOOKED_AHEAD_MS = 2 * 60 * MINUTE

export interface Newcomer {
  readonly at: number
  readonly service: number
  readonly class: string
  /** Its place among those who wait now. */
  readonly key: number
  readonly name: number
}

/**
 * People who will come and may go before somebody who waits now, as many as in the days before: those with a priority, and
 * everybody else only where a counter's preference or shares may put a later one first.
 */
export function newcomersOf(
  queue: Queue,
  hall: Hall,
  come: (future: number, one: Newcomer) => void,
): (future: number) => void {
  const { learned, office } = queue
  const { at, claims } = hall
  const known = claims.length
  const cameInAll = Math.max(1, sumOf(Object.values(learned.came.classes)))
  const classes = office.classes.flatMap(({ id, headStartMs, rank }) => {
    const share = (learned.came.classes[id] ?? 0) / cameInAll
    const overtakes =
      office.order.policy === 'head-start' ? headStartMs > 0 : office.order.policy === 'ratio' || rank > 0
    return share > 0 && overtakes ? [{ id, share }] : []
  })
  const isFromBehind = office.counters.some(({ serves, services }) => serves !== 'together' && services.length > 1)
  const others = 1 - sumOf(classes.map(({ share }) => share))
  if (isFromBehind) classes.push({ id: ORDINARY, share: Math.max(0, others) })
  const shareOfAll = sumOf(classes.map(({ share }) => share))
  const parts = office.services.map(({ id }) => learned.came.services[id] ?? 0)
  const partOfAll = sumOf(parts)
  if (shareOfAll <= 0 || partOfAll <= 0) return () => {}
  const byClaim = office.order.policy === 'head-start' && !isFromBehind
  const longest = Math.max(0, ...classes.map(({ id }) => headStartOf(office, id)))
  const horizon = at + (byClaim ? longest : LOOKED_AHEAD_MS)
  const behind = ranksBehind(queue)

  function keyOf(ofClass: string, when: number): number {
    const { policy } = office.order
    // Behind everyone of the same rank, and each newcomer behind the one before.
    const later = 0.25 + ((when - at) / LOOKED_AHEAD_MS) * 0.2
    if (policy === 'strict') return (behind.get(ofClass) ?? known) - 0.5 + later
    if (policy === 'ratio') return known + later
    const claim = when - headStartOf(office, ofClass)
    return claim >= at ? known + later : rankBy(claims, claim) - 0.5 + later
  }

  return (future) => {
    let name = 0x100000
    let when = at
    for (;;) {
      const slot = Math.floor((when - learned.today.beganAt) / HALF_HOUR)
      const slotEndsAt = learned.today.beganAt + (slot + 1) * HALF_HOUR
      const rate = ((learned.arrivals[slot] ?? 0) * shareOfAll) / HALF_HOUR
      const gap = rate > 0 ? -Math.log(1 - evenly(drawn(future, ++name, ASKS.arrival))) / rate : NEVER
      when = Math.min(when + gap, slotEndsAt)
      if (when >= horizon) return
      if (when === slotEndsAt) continue
      const ofClass = picked(classes, evenly(drawn(future, name, ASKS.kind)) * shareOfAll)
      // One whose head start no longer reaches back to now overtakes nobody.
      if (byClaim && when - headStartOf(office, ofClass) >= at) continue
      const service = placeIn(parts, evenly(drawn(future, name, ASKS.outcome)) * partOfAll)
      come(future, { at: when, service, class: ofClass, key: keyOf(ofClass, when), name })
    }
  }
}

/** How many who wait now go before somebody new of each class under strict ranks. */
function ranksBehind(queue: Queue): ReadonlyMap<string, number> {
  const { office } = queue
  const rankOf = (id: string) => office.classes.find((one) => one.id === id)?.rank ?? 0
  const waiting = [...queue.lines.values()].flat()
  return new Map(
    [...office.classes.map(({ id }) => id), ORDINARY].map((id) => [
      id,
      waiting.filter((ticket) => ticket.first || rankOf(ticket.class) >= rankOf(id)).length,
    ]),
  )
}

/** How many claims come before this one. */
export function rankBy(claims: Float64Array, claim: number): number {
  let low = 0
  let high = claims.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((claims[middle] as number) <= claim) low = middle + 1
    else high = middle
  }
  return low
}

function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, one) => sum + one, 0)
}

function picked(classes: readonly { readonly id: string; readonly share: number }[], draw: number): string {
  let left = draw
  for (const { id, share } of classes) {
    left -= share
    if (left < 0) return id
  }
  return classes[0]?.id ?? ORDINARY
}

function placeIn(parts: readonly number[], draw: number): number {
  let left = draw
  for (const [i, part] of parts.entries()) {
    left -= part
    if (left < 0) return i
  }
  return 0
}

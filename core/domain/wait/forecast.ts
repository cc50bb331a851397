import type { ServiceId } from '../office.ts'
import type { Queue } from '../queue.ts'
import type { TicketId } from '../ticket.ts'
import { type Hall, hallOf } from './hall.ts'
import { NEVER } from './imagined.ts'
import { type Futures, rollOut } from './roll-out.ts'

/**
 * When somebody will probably be called, as spans from `madeAt`: one in ten are called before `earlyMs`, one in ten after
 * `lateMs`. Infinite where that many are not called any more today.
 */
export interface Forecast {
  readonly earlyMs: number
  readonly middleMs: number
  readonly lateMs: number
  readonly madeAt: number
}

interface Imagined {
  readonly madeAt: number
  readonly hall: Hall
  readonly futures: Futures
}

// A picture a few seconds old says the same in minutes: all screens and slips of one queue share one.
const COARSE_MS = 10_000
const kept = new WeakMap<Queue, Imagined>()

/** The forecast for one who waits; null for anybody else. */
export function forecastOf(queue: Queue, ticket: TicketId, at: number): Forecast | null {
  const imagined = imagine(queue, at)
  const rank = imagined.hall.rankOf.get(ticket)
  return rank === undefined ? null : toldOf(imagined, rank)
}

/** The forecast for somebody who would take a number for this service now. */
export function forecastFor(queue: Queue, service: ServiceId, at: number): Forecast | null {
  const imagined = imagine(queue, at)
  const index = imagined.hall.serviceIndex.get(service)
  return index === undefined ? null : toldOf(imagined, imagined.hall.waiting.length + index)
}

function imagine(queue: Queue, at: number): Imagined {
  const madeAt = Math.max(queue.lastAt, Math.floor(at / COARSE_MS) * COARSE_MS)
  const known = kept.get(queue)
  if (known?.madeAt === madeAt) return known
  const hall = hallOf(queue, madeAt)
  const imagined = { madeAt, hall, futures: rollOut(queue, hall) }
  kept.set(queue, imagined)
  return imagined
}

function toldOf({ madeAt, futures }: Imagined, column: number): Forecast | null {
  const sorted = futures[column]?.toSorted()
  if (!sorted) return null
  const spanAt = (share: number) => {
    const place = share * (sorted.length - 1)
    const low = sorted[Math.floor(place)] as number
    const high = sorted[Math.ceil(place)] as number
    return (low === high || high === NEVER ? low : low + (high - low) * (place % 1)) - madeAt
  }
  return { earlyMs: spanAt(0.1), middleMs: spanAt(0.5), lateMs: spanAt(0.9), madeAt }
}

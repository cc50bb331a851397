import type { ServiceId } from '#core/domain/office.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import { promiseOf, type WaitPromise } from '#core/domain/waiting-time.ts'
import type { Reaction } from '../road.ts'

/** How well the told waits of the last people held, in this very hall. Null before the first one is called. */
export interface WaitScores {
  /** People scored since the hub started. */
  readonly scored: number
  /** Mean distance of the promise's middle from the real wait, ms. */
  readonly errorMs: number | null
  /** The same had everybody been told the wait of the last one called for the service. */
  readonly lastErrorMs: number | null
  readonly withinTenMinutes: number | null
  readonly intervalHeld: number | null
  readonly upperHeld: number | null
}

interface Scored {
  readonly errorMs: number
  readonly lastErrorMs: number | null
  readonly isInside: boolean
  readonly isBefore: boolean
}

const TEN_MINUTES = 600_000
/** So many people make a figure; those before are forgotten. */
const LAST = 1_000

/** Remembers what each person was told, and scores it at the first call. Kept in memory only: a hub begins anew. */
export function scoreWaits(): { reaction: Reaction; read: () => WaitScores } {
  const promised = new Map<TicketId, { readonly promise: WaitPromise; readonly lastMs: number | null }>()
  const lastWaitMs = new Map<ServiceId, number>()
  const last: Scored[] = []
  let scored = 0

  function score(id: TicketId, waitedMs: number): void {
    const told = promised.get(id)
    if (!told) return
    promised.delete(id)
    const { fromMs, middleMs, toMs } = told.promise
    scored++
    last.push({
      errorMs: Math.abs(middleMs - waitedMs),
      lastErrorMs: told.lastMs === null ? null : Math.abs(told.lastMs - waitedMs),
      isInside: fromMs <= waitedMs && waitedMs <= toMs,
      isBefore: waitedMs <= toMs,
    })
    if (last.length > LAST) last.shift()
  }

  return {
    reaction({ happened, queue }) {
      for (const { at, event } of happened) {
        if (event.type === 'DayOpened') {
          promised.clear()
          lastWaitMs.clear()
        }
        if (event.type !== 'TicketIssued' && event.type !== 'TicketCalled') continue
        const ticket = queue.tickets.get(event.ticket)
        if (!ticket || ticket.practice) continue
        if (event.type === 'TicketIssued') {
          const promise = promiseOf(queue, ticket, at)
          if (promise) promised.set(ticket.id, { promise, lastMs: lastWaitMs.get(ticket.service) ?? null })
          // Whoever waited over night says nothing about today's waits.
        } else if (ticket.sitting >= 0 && queue.calls.get(ticket.id)?.length === 1) {
          lastWaitMs.set(ticket.service, at - ticket.issuedAt)
          score(ticket.id, at - ticket.issuedAt)
        }
      }
    },
    read() {
      const rivals = last.flatMap(({ lastErrorMs }) => lastErrorMs ?? [])
      return {
        scored,
        errorMs: mean(last.map(({ errorMs }) => errorMs)),
        lastErrorMs: mean(rivals),
        withinTenMinutes: mean(last.map(({ errorMs }) => Number(errorMs <= TEN_MINUTES))),
        intervalHeld: mean(last.map(({ isInside }) => Number(isInside))),
        upperHeld: mean(last.map(({ isBefore }) => Number(isBefore))),
      }
    },
  }
}

function mean(figures: readonly number[]): number | null {
  return figures.length === 0 ? null : figures.reduce((sum, one) => sum + one, 0) / figures.length
}

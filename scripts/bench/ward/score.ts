import type { Happened } from '#core/domain/events.ts'
import type { ServiceId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import { promiseOf, type WaitPromise } from '#core/domain/waiting-time.ts'

const MINUTE = 60_000
const TEN_MINUTES = 10 * MINUTE

/** What one person was told at the machine, what the last one called would have said, and what came of it. */
export interface Scored {
  readonly at: number
  readonly waitedMs: number
  readonly told: WaitPromise | null
  /** The last to enter service: the wait of the last ticket of this service that was called. Null before the first. */
  readonly last: { readonly waitedMs: number; readonly withoutBreakMs: number } | null
  readonly crossesLunch: boolean
}

/** Listens to a ward and scores every promise, made at the issue, at the first call. */
export function openScores(lunch: (at: number) => { readonly fromAt: number; readonly toAt: number }) {
  const scored: Scored[] = []
  const open = new Map<TicketId, Omit<Scored, 'waitedMs' | 'crossesLunch'>>()
  const last = new Map<ServiceId, NonNullable<Scored['last']>>()
  let isScoring = false

  function breakWithin(from: number, to: number): number {
    const { fromAt, toAt } = lunch(from)
    return Math.max(0, Math.min(to, toAt) - Math.max(from, fromAt))
  }

  return {
    scored: scored as readonly Scored[],
    beginDay(isScored: boolean) {
      isScoring = isScored
      last.clear()
      open.clear()
    },
    watch({ at, event }: Happened, queue: Queue): void {
      if (event.type === 'TicketIssued' && isScoring) {
        const ticket = queue.tickets.get(event.ticket)
        const told = ticket ? promiseOf(queue, ticket, at) : null
        open.set(event.ticket, { at, told, last: last.get(event.service) ?? null })
      }
      if (event.type !== 'TicketCalled') return
      const ticket = queue.tickets.get(event.ticket)
      if (!ticket) return
      const waitedMs = at - ticket.issuedAt
      last.set(ticket.service, { waitedMs, withoutBreakMs: waitedMs - breakWithin(ticket.issuedAt, at) })
      const promised = open.get(event.ticket)
      if (!promised) return
      open.delete(event.ticket)
      scored.push({ ...promised, waitedMs, crossesLunch: breakWithin(promised.at, at) >= 30 * MINUTE })
    },
  }
}

export interface Score {
  /** Called tickets to which a promise was made, and those to which none could be. */
  readonly tickets: number
  readonly untold: number
  readonly meanWaitMs: number
  /** On the tickets for which both had something to say. */
  readonly errorMs: number
  readonly lastErrorMs: number
  readonly ratio: number
  readonly within10: number
  readonly interval: number
  readonly upper: number
}

/** `breaks`: shall the last one's wait count its lunch too? */
export function scoreOf(all: readonly Scored[], breaks: 'counted' | 'taken-off'): Score {
  const told = all.flatMap((one) => (one.told ? [{ ...one, told: one.told }] : []))
  const errorOf = (one: (typeof told)[number]) => Math.abs(one.told.middleMs - one.waitedMs)
  const both = told.flatMap((one) => (one.last ? [{ ours: errorOf(one), one, last: one.last }] : []))
  const errorMs = mean(both.map(({ ours }) => ours))
  const lastErrorMs = mean(
    both.map(({ one, last }) => Math.abs((breaks === 'counted' ? last.waitedMs : last.withoutBreakMs) - one.waitedMs)),
  )
  const share = (holds: (one: (typeof told)[number]) => boolean) => told.filter(holds).length / told.length
  return {
    tickets: told.length,
    untold: all.length - told.length,
    meanWaitMs: mean(told.map(({ waitedMs }) => waitedMs)),
    errorMs,
    lastErrorMs,
    ratio: errorMs / lastErrorMs,
    within10: share((one) => errorOf(one) <= TEN_MINUTES),
    interval: share(({ told: { fromMs, toMs }, waitedMs }) => fromMs <= waitedMs && waitedMs <= toMs),
    upper: share(({ told: { toMs }, waitedMs }) => waitedMs <= toMs),
  }
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length
}

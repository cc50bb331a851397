import type { Happened } from '#core/domain/events.ts'
import type { ServiceId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { TicketId } from '#core/domain/ticket.ts'

/** What one person was told at the machine, what the last one called would have said, and what came of it. */
export interface Scored {
  readonly at: number
  readonly service: ServiceId
  readonly isPriority: boolean
  readonly ahead: number
  readonly waitedMs: number
  readonly told: Told | null
  /** The wait of the last ticket of this service that was called: the last to enter service. Null before the first. */
  readonly lastMs: number | null
  readonly crossesLunch: boolean
}

export interface Told {
  readonly middleMs: number
  readonly fromMs: number
  readonly toMs: number
}

const BREAK_MS = 60 * 60_000

/** Listens to a day and scores every promise at the first call. */
export function openScores(promise: (queue: Queue, ticket: TicketId, at: number) => (Told & { ahead: number }) | null) {
  const scored: Scored[] = []
  const open = new Map<TicketId, Omit<Scored, 'waitedMs' | 'crossesLunch'>>()
  let last = new Map<ServiceId, number>()
  let isScoring = false
  return {
    scored: scored as readonly Scored[],
    untold: () => open.size,
    beginDay(isScored: boolean) {
      isScoring = isScored
      last = new Map()
      open.clear()
    },
    watch({ at, event }: Happened, queue: Queue): void {
      if (event.type === 'TicketIssued' && isScoring) {
        const told = promise(queue, event.ticket, at)
        open.set(event.ticket, {
          at,
          service: event.service,
          isPriority: event.class !== 'ordinary',
          ahead: told?.ahead ?? -1,
          told,
          lastMs: last.get(event.service) ?? null,
        })
      }
      if (event.type !== 'TicketCalled') return
      const ticket = queue.tickets.get(event.ticket)
      if (!ticket) return
      const promised = open.get(event.ticket)
      if (promised) {
        const waitedMs = at - promised.at
        // Nobody else waits over an hour's silence: whoever is called after it was there before it.
        scored.push({ ...promised, waitedMs, crossesLunch: hasLunchBetween(promised.at, at) })
        open.delete(event.ticket)
      }
      if (ticket.service === (promised?.service ?? ticket.service)) last.set(ticket.service, at - ticket.issuedAt)
    },
  }
}

/** The break is 11:30 to 13:30 in a zone seven hours ahead. */
function hasLunchBetween(from: number, to: number): boolean {
  const noon = Math.floor((from + 7 * 3_600_000) / 86_400_000) * 86_400_000 + 5.5 * 3_600_000
  return from < noon - BREAK_MS / 2 && to > noon
}

export interface Score {
  readonly tickets: number
  readonly meanWaitMs: number
  readonly maeMs: number
  readonly lastMaeMs: number
  readonly ratio: number
  readonly within10: number
  readonly interval: number
  readonly upper: number
  readonly lower: number
  readonly biasMs: number
}

export function scoreOf(all: readonly Scored[]): Score {
  const told = all.filter((one) => one.told !== null)
  const both = told.filter((one) => one.lastMs !== null)
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const errorOf = (one: Scored) => Math.abs((one.told?.middleMs ?? 0) - one.waitedMs)
  const maeMs = mean(both.map(errorOf))
  const lastMaeMs = mean(both.map((one) => Math.abs((one.lastMs ?? 0) - one.waitedMs)))
  const share = (holds: (one: Scored, told: Told) => boolean) =>
    told.filter((one) => one.told && holds(one, one.told)).length / told.length
  return {
    tickets: told.length,
    meanWaitMs: mean(told.map((one) => one.waitedMs)),
    maeMs,
    lastMaeMs,
    ratio: maeMs / lastMaeMs,
    within10: share((one) => errorOf(one) <= 10 * 60_000),
    interval: share((one, { fromMs, toMs }) => fromMs <= one.waitedMs && one.waitedMs <= toMs),
    upper: share((one, { toMs }) => one.waitedMs <= toMs),
    lower: share((one, { fromMs }) => one.waitedMs >= fromMs),
    biasMs: mean(told.map((one) => (one.told?.middleMs ?? 0) - one.waitedMs)),
  }
}

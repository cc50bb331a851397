import { isReady } from '../calling-order.ts'
import type { ClassId, CounterId, ServiceId } from '../office.ts'
import { ORDINARY } from '../office.ts'
import { counterLine, counterState, type Queue, servicesAt, staffLine, ticketsInOrder } from '../queue.ts'
import type { Ticket, TicketId } from '../ticket.ts'

/** How one day went, lived or replayed. */
export interface Figures {
  /** Numbers given, without those taken back and those of a practice. */
  readonly people: number
  readonly served: number
  readonly missed: number
  /** Still in line when the day was over. */
  readonly stillWaiting: number
  /** When the last one was served. */
  readonly endedAt: number | null
  readonly waits: Waits
  readonly classes: readonly (Waits & { readonly id: ClassId })[]
  readonly services: readonly (Waits & { readonly id: ServiceId })[]
  readonly longest: { readonly number: string; readonly waitMs: number } | null
  readonly overtakes: {
    /** How often somebody was called before one who had come earlier and waited for the same counter. */
    readonly count: number
    readonly people: number
    readonly worst: { readonly number: string; readonly times: number } | null
  }
}

/** Waits from the number to the first call. Whoever was never called waited at least until the day was over. */
export interface Waits {
  readonly people: number
  readonly meanMs: number | null
  readonly medianMs: number | null
  readonly p90Ms: number | null
  readonly longestMs: number | null
}

/** Looks on while a day goes by, and counts. */
export interface Tally {
  /** Somebody is about to be called, and the hall stands so. */
  call(before: Queue, ticket: TicketId, counter: CounterId, at: number): void
  /** The figures of the day that is over, and each person's wait. */
  end(queue: Queue, untilAt: number): Tallied
}

export interface Tallied {
  readonly figures: Figures
  readonly waitMs: ReadonlyMap<TicketId, number>
  readonly ordinary: ReadonlySet<TicketId>
}

export function openTally(): Tally {
  const calledAt = new Map<TicketId, { at: number; class: ClassId; service: ServiceId }>()
  const overtaken = new Map<TicketId, number>()
  return {
    call(before, id, counter, at) {
      const ticket = before.tickets.get(id)
      if (!ticket) return
      if (!calledAt.has(id)) calledAt.set(id, { at, class: ticket.class, service: ticket.service })
      for (const one of passedBy(before, ticket, counter, at)) overtaken.set(one.id, (overtaken.get(one.id) ?? 0) + 1)
    },
    end(queue, untilAt) {
      const people = ticketsInOrder(queue).filter(({ state, practice }) => state !== 'void' && !practice)
      const stood = people.flatMap((ticket) => {
        const call = calledAt.get(ticket.id)
        // Who stayed over night did not wait for the office to open; who gave up before the call has no wait to count.
        if (ticket.sitting < 0 || (!call && ticket.state !== 'waiting')) return []
        const waitMs = Math.max(0, (call?.at ?? untilAt) - ticket.issuedAt)
        return [{ ticket, waitMs, class: call?.class ?? ticket.class, service: call?.service ?? ticket.service }]
      })
      const longest = stood.reduce((a, b) => (a && a.waitMs >= b.waitMs ? a : b), stood[0])
      const worst = [...overtaken].reduce((a, b) => (a && a[1] >= b[1] ? a : b), [...overtaken][0])
      const ended = people.flatMap((ticket) => (ticket.state === 'served' ? [ticket.finishedAt] : []))
      const only = (which: (one: (typeof stood)[number]) => boolean) =>
        waitsOf(stood.filter(which).map((one) => one.waitMs))
      const { office } = queue
      const figures: Figures = {
        people: people.length,
        served: people.filter(({ state }) => state === 'served').length,
        missed: people.filter(({ state }) => state === 'no-show').length,
        stillWaiting: people.filter(({ state }) => state === 'waiting').length,
        endedAt: ended.length === 0 ? null : Math.max(...ended),
        waits: only(() => true),
        classes: [ORDINARY, ...office.classes.map(({ id }) => id)].map((id) => ({
          id,
          ...only((one) => one.class === id),
        })),
        services: office.services.map(({ id }) => ({ id, ...only((one) => one.service === id) })),
        longest: longest ? { number: longest.ticket.number, waitMs: longest.waitMs } : null,
        overtakes: {
          count: [...overtaken.values()].reduce((sum, times) => sum + times, 0),
          people: overtaken.size,
          worst: worst ? { number: queue.tickets.get(worst[0])?.number ?? '', times: worst[1] } : null,
        },
      }
      return {
        figures,
        waitMs: new Map(stood.map(({ ticket, waitMs }) => [ticket.id, waitMs])),
        ordinary: new Set(stood.filter((one) => one.class === ORDINARY).map(({ ticket }) => ticket.id)),
      }
    },
  }
}

/** Who waits for this counter, ready and with an earlier claim than the one it calls. */
function* passedBy(queue: Queue, called: Ticket, counter: CounterId, at: number): Generator<Ticket> {
  const state = counterState(queue, counter)
  const sent = state.state === 'closed' ? [counterLine(counter)] : [counterLine(counter), staffLine(state.staff)]
  for (const name of [...servicesAt(queue, counter), ...sent]) {
    for (const one of queue.lines.get(name) ?? []) {
      const isEarlier = (one.claimAt - called.claimAt || one.order - called.order) < 0
      if (isEarlier && one.id !== called.id && isReady(one, at)) yield one
    }
  }
}

function waitsOf(values: readonly number[]): Waits {
  const sorted = values.toSorted((a, b) => a - b)
  const nearest = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  const sum = sorted.reduce((total, value) => total + value, 0)
  return {
    people: sorted.length,
    meanMs: sorted.length === 0 ? null : Math.round(sum / sorted.length),
    medianMs: nearest(0.5),
    p90Ms: nearest(0.9),
    longestMs: sorted.at(-1) ?? null,
  }
}

import type { MetDays, ServiceDay } from './events.ts'
import type { CounterId, Office, ServiceId } from './office.ts'
import { Table } from './table.ts'
import { STATE_NAMES, type StateName, type Ticket, type TicketId } from './ticket.ts'

/** The hall as it stands: everything the rules need to know, folded from the day's journal. Never changed in place. */
export interface Queue {
  /** Journal sequence of the last event folded in; the `rev` of every view. */
  readonly seq: number
  /** The last instant written down. Time in the queue never runs backwards. */
  readonly lastAt: number
  readonly office: Office
  readonly day: ServiceDay | null
  /** When this service day is over, ms since epoch. */
  readonly dayUntilAt: number
  readonly clockSuspect: boolean
  readonly tickets: Table<Ticket>
  /** Number as printed → ticket id. */
  readonly numbers: Table<TicketId>
  /** The waiting, each line in calling order. See `lineOf`. */
  readonly lines: ReadonlyMap<string, readonly Ticket[]>
  /** Parked or missed: not in a line, but not gone. */
  readonly aside: readonly TicketId[]
  readonly counters: ReadonlyMap<CounterId, CounterState>
  /** The last number given out in each series today. */
  readonly lastNumber: Readonly<Record<string, number>>
  /** The last numbers of the days met before today. */
  readonly met: MetDays
  readonly firstDay: ServiceDay | null
  readonly issued: number
  /** Tickets finished at each counter today. */
  readonly servedAt: Readonly<Record<CounterId, number>>
  readonly counts: Readonly<Record<StateName, number>>
  /** What the day has taught about each service: tickets finished and the time they took. */
  readonly pace: Readonly<Record<ServiceId, { readonly finished: number; readonly totalMs: number }>>
  /** The last calls, newest first: what a board shows. */
  readonly lastCalls: readonly { readonly ticket: TicketId; readonly counter: CounterId; readonly calledAt: number }[]
}

export type CounterState =
  | { readonly state: 'closed' }
  | {
      readonly state: 'open'
      readonly staff: string
      readonly staffName: string
      readonly holding: TicketId | null
      readonly lastFinished: { readonly ticket: TicketId; readonly at: number } | null
    }
  | {
      readonly state: 'paused'
      readonly staff: string
      readonly staffName: string
      readonly reason: string
      readonly sinceAt: number
      readonly lastFinished: { readonly ticket: TicketId; readonly at: number } | null
    }

export const CLOSED: CounterState = { state: 'closed' }
export const CALLS_REMEMBERED = 12

/** A hall before its first day. */
export function emptyQueue(office: Office): Queue {
  return {
    seq: 0,
    lastAt: 0,
    office,
    day: null,
    dayUntilAt: 0,
    clockSuspect: false,
    tickets: Table.empty(),
    numbers: Table.empty(),
    lines: new Map(),
    aside: [],
    counters: new Map(),
    lastNumber: {},
    met: {},
    firstDay: null,
    issued: 0,
    servedAt: {},
    counts: Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<StateName, number>,
    pace: {},
    lastCalls: [],
  }
}

/** Where a waiting ticket stands: in its service's line, or in the line of the one counter it was sent to. */
export function lineOf(ticket: Pick<Ticket, 'service' | 'onlyCounter'>): string {
  return ticket.onlyCounter === null ? ticket.service : counterLine(ticket.onlyCounter)
}

export function counterLine(counter: CounterId): string {
  return `@${counter}`
}

export function counterState(queue: Queue, counter: CounterId): CounterState {
  return queue.counters.get(counter) ?? CLOSED
}

/** The ticket a counter holds, called or being served. */
export function heldBy(queue: Queue, counter: CounterId): Ticket | null {
  const state = counterState(queue, counter)
  if (state.state !== 'open' || state.holding === null) return null
  return queue.tickets.get(state.holding) ?? null
}

/** issued = waiting + called + serving + parked + served + no-show + cancelled, at every moment (I24). */
export function isConserved(queue: Queue): boolean {
  return queue.issued === STATE_NAMES.reduce((sum, name) => sum + queue.counts[name], 0)
}

/** All of today's tickets in the order they were issued. */
export function ticketsInOrder(queue: Queue): Ticket[] {
  return [...queue.tickets.values()].sort((a, b) => a.order - b.order)
}

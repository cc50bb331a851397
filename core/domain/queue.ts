import type { Appointment } from './appointment.ts'
import { NO_PAPERS, type Papers } from './campaigns.ts'
import type { MetDays, ServiceDay, WhyCalled } from './events.ts'
import type { HallMessage, HelpCall } from './notices.ts'
import { type CounterId, counterOf, type Office, type PlannedOffice, type ServiceId } from './office.ts'
import { Table } from './table.ts'
import { STATE_NAMES, type StateName, type Ticket, type TicketId } from './ticket.ts'
import { type Learned, NOTHING_LEARNED } from './wait/learned.ts'

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
  /** Priority calls in a row before the ordinary people of each line: what the policy ratio counts. */
  readonly inARow: Readonly<Record<string, number>>
  /** How far each counter that serves by shares has come with each of its lines. See calling-order.ts. */
  readonly turns: Readonly<Record<CounterId, Readonly<Record<ServiceId, number>>>>
  /** Each ticket's calls and their reasons, the first one first: what "why was A012 before H003" is answered from. */
  readonly calls: Table<readonly Call[]>
  /** What each ticket was before, the oldest first: where it stood when another was called. */
  readonly past: Table<readonly Past[]>
  /** Numbers given today, by service: for quotas. A number taken back does not count. */
  readonly given: Readonly<
    Record<ServiceId, { readonly day: number; readonly sittings: Readonly<Record<number, number>> }>
  >
  /** Numbers taken today by each person, where a card is asked for. */
  readonly persons: Table<number>
  readonly kiosks: ReadonlyMap<string, KioskState>
  readonly closures: readonly Closure[]
  /** What everyone who waits is told just now, the oldest first. */
  readonly messages: readonly HallMessage[]
  /** Calls for help between desks that are not over, the oldest first. */
  readonly help: readonly HelpCall[]
  /** Desks whose officer has switched automatic calling on or off; the others follow the office. */
  readonly automatic: Readonly<Record<CounterId, boolean>>
  /** When each free counter last had something to do: an idle one may call by itself. */
  readonly idleSince: Readonly<Record<CounterId, number>>
  /** The hall practises: no ticket is real. */
  readonly practice: boolean
  /** Offices that take over on a later day, the earliest first. */
  readonly planned: readonly PlannedOffice[]
  /** Appointments: today's, whatever became of them, and all that are to come. */
  readonly book: Table<Appointment>
  /** Paper slips that can still be entered, and how the last campaigns ended. */
  readonly papers: Papers
  /** When each terminal was last pressed as nobody presses. */
  readonly flagged: Readonly<Record<CounterId, number>>
  /** What the day has taught about each service: tickets finished and the time they took. */
  readonly pace: Readonly<Record<ServiceId, { readonly finished: number; readonly totalMs: number }>>
  /** What the hall has learned about itself, today and before: what waits are told from. */
  readonly learned: Learned
  /** The hub went on from a copy today: every desk is told. */
  readonly restored: {
    readonly at: number
    readonly lastSeq: number
    readonly copySeq: number
    readonly lost: number | null
  } | null
  /** The last calls, newest first: what a board shows. */
  readonly lastCalls: readonly { readonly ticket: TicketId; readonly counter: CounterId; readonly calledAt: number }[]
}

export interface Call {
  readonly seq: number
  readonly at: number
  readonly counter: CounterId
  readonly staff: string
  readonly why: WhyCalled
}

/** A ticket as it was until this record; null: it was not there yet. */
export interface Past {
  readonly untilSeq: number
  readonly ticket: Ticket | null
}

export interface KioskState {
  /** When it gave its numbers of the last minute. */
  readonly recentAt: readonly number[]
  /** When it last gave a number of each service. */
  readonly lastAt: Readonly<Record<ServiceId, number>>
  /** Stopped by staff, and why. */
  readonly paused: string | null
  /** When it last gave more than it may in a minute. */
  readonly alarmedAt: number | null
}

/** A service, or with null the whole hall, that gives no numbers just now. */
export interface Closure {
  readonly service: ServiceId | null
  readonly reason: string
  readonly sinceAt: number
  /** null: until staff opens it again, or the day ends. */
  readonly untilAt: number | null
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
    inARow: {},
    turns: {},
    calls: Table.empty(),
    past: Table.empty(),
    given: {},
    persons: Table.empty(),
    kiosks: new Map(),
    closures: [],
    messages: [],
    help: [],
    automatic: {},
    idleSince: {},
    practice: false,
    planned: [],
    book: Table.empty(),
    papers: NO_PAPERS,
    flagged: {},
    counts: Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<StateName, number>,
    pace: {},
    learned: NOTHING_LEARNED,
    restored: null,
    lastCalls: [],
  }
}

/** Where a waiting ticket stands: in its service's line, or in the line of the one counter or officer it was sent to. */
export function lineOf(ticket: Pick<Ticket, 'service' | 'onlyCounter' | 'onlyStaff'>): string {
  if (ticket.onlyStaff !== null) return staffLine(ticket.onlyStaff)
  return ticket.onlyCounter === null ? ticket.service : counterLine(ticket.onlyCounter)
}

export function staffLine(staff: string): string {
  return `~${staff}`
}

export function counterLine(counter: CounterId): string {
  return `@${counter}`
}

export function counterState(queue: Queue, counter: CounterId): CounterState {
  return queue.counters.get(counter) ?? CLOSED
}

/** The services a counter calls for now, in its order of preference: its own, as far as the officer there can do them. */
export function servicesAt(queue: Queue, counter: CounterId): readonly ServiceId[] {
  const services = counterOf(queue.office, counter)?.services ?? []
  const state = counterState(queue, counter)
  return state.state === 'closed'
    ? services
    : services.filter((service) => canServe(queue.office, state.staff, service))
}

/** Has this officer learned this service? Whoever is not listed can do everything. */
export function canServe(office: Office, staff: string, service: ServiceId): boolean {
  return office.skills.find((one) => one.staff === staff)?.services.includes(service) ?? true
}

/** The ticket a counter holds, called or being served. */
export function heldBy(queue: Queue, counter: CounterId): Ticket | null {
  const state = counterState(queue, counter)
  if (state.state !== 'open' || state.holding === null) return null
  return queue.tickets.get(state.holding) ?? null
}

/** issued = waiting + called + serving + parked + served + no-show + cancelled + void, at every moment (I24). */
export function isConserved(queue: Queue): boolean {
  return queue.issued === STATE_NAMES.reduce((sum, name) => sum + queue.counts[name], 0)
}

/** All of today's tickets in the order they were issued. */
export function ticketsInOrder(queue: Queue): Ticket[] {
  return [...queue.tickets.values()].sort((a, b) => a.order - b.order)
}

import { inCallingOrder } from './calling-policy.ts'
import type { Placed } from './events.ts'
import type { CounterId } from './office.ts'
import { type CounterState, counterState, lineOf, type Queue } from './queue.ts'
import { counterHolding, type Ticket, type TicketFacts, type TicketId, type TicketState } from './ticket.ts'

/** Takes a ticket from one state to another: out of its old line or list, into the new, and counted once. */
export function move(queue: Queue, id: TicketId, state: TicketState, facts: Partial<TicketFacts> = {}): Queue {
  const before = ticketIn(queue, id)
  const after = { ...factsOf(before), ...facts, ...state } as Ticket
  const counts = { ...queue.counts }
  counts[before.state]--
  counts[after.state]++
  let next: Queue = { ...queue, tickets: queue.tickets.put(id, after), counts }
  if (before.state === 'waiting') next = { ...next, lines: leave(next, before) }
  if (isAside(before)) next = { ...next, aside: next.aside.filter((one) => one !== id) }
  if (after.state === 'waiting') next = { ...next, lines: standIn(next, after) }
  if (isAside(after)) next = { ...next, aside: [...next.aside, id] }
  return next
}

/** Back in line, where the rules of coming back have put it. */
export function backInLine(
  queue: Queue,
  id: TicketId,
  placed: Placed | undefined,
  facts: Partial<TicketFacts> = {},
): Queue {
  return move(queue, id, { state: 'waiting' }, { notBeforeAt: null, ...facts, ...placed })
}

/** Changes what is known of a ticket, in the line too; its state stays. */
export function amend(queue: Queue, id: TicketId, facts: Partial<TicketFacts>): Queue {
  const before = ticketIn(queue, id)
  const after = { ...before, ...facts } as Ticket
  const next = { ...queue, tickets: queue.tickets.put(id, after) }
  if (before.state !== 'waiting') return next
  const left = { ...next, lines: leave(next, before) }
  return { ...left, lines: standIn(left, after) }
}

function isAside(ticket: Ticket): boolean {
  return ticket.state === 'parked' || ticket.state === 'no-show'
}

function factsOf(ticket: Ticket): TicketFacts {
  const { id, number, series, seq, service, issuedAt, claimAt, order, onlyCounter, onlyStaff, procedure, slip } = ticket
  const {
    sitting,
    first,
    putFirst,
    notBeforeAt,
    offeredAgain,
    visit,
    declared,
    appointment,
    device,
    person,
    practice,
  } = ticket
  return {
    id,
    number,
    series,
    seq,
    service,
    class: ticket.class,
    issuedAt,
    claimAt,
    order,
    onlyCounter,
    onlyStaff,
    sitting,
    first,
    putFirst,
    notBeforeAt,
    offeredAgain,
    visit,
    declared,
    appointment,
    device,
    person,
    practice,
    procedure,
    slip,
  }
}

export function standIn(queue: Queue, ticket: Ticket): Queue['lines'] {
  const line = queue.lines.get(lineOf(ticket)) ?? []
  const before = inCallingOrder(queue.office)
  // From the end: nearly everyone who comes belongs there.
  let place = line.length
  while (place > 0 && before(ticket, line[place - 1]!) < 0) place--
  return new Map(queue.lines).set(lineOf(ticket), line.toSpliced(place, 0, ticket))
}

function leave(queue: Queue, ticket: Ticket): Queue['lines'] {
  const line = queue.lines.get(lineOf(ticket)) ?? []
  return new Map(queue.lines).set(
    lineOf(ticket),
    line.filter((one) => one.id !== ticket.id),
  )
}

export function sortLines(queue: Queue): Queue {
  const order = inCallingOrder(queue.office)
  return { ...queue, lines: new Map([...queue.lines].map(([name, line]) => [name, line.toSorted(order)])) }
}

/** A counter takes a ticket. */
export function hold(queue: Queue, counter: CounterId, ticket: TicketId): Queue {
  const state = counterState(queue, counter)
  return state.state === 'open' ? atCounter(queue, counter, { ...state, holding: ticket }) : queue
}

/** A counter's ticket has left it: from now on it is idle. */
export function release(queue: Queue, counter: CounterId | null, at: number): Queue {
  if (counter === null) return queue
  const state = counterState(queue, counter)
  if (state.state !== 'open') return queue
  const idleSince = { ...queue.idleSince, [counter]: at }
  return { ...atCounter(queue, counter, { ...state, holding: null }), idleSince }
}

export function atCounter(queue: Queue, counter: CounterId, state: CounterState): Queue {
  return { ...queue, counters: new Map(queue.counters).set(counter, state) }
}

export function ticketIn(queue: Queue, id: TicketId): Ticket {
  const ticket = queue.tickets.get(id)
  if (!ticket) throw new Error(`the journal speaks of ticket ${id}, which was never issued on ${queue.day}`)
  return ticket
}

/** The counter where a ticket stands, called or served. */
export function holderOf(queue: Queue, id: TicketId): CounterId | null {
  return counterHolding(ticketIn(queue, id))
}

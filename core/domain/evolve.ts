import { inCallingOrder } from './calling-order.ts'
import type { DayOpened, Event, Happened, TicketIssued } from './events.ts'
import type { CounterId } from './office.ts'
import { CALLS_REMEMBERED, CLOSED, type CounterState, counterState, emptyQueue, lineOf, type Queue } from './queue.ts'
import { endOfServiceDay } from './service-day.ts'
import type { Ticket, TicketFacts, TicketId, TicketState } from './ticket.ts'

/**
 * What the hall looks like after something happened. Pure: the same journal always folds to the same queue (I10).
 * It judges nothing; whatever stands in the journal was decided before.
 */
export function evolve(queue: Queue, { seq, at, event }: Happened): Queue {
  // Only a new day may begin before the last record: a clock that ran ahead was put right by hand.
  const lastAt = event.type === 'DayOpened' ? at : Math.max(queue.lastAt, at)
  return { ...apply(queue, at, event), seq, lastAt }
}

function apply(queue: Queue, at: number, event: Event): Queue {
  switch (event.type) {
    case 'DayOpened':
      return openDay(queue, at, event)
    case 'DayClosed':
      return { ...queue, day: null, met: { ...queue.met, [event.day]: queue.lastNumber } }
    case 'OfficeChanged':
      return sortLines({ ...queue, office: event.office, dayUntilAt: endOfServiceDay(queue.lastAt, event.office) })
    case 'ClockSuspected':
      return { ...queue, clockSuspect: true }
    case 'ClockTrusted':
      return { ...queue, clockSuspect: false }
    case 'TicketIssued':
      return issue(queue, at, event)
    case 'TicketCalled': {
      const { counter } = event
      const called = move(queue, event.ticket, { state: 'called', counter, calledAt: at, calls: 1 })
      return remember(hold(called, counter, event.ticket), event.ticket, counter, at)
    }
    case 'TicketRecalled': {
      const ticket = ticketIn(queue, event.ticket)
      const calls = ticket.state === 'called' ? ticket.calls + 1 : 1
      const again = move(queue, event.ticket, { state: 'called', counter: event.counter, calledAt: at, calls })
      return remember(again, event.ticket, event.counter, at)
    }
    case 'ServiceStarted': {
      const { counter, startedAt } = event
      const ticket = ticketIn(queue, event.ticket)
      const calledAt = ticket.state === 'called' ? ticket.calledAt : startedAt
      return move(queue, event.ticket, { state: 'serving', counter, calledAt, startedAt })
    }
    case 'ServiceFinished':
      return finish(queue, at, event)
    case 'TicketMissed':
      return release(
        move(queue, event.ticket, { state: 'no-show', counter: event.counter, missedAt: at }),
        event.counter,
      )
    case 'TicketBroughtBack':
    case 'TicketResumed':
      return move(queue, event.ticket, { state: 'waiting' })
    case 'TicketParked': {
      const { reason, untilAt } = event
      const from = holderOf(queue, event.ticket)
      return release(move(queue, event.ticket, { state: 'parked', reason, parkedAt: at, untilAt }), from)
    }
    case 'TicketTransferred': {
      const { service, onlyCounter } = event
      return release(move(queue, event.ticket, { state: 'waiting' }, { service, onlyCounter }), event.fromCounter)
    }
    case 'TicketCancelled': {
      const from = holderOf(queue, event.ticket)
      return release(move(queue, event.ticket, { state: 'cancelled', reason: event.reason, cancelledAt: at }), from)
    }
    case 'TicketRated': {
      const { level, reasons, channel } = event
      return rate(queue, event.ticket, { level, reasons, channel, at })
    }
    case 'RatingExplained': {
      const ticket = ticketIn(queue, event.ticket)
      if (ticket.state !== 'served' || ticket.rating === null) return queue
      return rate(queue, event.ticket, { ...ticket.rating, reasons: event.reasons })
    }
    case 'UnlinkedRating':
    case 'SlipCopyOrdered':
      return queue
    case 'CounterOpened': {
      const before = counterState(queue, event.counter)
      const { staff, staffName } = event
      return atCounter(queue, event.counter, {
        state: 'open',
        staff,
        staffName,
        holding: before.state === 'open' ? before.holding : null,
        lastFinished: before.state === 'closed' ? null : before.lastFinished,
      })
    }
    case 'CounterPaused': {
      const before = counterState(queue, event.counter)
      if (before.state === 'closed') return queue
      const { staff, staffName, lastFinished } = before
      return atCounter(queue, event.counter, {
        state: 'paused',
        staff,
        staffName,
        reason: event.reason,
        sinceAt: at,
        lastFinished,
      })
    }
    case 'CounterClosed':
      return atCounter(queue, event.counter, CLOSED)
    case 'SlipPrinted':
      return withSlip(queue, event.ticket, event.confirmed ? 'printed' : 'unconfirmed')
    case 'SlipFailed':
      return withSlip(queue, event.ticket, 'failed')
    default:
      event satisfies never
      return queue
  }
}

function openDay(queue: Queue, at: number, event: DayOpened): Queue {
  return {
    ...emptyQueue(event.office),
    day: event.day,
    dayUntilAt: endOfServiceDay(at, event.office),
    clockSuspect: queue.clockSuspect,
    // A day met for the second time goes on counting where it stopped.
    lastNumber: event.met[event.day] ?? {},
    met: event.met,
    firstDay: event.firstDay,
  }
}

function issue(queue: Queue, at: number, event: TicketIssued): Queue {
  const ticket: Ticket = {
    id: event.ticket,
    number: event.number,
    series: event.series,
    seq: event.seq,
    service: event.service,
    class: event.class,
    issuedAt: at,
    claimAt: event.claimAt,
    order: queue.issued + 1,
    onlyCounter: null,
    procedure: event.procedure,
    slip: 'none',
    state: 'waiting',
  }
  return {
    ...queue,
    issued: queue.issued + 1,
    tickets: queue.tickets.put(ticket.id, ticket),
    numbers: queue.numbers.put(ticket.number, ticket.id),
    lastNumber: { ...queue.lastNumber, [event.series]: event.seq },
    lines: standIn(queue, ticket),
    counts: { ...queue.counts, waiting: queue.counts.waiting + 1 },
  }
}

function finish(queue: Queue, at: number, event: Extract<Event, { type: 'ServiceFinished' }>): Queue {
  const ticket = ticketIn(queue, event.ticket)
  const startedAt = ticket.state === 'serving' ? ticket.startedAt : at
  const { counter, staff } = event
  const served = move(queue, event.ticket, { state: 'served', counter, staff, startedAt, finishedAt: at, rating: null })
  const before = queue.pace[ticket.service] ?? { finished: 0, totalMs: 0 }
  const pace = { finished: before.finished + 1, totalMs: before.totalMs + (at - startedAt) }
  const state = counterState(served, counter)
  if (state.state !== 'open') return served
  return {
    ...atCounter(served, counter, { ...state, holding: null, lastFinished: { ticket: ticket.id, at } }),
    pace: { ...queue.pace, [ticket.service]: pace },
    servedAt: { ...queue.servedAt, [counter]: (queue.servedAt[counter] ?? 0) + 1 },
  }
}

/** Takes a ticket from one state to another: out of its old line or list, into the new, and counted once. */
function move(queue: Queue, id: TicketId, state: TicketState, facts: Partial<TicketFacts> = {}): Queue {
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

function isAside(ticket: Ticket): boolean {
  return ticket.state === 'parked' || ticket.state === 'no-show'
}

function factsOf(ticket: Ticket): TicketFacts {
  const { id, number, series, seq, service, issuedAt, claimAt, order, onlyCounter, procedure, slip } = ticket
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
    procedure,
    slip,
  }
}

function standIn(queue: Queue, ticket: Ticket): Queue['lines'] {
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

function sortLines(queue: Queue): Queue {
  const order = inCallingOrder(queue.office)
  return { ...queue, lines: new Map([...queue.lines].map(([name, line]) => [name, line.toSorted(order)])) }
}

function hold(queue: Queue, counter: CounterId, ticket: TicketId): Queue {
  const state = counterState(queue, counter)
  return state.state === 'open' ? atCounter(queue, counter, { ...state, holding: ticket }) : queue
}

function release(queue: Queue, counter: CounterId | null): Queue {
  if (counter === null) return queue
  const state = counterState(queue, counter)
  return state.state === 'open' ? atCounter(queue, counter, { ...state, holding: null }) : queue
}

function atCounter(queue: Queue, counter: CounterId, state: CounterState): Queue {
  return { ...queue, counters: new Map(queue.counters).set(counter, state) }
}

function holderOf(queue: Queue, id: TicketId): CounterId | null {
  const ticket = ticketIn(queue, id)
  return ticket.state === 'called' || ticket.state === 'serving' ? ticket.counter : null
}

function remember(queue: Queue, ticket: TicketId, counter: CounterId, calledAt: number): Queue {
  const others = queue.lastCalls.filter((call) => call.ticket !== ticket)
  return { ...queue, lastCalls: [{ ticket, counter, calledAt }, ...others].slice(0, CALLS_REMEMBERED) }
}

function rate(queue: Queue, id: TicketId, rating: NonNullable<Extract<Ticket, { state: 'served' }>['rating']>): Queue {
  const ticket = ticketIn(queue, id)
  if (ticket.state !== 'served') return queue
  return { ...queue, tickets: queue.tickets.put(id, { ...ticket, rating }) }
}

function withSlip(queue: Queue, id: TicketId, slip: Ticket['slip']): Queue {
  const ticket = ticketIn(queue, id)
  const after = { ...ticket, slip }
  if (ticket.state !== 'waiting') return { ...queue, tickets: queue.tickets.put(id, after) }
  const line = (queue.lines.get(lineOf(ticket)) ?? []).map((one) => (one.id === id ? after : one))
  return { ...queue, tickets: queue.tickets.put(id, after), lines: new Map(queue.lines).set(lineOf(ticket), line) }
}

function ticketIn(queue: Queue, id: TicketId): Ticket {
  const ticket = queue.tickets.get(id)
  if (!ticket) throw new Error(`the journal speaks of ticket ${id}, which was never issued on ${queue.day}`)
  return ticket
}

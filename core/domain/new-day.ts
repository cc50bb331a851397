import { NO_PAPERS } from './campaigns.ts'
import type { DayOpened } from './events.ts'
import { standIn } from './moves.ts'
import { completeOffice } from './office-defaults.ts'
import { emptyQueue, type Queue } from './queue.ts'
import { endOfDay } from './service-day.ts'
import { Table } from './table.ts'
import type { Ticket } from './ticket.ts'
import { begun } from './wait/carry.ts'
import { NOTHING_LEARNED } from './wait/learned.ts'

/** The hall on a new day's morning: empty, but for what the day before has handed on. */
export function openDay(queue: Queue, event: DayOpened): Queue {
  const office = completeOffice(event.office)
  const empty: Queue = {
    ...emptyQueue(office),
    day: event.day,
    dayUntilAt: endOfDay(event.day, office),
    clockSuspect: queue.clockSuspect,
    // A day met for the second time goes on counting where it stopped.
    lastNumber: event.met[event.day] ?? {},
    met: event.met,
    firstDay: event.firstDay,
    learned: begun(event.learned ?? NOTHING_LEARNED, event.day, office),
    planned: event.planned ?? [],
    papers: event.papers ?? NO_PAPERS,
    book: (event.book ?? []).reduce((book, one) => book.put(one.id, one), Table.empty() as Queue['book']),
  }
  return (event.kept ?? []).reduce(keepOvernight, empty)
}

/** Somebody who waited over night stands in the new day as in the old, before everyone who comes today. */
function keepOvernight(queue: Queue, kept: Ticket): Queue {
  // A day that was closed by an older program knows nothing of who was put first.
  const ticket: Ticket = { ...kept, putFirst: kept.putFirst ?? null }
  const counts = { ...queue.counts, [ticket.state]: queue.counts[ticket.state] + 1 }
  const there = {
    ...queue,
    issued: queue.issued + 1,
    tickets: queue.tickets.put(ticket.id, ticket),
    numbers: queue.numbers.put(ticket.number, ticket.id),
    counts,
  }
  return ticket.state === 'waiting'
    ? { ...there, lines: standIn(there, ticket) }
    : { ...there, aside: [...there.aside, ticket.id] }
}

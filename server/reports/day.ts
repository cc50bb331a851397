import type { DayReport } from '#core/contract/report.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { counterOf, type Office } from '#core/domain/office.ts'
import { emptyQueue, isConserved, type Queue, ticketsInOrder } from '#core/domain/queue.ts'
import { STATE_NAMES, type Ticket, type TicketId } from '#core/domain/ticket.ts'
import type { Journal } from '../journal/journal.ts'

// Fewer answers could be traced back to a person.
const FEWEST_ANSWERS_SHOWN = 5

/** One day in figures, folded from the journal's own records. Null when the journal has no such day since its last opening. */
export async function dayReport(
  journal: Journal,
  office: Office,
  day: ServiceDay,
  madeAt: number,
): Promise<DayReport | null> {
  let queue: Queue = emptyQueue(office)
  let firstSeq = 0
  let lastSeq = 0
  let transfers = 0
  let recalls = 0
  let unlinked = 0
  const firstCall = new Map<TicketId, number>()
  const picked: DayReport['picked'] = []
  for await (const { record } of journal.read(await journal.lastDayOpened())) {
    queue = evolve(queue, record)
    if (record.day !== day) continue
    firstSeq ||= record.seq
    lastSeq = record.seq
    const { event } = record
    // What was practised is nobody's figure.
    if ('ticket' in event && event.ticket !== null && queue.tickets.get(event.ticket)?.practice) continue
    if (event.type === 'TicketTransferred') transfers++
    if (event.type === 'TicketRecalled') recalls++
    if (event.type === 'UnlinkedRating') unlinked++
    if (event.type === 'TicketCalled') {
      if (!firstCall.has(event.ticket)) firstCall.set(event.ticket, record.at)
      if (event.why.how === 'picked') {
        const number = queue.tickets.get(event.ticket)?.number ?? ''
        const counter = counterOf(queue.office, event.counter)?.label ?? event.counter
        picked.push({ number, counter, at: record.at, reason: event.why.reason, overtaken: event.why.overtaken })
      }
    }
  }
  if (firstSeq === 0) return null

  const tickets = ticketsInOrder(queue).filter((ticket) => !ticket.practice)
  const ratings = tickets.flatMap((ticket) => (ticket.state === 'served' && ticket.rating ? [ticket.rating] : []))
  const times = (some: readonly Ticket[]) => timesOf(some, firstCall)
  return {
    day,
    office: queue.office.name,
    madeAt,
    firstSeq,
    lastSeq,
    issued: tickets.length,
    states: statesOf(tickets),
    conserved: isConserved(queue),
    ...times(tickets),
    transfers,
    recalls,
    services: queue.office.services.map(({ id, name }) => {
      const own = tickets.filter((ticket) => ticket.service === id)
      return {
        id,
        name,
        issued: own.length,
        served: count(own, 'served'),
        noShow: count(own, 'no-show'),
        cancelled: count(own, 'cancelled'),
        ...times(own),
      }
    }),
    counters: queue.office.counters.map(({ id, label }) => {
      const own = tickets.filter((ticket) => ticket.state === 'served' && ticket.counter === id)
      return { id, label, served: own.length, ...times(own) }
    }),
    ratings: {
      answers: ratings.length,
      levels:
        ratings.length < FEWEST_ANSWERS_SHOWN
          ? null
          : queue.office.rating.levels.map(({ id, name }) => ({
              id,
              name,
              count: ratings.filter((rating) => rating.level === id).length,
            })),
      unlinked,
    },
    picked,
  }
}

function timesOf(tickets: readonly Ticket[], firstCall: ReadonlyMap<TicketId, number>) {
  const waits = tickets.flatMap((ticket) => {
    const calledAt = firstCall.get(ticket.id)
    return calledAt === undefined ? [] : [calledAt - ticket.issuedAt]
  })
  const services = tickets.flatMap((ticket) =>
    ticket.state === 'served' ? [ticket.finishedAt - ticket.startedAt] : [],
  )
  return {
    waitMeanMs: mean(waits),
    waitMedianMs: quantile(waits, 0.5),
    waitP90Ms: quantile(waits, 0.9),
    serviceMeanMs: mean(services),
  }
}

function statesOf(tickets: readonly Ticket[]): DayReport['states'] {
  return Object.fromEntries(STATE_NAMES.map((name) => [name, count(tickets, name)])) as DayReport['states']
}

function count(tickets: readonly Ticket[], state: Ticket['state']): number {
  return tickets.filter((ticket) => ticket.state === state).length
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}

/** The nearest-rank quantile: a figure that really occurred. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

import type { DayReport } from '#core/contract/report.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { type Counter, counterOf, type Office, type Service } from '#core/domain/office.ts'
import { emptyQueue, isConserved, type Queue, ticketsInOrder } from '#core/domain/queue.ts'
import { STATE_NAMES, type Ticket } from '#core/domain/ticket.ts'
import type { Journal } from '../journal/journal.ts'
import { type Stop, Stops } from './stops.ts'

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
  let automaticCalls = 0
  let overtakes = 0
  let unlinked = 0
  const stops = new Stops()
  const picked: DayReport['picked'] = []
  for await (const { record } of journal.read(await journal.lastDayOpened())) {
    const before = queue
    queue = evolve(queue, record)
    if (record.day !== day) continue
    firstSeq ||= record.seq
    lastSeq = record.seq
    const { event } = record
    // What was practised is nobody's figure.
    if ('ticket' in event && event.ticket !== null && queue.tickets.get(event.ticket)?.practice) continue
    stops.see(record, before)
    if (event.type === 'TicketTransferred') transfers++
    if (event.type === 'TicketRecalled') recalls++
    if (event.type === 'UnlinkedRating') unlinked++
    if (event.type === 'TicketCalled') overtakes += event.why.overtaken
    if (event.type === 'TicketCalled' && event.why.how === 'in-order' && event.why.automatic) automaticCalls++
    if (event.type === 'TicketCalled' && event.why.how === 'picked') {
      const number = queue.tickets.get(event.ticket)?.number ?? ''
      const counter = counterOf(queue.office, event.counter)?.label ?? event.counter
      picked.push({ number, counter, at: record.at, reason: event.why.reason, overtaken: event.why.overtaken })
    }
  }
  if (firstSeq === 0) return null

  const tickets = ticketsInOrder(queue).filter((ticket) => !ticket.practice)
  const ratings = tickets.flatMap((ticket) => (ticket.state === 'served' && ticket.rating ? [ticket.rating] : []))
  const all = stops.of(tickets)
  return {
    day,
    office: queue.office.name,
    madeAt,
    firstSeq,
    lastSeq,
    issued: tickets.length,
    states: statesOf(tickets),
    conserved: isConserved(queue),
    ...timesOf(all),
    transfers,
    recalls,
    automaticCalls,
    overtakes,
    services: servicesOf(queue.office, all).map(({ id, name }) => {
      const own = all.filter((stop) => stop.service === id)
      return {
        id,
        name,
        issued: own.length,
        served: count(own, 'served'),
        noShow: count(own, 'no-show'),
        cancelled: count(own, 'cancelled'),
        ...timesOf(own),
      }
    }),
    counters: countersOf(queue.office, all).map(({ id, label }) => {
      const own = all.filter((stop) => stop.state === 'served' && stop.counter === id)
      return { id, label, served: own.length, ...timesOf(own) }
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

/** The office's services, and after them what it took away in the course of the day. */
function servicesOf({ services }: Office, stops: readonly Stop[]): readonly Pick<Service, 'id' | 'name'>[] {
  const known = new Set(services.map(({ id }) => id))
  const gone = new Set(stops.map(({ service }) => service).filter((id) => !known.has(id)))
  return [...services, ...[...gone].map((id) => ({ id, name: { vi: id, en: id } }))]
}

function countersOf({ counters }: Office, stops: readonly Stop[]): readonly Pick<Counter, 'id' | 'label'>[] {
  const known = new Set<string | null>(counters.map(({ id }) => id))
  const gone = new Set(stops.flatMap(({ counter }) => (counter === null || known.has(counter) ? [] : [counter])))
  return [...counters, ...[...gone].map((id) => ({ id, label: id }))]
}

function timesOf(stops: readonly Stop[]) {
  const waits = stops.flatMap(({ waitMs }) => waitMs ?? [])
  return {
    waitMeanMs: mean(waits),
    waitMedianMs: quantile(waits, 0.5),
    waitP90Ms: quantile(waits, 0.9),
    serviceMeanMs: mean(stops.flatMap(({ serviceMs }) => serviceMs ?? [])),
  }
}

function statesOf(tickets: readonly Ticket[]): DayReport['states'] {
  return Object.fromEntries(STATE_NAMES.map((name) => [name, count(tickets, name)])) as DayReport['states']
}

function count(some: readonly Pick<Ticket, 'state'>[], state: Ticket['state']): number {
  return some.filter((one) => one.state === state).length
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}

/** The nearest-rank quantile: a figure that really occurred. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

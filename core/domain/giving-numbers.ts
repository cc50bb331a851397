import type { Event, TicketIssued } from './events.ts'
import { holderOf, move, release, standIn, ticketIn } from './moves.ts'
import type { KioskState, Queue } from './queue.ts'
import type { Ticket } from './ticket.ts'

/** Somebody has a number: in line, counted for the quotas, remembered at its kiosk and in the book of appointments. */
export function issue(queue: Queue, at: number, event: TicketIssued): Queue {
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
    onlyStaff: null,
    sitting: event.sitting ?? 0,
    first: false,
    putFirst: null,
    notBeforeAt: null,
    offeredAgain: 0,
    visit: event.visit ?? [],
    declared: event.declared ?? null,
    appointment: event.appointment ?? null,
    device: event.device,
    person: event.person ?? null,
    practice: event.practice ?? false,
    procedure: event.procedure,
    slip: 'none',
    state: 'waiting',
  }
  const counted: Queue = {
    ...queue,
    issued: queue.issued + 1,
    tickets: queue.tickets.put(ticket.id, ticket),
    numbers: queue.numbers.put(ticket.number, ticket.id),
    lastNumber: { ...queue.lastNumber, [event.series]: event.seq },
    lines: standIn(queue, ticket),
    counts: { ...queue.counts, waiting: queue.counts.waiting + 1 },
  }
  return countGiven(atItsKiosk(withItsAppointment(counted, ticket), ticket), ticket, 1)
}

function withItsAppointment(queue: Queue, { appointment }: Ticket): Queue {
  return appointment === null ? queue : inBook(queue, appointment, { state: 'come' })
}

export function inBook(
  queue: Queue,
  id: string,
  change: Partial<NonNullable<ReturnType<Queue['book']['get']>>>,
): Queue {
  const known = queue.book.get(id)
  return known ? { ...queue, book: queue.book.put(id, { ...known, ...change }) } : queue
}

const A_MINUTE = 60_000
// As many as the highest limit a kiosk can be given needs; a program may take more.
const MOST_REMEMBERED = 600

function atItsKiosk(queue: Queue, { device, service, issuedAt, practice }: Ticket): Queue {
  if (device === null || practice) return queue
  const before = queue.kiosks.get(device)
  const lately = (before?.recentAt ?? []).slice(1 - MOST_REMEMBERED).filter((at) => at > issuedAt - A_MINUTE)
  const recentAt = [...lately, issuedAt]
  return atKiosk(queue, device, { recentAt, lastAt: { ...before?.lastAt, [service]: issuedAt } })
}

export function atKiosk(queue: Queue, device: string, change: Partial<KioskState>): Queue {
  const before = queue.kiosks.get(device) ?? { recentAt: [], lastAt: {}, paused: null, alarmedAt: null }
  return { ...queue, kiosks: new Map(queue.kiosks).set(device, { ...before, ...change }) }
}

/** One number more or, taken back, one less: of its service and session, and of the person who took it. */
function countGiven(queue: Queue, { service, sitting, person, practice }: Ticket, by: 1 | -1): Queue {
  // Who waited over night was counted on the day before.
  if (practice || sitting < 0) return queue
  const before = queue.given[service] ?? { day: 0, sittings: {} }
  const sittings = { ...before.sittings, [sitting]: (before.sittings[sitting] ?? 0) + by }
  const given = { ...queue.given, [service]: { day: before.day + by, sittings } }
  if (person === null) return { ...queue, given }
  return { ...queue, given, persons: queue.persons.put(person, (queue.persons.get(person) ?? 0) + by) }
}

/** A number is taken back: it counts for nobody any more, and is never given again. */
export function voidTicket(queue: Queue, at: number, event: Extract<Event, { type: 'TicketVoided' }>): Queue {
  const ticket = ticketIn(queue, event.ticket)
  const from = holderOf(queue, event.ticket)
  const voided = move(queue, event.ticket, { state: 'void', reason: event.reason, voidedAt: at })
  return countGiven(atItsKioskNoMore(release(expectedAgain(voided, ticket), from, at), ticket), ticket, -1)
}

/** A mistaken press at the check-in: whoever booked is still to come. */
function expectedAgain(queue: Queue, { appointment }: Ticket): Queue {
  return appointment === null ? queue : inBook(queue, appointment, { state: 'booked' })
}

/** Whoever gave a number back is not asked whether the next is one more. */
function atItsKioskNoMore(queue: Queue, { device, service, issuedAt }: Ticket): Queue {
  const before = device === null ? undefined : queue.kiosks.get(device)
  if (device === null || before?.lastAt[service] !== issuedAt) return queue
  const { [service]: _, ...lastAt } = before.lastAt
  return atKiosk(queue, device, { lastAt })
}

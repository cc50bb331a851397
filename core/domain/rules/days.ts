import { papersOn } from '../campaigns.ts'
import { can } from '../can.ts'
import type { Event, ServiceDay } from '../events.ts'
import { type ClassId, classOf, counterOf, type Office, ORDINARY, serviceOf } from '../office.ts'
import { type Queue, ticketsInOrder } from '../queue.ts'
import { no, ok } from '../result.ts'
import { dayAfter, serviceDayOf } from '../service-day.ts'
import { officeOn } from '../slots.ts'
import type { Ticket } from '../ticket.ts'
import { carried } from '../wait/carry.ts'
import { NOTHING_LEARNED } from '../wait/learned.ts'
import { bookAtTurn } from './appointments.ts'
import { type Decision, staffAt } from './shared.ts'

// How far back a clock may be put right by hand.
const DAYS_REMEMBERED = 400

export function confirmClock(wallAt: number, queue: Queue): Decision {
  if (!queue.clockSuspect) return no('clock-not-suspect')
  const trusted: Event = { type: 'ClockTrusted', wallAt }
  const day = serviceDayOf(wallAt, queue.office)
  // Turning back within one day would give a later ticket an earlier claim. The hub's own steady time goes on instead.
  if (day === queue.day) return no('clock-same-day')
  // Further back than is remembered: numbers were given there, and nobody here knows which.
  const isRemembered = queue.day === null || day >= dayAfter(queue.day, -DAYS_REMEMBERED)
  const isBeforeAll = queue.firstDay === null || day < queue.firstDay
  if (!isRemembered && !isBeforeAll) return no('clock-too-far-back')
  return ok([trusted, ...closeDay(queue, 'clock-confirmed', day), openingOf(queue, day, wallAt)])
}

/** The events that end one service day and begin the next, when it is time; none while the clock is suspect (I15, I16). */
export function turnDay(queue: Queue, at: number): readonly Event[] {
  if (queue.day === null) return [openingOf(queue, serviceDayOf(at, queue.office), at)]
  if (queue.clockSuspect || at < queue.dayUntilAt) return []
  const day = serviceDayOf(at, queue.office)
  return [...closeDay(queue, 'new-day', day), openingOf(queue, day, at)]
}

/**
 * Ends a day: practice is over, whoever stands at a counter is finished, and who still waits is closed with the reason, or
 * stays where the office keeps its queue over night.
 */
function closeDay(queue: Queue, reason: 'new-day' | 'clock-confirmed', next: ServiceDay): readonly Event[] {
  const events: Event[] = [...bookAtTurn(queue, next).released]
  for (const ticket of ticketsInOrder(queue)) {
    if (ticket.state === 'serving') {
      const { id, counter } = ticket
      events.push({ type: 'ServiceFinished', ticket: id, counter, staff: staffAt(queue, counter), by: 'day-end' })
    } else if (ticket.practice && can('void', ticket)) {
      events.push({ type: 'TicketVoided', ticket: ticket.id, reason: 'practice' })
    } else if (can('cancel', ticket) && !staysOvernight(queue, ticket, next)) {
      events.push({ type: 'TicketCancelled', ticket: ticket.id, reason: 'day-ended' })
    }
  }
  for (const [counter, state] of queue.counters) {
    if (state.state !== 'closed') events.push({ type: 'CounterClosed', counter })
  }
  if (queue.day !== null) events.push({ type: 'DayClosed', day: queue.day, reason })
  return events
}

/** Where the office keeps its queue, and the next day's office still has the service. */
function staysOvernight(queue: Queue, ticket: Ticket, next: ServiceDay): boolean {
  const isLeft = ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'parked'
  const isKept = queue.office.calendar.overnight === 'keep' && isLeft && !ticket.practice
  return isKept && serviceOf(officeOn(queue, next), ticket.service) !== undefined
}

function openingOf(queue: Queue, day: ServiceDay, at: number): Event {
  const before = queue.day === null ? queue.met : { ...queue.met, [queue.day]: queue.lastNumber }
  const oldest = dayAfter(day, -DAYS_REMEMBERED)
  const met = Object.fromEntries(Object.entries(before).filter(([known]) => known >= oldest))
  const firstDay = queue.firstDay === null || day < queue.firstDay ? day : queue.firstDay
  const planned = queue.planned.filter((plan) => plan.fromDay > day)
  const kept = ticketsInOrder(queue).filter((ticket) => staysOvernight(queue, ticket, day))
  const book = bookAtTurn(queue, day).toCome
  const papers = papersOn(queue.papers, day)
  const office = officeOn(queue, day)
  return {
    type: 'DayOpened',
    day,
    office,
    met: kept.length === 0 ? met : { ...met, [day]: goingOn(queue, kept, met[day] ?? {}) },
    firstDay,
    ...(kept.length > 0 && { kept: intoNewDay(kept, office, at) }),
    ...(planned.length > 0 && { planned }),
    ...(book.length > 0 && { book }),
    ...(queue.learned !== NOTHING_LEARNED && { learned: carried(queue) }),
    ...((papers.live.length > 0 || papers.past.length > 0) && { papers }),
  }
}

/** A series somebody waits with over night goes on counting: the hall must not have two people with one number (I1). */
function goingOn(queue: Queue, kept: readonly Ticket[], met: Readonly<Record<string, number>>) {
  const last = (series: string) => Math.max(queue.lastNumber[series] ?? 0, met[series] ?? 0)
  return { ...met, ...Object.fromEntries(kept.map(({ series }) => [series, last(series)])) }
}

/**
 * Before everyone who comes today, in the order they had. Nobody waits for an officer who may not come today, or for what
 * today's office does not have any more.
 */
function intoNewDay(kept: readonly Ticket[], office: Office, at: number): readonly Ticket[] {
  // They came under a clock that ran ahead: as they are, everyone of today would have the older claim.
  const latestAt = Math.max(...kept.map(({ claimAt, issuedAt }) => Math.max(claimAt, issuedAt)))
  const aheadMs = Math.max(0, latestAt - at)
  const isClass = (id: ClassId) => id === ORDINARY || classOf(office, id) !== undefined
  return kept.map((ticket, i) => {
    const { calledAt: _, calls: __, counter: ___, ...facts } = { calledAt: 0, calls: 0, counter: '', ...ticket }
    const { parkedAt, untilAt } = { parkedAt: 0, untilAt: 0, ...ticket }
    const state =
      ticket.state === 'parked'
        ? { parkedAt: parkedAt - aheadMs, untilAt: untilAt - aheadMs }
        : { state: 'waiting' as const }
    return {
      ...facts,
      ...state,
      order: i + 1,
      issuedAt: ticket.issuedAt - aheadMs,
      claimAt: ticket.claimAt - aheadMs,
      class: isClass(ticket.class) ? ticket.class : ORDINARY,
      declared: ticket.declared !== null && isClass(ticket.declared) ? ticket.declared : null,
      visit: ticket.visit.filter((id) => serviceOf(office, id) !== undefined),
      sitting: -1,
      onlyCounter: ticket.onlyCounter !== null && counterOf(office, ticket.onlyCounter) ? ticket.onlyCounter : null,
      onlyStaff: null,
      notBeforeAt: null,
      person: null,
    } as Ticket
  })
}

import { can } from '../can.ts'
import type { Event } from '../events.ts'
import { type ClassId, type CounterId, classOf, counterOf, countersServing, type Office, ORDINARY } from '../office.ts'
import { counterState, type Queue } from '../queue.ts'
import { ok } from '../result.ts'
import { counterHolding, type Ticket } from '../ticket.ts'
import { type Decision, staffAt, whatIf } from './shared.ts'

/*
 * Nobody waits for somebody who is gone.
 *
 *     sent to an officer who leaves the hall, or to a counter that closes ──▶ the line of the service, with the old claim
 *     at a counter the office takes away                                 ──▶ that line too, to be called first
 *     in the line of a service no counter serves any more                ──▶ shown at every desk, to be transferred
 *     of a class the office takes away                                   ──▶ ordinary, in the place of their claim
 */

/** Does this officer sit at any counter now, open or paused? */
export function isInTheHall(queue: Queue, staff: string): boolean {
  return queue.office.counters.some(({ id }) => staffAt(queue, id) === staff)
}

/** Was this ticket sent to a counter that is closed or gone, or to an officer who is not there? */
export function isAbandoned(queue: Queue, { onlyCounter, onlyStaff }: Ticket): boolean {
  if (onlyStaff !== null) return !isInTheHall(queue, onlyStaff)
  if (onlyCounter === null) return false
  return !counterOf(queue.office, onlyCounter) || counterState(queue, onlyCounter).state === 'closed'
}

/** Whom no open or closed counter would ever call as things stand: every desk shows them, the longest wait first. */
export function stranded(queue: Queue): readonly Ticket[] {
  return [...queue.lines.values()]
    .flat()
    .filter((ticket) => isAbandoned(queue, ticket) || (!isSent(ticket) && !isServed(queue.office, ticket)))
    .sort((a, b) => a.claimAt - b.claimAt || a.order - b.order)
}

/** Who was sent to this counter, and to its officer if he or she sits nowhere else, goes back to the line. */
export function whenCounterCloses(queue: Queue, counter: CounterId): readonly Event[] {
  return backToTheLine(queue, (ticket) => ticket.onlyCounter === counter || waitsForWhoLeaves(queue, counter, ticket))
}

/** The counter stays open under somebody else: only those who wait for the officer go back to the line. */
export function whenOfficerLeaves(queue: Queue, counter: CounterId): readonly Event[] {
  return backToTheLine(queue, (ticket) => waitsForWhoLeaves(queue, counter, ticket))
}

/** Back in line by this event; and if the one it was sent to is gone meanwhile, for anybody to call. */
export function orForAnybody(back: Event & { readonly ticket: string }, queue: Queue, at: number): readonly Event[] {
  const hall = whatIf(queue, [back], at)
  return [back, ...backToTheLine(hall, (ticket) => ticket.id === back.ticket && isAbandoned(hall, ticket))]
}

/**
 * The office runs differently from now on, and nobody is lost: a counter that is taken away closes, and whoever stands or
 * waits there goes back to the line of the service.
 */
export function changeOffice(office: Office, queue: Queue, at: number): Decision {
  const closing = [...queue.counters].flatMap(([counter, { state }]): readonly Event[] => {
    if (state === 'closed' || counterOf(office, counter)) return []
    const standing = [...queue.tickets.values()].filter((ticket) => counterHolding(ticket) === counter)
    const back = standing.map((ticket) => toTheLine(ticket, { fromCounter: counter, placed: { first: true } }))
    return [...back, { type: 'CounterClosed', counter }]
  })
  const changed: readonly Event[] = [...closing, { type: 'OfficeChanged', office }]
  const hall = whatIf(queue, changed, at)
  const isGone = ({ onlyCounter }: Ticket) => onlyCounter !== null && !counterOf(hall.office, onlyCounter)
  const hadOfficer = ({ onlyStaff }: Ticket) => onlyStaff !== null && isInTheHall(queue, onlyStaff)
  const isLeft = (ticket: Ticket) => isGone(ticket) || (hadOfficer(ticket) && isAbandoned(hall, ticket))
  return ok([...changed, ...backToTheLine(hall, isLeft), ...withoutTheirClass(hall)])
}

/** A class that is no more gives nobody priority; the journal keeps why. */
function withoutTheirClass({ office, tickets }: Queue): readonly Event[] {
  const isClass = (id: ClassId) => id === ORDINARY || classOf(office, id) !== undefined
  return [...tickets.values()].flatMap((ticket): readonly Event[] => {
    if (!can('change-class', ticket) || (isClass(ticket.class) && isClass(ticket.declared ?? ORDINARY))) return []
    const kept = isClass(ticket.class) ? ticket.class : ORDINARY
    return [{ type: 'ClassChanged', ticket: ticket.id, class: kept, reason: 'class-removed' }]
  })
}

function waitsForWhoLeaves(queue: Queue, counter: CounterId, { onlyStaff }: Ticket): boolean {
  if (onlyStaff === null || onlyStaff !== staffAt(queue, counter)) return false
  return !queue.office.counters.some(({ id }) => id !== counter && staffAt(queue, id) === onlyStaff)
}

/** Where no counter serves the service the ticket stays where it is, and `stranded` shows it. */
function backToTheLine(queue: Queue, isMeant: (ticket: Ticket) => boolean): readonly Event[] {
  const meant = [...queue.lines.values()].flat().filter((ticket) => isMeant(ticket) && isServed(queue.office, ticket))
  return meant.map((ticket) => {
    const { notBeforeAt } = ticket
    return toTheLine(ticket, { fromCounter: null, ...(notBeforeAt !== null && { placed: { notBeforeAt } }) })
  })
}

type Transferred = Extract<Event, { type: 'TicketTransferred' }>

function toTheLine(ticket: Ticket, rest: Pick<Transferred, 'fromCounter' | 'placed'>): Transferred {
  return { type: 'TicketTransferred', ticket: ticket.id, service: ticket.service, onlyCounter: null, ...rest }
}

function isServed(office: Office, { service }: Ticket): boolean {
  return countersServing(office, service).length > 0
}

function isSent({ onlyCounter, onlyStaff }: Ticket): boolean {
  return onlyCounter !== null || onlyStaff !== null
}

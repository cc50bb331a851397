import { countersNow, linesNow, type Thresholds, tallyNow, ticketsShown } from '../hall-now.ts'
import { counterOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import { flaggedTerminals } from '../rules/ratings.ts'
import type { Ticket } from '../ticket.ts'
import { closuresShown, kiosksNow, nameOf, slipless } from './desk.ts'
import { helpShown } from './notices.ts'

// A page of more would be a list nobody reads; the figures count everyone.
const TICKETS_SHOWN = 400

/** What the hall's manager sees: where it is bad now, and everybody who could be moved. The hub adds devices and its own faults. */
export function hallView(queue: Queue, staff: string, thresholds: Thresholds, at: number) {
  const { office } = queue
  const tickets = ticketsShown(queue)
  const waiting = [...queue.lines.values()].flat()
  const aside = queue.aside.flatMap((id) => queue.tickets.get(id) ?? [])
  const isShown = (ticket: Ticket) => ticket.practice === queue.practice
  return {
    rev: queue.seq,
    at,
    office: office.name,
    timeZone: office.timeZone,
    practice: queue.practice,
    clockSuspect: queue.clockSuspect,
    tally: tallyNow(tickets),
    lines: linesNow(queue, tickets, thresholds, at),
    counters: countersNow(queue),
    tickets: [...waiting, ...aside]
      .filter(isShown)
      .slice(0, TICKETS_SHOWN)
      .map((ticket) => ticketNow(queue, ticket)),
    classes: office.classes.map(({ id, name, icon }) => ({ id, name, icon })),
    closures: closuresShown(queue),
    dayUntilAt: queue.dayUntilAt,
    messages: queue.messages.map((message) => ({ ...message })),
    help: helpShown(queue, staff),
    kiosks: kiosksNow(queue, at),
    flagged: flaggedTerminals(queue, at),
    slipless: slipless(queue),
  }
}

function ticketNow(queue: Queue, ticket: Ticket) {
  const { id, number, service, state, issuedAt, first, onlyCounter, onlyStaff } = ticket
  const counter = onlyCounter && (counterOf(queue.office, onlyCounter)?.label ?? onlyCounter)
  return {
    id,
    number,
    service,
    class: ticket.class,
    state,
    issuedAt,
    first,
    notBeforeAt: state === 'waiting' ? ticket.notBeforeAt : null,
    sentTo: onlyStaff === null ? counter : nameOf(queue, onlyStaff),
  }
}

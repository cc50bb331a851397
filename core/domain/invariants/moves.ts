import { ALLOWED_IN } from '../can.ts'
import type { Event } from '../events.ts'
import type { CounterId } from '../office.ts'
import { STATE_NAMES, type StateName, type TicketId } from '../ticket.ts'
import type { Check, Watch } from './names.ts'
import type { Seen, SeenHall } from './seen-hall.ts'

/** What each record may be said of: tickets in these states. */
const IN: Readonly<Partial<Record<Event['type'], readonly StateName[]>>> = {
  TicketCalled: ALLOWED_IN.call,
  TicketRecalled: ALLOWED_IN.recall,
  ServiceStarted: ALLOWED_IN.start,
  ServiceFinished: ['serving'],
  TicketHeldOff: ALLOWED_IN['no-show'],
  TicketBroughtBack: ALLOWED_IN['bring-back'],
  TicketParked: ALLOWED_IN.park,
  TicketResumed: ALLOWED_IN.resume,
  TicketTransferred: ALLOWED_IN.transfer,
  VisitExtended: ALLOWED_IN.extend,
  VisitShortened: ALLOWED_IN.extend,
  VisitContinued: ['serving'],
  TicketPlaced: ALLOWED_IN.place,
  ClassChanged: ALLOWED_IN['change-class'],
  TicketCancelled: ALLOWED_IN.cancel,
  TicketVoided: ALLOWED_IN.void,
  TicketRated: ALLOWED_IN.rate,
  RatingExplained: ALLOWED_IN.rate,
  SlipPrinted: STATE_NAMES,
  SlipFailed: STATE_NAMES,
  SlipCopyOrdered: STATE_NAMES,
}

/** Records that are made where the ticket stands. */
const AT_ITS_COUNTER: readonly Event['type'][] = [
  'TicketRecalled',
  'ServiceStarted',
  'ServiceFinished',
  'TicketHeldOff',
  'VisitContinued',
]

/** Tickets move only as the table allows (I9), one at a counter and one counter a ticket (I6), rated once (I17). */
export const watchMoves: Watch = ({ event }, hall, check) => {
  if (event.type === 'CounterPaused' || event.type === 'CounterClosed') return leave(event, hall, check)
  if (!('ticket' in event) || event.type === 'TicketIssued') return
  const ticket = hall.tickets.get(event.ticket)
  check('legal-moves', ticket !== undefined, `${event.type} speaks of a ticket nobody took`)
  if (!ticket) return
  const allowed = allowedIn(event)
  check('legal-moves', allowed.includes(ticket.state), `${event.type} of ${ticket.number}, which is ${ticket.state}`)
  const isAtCounter = AT_ITS_COUNTER.includes(event.type) || (event.type === 'TicketMissed' && event.counter !== null)
  if (isAtCounter && 'counter' in event) stands(ticket, event.counter, hall, check, event.type)
  switch (event.type) {
    case 'TicketCalled': {
      const counter = hall.counters.get(event.counter)
      check('legal-moves', counter?.state === 'open', `${event.counter} calls but is not open`)
      check('one-counter', !counter?.holding, `${event.counter} calls ${ticket.number} but holds another`)
      return
    }
    case 'TicketTransferred':
      check('one-counter', ticket.counter === event.fromCounter, `${ticket.number} left another counter`)
      return
    case 'VisitShortened':
      check('legal-moves', ticket.visit.includes(event.service), `${ticket.number} loses what it never went on to`)
      return
    case 'VisitContinued':
      check('legal-moves', ticket.visit.includes(event.service), `${ticket.number} goes on where nobody sent it`)
      return
    case 'TicketRated':
      check('rated-once', !ticket.rated, `${ticket.number} is rated a second time`)
      return
    case 'RatingExplained':
      check('rated-once', ticket.rated && !ticket.explained, `${ticket.number} is explained out of turn`)
      return
    default:
  }
}

function allowedIn(event: Event): readonly StateName[] {
  if (event.type === 'TicketMissed') return event.reason === 'parked-too-long' ? ['parked'] : ALLOWED_IN['no-show']
  return IN[event.type] ?? []
}

function stands(ticket: Seen, counter: CounterId | null, hall: SeenHall, check: Check, move: Event['type']): void {
  const isThere = counter !== null && ticket.counter === counter && holds(hall, counter, ticket.id)
  check('one-counter', isThere, `${move} of ${ticket.number} at ${counter}, but it is at ${ticket.counter}`)
}

function holds(hall: SeenHall, counter: CounterId, ticket: TicketId): boolean {
  return hall.counters.get(counter)?.holding === ticket
}

function leave(
  { type, counter }: Extract<Event, { type: 'CounterPaused' | 'CounterClosed' }>,
  hall: SeenHall,
  check: Check,
): void {
  const state = hall.counters.get(counter)
  check('legal-moves', state !== undefined, `${type} of ${counter}, which was not open`)
  const held = state?.holding ? hall.tickets.get(state.holding) : undefined
  // Called in the evening, and kept for the morning: the counter closes over it.
  const isKept = type === 'CounterClosed' && held?.state === 'called' && hall.office?.calendar.overnight === 'keep'
  check('one-counter', !held || isKept, `${type} of ${counter}, which holds ${held?.number}`)
}

import { firstFor, whyInOrder, whyPicked } from './calling-order.ts'
import { type Action, can } from './can.ts'
import type { Command, Order } from './commands.ts'
import type { Event, ServiceDay } from './events.ts'
import { evolve } from './evolve.ts'
import { nextNumber } from './numbering.ts'
import { type CounterId, counterOf, countersServing, ORDINARY, serviceOf } from './office.ts'
import { isHallOpen } from './opening-hours.ts'
import { counterState, heldBy, type Queue, ticketsInOrder } from './queue.ts'
import type { Refusal } from './refusals.ts'
import { no, ok, type Result } from './result.ts'
import { dayAfter, serviceDayOf } from './service-day.ts'
import { counterHolding, type Ticket, type TicketId } from './ticket.ts'

// How far back a clock may be put right by hand.
const DAYS_REMEMBERED = 400

export type Decision = Result<readonly Event[], Refusal>

/**
 * The rules of the hall: what happens on this command, or why nothing does.
 *
 * Takes everything it needs, time and ids included. When the service day is over, whatever command comes first also turns
 * the day: what was open is closed with its reason and a new day begins, and then the command is decided on that day.
 */
export function decide(command: Command, queue: Queue): Decision {
  const turned = turnDay(queue, command.at)
  const decision = decideOrder(
    command,
    turned.reduce((hall, event) => whatIf(hall, event, command.at), queue),
  )
  return decision.ok ? ok([...turned, ...decision.value]) : decision
}

function decideOrder(command: Command, queue: Queue): Decision {
  const { order, at } = command
  if (queue.day === null) return no('day-not-open')
  if (isAnothersPlace(command, queue)) return no('not-your-counter')
  switch (order.type) {
    case 'IssueTicket':
      return issueTicket(order, queue, at)
    case 'CallNext':
      return callNext(order.counter, queue, at)
    case 'PickTicket':
      return pickTicket(order, queue)
    case 'RecallTicket':
      return withHeld(queue, order, 'recall', (ticket) => recall(ticket, order.counter, queue, at))
    case 'StartService':
      return withHeld(queue, order, 'start', () =>
        ok([{ type: 'ServiceStarted', ticket: order.ticket, counter: order.counter, startedAt: at, presumed: false }]),
      )
    case 'FinishService':
      return withHeld(queue, order, 'finish', (ticket) => ok(finishing(ticket, order.counter, queue)))
    case 'MarkNoShow':
      return withHeld(queue, order, 'no-show', () => ok([missed(order.ticket, order.counter)]))
    case 'BringBack':
      return bringBack(order.ticket, queue, at)
    case 'ParkTicket':
      return parkTicket(order, queue, at)
    case 'ResumeTicket':
      return withTicket(queue, order.ticket, 'resume', () => ok([{ type: 'TicketResumed', ticket: order.ticket }]))
    case 'TransferTicket':
      return transferTicket(order, queue)
    case 'CancelTicket':
      if (order.reason.trim() === '') return no('reason-needed')
      return withTicket(queue, order.ticket, 'cancel', () =>
        ok([{ type: 'TicketCancelled', ticket: order.ticket, reason: order.reason }]),
      )
    case 'OpenCounter':
      return openCounter(order, queue)
    case 'PauseCounter':
      return pauseCounter(order, queue)
    case 'CloseCounter':
      return closeCounter(order.counter, queue)
    case 'RateTicket':
      return rateTicket(order, queue, at)
    case 'ExplainRating':
      return explainRating(order, queue)
    case 'PrintCopy':
      if (!queue.tickets.get(order.ticket)) return no('unknown-ticket')
      return ok([{ type: 'SlipCopyOrdered', ticket: order.ticket }])
    case 'RecordSlip':
      return recordSlip(order, queue)
    case 'KeepTime':
      return ok(overdueParked(queue, at))
    case 'ReportClock':
      if (order.suspect === queue.clockSuspect) return ok([])
      return ok([{ type: order.suspect ? 'ClockSuspected' : 'ClockTrusted', wallAt: order.wallAt }])
    case 'ConfirmClock':
      return confirmClock(order.wallAt, queue)
    case 'ChangeOffice':
      return ok([{ type: 'OfficeChanged', office: order.office }])
    default:
      return order satisfies never
  }
}

/**
 * An officer acts at the counter he or she has opened, and ends no ticket that stands before somebody else. Decided here and not
 * at the door: a take-over in the same breath counts, and a retry after one still hears its first answer.
 */
function isAnothersPlace({ by, order }: Command, queue: Queue): boolean {
  if (by.role !== 'officer' || order.type === 'OpenCounter') return false
  const ticket = order.type === 'CancelTicket' ? queue.tickets.get(order.ticket) : undefined
  const counter = ticket ? counterHolding(ticket) : 'counter' in order ? order.counter : null
  if (counter === null) return false
  const state = counterState(queue, counter)
  return state.state !== 'closed' && state.staff !== by.id
}

function issueTicket(order: Extract<Order, { type: 'IssueTicket' }>, queue: Queue, at: number): Decision {
  const { office } = queue
  const service = serviceOf(office, order.service)
  if (!service) return no('unknown-service')
  if (!service.open) return no('service-closed')
  // Staff may still help someone who stands before them; a machine keeps the hours.
  if (order.origin !== 'desk' && !isHallOpen(office, at)) return no('hall-closed')
  if (order.class !== ORDINARY && !office.classes.some((one) => one.id === order.class)) return no('unknown-class')
  if (queue.tickets.get(order.ticket)) return no('ticket-exists')
  const { origin, device, procedure } = order
  return ok([
    {
      type: 'TicketIssued',
      ticket: order.ticket,
      ...nextNumber(queue, service),
      service: service.id,
      class: order.class,
      claimAt: at,
      origin,
      device,
      procedure,
    },
  ])
}

/**
 * "Next, please" from a counter, by one key from any state (the one-button rule):
 *
 *     counter holds        pressed                      happens
 *     nothing                                           the best claim is called
 *     a called ticket      within repeatMs              refused: the same press twice
 *     a called ticket      within answerWindowMs        called again; past the call limit no-show, and the next is called
 *     a called ticket      later                        it was served without a press of start: finished, next is called
 *     a served ticket                                   finished, the next is called
 */
function callNext(counter: CounterId, queue: Queue, at: number): Decision {
  const closed = whyNotCalling(queue, counter)
  if (closed) return no(closed)
  const held = heldBy(queue, counter)
  if (held === null) {
    const next = firstFor(queue, counter)
    return next ? ok([called(next, counter, queue)]) : no('nobody-waiting')
  }
  if (held.state === 'called' && at - held.calledAt < queue.office.calling.answerWindowMs) {
    if (at - held.calledAt < queue.office.calling.repeatMs) return no('just-called')
    if (held.calls < queue.office.calling.callLimit) return recall(held, counter, queue, at)
    return ok(thenNext([missed(held.id, counter)], counter, queue, at))
  }
  return ok(thenNext(finishing(held, counter, queue), counter, queue, at))
}

function thenNext(before: readonly Event[], counter: CounterId, queue: Queue, at: number): readonly Event[] {
  const after = before.reduce((hall, event) => whatIf(hall, event, at), queue)
  const next = firstFor(after, counter)
  return next ? [...before, called(next, counter, after)] : before
}

function pickTicket(order: Extract<Order, { type: 'PickTicket' }>, queue: Queue): Decision {
  const closed = whyNotCalling(queue, order.counter)
  if (closed) return no(closed)
  if (heldBy(queue, order.counter)) return no('counter-busy')
  if (order.reason.trim() === '') return no('reason-needed')
  return withTicket(queue, order.ticket, 'pick', (ticket) => {
    const why = whyPicked(queue, order.counter, ticket, order.reason)
    const call = callOf(queue, ticket, order.counter, why)
    if (ticket.state === 'parked') return ok([{ type: 'TicketResumed', ticket: ticket.id }, call])
    if (ticket.state === 'no-show') return ok([{ type: 'TicketBroughtBack', ticket: ticket.id }, call])
    return ok([call])
  })
}

function recall(ticket: Ticket, counter: CounterId, queue: Queue, at: number): Decision {
  if (ticket.state !== 'called') return no('not-now')
  if (at - ticket.calledAt < queue.office.calling.repeatMs) return no('just-called')
  if (ticket.calls >= queue.office.calling.callLimit) return no('call-limit')
  return ok([{ type: 'TicketRecalled', ticket: ticket.id, counter }])
}

function bringBack(id: TicketId, queue: Queue, at: number): Decision {
  return withTicket(queue, id, 'bring-back', (ticket) => {
    if (ticket.state !== 'no-show') return no('not-now')
    if (at - ticket.missedAt > queue.office.calling.bringBackWithinMs) return no('too-late-to-return')
    return ok([{ type: 'TicketBroughtBack', ticket: id }])
  })
}

function parkTicket(order: Extract<Order, { type: 'ParkTicket' }>, queue: Queue, at: number): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return withHeld(queue, order, 'park', () => {
    const limitMs = Math.min(order.limitMs ?? Number.POSITIVE_INFINITY, queue.office.calling.parkLimitMs)
    return ok([{ type: 'TicketParked', ticket: order.ticket, reason: order.reason, untilAt: at + limitMs }])
  })
}

function transferTicket(order: Extract<Order, { type: 'TransferTicket' }>, queue: Queue): Decision {
  const { office } = queue
  return withTicket(queue, order.ticket, 'transfer', (ticket) => {
    const holder = ticket.state === 'called' || ticket.state === 'serving' ? ticket.counter : null
    if (holder !== null && holder !== order.counter) return no('not-at-this-counter')
    const service = order.toService ?? ticket.service
    if (!serviceOf(office, service)) return no('unknown-service')
    if (order.toCounter !== null && !counterOf(office, order.toCounter)) return no('unknown-counter')
    if (order.toCounter === null && countersServing(office, service).length === 0) return no('counter-does-not-serve')
    if (order.toService === null && order.toCounter === null) return no('nowhere-to-transfer')
    if (service === ticket.service && order.toCounter === ticket.onlyCounter) return no('nowhere-to-transfer')
    return ok([
      {
        type: 'TicketTransferred',
        ticket: ticket.id,
        service,
        onlyCounter: order.toCounter,
        fromCounter: holder,
      },
    ])
  })
}

function openCounter(order: Extract<Order, { type: 'OpenCounter' }>, queue: Queue): Decision {
  if (!counterOf(queue.office, order.counter)) return no('unknown-counter')
  const state = counterState(queue, order.counter)
  if (state.state === 'open' && state.staff === order.staff) return ok([])
  if (state.state !== 'closed' && state.staff !== order.staff && !order.takeOver) return no('counter-taken')
  const { counter, staff, staffName } = order
  return ok([{ type: 'CounterOpened', counter, staff, staffName }])
}

function pauseCounter(order: Extract<Order, { type: 'PauseCounter' }>, queue: Queue): Decision {
  const state = counterState(queue, order.counter)
  if (state.state === 'closed') return no(counterOf(queue.office, order.counter) ? 'counter-closed' : 'unknown-counter')
  if (order.reason.trim() === '') return no('reason-needed')
  if (state.state === 'open' && state.holding !== null) return no('counter-busy')
  return ok([{ type: 'CounterPaused', counter: order.counter, reason: order.reason }])
}

function closeCounter(counter: CounterId, queue: Queue): Decision {
  const state = counterState(queue, counter)
  if (state.state === 'closed') return no(counterOf(queue.office, counter) ? 'counter-not-open' : 'unknown-counter')
  if (state.state === 'open' && state.holding !== null) return no('counter-busy')
  return ok([{ type: 'CounterClosed', counter }])
}

function rateTicket(order: Extract<Order, { type: 'RateTicket' }>, queue: Queue, at: number): Decision {
  const { rating } = queue.office
  if (!rating.levels.some((level) => level.id === order.level)) return no('unknown-level')
  if (order.reasons.some((id) => !rating.reasons.some((reason) => reason.id === id))) return no('unknown-reason')
  if (order.ticket === null) {
    // Nobody was served just now: kept, but marked as belonging to no ticket (I17).
    if (order.counter === null || !counterOf(queue.office, order.counter)) return no('unknown-counter')
    return ok([{ type: 'UnlinkedRating', counter: order.counter, level: order.level }])
  }
  return withTicket(queue, order.ticket, 'rate', (ticket) => {
    if (ticket.state !== 'served') return no('not-now')
    if (ticket.rating !== null) return no('already-rated')
    if (order.counter !== null) {
      if (ticket.counter !== order.counter) return no('not-at-this-counter')
      if (at - ticket.finishedAt > rating.terminalWindowMs) return no('rating-over')
    }
    const { level, reasons } = order
    const channel = order.counter === null ? 'slip' : 'terminal'
    return ok([{ type: 'TicketRated', ticket: ticket.id, level, reasons, channel }])
  })
}

function explainRating(order: Extract<Order, { type: 'ExplainRating' }>, queue: Queue): Decision {
  const ticket = queue.tickets.get(order.ticket)
  if (!ticket) return no('unknown-ticket')
  if (order.reasons.some((id) => !queue.office.rating.reasons.some((reason) => reason.id === id))) {
    return no('unknown-reason')
  }
  if (ticket.state !== 'served' || ticket.rating === null) return no('not-now')
  if (ticket.rating.reasons.length > 0) return no('already-rated')
  return ok([{ type: 'RatingExplained', ticket: ticket.id, reasons: order.reasons }])
}

function recordSlip(order: Extract<Order, { type: 'RecordSlip' }>, queue: Queue): Decision {
  if (!queue.tickets.get(order.ticket)) return no('unknown-ticket')
  const { ticket, copy, outcome } = order
  if (outcome.kind === 'failed') return ok([{ type: 'SlipFailed', ticket, fault: outcome.fault, copy }])
  return ok([{ type: 'SlipPrinted', ticket, confirmed: outcome.confirmed, copy }])
}

function confirmClock(wallAt: number, queue: Queue): Decision {
  if (!queue.clockSuspect) return no('clock-not-suspect')
  const trusted: Event = { type: 'ClockTrusted', wallAt }
  const day = serviceDayOf(wallAt, queue.office)
  // Turning back within one day would give a later ticket an earlier claim. The hub's own steady time goes on instead.
  if (day === queue.day) return no('clock-same-day')
  // Further back than is remembered: numbers were given there, and nobody here knows which.
  const isRemembered = queue.day === null || day >= dayAfter(queue.day, -DAYS_REMEMBERED)
  const isBeforeAll = queue.firstDay === null || day < queue.firstDay
  if (!isRemembered && !isBeforeAll) return no('clock-too-far-back')
  return ok([trusted, ...closeDay(queue, 'clock-confirmed'), openingOf(queue, day)])
}

/** The events that end one service day and begin the next, when it is time; none while the clock is suspect (I15, I16). */
function turnDay(queue: Queue, at: number): readonly Event[] {
  if (queue.day === null) return [openingOf(queue, serviceDayOf(at, queue.office))]
  if (queue.clockSuspect || at < queue.dayUntilAt) return []
  return [...closeDay(queue, 'new-day'), openingOf(queue, serviceDayOf(at, queue.office))]
}

function closeDay(queue: Queue, reason: 'new-day' | 'clock-confirmed'): readonly Event[] {
  const events: Event[] = []
  for (const ticket of ticketsInOrder(queue)) {
    if (ticket.state === 'serving') {
      const { id, counter } = ticket
      const state = counterState(queue, counter)
      const staff = state.state === 'closed' ? '' : state.staff
      events.push({ type: 'ServiceFinished', ticket: id, counter, staff, by: 'day-end' })
    } else if (can('cancel', ticket)) {
      events.push({ type: 'TicketCancelled', ticket: ticket.id, reason: 'day-ended' })
    }
  }
  for (const [counter, state] of queue.counters) {
    if (state.state !== 'closed') events.push({ type: 'CounterClosed', counter })
  }
  if (queue.day !== null) events.push({ type: 'DayClosed', day: queue.day, reason })
  return events
}

function openingOf(queue: Queue, day: ServiceDay): Event {
  const met = queue.day === null ? queue.met : { ...queue.met, [queue.day]: queue.lastNumber }
  const oldest = dayAfter(day, -DAYS_REMEMBERED)
  const kept = Object.fromEntries(Object.entries(met).filter(([known]) => known >= oldest))
  const firstDay = queue.firstDay === null || day < queue.firstDay ? day : queue.firstDay
  return { type: 'DayOpened', day, office: queue.office, met: kept, firstDay }
}

function overdueParked(queue: Queue, at: number): readonly Event[] {
  return queue.aside.flatMap((id): Event[] => {
    const ticket = queue.tickets.get(id)
    if (ticket?.state !== 'parked' || at < ticket.untilAt) return []
    return [{ type: 'TicketMissed', ticket: id, counter: null, reason: 'parked-too-long' }]
  })
}

function called(ticket: Ticket, counter: CounterId, queue: Queue): Event {
  return callOf(queue, ticket, counter, whyInOrder(queue, counter, ticket))
}

function callOf(
  queue: Queue,
  ticket: Ticket,
  counter: CounterId,
  why: Extract<Event, { type: 'TicketCalled' }>['why'],
): Event {
  const state = counterState(queue, counter)
  const staff = state.state === 'closed' ? '' : state.staff
  return { type: 'TicketCalled', ticket: ticket.id, counter, staff, why }
}

function missed(ticket: TicketId, counter: CounterId): Event {
  return { type: 'TicketMissed', ticket, counter, reason: 'did-not-come' }
}

function finishing(held: Ticket, counter: CounterId, queue: Queue): readonly Event[] {
  const state = counterState(queue, counter)
  const staff = state.state === 'closed' ? '' : state.staff
  const finished: Event = { type: 'ServiceFinished', ticket: held.id, counter, staff, by: 'staff' }
  if (held.state !== 'called') return [finished]
  return [{ type: 'ServiceStarted', ticket: held.id, counter, startedAt: held.calledAt, presumed: true }, finished]
}

function whyNotCalling(queue: Queue, counter: CounterId): Refusal | null {
  if (!counterOf(queue.office, counter)) return 'unknown-counter'
  const { state } = counterState(queue, counter)
  if (state === 'closed') return 'counter-closed'
  return state === 'paused' ? 'counter-paused' : null
}

function withTicket(queue: Queue, id: TicketId, action: Action, then: (ticket: Ticket) => Decision): Decision {
  const ticket = queue.tickets.get(id)
  if (!ticket) return no('unknown-ticket')
  return can(action, ticket) ? then(ticket) : no('not-now')
}

function withHeld(
  queue: Queue,
  { ticket: id, counter }: { readonly ticket: TicketId; readonly counter: CounterId },
  action: Action,
  then: (ticket: Ticket) => Decision,
): Decision {
  return withTicket(queue, id, action, (ticket) => {
    if ((ticket.state === 'called' || ticket.state === 'serving') && ticket.counter !== counter) {
      return no('not-at-this-counter')
    }
    return then(ticket)
  })
}

function whatIf(queue: Queue, event: Event, at: number): Queue {
  return evolve(queue, { seq: queue.seq, at, event })
}

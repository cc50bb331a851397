import { afterCall } from './calling-order.ts'
import { campaignClosed, handedOut, planned, slipEntered, slipWithdrawn } from './campaigns.ts'
import type { Event, Happened } from './events.ts'
import { atKiosk, inBook, issue, voidTicket } from './giving-numbers.ts'
import { amend, atCounter, backInLine, hold, holderOf, move, release, sortLines, ticketIn } from './moves.ts'
import { openDay } from './new-day.ts'
import type { CounterId } from './office.ts'
import { completeOffice } from './office-defaults.ts'
import { CALLS_REMEMBERED, CLOSED, type CounterState, counterState, type Queue } from './queue.ts'
import { endOfDay, endOfServiceDay } from './service-day.ts'
import type { Ticket, TicketId } from './ticket.ts'
import { learn } from './wait/learn.ts'

/**
 * What the hall looks like after something happened. Pure: the same journal always folds to the same queue (I10).
 * It judges nothing; whatever stands in the journal was decided before.
 */
export function evolve(queue: Queue, { seq, at, event }: Happened): Queue {
  // Only a new day may begin before the last record: a clock that ran ahead was put right by hand.
  const lastAt = event.type === 'DayOpened' ? at : Math.max(queue.lastAt, at)
  const after = apply(queue, { seq, at, event })
  const learned = learn(after.learned, queue, { seq, at, event })
  return { ...after, past: withPast(queue, after, { seq, at, event }), learned, seq, lastAt }
}

/** Keeps what a ticket was until now. Its slip and its rating say nothing about its place. */
function withPast(before: Queue, after: Queue, { seq, event }: Happened): Queue['past'] {
  if (!('ticket' in event) || NOT_OF_ITS_PLACE.has(event.type)) return after.past
  const ticket = before.tickets.get(event.ticket) ?? null
  return after.past.put(event.ticket, [...(after.past.get(event.ticket) ?? []), { untilSeq: seq, ticket }])
}

const NOT_OF_ITS_PLACE: ReadonlySet<Event['type']> = new Set([
  'SlipPrinted',
  'SlipFailed',
  'SlipCopyOrdered',
  'TicketRated',
  'RatingExplained',
])

function apply(queue: Queue, { seq, at, event }: Happened): Queue {
  switch (event.type) {
    case 'DayOpened':
      return openDay(queue, event)
    case 'DayClosed':
      return { ...queue, day: null, met: { ...queue.met, [event.day]: queue.lastNumber } }
    case 'OfficeChanged': {
      const office = completeOffice(event.office)
      // By the day, not by the clock: an office that begins its days at another hour must not live one of them twice.
      const dayUntilAt = queue.day === null ? endOfServiceDay(queue.lastAt, office) : endOfDay(queue.day, office)
      return sortLines({ ...queue, office, dayUntilAt })
    }
    case 'OfficePlanned': {
      const others = queue.planned.filter((plan) => plan.fromDay !== event.plan.fromDay)
      const planned = [...others, event.plan].sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1))
      return { ...queue, planned }
    }
    case 'PlanDropped':
      return { ...queue, planned: queue.planned.filter((plan) => plan.fromDay !== event.fromDay) }
    case 'ClockSuspected':
      return { ...queue, clockSuspect: true }
    case 'ClockTrusted':
      return { ...queue, clockSuspect: false }
    case 'TicketIssued':
      return issue(queue, at, event)
    case 'TicketCalled': {
      const { counter, staff, why } = event
      const before = ticketIn(queue, event.ticket)
      // A place before everyone, or a delay, was for this call: whoever comes back later is placed anew.
      const facts = { first: false, putFirst: null, notBeforeAt: null }
      const called = move(queue, event.ticket, { state: 'called', counter, calledAt: at, calls: 1 }, facts)
      const calls = [...(called.calls.get(event.ticket) ?? []), { seq, at, counter, staff, why }]
      const known = { ...called, calls: called.calls.put(event.ticket, calls) }
      return remember(
        hold(afterCall(known, before, counter, why, at), counter, event.ticket),
        event.ticket,
        counter,
        at,
      )
    }
    case 'TicketRecalled': {
      const ticket = ticketIn(queue, event.ticket)
      const calls = ticket.state === 'called' ? ticket.calls + 1 : 1
      const again = move(queue, event.ticket, { state: 'called', counter: event.counter, calledAt: at, calls })
      return remember(again, event.ticket, event.counter, at)
    }
    case 'TicketHeldOff': {
      const { offeredAgain } = ticketIn(queue, event.ticket)
      const facts = { notBeforeAt: event.untilAt, offeredAgain: offeredAgain + 1 }
      return release(move(queue, event.ticket, { state: 'waiting' }, facts), event.counter, at)
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
        at,
      )
    case 'TicketBroughtBack':
    case 'TicketResumed':
      return backInLine(queue, event.ticket, event.placed)
    case 'TicketParked': {
      const { reason, untilAt } = event
      const from = holderOf(queue, event.ticket)
      return release(move(queue, event.ticket, { state: 'parked', reason, parkedAt: at, untilAt }), from, at)
    }
    case 'TicketTransferred': {
      const { service, onlyCounter, onlyStaff = null, fromCounter, placed } = event
      return release(backInLine(queue, event.ticket, placed, { service, onlyCounter, onlyStaff }), fromCounter, at)
    }
    case 'VisitExtended':
      return amend(queue, event.ticket, { visit: [...ticketIn(queue, event.ticket).visit, event.service] })
    case 'VisitShortened':
      return amend(queue, event.ticket, {
        visit: ticketIn(queue, event.ticket).visit.filter((service) => service !== event.service),
      })
    case 'VisitContinued': {
      const { counter, service } = event
      const before = ticketIn(queue, event.ticket)
      const learned = learnPace(queue, before, counter, at)
      const visit = before.visit.slice(before.visit.indexOf(service) + 1)
      const facts = { service, visit, onlyCounter: null, onlyStaff: null, offeredAgain: 0 }
      return release(backInLine(learned, event.ticket, event.placed, facts), counter, at)
    }
    case 'TicketPlaced': {
      const putFirst = event.place === 'first' ? event.reason : null
      return amend(queue, event.ticket, { notBeforeAt: null, putFirst, ...event.placed })
    }
    case 'ClassChanged':
      return amend(queue, event.ticket, { class: event.class, declared: null })
    case 'TicketCancelled': {
      const from = holderOf(queue, event.ticket)
      return release(move(queue, event.ticket, { state: 'cancelled', reason: event.reason, cancelledAt: at }), from, at)
    }
    case 'TicketVoided':
      return voidTicket(queue, at, event)
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
    case 'ActNoted':
      return queue
    case 'HubRestored': {
      const { lastSeq, diedSeq, copy, leaps } = event
      const lost = diedSeq === null ? null : Math.max(0, diedSeq - lastSeq)
      const leapt = Object.fromEntries(Object.entries(leaps).map(([series, { next }]) => [series, next - 1]))
      return {
        ...queue,
        lastNumber: { ...queue.lastNumber, ...leapt },
        restored: { at, lastSeq, copySeq: copy.seq, lost },
      }
    }
    case 'RatingFlagged':
      return { ...queue, flagged: { ...queue.flagged, [event.counter]: at } }
    case 'CampaignPlanned':
      return { ...queue, papers: planned(queue.papers, event.campaign) }
    case 'SlipsHandedOut':
      return { ...queue, papers: handedOut(queue.papers, event.campaign, event.counter, event.count) }
    case 'CampaignClosed':
      return { ...queue, papers: campaignClosed(queue.papers, event.campaign) }
    case 'PaperRated':
      return { ...queue, papers: slipEntered(queue.papers, event.code, seq) }
    case 'PaperWithdrawn':
      return { ...queue, papers: slipWithdrawn(queue.papers, event.code) }
    case 'CounterOpened': {
      const before = counterState(queue, event.counter)
      const { staff, staffName } = event
      const open = atCounter(queue, event.counter, {
        state: 'open',
        staff,
        staffName,
        holding: before.state === 'open' ? before.holding : null,
        lastFinished: before.state === 'closed' ? null : before.lastFinished,
      })
      const idle = { ...open, idleSince: { ...open.idleSince, [event.counter]: at } }
      return before.state !== 'closed' && before.staff === staff ? idle : asTheOfficeHasIt(idle, event.counter)
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
      return asTheOfficeHasIt(atCounter(queue, event.counter, CLOSED), event.counter)
    case 'AutomaticSet':
      return { ...queue, automatic: { ...queue.automatic, [event.counter]: event.on } }
    case 'ServiceStopped': {
      const { service, reason, untilAt } = event
      const others = queue.closures.filter((closure) => closure.service !== service)
      return { ...queue, closures: [...others, { service, reason, sinceAt: at, untilAt }] }
    }
    case 'ServiceResumed':
      return { ...queue, closures: queue.closures.filter((closure) => closure.service !== event.service) }
    case 'MessageShown': {
      const { message: id, kind, text, untilAt } = event
      return { ...queue, messages: [...queue.messages, { id, kind, text, sinceAt: at, untilAt }] }
    }
    case 'MessageTaken':
      return { ...queue, messages: queue.messages.filter(({ id }) => id !== event.message) }
    case 'HelpCalled': {
      const { help: id, counter, staff, staffName } = event
      return { ...queue, help: [...queue.help, { id, counter, staff, staffName, calledAt: at, coming: [] }] }
    }
    case 'HelpAnswered': {
      const { staff, staffName } = event
      const help = queue.help.map((call) =>
        call.id === event.help ? { ...call, coming: [...call.coming, { staff, staffName, at }] } : call,
      )
      return { ...queue, help }
    }
    case 'HelpEnded':
      return { ...queue, help: queue.help.filter(({ id }) => id !== event.help) }
    case 'KioskAlarmed':
      return atKiosk(queue, event.device, { alarmedAt: at })
    case 'KioskPaused':
      return atKiosk(queue, event.device, { paused: event.reason })
    case 'KioskResumed':
      return atKiosk(queue, event.device, { paused: null, alarmedAt: null })
    case 'PracticeBegan':
      return { ...queue, practice: true }
    case 'PracticeEnded':
      return forgetPractice(queue)
    case 'RollStarted':
      return { ...queue, lastNumber: { ...queue.lastNumber, [event.series]: event.next - 1 } }
    case 'AppointmentBooked':
      return { ...queue, book: queue.book.put(event.appointment.id, event.appointment) }
    case 'AppointmentMoved':
      return inBook(queue, event.appointment, { slotAt: event.slotAt })
    case 'AppointmentCancelled':
      return inBook(queue, event.appointment, { state: 'cancelled' })
    case 'AppointmentReleased':
      return inBook(queue, event.appointment, { state: 'released' })
    case 'SlipPrinted':
      return amend(queue, event.ticket, { slip: event.confirmed ? 'printed' : 'unconfirmed' })
    case 'SlipFailed':
      return amend(queue, event.ticket, { slip: 'failed' })
    default:
      event satisfies never
      return queue
  }
}

/** Nothing of a practice stays on a board or at a rating terminal. */
function forgetPractice(queue: Queue): Queue {
  const isReal = (id: TicketId) => queue.tickets.get(id)?.practice !== true
  const counters = [...queue.counters].map(([id, state]): [CounterId, CounterState] => {
    const isPractised = state.state !== 'closed' && state.lastFinished !== null && !isReal(state.lastFinished.ticket)
    return [id, isPractised ? { ...state, lastFinished: null } : state]
  })
  const lastCalls = queue.lastCalls.filter((call) => isReal(call.ticket))
  return { ...queue, practice: false, counters: new Map(counters), lastCalls }
}

function finish(queue: Queue, at: number, event: Extract<Event, { type: 'ServiceFinished' }>): Queue {
  const ticket = ticketIn(queue, event.ticket)
  const startedAt = ticket.state === 'serving' ? ticket.startedAt : at
  const { counter, staff } = event
  const served = move(queue, event.ticket, { state: 'served', counter, staff, startedAt, finishedAt: at, rating: null })
  const state = counterState(served, counter)
  if (state.state !== 'open') return served
  const free = release(served, counter, at)
  const last = { ...state, holding: null, lastFinished: { ticket: ticket.id, at } }
  return learnPace(atCounter(free, counter, last), ticket, counter, at)
}

/** One more ticket served at a counter, and how long it took. A practice teaches nothing. */
function learnPace(queue: Queue, ticket: Ticket, counter: CounterId, at: number): Queue {
  if (ticket.practice) return queue
  const startedAt = ticket.state === 'serving' ? ticket.startedAt : at
  const before = queue.pace[ticket.service] ?? { finished: 0, totalMs: 0 }
  const pace = { finished: before.finished + 1, totalMs: before.totalMs + (at - startedAt) }
  return {
    ...queue,
    pace: { ...queue.pace, [ticket.service]: pace },
    servedAt: { ...queue.servedAt, [counter]: (queue.servedAt[counter] ?? 0) + 1 },
  }
}

/** An officer's switch of automatic calling goes with the officer. */
function asTheOfficeHasIt(queue: Queue, counter: CounterId): Queue {
  if (!(counter in queue.automatic)) return queue
  const { [counter]: _, ...others } = queue.automatic
  return { ...queue, automatic: others }
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

import type { Event, Happened } from '../events.ts'
import type { ClassId, CounterId, ServiceId } from '../office.ts'
import { counterState, type Queue } from '../queue.ts'
import type { Ticket, TicketId } from '../ticket.ts'
import { corrected, counted, seen } from './belief.ts'
import { hoursOf, sittingAt } from './hours.ts'
import {
  clearingAt,
  type Desk,
  habitsOf,
  type Learned,
  lateness,
  leavingAt,
  NO_DESK,
  type ServiceHabits,
  serviceToday,
  staffBelief,
} from './learned.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HALF_HOUR = 30 * MINUTE

/** How many of the last figures are remembered, roughly. */
const TURNS = 400
const HALL_TURNS = 600
const SESSIONS = 12
// A number nobody ended is no service time.
const LONGEST_TURN_MS = 90 * MINUTE

/**
 * What the hall has learned once this has happened. `before` is the queue without it.
 *
 * A turn is counted from the first call to whatever ends it: that is how long a counter is taken, whether or not somebody
 * presses start.
 */
export function learn(learned: Learned, before: Queue, { at, event }: Happened): Learned {
  // Nothing is learned from people who are not real.
  if (before.practice) return learned
  switch (event.type) {
    case 'TicketIssued':
      return arrived(learned, at, event.service, event.class)
    case 'TicketCalled':
      return called(learned, before, at, event.ticket, event.counter)
    case 'ServiceFinished':
      if (event.by !== 'staff') return learned
      return turnEnded(learned, before, at, event.ticket, { kind: 'served' })
    case 'TicketMissed':
      return event.counter === null ? learned : turnEnded(learned, before, at, event.ticket, { kind: 'missed' })
    case 'TicketHeldOff':
      return turnEnded(learned, before, at, event.ticket, { kind: 'missed' })
    case 'VisitContinued':
      return turnEnded(learned, before, at, event.ticket, { kind: 'sent-on', to: event.service })
    case 'TicketParked':
      return turnEnded(learned, before, at, event.ticket, { kind: 'parked' })
    case 'TicketTransferred':
      return event.fromCounter === null
        ? learned
        : turnEnded(learned, before, at, event.ticket, { kind: 'sent-on', to: event.service })
    case 'TicketResumed':
    case 'TicketBroughtBack':
      return back(learned, before, at, event.ticket)
    case 'CounterOpened':
      return sat(learned, before, at, event)
    case 'CounterPaused':
    case 'CounterClosed':
      return left(learned, before, at, event)
    default:
      return learned
  }
}

function arrived(learned: Learned, at: number, service: ServiceId, ofClass: ClassId): Learned {
  const { today, came } = learned
  const slot = Math.floor((at - today.beganAt) / HALF_HOUR)
  return {
    ...learned,
    came: { services: oneMore(came.services, service), classes: oneMore(came.classes, ofClass) },
    today: { ...today, arrivals: oneMore(today.arrivals, String(slot)) },
  }
}

function oneMore(counts: Readonly<Record<string, number>>, of: string): Readonly<Record<string, number>> {
  return { ...counts, [of]: (counts[of] ?? 0) + 1 }
}

function called(learned: Learned, before: Queue, at: number, id: TicketId, counter: CounterId): Learned {
  const ticket = before.tickets.get(id)
  const { freeAt } = deskOf(learned, counter)
  const after = withDesk(learned, counter, { calledAt: at, freeAt: null })
  // Only where somebody was waiting all the while; else the desk waited for people.
  if (freeAt === null || ticket?.state !== 'waiting' || ticket.issuedAt > freeAt || at - freeAt > HALF_HOUR)
    return after
  return { ...after, tidying: seen(after.tidying, Math.log(at - freeAt + SECOND), HALL_TURNS) }
}

type Ended = { readonly kind: 'served' | 'missed' | 'parked' } | { readonly kind: 'sent-on'; readonly to: ServiceId }

function turnEnded(learned: Learned, before: Queue, at: number, id: TicketId, ended: Ended): Learned {
  const ticket = before.tickets.get(id)
  if (ticket?.state !== 'called' && ticket?.state !== 'serving') return learned
  const { calledAt } = deskOf(learned, ticket.counter)
  const after = withDesk(learned, ticket.counter, { calledAt: null, freeAt: at })
  if (calledAt === null || at - calledAt > LONGEST_TURN_MS) return after
  const log = Math.log(Math.max(5 * SECOND, at - calledAt))
  const outcomes = withOutcome(after, before, ticket, ended)
  if (ended.kind === 'missed') {
    const returns = counted(outcomes.returns, false, 200)
    return { ...outcomes, returns, missing: seen(outcomes.missing, log, HALL_TURNS) }
  }
  return withTurn(outcomes, before, ticket.counter, ticket.service, log)
}

function withOutcome(learned: Learned, before: Queue, ticket: Ticket, ended: Ended): Learned {
  const { service } = ticket
  const habits = habitsOf(learned, before.office, service)
  const sentOn = { ...habits.sentOn }
  if (ended.kind === 'sent-on') sentOn[ended.to] ??= { n: TURNS, share: 0 }
  for (const [to, share] of Object.entries(sentOn)) {
    sentOn[to] = counted(share, ended.kind === 'sent-on' && ended.to === to, TURNS)
  }
  const missed = counted(habits.missed, ended.kind === 'missed', TURNS)
  const parked = counted(habits.parked, ended.kind === 'parked', TURNS)
  return {
    ...withHabits(learned, service, { ...habits, missed, parked, sentOn }),
    pauses: counted(learned.pauses, false, HALL_TURNS),
  }
}

/** Shares the surprise of one turn among the service, the officer and the day, by how much each is doubted. */
function withTurn(learned: Learned, before: Queue, counter: CounterId, service: ServiceId, log: number): Learned {
  const habits = habitsOf(learned, before.office, service)
  const state = counterState(before, counter)
  const staff = state.state === 'closed' ? '' : state.staff
  const officer = staffBelief(learned, staff)
  const { hall } = learned.today
  const ofDay = serviceToday(learned, service)
  const surprise = log - habits.turn.mean - officer.mean - hall.mean - ofDay.mean
  const doubt = habits.turn.doubt + officer.doubt + hall.doubt + ofDay.doubt
  const all = doubt + habits.chance
  // Far out is chance, or a key forgotten: it moves what is believed no further than two and a half usual steps.
  const most = 2.5 * Math.sqrt(all)
  const moves = Math.max(-most, Math.min(most, surprise))
  const n = Math.min(habits.n + 1, TURNS)
  const chance = habits.chance + (Math.max(0, moves * moves - doubt) - habits.chance) / (n + 12)
  const { today } = learned
  return {
    ...withHabits(learned, service, { ...habits, n, turn: corrected(habits.turn, moves, all), chance }),
    staff: { ...learned.staff, [staff]: corrected(officer, moves, all) },
    today: {
      ...today,
      hall: corrected(hall, moves, all),
      services: { ...today.services, [service]: corrected(ofDay, moves, all) },
    },
  }
}

function back(learned: Learned, before: Queue, at: number, id: TicketId): Learned {
  const ticket = before.tickets.get(id)
  if (ticket?.state === 'parked') {
    return { ...learned, fetching: seen(learned.fetching, Math.log(at - ticket.parkedAt + SECOND), 100) }
  }
  // Each was counted as one who stays away when the number was let go.
  if (ticket?.state !== 'no-show' || ticket.counter === null) return learned
  const { n, share } = learned.returns
  return {
    ...learned,
    returns: { n, share: Math.min(1, share + 1 / n) },
    returning: seen(learned.returning, Math.log(at - ticket.missedAt + SECOND), 100),
  }
}

function sat(learned: Learned, before: Queue, at: number, { counter }: { readonly counter: CounterId }): Learned {
  const was = counterState(before, counter)
  // A colleague takes over in the middle of it.
  if (was.state === 'open') return learned
  const hours = hoursOf(before)
  const sitting = sittingAt(hours, at)
  const desk = deskOf(learned, counter)
  if (sitting === null || desk.sat.includes(sitting)) {
    const after = withDesk(learned, counter, { freeAt: null })
    if (was.state !== 'paused') return after
    return { ...after, pause: seen(after.pause, Math.log(at - was.sinceAt + SECOND), 150) }
  }
  const after = withDesk(learned, counter, { freeAt: null, sat: [...desk.sat, sitting] })
  const { fromAt, toAt } = hours[sitting] ?? { fromAt: at, toAt: at }
  const late = Math.min(at - fromAt, (toAt - fromAt) / 2)
  const known = after.counters[counter] ?? { late: {}, comes: {} }
  const lates = { ...known.late, [sitting]: seen(lateness(after, counter, sitting), late, SESSIONS) }
  return { ...after, counters: { ...after.counters, [counter]: { ...known, late: lates } } }
}

function left(
  learned: Learned,
  before: Queue,
  at: number,
  { type, counter }: Extract<Event, { type: 'CounterPaused' | 'CounterClosed' }>,
): Learned {
  if (counterState(before, counter).state !== 'open') return learned
  const after = withDesk(learned, counter, { freeAt: null })
  const hours = hoursOf(before)
  const sitting = sittingAt(hours, at)
  const toAt = sitting === null ? null : (hours[sitting]?.toAt ?? null)
  if (sitting === null || toAt === null || at < toAt - 20 * MINUTE) {
    if (type === 'CounterClosed') return after
    // One turn was counted as one without a pause.
    const { n, share } = after.pauses
    return { ...after, pauses: { n, share: share + 1 / n } }
  }
  const services = before.office.counters.find((one) => one.id === counter)?.services ?? []
  const isWaitedFor = services.some((id) => (before.lines.get(id)?.length ?? 0) > 0)
  if (!isWaitedFor && at < toAt + 2 * MINUTE) return after
  const stays = { ...after.clearing, [sitting]: counted(clearingAt(after, sitting), !isWaitedFor, 10 * SESSIONS) }
  if (!isWaitedFor) return { ...after, clearing: stays }
  const offset = Math.max(-30 * MINUTE, Math.min(60 * MINUTE, at - toAt))
  return {
    ...after,
    clearing: stays,
    leaving: { ...after.leaving, [sitting]: seen(leavingAt(after, sitting), offset, 10 * SESSIONS) },
  }
}

function deskOf(learned: Learned, counter: CounterId): Desk {
  return learned.today.desks[counter] ?? NO_DESK
}

function withDesk(learned: Learned, counter: CounterId, change: Partial<Desk>): Learned {
  const { today } = learned
  const desks = { ...today.desks, [counter]: { ...(today.desks[counter] ?? NO_DESK), ...change } }
  return { ...learned, today: { ...today, desks } }
}

function withHabits(learned: Learned, service: ServiceId, habits: ServiceHabits): Learned {
  return { ...learned, services: { ...learned.services, [service]: habits } }
}

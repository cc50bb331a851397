import { firstFor } from '../calling-order.ts'
import type { Order } from '../commands.ts'
import { decide } from '../decide.ts'
import type { Event, Happened } from '../events.ts'
import { evolve } from '../evolve.ts'
import { type CounterId, counterOf, type Office } from '../office.ts'
import { completeOffice } from '../office-defaults.ts'
import { counterState, emptyQueue, heldBy, type Queue } from '../queue.ts'
import type { Ticket, TicketId } from '../ticket.ts'
import { openTally, type Tallied } from './figures.ts'
import type { Staffing } from './staffing.ts'
import { type Deeds, isFreeAndWanted, type Turn } from './what-people-did.ts'

/** What is to be different in a replay: the office's rules, and who sits where. */
export interface Change {
  office(office: Office, at: number): Office
  readonly staffing: Staffing
}

/** One thing that is to happen in the replay at an instant. */
interface Due {
  readonly at: number
  readonly run: () => void
}

/**
 * Lives a day again, by events: the same people come at the same times and keep a counter as long as they did; only the
 * rules and the counters are those of the change. Everything goes through the same rules as in the hall (decide, evolve).
 *
 *     arrives ─▶ line ─▶ a free counter, after the time its officer took, calls by the rules
 *                                 └─▶ held as long as on the day ─▶ served · missed · parked · sent on
 *
 * Yields now and then, so that whoever runs it may do something else in between.
 */
export function* replay(did: Deeds, change: Change): Generator<undefined, Tallied> {
  let queue = begun(did.opening, change)
  let at = did.opening.at
  let untilAt = did.untilAt
  const tally = openTally()
  const taken = new Map<TicketId, number>()
  const called = new Map<CounterId, number>()
  const agenda: Due[] = []
  const calling = new Set<CounterId>()
  /** What a counter does as soon as it is free. */
  const nextState = new Map<CounterId, Order>()
  const leaving = new Set<CounterId>()

  function send(order: Order): boolean {
    const decision = decide({ id: '', at, by: { role: 'admin', id: 'replay' }, order }, queue)
    if (decision.ok) for (const event of decision.value) happen(event)
    return decision.ok
  }

  function happen(event: Event): void {
    if (event.type === 'TicketCalled') tally.call(queue, event.ticket, event.counter, at)
    queue = evolve(queue, { seq: queue.seq + 1, at, event })
  }

  function plan(due: Due): void {
    let place = agenda.length
    while (place > 0 && agenda[place - 1]!.at > due.at) place--
    agenda.splice(place, 0, due)
  }

  /** Every free counter for which somebody waits begins to call. */
  function offer(): void {
    for (const { id } of queue.office.counters) {
      const state = counterState(queue, id)
      if (state.state !== 'open' || state.holding !== null || calling.has(id)) continue
      const next = nextState.get(id)
      if (next) {
        nextState.delete(id)
        send(next)
      } else if (isFreeAndWanted(queue, id) && firstFor(queue, id, at)) {
        calling.add(id)
        plan({ at: at + answerMs(id), run: () => call(id) })
      } else if (leaving.delete(id)) send({ type: 'CloseCounter', counter: id })
    }
  }

  /** The officer takes as long before the first, second … call as on the day. */
  function answerMs(counter: CounterId): number {
    const nth = called.get(counter) ?? 0
    return did.answersMs.get(counter)?.[nth] ?? did.usualAnswerMs
  }

  function call(counter: CounterId): void {
    calling.delete(counter)
    if (!counterOf(queue.office, counter) || heldBy(queue, counter) || nextState.has(counter)) return
    if (!send({ type: 'CallNext', counter })) return
    const ticket = heldBy(queue, counter)
    if (!ticket) return
    called.set(counter, (called.get(counter) ?? 0) + 1)
    const turn = did.turns.get(ticket.id)?.[taken.get(ticket.id) ?? 0] ?? NEVER_CALLED
    taken.set(ticket.id, (taken.get(ticket.id) ?? 0) + 1)
    const holdMs = turn.holdMs ?? did.usualMs.get(ticket.service) ?? 0
    plan({ at: at + holdMs, run: () => leave(counter, ticket, turn) })
  }

  function leave(counter: CounterId, { id, visit }: Ticket, turn: Turn): void {
    if (heldBy(queue, counter)?.id !== id) return
    untilAt = Math.max(untilAt, at)
    const { end } = turn
    for (const service of visit) {
      const isWanted = end.kind === 'on-to' && end.service === service
      if (!isWanted && did.takenOut.get(id)?.includes(service)) happen({ type: 'VisitShortened', ticket: id, service })
    }
    if (end.kind === 'on-to' && !visit.includes(end.service))
      happen({ type: 'VisitExtended', ticket: id, service: end.service })
    const isDone = end.kind === 'sent' ? sendOn(counter, id, end.to) : send(orderOf(end.kind, counter, id))
    // Whatever the changed office does not allow any more: it was the end of this visit to the counter anyhow.
    if (!isDone) send({ type: 'FinishService', counter, ticket: id })
    const back = turn.backAfterMs
    if (back !== null && end.kind === 'parked')
      plan({ at: at + back, run: () => void send({ type: 'ResumeTicket', ticket: id }) })
    if (back !== null && end.kind === 'missed')
      plan({ at: at + back, run: () => void send({ type: 'BringBack', ticket: id }) })
    wakeFor(id)
  }

  /** Whoever is held off for a while is there again when it is over. */
  function wakeFor(id: TicketId): void {
    const ticket = queue.tickets.get(id)
    if (ticket?.state === 'waiting' && ticket.notBeforeAt !== null) plan({ at: ticket.notBeforeAt, run: () => {} })
  }

  function sendOn(counter: CounterId | null, id: TicketId, to: Extract<Event, { type: 'TicketTransferred' }>): boolean {
    const service = queue.tickets.get(id)?.service === to.service ? null : to.service
    const there = { toCounter: to.onlyCounter, toStaff: to.onlyStaff ?? null }
    const isGone = to.onlyCounter !== null && change.staffing.isWithout(to.onlyCounter, at)
    const place = isGone ? { toCounter: null } : there
    return send({ type: 'TransferTicket', counter, ticket: id, toService: isGone ? to.service : service, ...place })
  }

  function fact({ event, seq }: Happened): void {
    switch (event.type) {
      case 'TicketIssued':
        happen(event)
        break
      case 'ClassChanged':
        send({ type: 'ChangeClass', ticket: event.ticket, class: event.class, reason: event.reason })
        break
      case 'TicketCancelled': {
        const state = queue.tickets.get(event.ticket)?.state
        if (state !== 'called') send({ type: 'CancelTicket', ticket: event.ticket, reason: event.reason })
        break
      }
      case 'TicketTransferred':
        if (queue.tickets.get(event.ticket)?.state === 'waiting') sendOn(null, event.ticket, event)
        break
      case 'CounterOpened':
        open(event.counter, event.staff, event.staffName)
        break
      case 'CounterPaused':
      case 'CounterClosed':
        shut(event, did.whenEmpty.has(seq))
        break
      case 'OfficeChanged':
        send({ type: 'ChangeOffice', office: change.office(completeOffice(event.office), at) })
        break
      default:
    }
  }

  function open(counter: CounterId, staff: string, staffName: string): void {
    nextState.delete(counter)
    leaving.delete(counter)
    send({ type: 'OpenCounter', counter, staff, staffName, takeOver: true })
  }

  function shut(event: Extract<Event, { type: 'CounterPaused' | 'CounterClosed' }>, whenEmpty: boolean): void {
    const { counter } = event
    const order: Order =
      event.type === 'CounterClosed'
        ? { type: 'CloseCounter', counter }
        : { type: 'PauseCounter', counter, reason: event.reason }
    if (whenEmpty) leaving.add(counter)
    else if (heldBy(queue, counter)) nextState.set(counter, order)
    else send(order)
  }

  const facts = change.staffing.seats(did.facts, did.opening.at, did.whenEmpty)
  for (const changed of change.staffing.changes) {
    plan({
      at: changed,
      run: () => void send({ type: 'ChangeOffice', office: change.office(officeOn(did, changed), changed) }),
    })
  }
  for (let i = 0, steps = 0; ; steps++) {
    const coming = facts[i]
    const due = agenda[0]
    const isFact = coming !== undefined && (due === undefined || coming.at <= due.at)
    const next = isFact ? coming : due
    if (!next || next.at > did.stopAt || next.at >= queue.dayUntilAt) break
    at = Math.max(at, next.at)
    if (isFact) fact(facts[i++]!)
    else agenda.shift()!.run()
    offer()
    if (steps % 16 === 0) yield
  }
  return tally.end(queue, Math.min(untilAt, did.stopAt))
}

const NEVER_CALLED: Turn = { holdMs: null, end: { kind: 'served' }, backAfterMs: null }

function begun(opening: Happened, change: Change): Queue {
  if (opening.event.type !== 'DayOpened') throw new Error('a day begins with its opening')
  const office = change.office(completeOffice(opening.event.office), opening.at)
  return evolve(emptyQueue(office), { ...opening, event: { ...opening.event, office } })
}

/** The day's own office at an instant. */
function officeOn(did: Deeds, at: number): Office {
  const changed = did.facts.findLast((one) => one.at <= at && one.event.type === 'OfficeChanged')
  const { event } = changed ?? did.opening
  return completeOffice((event as Extract<Event, { type: 'OfficeChanged' | 'DayOpened' }>).office)
}

function orderOf(
  kind: 'served' | 'on-to' | 'missed' | 'parked' | 'cancelled',
  counter: CounterId,
  ticket: TicketId,
): Order {
  switch (kind) {
    case 'served':
    case 'on-to':
      return { type: 'FinishService', counter, ticket }
    case 'missed':
      return { type: 'MarkNoShow', counter, ticket }
    case 'parked':
      return { type: 'ParkTicket', counter, ticket, reason: 'replay', limitMs: null }
    case 'cancelled':
      return { type: 'CancelTicket', ticket, reason: 'replay' }
    default:
      return kind satisfies never
  }
}

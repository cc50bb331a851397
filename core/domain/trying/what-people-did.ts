import { firstFor } from '../calling-order.ts'
import type { Event, Happened } from '../events.ts'
import { evolve } from '../evolve.ts'
import { type CounterId, counterOf, type Office, type ServiceId, serviceOf } from '../office.ts'
import { counterLine, counterState, emptyQueue, type Queue, staffLine } from '../queue.ts'
import type { Ticket, TicketId } from '../ticket.ts'
import { openTally, type Tallied } from './figures.ts'

/**
 * What the people of one day did, whatever rule called them: when each came, how long each kept a counter and what came of
 * it, who sat where and when. The rule is left out, so another can be put in its place.
 */
export interface Deeds {
  readonly opening: Happened
  /** What came from outside, in order: arrivals, people who left the line, officers, changes of the office. */
  readonly facts: readonly Happened[]
  /** What happened at the counter at each ticket's first, second … call. */
  readonly turns: ReadonlyMap<TicketId, readonly Turn[]>
  /** Further services that somebody said in the end were not needed. */
  readonly takenOut: ReadonlyMap<TicketId, readonly ServiceId[]>
  /** How long one of this service usually keeps a counter: for those who were never called on the day itself. */
  readonly usualMs: ReadonlyMap<ServiceId, number>
  /** How long each counter stood free while somebody waited for it, before its first, second … call. */
  readonly answersMs: ReadonlyMap<CounterId, readonly number[]>
  readonly usualAnswerMs: number
  /** Closings at which nobody waited for that counter any more: in a replay too the officer stays until then. */
  readonly whenEmpty: ReadonlySet<number>
  /** When the last ticket moved or the last counter closed. */
  readonly untilAt: number
  /** When the day was over, or how far it has come. */
  readonly stopAt: number
  /** The day as it really was. */
  readonly real: Tallied
  readonly picks: number
}

export interface Turn {
  /** How long the counter was held; null when the day's end cut it off. */
  holdMs: number | null
  end: TurnEnd
  /** How long after it the ticket came back to the line by itself: from correcting papers, or after a missed call. */
  backAfterMs: number | null
}

export type TurnEnd =
  | { readonly kind: 'served' | 'missed' | 'parked' | 'cancelled' }
  | { readonly kind: 'on-to'; readonly service: ServiceId }
  | { readonly kind: 'sent'; readonly to: Extract<Event, { type: 'TicketTransferred' }> }

const FACTS: ReadonlySet<Event['type']> = new Set([
  'TicketIssued',
  'ClassChanged',
  'TicketCancelled',
  'TicketTransferred',
  'CounterOpened',
  'CounterPaused',
  'CounterClosed',
  'OfficeChanged',
])

/** Reads one day's records, from its opening on; yields in between. Null when there is none. */
export function* whatPeopleDid(records: readonly Happened[], office: Office): Generator<undefined, Deeds | null> {
  const opening = records.find(({ event }) => event.type === 'DayOpened')
  if (!opening) return null
  const facts: Happened[] = []
  const turns = new Map<TicketId, Turn[]>()
  const takenOut = new Map<TicketId, ServiceId[]>()
  const calledAt = new Map<TicketId, number>()
  const leftAt = new Map<TicketId, number>()
  const freeAt = new Map<CounterId, number>()
  const wantedAt = new Map<CounterId, number>()
  const gaps = new Map<CounterId, number[]>()
  const holds = new Map<ServiceId, number[]>()
  const lastClosing = new Map<CounterId, { seq: number; isEmpty: boolean }>()
  const tally = openTally()
  let queue = evolve(emptyQueue(office), opening)
  let picks = 0
  let untilAt = opening.at
  let stopAt = opening.at
  let isOver = false
  const unreal = new Set(records.flatMap(({ event }) => (isUnreal(event) ? [event.ticket] : [])))

  function endTurn(id: TicketId, at: number, end: TurnEnd, counter: CounterId | null): void {
    const from = calledAt.get(id)
    if (from === undefined) return
    calledAt.delete(id)
    leftAt.set(id, at)
    if (counter !== null) freeAt.set(counter, at)
    const before = queue.tickets.get(id)
    if (before && (end.kind === 'served' || end.kind === 'on-to')) push(holds, before.service, at - from)
    push(turns, id, { holdMs: at - from, end, backAfterMs: null })
  }

  for (const happened of records.slice(records.indexOf(opening) + 1)) {
    yield
    const { event, at, seq } = happened
    stopAt = at
    isOver = isDayEnd(event)
    if (isOver) break
    if ('ticket' in event && event.ticket !== null && unreal.has(event.ticket)) {
      if (event.type === 'TicketCalled') calledAt.delete(event.ticket)
      queue = evolve(queue, happened)
      continue
    }
    const ticket = 'ticket' in event && event.ticket ? queue.tickets.get(event.ticket) : undefined
    const isHeld = ticket !== undefined && calledAt.has(ticket.id)
    if (FACTS.has(event.type) && !isHeld) facts.push(happened)
    switch (event.type) {
      case 'TicketCalled': {
        tally.call(queue, event.ticket, event.counter, at)
        if (event.why.how === 'picked') picks++
        calledAt.set(event.ticket, at)
        push(gaps, event.counter, at - (wantedAt.get(event.counter) ?? at))
        break
      }
      case 'ServiceFinished':
        endTurn(event.ticket, at, { kind: 'served' }, event.counter)
        break
      case 'VisitContinued':
        endTurn(event.ticket, at, { kind: 'on-to', service: event.service }, event.counter)
        break
      case 'VisitShortened':
        push(takenOut, event.ticket, event.service)
        break
      case 'TicketMissed':
      case 'TicketHeldOff':
        endTurn(event.ticket, at, { kind: 'missed' }, event.counter)
        break
      case 'TicketParked':
        endTurn(event.ticket, at, { kind: 'parked' }, holderOf(ticket))
        break
      case 'TicketTransferred':
        endTurn(event.ticket, at, { kind: 'sent', to: event }, event.fromCounter)
        break
      case 'TicketCancelled':
        endTurn(event.ticket, at, { kind: 'cancelled' }, holderOf(ticket))
        break
      case 'TicketResumed':
      case 'TicketBroughtBack': {
        const last = turns.get(event.ticket)?.at(-1)
        if (last) last.backAfterMs = at - (leftAt.get(event.ticket) ?? at)
        break
      }
      case 'CounterOpened':
        freeAt.set(event.counter, at)
        lastClosing.delete(event.counter)
        break
      case 'CounterPaused':
      case 'CounterClosed':
        // A pause that is never ended is how some officers go home.
        if (!lastClosing.has(event.counter) || event.type === 'CounterPaused')
          lastClosing.set(event.counter, { seq, isEmpty: firstFor(queue, event.counter, at) === null })
        break
      default:
    }
    if (ticket || event.type === 'CounterClosed') untilAt = at
    queue = evolve(queue, happened)
    noteWanted(wantedAt, queue, at)
  }
  if (isOver) facts.push(...wentHome(queue, freeAt))
  for (const [id] of calledAt) push(turns, id, { holdMs: null, end: { kind: 'served' }, backAfterMs: null })
  const all = [...gaps.values()].flat()
  return {
    opening,
    facts: facts.sort((a, b) => a.at - b.at),
    turns,
    takenOut,
    usualMs: new Map(queue.office.services.map(({ id }) => [id, usualOf(queue, id, holds.get(id) ?? [])])),
    answersMs: gaps,
    usualAnswerMs: meanOf(all) ?? 0,
    whenEmpty: new Set([...lastClosing.values()].flatMap(({ seq, isEmpty }) => (isEmpty ? [seq] : []))),
    untilAt,
    stopAt,
    real: tally.end(queue, untilAt),
    picks,
  }
}

/** Since when each free counter is waited for. */
function noteWanted(wantedAt: Map<CounterId, number>, queue: Queue, at: number): void {
  for (const { id } of queue.office.counters) {
    const isFree = isFreeAndWanted(queue, id)
    if (!isFree) wantedAt.delete(id)
    else if (!wantedAt.has(id) && firstFor(queue, id, at)) wantedAt.set(id, at)
  }
}

/** Open, with nobody there and anybody at all in its lines? Asked after every event, so it looks no further. */
export function isFreeAndWanted(queue: Queue, counter: CounterId): boolean {
  const state = counterState(queue, counter)
  if (state.state !== 'open' || state.holding !== null) return false
  const names = [...(counterOf(queue.office, counter)?.services ?? []), counterLine(counter), staffLine(state.staff)]
  return names.some((name) => (queue.lines.get(name)?.length ?? 0) > 0)
}

/** Officers who left without closing, while somebody still waited for them: they go at the same time in a replay. */
function wentHome(queue: Queue, freeAt: ReadonlyMap<CounterId, number>): Happened[] {
  const left = [...queue.counters].flatMap(([counter, { state }]): Happened[] => {
    const at = freeAt.get(counter)
    if (state !== 'open' || at === undefined || firstFor(queue, counter, queue.lastAt) === null) return []
    return [{ seq: 0, at, event: { type: 'CounterClosed', counter } }]
  })
  return left
}

/** A press taken back, or a number of a practice: nobody came with it. */
function isUnreal(event: Event): event is Extract<Event, { type: 'TicketVoided' | 'TicketIssued' }> {
  return event.type === 'TicketVoided' || (event.type === 'TicketIssued' && event.practice === true)
}

function isDayEnd(event: Event): boolean {
  if (event.type === 'ServiceFinished') return event.by === 'day-end'
  return event.type === 'DayClosed' || (event.type === 'TicketCancelled' && event.reason === 'day-ended')
}

function holderOf(ticket: Ticket | undefined): CounterId | null {
  return ticket?.state === 'called' || ticket?.state === 'serving' ? ticket.counter : null
}

// Fewer say too little; then the office's own guess is better.
const ENOUGH_TO_KNOW = 5

function usualOf(queue: Queue, service: ServiceId, holds: readonly number[]): number {
  const guess = serviceOf(queue.office, service)?.usualServiceMs ?? 5 * 60_000
  return holds.length < ENOUGH_TO_KNOW ? guess : (meanOf(holds) ?? guess)
}

function meanOf(values: readonly number[] | undefined): number | null {
  if (!values || values.length === 0) return null
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

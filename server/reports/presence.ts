import type { Event, Happened } from '#core/domain/events.ts'
import type { CounterId } from '#core/domain/office.ts'
import { counterState, type Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import { counterHolding, type TicketId } from '#core/domain/ticket.ts'

/** An officer at a counter from one instant to another, open or paused. Between two spells the counter was closed. */
export interface Spell {
  readonly counter: CounterId
  readonly staff: string
  readonly staffName: string
  readonly kind: 'open' | 'paused'
  readonly fromAt: number
  /** Null while it goes on. */
  readonly untilAt: number | null
  readonly fromSeq: number
}

/** What an officer's hour at a counter was made of, ms. */
export interface Duty {
  /** Of the day by the office's clock, 0 to 23. */
  readonly hour: number
  readonly counter: CounterId
  readonly staff: string
  readonly openMs: number
  readonly pausedMs: number
  readonly servingMs: number
}

interface Span {
  readonly fromAt: number
  readonly untilAt: number
}

/** Learns from the day's records who sat where, and for how long somebody was being served there. */
export class Presence {
  readonly #over: (Spell & { untilAt: number })[] = []
  readonly #now = new Map<CounterId, Spell>()
  readonly #lastActAt = new Map<CounterId, number>()
  readonly #served: (Span & { counter: CounterId })[] = []
  readonly #serving = new Map<TicketId, { counter: CounterId; fromAt: number }>()

  see({ seq, at, event }: Happened, before: Queue): void {
    const acted = whereActed(event, before)
    if (acted !== null) this.#lastActAt.set(acted, at)
    switch (event.type) {
      case 'CounterOpened': {
        const { counter, staff, staffName } = event
        this.#turn(counter, at, before.practice ? null : { counter, staff, staffName, kind: 'open', ...from(seq, at) })
        break
      }
      case 'CounterPaused': {
        const state = counterState(before, event.counter)
        if (state.state === 'closed') break
        const { staff, staffName } = state
        const spell = { counter: event.counter, staff, staffName, kind: 'paused' as const, ...from(seq, at) }
        this.#turn(event.counter, at, before.practice ? null : spell)
        break
      }
      case 'CounterClosed':
        this.#turn(event.counter, at, null)
        break
      // What was practised is nobody's presence.
      case 'PracticeBegan':
        for (const counter of [...this.#now.keys()]) this.#turn(counter, at, null)
        break
      case 'PracticeEnded':
        for (const [counter, state] of before.counters) {
          if (state.state === 'closed') continue
          const { staff, staffName } = state
          this.#turn(counter, at, { counter, staff, staffName, kind: state.state, ...from(seq, at) })
        }
        break
      case 'DayClosed':
        for (const [i, spell] of this.#over.entries()) {
          // Left open over the day's end: the officer is not known to have stayed after the last act.
          if (spell.untilAt !== at) continue
          this.#over[i] = { ...spell, untilAt: Math.max(spell.fromAt, this.#lastActAt.get(spell.counter) ?? 0) }
        }
        break
      case 'ServiceStarted':
        if (!before.tickets.get(event.ticket)?.practice)
          this.#serving.set(event.ticket, { counter: event.counter, fromAt: event.startedAt })
        break
      case 'ServiceFinished':
        // Nobody finished it: how long it really took is not known.
        if (event.by === 'day-end') this.#serving.delete(event.ticket)
        else this.#left(event.ticket, at)
        break
      case 'VisitContinued':
      case 'TicketParked':
      case 'TicketTransferred':
      case 'TicketVoided':
        this.#left(event.ticket, at)
    }
  }

  /** Everybody's spells, the earliest first; those that go on have no end. */
  spells(): readonly Spell[] {
    return [...this.#over, ...this.#now.values()].sort((a, b) => a.fromSeq - b.fromSeq)
  }

  /** The same by the hour, with the time in which somebody was being served; until now where it goes on. */
  duty(now: number, timeZone: string): readonly Duty[] {
    const hours = new Map<string, { -readonly [Key in keyof Duty]: Duty[Key] }>()
    const going = [...this.#serving.values()].map(({ counter, fromAt }) => ({ counter, fromAt, untilAt: now }))
    const served = Map.groupBy([...this.#served, ...going], ({ counter }) => counter)
    for (const spell of this.spells()) {
      const whole = { fromAt: spell.fromAt, untilAt: spell.untilAt ?? Math.max(now, spell.fromAt) }
      for (const part of byHour(whole, timeZone)) {
        const key = `${part.hour} ${spell.counter} ${spell.staff}`
        const { counter, staff } = spell
        const duty = hours.get(key) ?? { hour: part.hour, counter, staff, openMs: 0, pausedMs: 0, servingMs: 0 }
        hours.set(key, duty)
        duty[spell.kind === 'open' ? 'openMs' : 'pausedMs'] += part.untilAt - part.fromAt
        if (spell.kind === 'paused') continue
        for (const one of served.get(counter) ?? []) duty.servingMs += overlap(one, part)
      }
    }
    return [...hours.values()]
  }

  #turn(counter: CounterId, at: number, next: Spell | null): void {
    const before = this.#now.get(counter)
    if (before) this.#over.push({ ...before, untilAt: Math.max(before.fromAt, at) })
    if (next) this.#now.set(counter, next)
    else this.#now.delete(counter)
  }

  #left(ticket: TicketId, at: number): void {
    const serving = this.#serving.get(ticket)
    if (!serving) return
    this.#serving.delete(ticket)
    this.#served.push({ ...serving, untilAt: at })
  }
}

/**
 * The counter where an officer has just done something; null where nobody had to sit there for it. Each act stands here by its name:
 * what citizens press at a counter, and what is typed in about it later, is no act of whoever sat there.
 */
function whereActed(event: Event, { tickets }: Queue): CounterId | null {
  switch (event.type) {
    case 'TicketCalled':
      return event.why.how === 'in-order' && event.why.automatic ? null : event.counter
    case 'ServiceFinished':
      return event.by === 'staff' ? event.counter : null
    case 'TicketParked': {
      const ticket = tickets.get(event.ticket)
      return ticket ? counterHolding(ticket) : null
    }
    case 'TicketTransferred':
      return event.fromCounter
    case 'CounterOpened':
    case 'CounterPaused':
    case 'TicketRecalled':
    case 'ServiceStarted':
    case 'TicketMissed':
    case 'TicketHeldOff':
    case 'VisitContinued':
    case 'AutomaticSet':
    case 'HelpCalled':
      return event.counter
    default:
      return null
  }
}

function from(fromSeq: number, fromAt: number) {
  return { fromSeq, fromAt, untilAt: null }
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.untilAt, b.untilAt) - Math.max(a.fromAt, b.fromAt))
}

const HOUR = 3_600_000
const QUARTER = 900_000

/** Cuts a span where the office's clock begins a new hour. Every zone's clock stands a whole number of quarters off. */
function* byHour({ fromAt, untilAt }: Span, timeZone: string): Generator<Span & { hour: number }> {
  for (let at = fromAt; at < untilAt; ) {
    const hour = Math.floor(localTime(at, timeZone).minutes / 60)
    let end = (Math.floor(at / QUARTER) + 1) * QUARTER
    while (end < untilAt && end - at < HOUR && Math.floor(localTime(end, timeZone).minutes / 60) === hour)
      end += QUARTER
    end = Math.min(end, untilAt)
    yield { fromAt: at, untilAt: end, hour }
    at = end
  }
}

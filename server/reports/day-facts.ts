import type { Appointment } from '#core/domain/appointment.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { CounterId, Office } from '#core/domain/office.ts'
import { emptyQueue, isConserved, type Queue } from '#core/domain/queue.ts'
import { localTime, serviceDayOf } from '#core/domain/service-day.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import type { JournalRecord } from '../journal/journal.ts'
import { type Duty, Presence, type Spell } from './presence.ts'
import { type RatingFact, Ratings } from './rating-facts.ts'
import { STOP_STATES, type Stop, type StopState, Stops } from './stops.ts'

/** What one day was, reckoned from its records alone: what every report is made of. */
export interface DayFacts {
  readonly day: ServiceDay
  readonly firstSeq: number
  readonly lastSeq: number
  /** The day has ended: nothing of this will change. */
  readonly isOver: boolean
  readonly office: Office
  /** Numbers given on this day, and tickets that had waited over night. */
  readonly issued: number
  readonly kept: number
  /** Visits that went on to a further service, each a stop more. */
  readonly onward: number
  readonly states: Readonly<Record<StopState, number>>
  /** issued + kept + onward = the sum of the states, and the queue itself says the same (I24). */
  readonly conserved: boolean
  readonly stops: readonly (Stop & { readonly hour: number })[]
  readonly spells: readonly Spell[]
  readonly duty: readonly Duty[]
  readonly ratings: readonly RatingFact[]
  /** Calls out of order, with the officer's reason: told with the running day, kept in no table. */
  readonly picked: readonly Picked[]
  /** Those whose slot was on this day. */
  readonly appointments: readonly Pick<Appointment, 'id' | 'service' | 'slotAt' | 'state'>[]
}

export interface Picked {
  readonly seq: number
  readonly at: number
  readonly number: string
  readonly counter: CounterId
  readonly reason: string
  readonly overtaken: number
}

/** Folds one day's records, from the one that opens it to the one before the next opening. */
export class DayFold {
  #queue: Queue
  #firstSeq = 0
  #lastAt = 0
  #issued = 0
  #kept = 0
  #onward = 0
  #day: ServiceDay | null = null
  readonly #stops = new Stops()
  readonly #presence = new Presence()
  readonly #ratings = new Ratings()
  readonly #picked: Picked[] = []

  constructor(office: Office) {
    this.#queue = emptyQueue(office)
  }

  get queue(): Queue {
    return this.#queue
  }

  see(record: JournalRecord): void {
    const before = this.#queue
    const { event } = record
    this.#queue = evolve(before, record)
    this.#firstSeq ||= record.seq
    this.#lastAt = Math.max(this.#lastAt, record.at)
    this.#day ??= this.#queue.day
    if (event.type === 'DayOpened') this.#kept += event.kept?.length ?? 0
    if (event.type === 'TicketIssued' && !event.practice) this.#issued++
    if (event.type === 'VisitContinued' && before.tickets.get(event.ticket)?.practice === false) this.#onward++
    if (event.type === 'TicketCalled' && event.why.how === 'picked') {
      const { seq, at } = record
      const { reason, overtaken } = event.why
      const ticket = before.tickets.get(event.ticket)
      if (ticket && !ticket.practice)
        this.#picked.push({ seq, at, number: ticket.number, counter: event.counter, reason, overtaken })
    }
    this.#stops.see(record, before)
    this.#presence.see(record, before)
    this.#ratings.see(record, before)
  }

  /** What the day was so far; `now` ends what still goes on. Null before it was opened. */
  facts(now = this.#lastAt): DayFacts | null {
    const queue = this.#queue
    if (this.#day === null) return null
    const day = this.#day
    const { office } = queue
    const stops = this.#stops.of(queue)
    const states = Object.fromEntries(STOP_STATES.map((state) => [state, 0])) as Record<StopState, number>
    for (const { state } of stops) states[state]++
    const inHours = stops.map((stop) => ({ ...stop, hour: hourOf(stop.arrivedAt, office.timeZone) }))
    return {
      day,
      firstSeq: this.#firstSeq,
      lastSeq: queue.seq,
      isOver: queue.day === null,
      office,
      issued: this.#issued,
      kept: this.#kept,
      onward: this.#onward,
      states,
      conserved: isConserved(queue) && this.#isAsCounted(stops),
      stops: inHours,
      spells: this.#presence.spells(),
      duty: this.#presence.duty(now, office.timeZone),
      ratings: this.#ratings.of(inHours),
      picked: this.#picked,
      appointments: [...queue.book.values()]
        .filter(({ slotAt }) => serviceDayOf(slotAt, office) === day)
        .map(({ id, service, slotAt, state }) => ({ id, service, slotAt, state })),
    }
  }

  /** The stops were learned record by record, the queue was folded: both must tell of the same tickets in the same states. */
  #isAsCounted(stops: readonly Stop[]): boolean {
    if (this.#issued + this.#kept + this.#onward !== stops.length) return false
    const real = [...this.#queue.tickets.values()].filter(({ practice }) => !practice)
    const inQueue = (state: string) => real.filter((ticket) => ticket.state === state).length
    const told = (state: StopState) => stops.filter((stop) => stop.state === state).length
    const closedMissed = stops.filter(({ state, atDayEnd }) => state === 'no-show' && atDayEnd).length
    const left = inQueue('waiting') + inQueue('called') + inQueue('parked')
    return STATE_NAMES.every((state) => {
      if (state === 'served') return told('served') - this.#onward === inQueue('served')
      if (state === 'no-show') return told('no-show') - closedMissed === inQueue('no-show')
      if (state === 'cancelled') return told('cancelled') + closedMissed === inQueue('cancelled')
      if (state === 'serving' || state === 'void') return told(state) === inQueue(state)
      return told('waiting') + told('called') + told('parked') + told('kept') === left
    })
  }
}

// A formatter of zones is the dearest thing here; the hours of one day are asked for a thousand times.
let lastHour = { fromAt: 0, untilAt: 0, hour: 0, timeZone: '' }
const QUARTER = 900_000

/** The hour of the day an instant falls in, by the office's clock. */
function hourOf(at: number, timeZone: string): number {
  if (at >= lastHour.fromAt && at < lastHour.untilAt && timeZone === lastHour.timeZone) return lastHour.hour
  const fromAt = Math.floor(at / QUARTER) * QUARTER
  const hour = Math.floor(localTime(at, timeZone).minutes / 60)
  lastHour = { fromAt, untilAt: fromAt + QUARTER, hour, timeZone }
  return hour
}

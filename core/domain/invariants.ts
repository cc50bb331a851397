import { ALLOWED_IN } from './can.ts'
import type { Event, Happened, TicketIssued } from './events.ts'
import { evolve } from './evolve.ts'
import { type ClassId, type CounterId, counterOf, headStartOf, type Office } from './office.ts'
import { emptyQueue, isConserved, type Queue } from './queue.ts'
import { numberText, STATE_NAMES, type StateName, type TicketId } from './ticket.ts'

/**
 * Reads a history as a stranger would and says where the promises of the hall were broken.
 *
 * It keeps a small hall of its own, apart from `evolve`, so that a mistake there cannot hide itself; at every record the
 * two must agree on how many tickets are in which state (I24). A history starts at the opening of a day.
 */
export function checkHistory(history: Iterable<Happened>): Checked {
  const examiner = new Examiner()
  for (const happened of history) examiner.see(happened)
  examiner.end()
  return { counts: examiner.counts, violations: examiner.violations }
}

/** What was looked at, and how often: a check that never had anything to look at proves nothing. */
export interface Checked {
  readonly counts: Readonly<Record<Invariant, number>>
  readonly violations: readonly Violation[]
}

export interface Violation {
  readonly invariant: Invariant
  readonly seq: number
  readonly what: string
}

export const INVARIANTS = {
  unique: 'I1 a number is issued once a day',
  'no-gap': 'I2 numbers have no gap',
  monotone: 'I3 numbers rise in the order written down',
  'one-counter': 'I6 one counter a ticket, one ticket a counter',
  'in-order': 'I7 every call in order had the best claim',
  'bounded-overtaking': 'I8 overtaken only within one head start',
  'legal-moves': 'I9 legal moves only',
  'within-limits': 'I9 calls, returns and parked places keep their limits',
  'one-by-one': 'I9 records follow each other without a hole, and time does not run back',
  'day-closed': 'I15 a day closes with nobody left open',
  'rated-once': 'I17 one rating a ticket',
  conserved: 'I24 issued = the sum of all states',
} as const satisfies Record<string, string>

export type Invariant = keyof typeof INVARIANTS

interface Seen {
  readonly id: TicketId
  readonly number: string
  readonly class: ClassId
  readonly claimAt: number
  readonly order: number
  service: string
  onlyCounter: CounterId | null
  state: StateName
  counter: CounterId | null
  calls: number
  missedAt: number
  parkedUntilAt: number
  rated: boolean
  explained: boolean
}

interface SeenCounter {
  state: 'open' | 'paused'
  holding: TicketId | null
}

class Examiner {
  readonly counts = Object.fromEntries(Object.keys(INVARIANTS).map((name) => [name, 0])) as Record<Invariant, number>
  readonly violations: Violation[] = []

  #queue: Queue | null = null
  #office: Office | null = null
  #day = ''
  #seq: number | null = null
  #lastAt = 0
  #tickets = new Map<TicketId, Seen>()
  #waiting = new Set<Seen>()
  #counters = new Map<CounterId, SeenCounter>()
  #tally = emptyTally()
  #late: Seen | null = null
  #numbers = new Set<string>()
  /** The last number of each series of each day: a day met for the second time goes on counting. */
  readonly #last = new Map<string, number>()

  see(happened: Happened): void {
    const { seq, at, event } = happened
    this.#check('one-by-one', this.#seq === null || seq === this.#seq + 1, seq, `follows record ${this.#seq}`)
    this.#check('one-by-one', at >= this.#lastAt || event.type === 'DayOpened', seq, `${event.type} lies in the past`)
    this.#seq = seq
    this.#lastAt = at
    this.#checkLateReturn(seq, event)
    this.#apply(event, seq, at)
    this.#compare(happened)
  }

  end(): void {
    this.#checkLateReturn(this.#seq ?? 0, null)
  }

  #apply(event: Event, seq: number, at: number): void {
    switch (event.type) {
      case 'DayOpened':
        this.#openDay(event)
        return
      case 'DayClosed': {
        const open = [...this.#tickets.values()].filter(({ state }) => state !== 'served' && state !== 'cancelled')
        this.#check('day-closed', open.length === 0, seq, `still open: ${open.map((one) => one.number).join(' ')}`)
        return
      }
      case 'OfficeChanged':
        this.#office = event.office
        return
      case 'TicketIssued':
        this.#issue(event, seq)
        return
      case 'TicketCalled':
        this.#call(event, seq)
        return
      case 'TicketRecalled': {
        const ticket = this.#atCounter(event.ticket, event.counter, ALLOWED_IN.recall, seq, event.type)
        if (!ticket) return
        const limit = this.#office?.calling.callLimit ?? 0
        this.#check('within-limits', ++ticket.calls <= limit, seq, `${ticket.number} is called ${ticket.calls} times`)
        return
      }
      case 'ServiceStarted': {
        const ticket = this.#atCounter(event.ticket, event.counter, ALLOWED_IN.start, seq, event.type)
        this.#move(ticket, 'serving', event.counter)
        return
      }
      case 'ServiceFinished': {
        const ticket = this.#atCounter(event.ticket, event.counter, ALLOWED_IN.finish, seq, event.type)
        this.#move(ticket, 'served', null)
        return
      }
      case 'TicketMissed': {
        const parked = event.reason === 'parked-too-long'
        const ticket = parked
          ? this.#ticket(event.ticket, ['parked'], seq, event.type)
          : this.#atCounter(event.ticket, event.counter, ALLOWED_IN['no-show'], seq, event.type)
        if (parked && ticket) {
          this.#check(
            'within-limits',
            at >= ticket.parkedUntilAt,
            seq,
            `${ticket.number} lost its parked place too soon`,
          )
        }
        if (ticket) ticket.missedAt = at
        this.#move(ticket, 'no-show', null)
        return
      }
      case 'TicketBroughtBack': {
        const ticket = this.#ticket(event.ticket, ALLOWED_IN['bring-back'], seq, event.type)
        const limit = this.#office?.calling.bringBackWithinMs ?? 0
        if (ticket && at - ticket.missedAt > limit) this.#late = ticket
        else this.#check('within-limits', true, seq, '')
        this.#move(ticket, 'waiting', null)
        return
      }
      case 'TicketParked': {
        const ticket = this.#ticket(event.ticket, ALLOWED_IN.park, seq, event.type)
        const limit = this.#office?.calling.parkLimitMs ?? 0
        this.#check('within-limits', event.untilAt - at <= limit, seq, `${ticket?.number} is parked for too long`)
        if (ticket) ticket.parkedUntilAt = event.untilAt
        this.#move(ticket, 'parked', null)
        return
      }
      case 'TicketResumed':
        this.#move(this.#ticket(event.ticket, ALLOWED_IN.resume, seq, event.type), 'waiting', null)
        return
      case 'TicketTransferred': {
        const ticket = this.#ticket(event.ticket, ALLOWED_IN.transfer, seq, event.type)
        if (ticket) {
          this.#check('one-counter', ticket.counter === event.fromCounter, seq, `${ticket.number} left another counter`)
          this.#waiting.delete(ticket)
          ticket.service = event.service
          ticket.onlyCounter = event.onlyCounter
        }
        this.#move(ticket, 'waiting', null)
        return
      }
      case 'TicketCancelled':
        this.#move(this.#ticket(event.ticket, ALLOWED_IN.cancel, seq, event.type), 'cancelled', null)
        return
      case 'TicketRated': {
        const ticket = this.#ticket(event.ticket, ALLOWED_IN.rate, seq, event.type)
        if (!ticket) return
        this.#check('rated-once', !ticket.rated, seq, `${ticket.number} is rated a second time`)
        ticket.rated = true
        return
      }
      case 'RatingExplained': {
        const ticket = this.#ticket(event.ticket, ALLOWED_IN.rate, seq, event.type)
        if (!ticket) return
        this.#check('rated-once', ticket.rated && !ticket.explained, seq, `${ticket.number} is explained out of turn`)
        ticket.explained = true
        return
      }
      case 'CounterOpened': {
        const before = this.#counters.get(event.counter)
        // A hand-over keeps the ticket that stands at the counter.
        this.#counters.set(event.counter, { state: 'open', holding: before?.holding ?? null })
        return
      }
      case 'CounterPaused':
        this.#mustBeFree(event.counter, seq, 'paused')
        this.#counters.set(event.counter, { state: 'paused', holding: null })
        return
      case 'CounterClosed':
        this.#mustBeFree(event.counter, seq, 'closed')
        this.#counters.delete(event.counter)
        return
      case 'SlipPrinted':
      case 'SlipFailed':
      case 'SlipCopyOrdered':
        this.#ticket(event.ticket, STATE_NAMES, seq, event.type)
        return
      case 'TicketHeldOff':
      case 'VisitContinued':
      case 'VisitExtended':
      case 'ClassChanged':
      case 'TicketVoided':
      case 'OfficePlanned':
      case 'PlanDropped':
      case 'AutomaticSet':
      case 'ServiceStopped':
      case 'ServiceResumed':
      case 'KioskAlarmed':
      case 'KioskPaused':
      case 'KioskResumed':
      case 'PracticeBegan':
      case 'PracticeEnded':
      case 'RollStarted':
      case 'AppointmentBooked':
      case 'AppointmentMoved':
      case 'AppointmentCancelled':
      case 'AppointmentReleased':
      case 'ClockSuspected':
      case 'ClockTrusted':
      case 'UnlinkedRating':
        return
      default:
        event satisfies never
    }
  }

  /** After the time to come back is over, only a pick brings somebody in: its reason is kept, and it follows at once. */
  #checkLateReturn(seq: number, event: Event | null): void {
    if (!this.#late) return
    const late = this.#late
    this.#late = null
    const isPicked = event?.type === 'TicketCalled' && event.ticket === late.id && event.why.how === 'picked'
    this.#check('within-limits', isPicked, seq, `${late.number} came back too late, and nobody gave a reason`)
  }

  #openDay(event: Extract<Event, { type: 'DayOpened' }>): void {
    this.#office = event.office
    this.#day = event.day
    this.#tickets = new Map()
    this.#waiting = new Set()
    this.#counters = new Map()
    this.#numbers = new Set()
    this.#tally = emptyTally()
    for (const [day, series] of Object.entries(event.met)) {
      for (const [name, last] of Object.entries(series)) {
        const key = `${day} ${name}`
        this.#last.set(key, Math.max(last, this.#last.get(key) ?? 0))
      }
    }
    if (this.#queue === null) this.#queue = emptyQueue(event.office)
  }

  #issue(event: TicketIssued, seq: number): void {
    const key = `${this.#day} ${event.series}`
    const last = this.#last.get(key) ?? 0
    const isNew = event.seq !== last && !this.#numbers.has(event.number) && !this.#tickets.has(event.ticket)
    this.#check('unique', isNew, seq, `${event.number} is issued a second time`)
    this.#check('no-gap', event.seq <= last + 1, seq, `${event.number} follows ${numberText(event.series, last)}`)
    this.#check('monotone', event.seq >= last, seq, `${event.number} follows ${numberText(event.series, last)}`)
    this.#check('unique', event.number === numberText(event.series, event.seq), seq, `${event.number} reads wrong`)
    this.#last.set(key, Math.max(last, event.seq))
    this.#numbers.add(event.number)
    const ticket: Seen = {
      id: event.ticket,
      number: event.number,
      class: event.class,
      claimAt: event.claimAt,
      order: this.#tally.issued + 1,
      service: event.service,
      onlyCounter: null,
      state: 'waiting',
      counter: null,
      calls: 0,
      missedAt: 0,
      parkedUntilAt: 0,
      rated: false,
      explained: false,
    }
    this.#tickets.set(ticket.id, ticket)
    this.#waiting.add(ticket)
    this.#tally.issued++
    this.#tally.waiting++
  }

  #call(event: Extract<Event, { type: 'TicketCalled' }>, seq: number): void {
    const ticket = this.#ticket(event.ticket, ALLOWED_IN.call, seq, event.type)
    if (!ticket) return
    const counter = this.#counters.get(event.counter)
    this.#check('legal-moves', counter?.state === 'open', seq, `${event.counter} calls but is not open`)
    this.#check('one-counter', !counter?.holding, seq, `${event.counter} calls ${ticket.number} but holds another`)
    if (event.why.how === 'in-order') this.#checkOrder(ticket, event.counter, event.why, seq)
    this.#move(ticket, 'called', event.counter)
    ticket.calls = 1
  }

  #checkOrder(
    ticket: Seen,
    counter: CounterId,
    why: Extract<Extract<Event, { type: 'TicketCalled' }>['why'], { how: 'in-order' }>,
    seq: number,
  ): void {
    const head = (one: Seen) => (this.#office ? headStartOf(this.#office, one.class) : 0)
    const claim = (one: Seen) => one.claimAt - head(one)
    const others = [...this.#waiting].filter((one) => one !== ticket && this.#mayCall(counter, one))
    this.#check('in-order', this.#mayCall(counter, ticket), seq, `${ticket.number} does not belong to ${counter}`)
    const better = others.find((one) => (claim(one) - claim(ticket) || one.order - ticket.order) < 0)
    this.#check(
      'in-order',
      !better,
      seq,
      `${ticket.number} is called before ${better?.number}, who had the better claim`,
    )
    const told = why.claimAt === ticket.claimAt && why.headStartMs === head(ticket)
    this.#check('in-order', told, seq, `the reason kept for ${ticket.number} is not true`)
    for (const one of others) {
      if ((one.claimAt - ticket.claimAt || one.order - ticket.order) > 0) continue
      const later = ticket.claimAt - one.claimAt
      const what = `${ticket.number} came ${later} ms after ${one.number} and is called first`
      this.#check('bounded-overtaking', later <= head(ticket), seq, what)
    }
  }

  #mayCall(counter: CounterId, { service, onlyCounter }: Seen): boolean {
    if (onlyCounter !== null) return onlyCounter === counter
    return this.#office ? (counterOf(this.#office, counter)?.services.includes(service) ?? false) : false
  }

  #mustBeFree(counter: CounterId, seq: number, how: string): void {
    const state = this.#counters.get(counter)
    this.#check('legal-moves', state !== undefined, seq, `${counter} is ${how} but was not open`)
    this.#check('one-counter', !state?.holding, seq, `${counter} is ${how} while it holds a ticket`)
  }

  #ticket(id: TicketId, allowed: readonly StateName[], seq: number, move: Event['type']): Seen | null {
    const ticket = this.#tickets.get(id)
    this.#check('legal-moves', ticket !== undefined, seq, `${move} speaks of a ticket nobody took`)
    if (!ticket) return null
    this.#check(
      'legal-moves',
      allowed.includes(ticket.state),
      seq,
      `${move} of ${ticket.number}, which is ${ticket.state}`,
    )
    return ticket
  }

  #atCounter(
    id: TicketId,
    counter: CounterId | null,
    allowed: readonly StateName[],
    seq: number,
    move: Event['type'],
  ): Seen | null {
    const ticket = this.#ticket(id, allowed, seq, move)
    if (ticket) {
      const isThere = counter !== null && ticket.counter === counter && this.#counters.get(counter)?.holding === id
      this.#check(
        'one-counter',
        isThere,
        seq,
        `${move} of ${ticket.number} at ${counter}, but it is at ${ticket.counter}`,
      )
    }
    return ticket
  }

  #move(ticket: Seen | null, state: StateName, counter: CounterId | null): void {
    if (!ticket) return
    if (ticket.counter !== null && ticket.counter !== counter) {
      const left = this.#counters.get(ticket.counter)
      if (left?.holding === ticket.id) left.holding = null
    }
    this.#tally[ticket.state]--
    this.#tally[state]++
    ticket.state = state
    ticket.counter = counter
    if (state === 'waiting') this.#waiting.add(ticket)
    else this.#waiting.delete(ticket)
    const there = counter === null ? undefined : this.#counters.get(counter)
    if (there) there.holding = ticket.id
  }

  /** The rules' own picture after this record, against ours. */
  #compare(happened: Happened): void {
    if (this.#queue === null) return
    const { seq } = happened
    try {
      this.#queue = evolve(this.#queue, happened)
    } catch (error) {
      // A history about a ticket nobody took cannot be folded; the check above has named it.
      this.#check('legal-moves', false, seq, error instanceof Error ? error.message : String(error))
      return
    }
    const queue = this.#queue
    const sum = STATE_NAMES.reduce((all, name) => all + this.#tally[name], 0)
    const isAllThere = this.#tally.issued === sum && this.#tally.issued === this.#tickets.size
    const what = `${this.#tally.issued} issued, ${sum} in all states, ${this.#tickets.size} tickets`
    this.#check('conserved', isAllThere && isConserved(queue), seq, what)
    const differing = STATE_NAMES.filter((name) => queue.counts[name] !== this.#tally[name])
    this.#check('conserved', differing.length === 0, seq, `the queue counts ${differing.join(', ')} differently`)
  }

  #check(invariant: Invariant, holds: boolean, seq: number, what: string): void {
    this.counts[invariant]++
    if (!holds) this.violations.push({ invariant, seq, what })
  }
}

function emptyTally(): Record<StateName | 'issued', number> {
  const states = Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<StateName, number>
  return { issued: 0, ...states }
}

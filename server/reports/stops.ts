import type { Happened } from '#core/domain/events.ts'
import type { ClassId, CounterId, ServiceId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { STATE_NAMES, type Ticket, type TicketId } from '#core/domain/ticket.ts'

/**
 * One service of one visit: most tickets make one stop, a visit of several services makes one at each. What is asked of a day is
 * counted in stops; each is in exactly one state (I24).
 */
export interface Stop {
  readonly ticket: TicketId
  /** The first stop of the day is 0. */
  readonly part: number
  readonly number: string
  /** Where it stood last: a transfer moves the stop, it begins no new one. */
  readonly service: ServiceId
  readonly class: ClassId
  /** Where it was served, or called last; null when it was never called. */
  readonly counter: CounterId | null
  readonly staff: string | null
  readonly origin: string
  /** It came by an appointment. */
  readonly appointment: boolean
  /** It waited over night and was counted as issued on the day before. */
  readonly kept: boolean
  readonly arrivedAt: number
  /** The first call. */
  readonly calledAt: number | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  /** From joining the line to the first call; null when it was never called, and for who waited over night. */
  readonly waitMs: number | null
  /** Null also when nobody finished it but the day's end: that time says nothing. */
  readonly serviceMs: number | null
  readonly state: StopState
  /** The day's end closed it: it waited, was missed or stood at a counter until then. */
  readonly atDayEnd: boolean
  readonly transferred: number
  readonly recalls: number
  /** Calls out of order, and calls idle counters made by themselves. */
  readonly picked: number
  readonly automatic: number
  readonly overtaken: number
  /** What the citizen answered about this stop: the level's id. */
  readonly level: string | null
  /** The journal's records it is known from. */
  readonly issuedSeq: number
  readonly calledSeq: number | null
  readonly endedSeq: number | null
}

/** As a ticket's; kept: the day is over, and who waited stays for the next. */
export const STOP_STATES = [...STATE_NAMES, 'kept'] as const
export type StopState = (typeof STOP_STATES)[number]

/** What the records have told so far of a stop that is not over. */
interface Going {
  readonly part: number
  readonly origin: string
  readonly kept: boolean
  readonly issuedSeq: number
  /** When it joined a further line of its visit; null on its first. */
  readonly joinedAt: number | null
  calledAt: number | null
  calledSeq: number | null
  counter: CounterId | null
  staff: string | null
  startedAt: number | null
  endedAt: number | null
  endedSeq: number | null
  transferred: number
  recalls: number
  picked: number
  automatic: number
  overtaken: number
  atDayEnd: boolean
  missed: boolean
}

/** Learns from the day's records where each ticket stopped: what it was served at before, the ticket no longer knows. What was practised is nobody's figure. */
export class Stops {
  readonly #over: Stop[] = []
  readonly #going = new Map<TicketId, Going>()

  see({ seq, at, event }: Happened, before: Queue): void {
    if (event.type === 'DayOpened') {
      for (const { id } of event.kept ?? []) this.#going.set(id, begun({ origin: 'kept', issuedSeq: seq, kept: true }))
      return
    }
    if (event.type === 'TicketIssued') {
      if (!event.practice) this.#going.set(event.ticket, begun({ origin: event.origin, issuedSeq: seq }))
      return
    }
    if (!('ticket' in event) || event.ticket === null) return
    const going = this.#going.get(event.ticket)
    const ticket = before.tickets.get(event.ticket)
    if (!going || !ticket) return
    switch (event.type) {
      case 'TicketCalled':
        going.calledAt ??= at
        going.calledSeq ??= seq
        going.counter = event.counter
        going.staff = event.staff
        going.overtaken += event.why.overtaken
        if (event.why.how === 'picked') going.picked++
        else if (event.why.automatic) going.automatic++
        break
      case 'TicketRecalled':
        going.recalls++
        break
      case 'TicketTransferred':
        going.transferred++
        break
      case 'ServiceStarted':
        going.startedAt = event.startedAt
        break
      case 'TicketMissed':
        ended(going, seq, at)
        break
      case 'TicketBroughtBack':
        going.endedAt = null
        going.endedSeq = null
        break
      case 'TicketVoided':
        ended(going, seq, at)
        break
      case 'TicketCancelled':
        going.atDayEnd = event.reason === 'day-ended'
        // The day's end also closes who did not come: that stays what it was.
        going.missed = going.atDayEnd && ticket.state === 'no-show'
        if (!going.missed) ended(going, seq, at)
        break
      case 'ServiceFinished':
        going.atDayEnd = event.by === 'day-end'
        going.counter = event.counter
        going.staff = event.staff
        ended(going, seq, at)
        break
      case 'VisitContinued': {
        going.counter = event.counter
        going.staff = event.staff
        ended(going, seq, at)
        const serviceMs = ticket.state === 'serving' ? at - ticket.startedAt : null
        this.#over.push({ ...stopOf(ticket, going), state: 'served', serviceMs, level: null })
        const { origin } = going
        this.#going.set(event.ticket, begun({ origin, issuedSeq: seq, part: going.part + 1, joinedAt: at }))
      }
    }
  }

  /** Every stop of the day: those that are over, and where each ticket stands now or ended. */
  of(queue: Queue): readonly Stop[] {
    const isOver = queue.day === null
    const last = [...this.#going].flatMap(([id, going]) => {
      const ticket = queue.tickets.get(id)
      return ticket ? [lastStop(ticket, going, isOver)] : []
    })
    return [...this.#over, ...last].sort((a, b) => a.issuedSeq - b.issuedSeq || (a.ticket < b.ticket ? -1 : 1))
  }
}

function begun(some: Pick<Going, 'origin' | 'issuedSeq'> & Partial<Going>): Going {
  return {
    part: 0,
    kept: false,
    joinedAt: null,
    calledAt: null,
    calledSeq: null,
    counter: null,
    staff: null,
    startedAt: null,
    endedAt: null,
    endedSeq: null,
    transferred: 0,
    recalls: 0,
    picked: 0,
    automatic: 0,
    overtaken: 0,
    atDayEnd: false,
    missed: false,
    ...some,
  }
}

function ended(going: Going, seq: number, at: number): void {
  going.endedAt = at
  going.endedSeq = seq
}

function lastStop(ticket: Ticket, going: Going, isOver: boolean): Stop {
  const stop = stopOf(ticket, going)
  if (ticket.state === 'served') {
    const serviceMs = going.atDayEnd ? null : ticket.finishedAt - ticket.startedAt
    return { ...stop, state: 'served', serviceMs, level: ticket.rating?.level ?? null }
  }
  if (going.missed) return { ...stop, state: 'no-show' }
  const isLeft = ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'parked'
  return { ...stop, state: isOver && isLeft ? 'kept' : ticket.state }
}

function stopOf(ticket: Ticket, going: Going): Stop {
  const { joinedAt, missed: _, ...known } = going
  const arrivedAt = joinedAt ?? ticket.issuedAt
  const { calledAt } = known
  return {
    ...known,
    ticket: ticket.id,
    number: ticket.number,
    service: ticket.service,
    class: ticket.class,
    appointment: ticket.appointment !== null,
    arrivedAt,
    // Who was kept over night did not wait in the hall all that time.
    waitMs: calledAt === null || known.kept ? null : calledAt - arrivedAt,
    serviceMs: null,
    state: ticket.state,
    level: null,
  }
}

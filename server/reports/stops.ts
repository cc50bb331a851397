import type { Happened } from '#core/domain/events.ts'
import type { CounterId, ServiceId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Ticket, TicketId } from '#core/domain/ticket.ts'

/** One service of one visit: most tickets make one stop, a visit of several services makes one at each. */
export interface Stop {
  readonly service: ServiceId
  /** Where it was served. */
  readonly counter: CounterId | null
  readonly state: Ticket['state']
  /** From joining the line to the first call; null when it was never called. */
  readonly waitMs: number | null
  readonly serviceMs: number | null
}

/** Learns from the day's records where each ticket stopped: what it was served at before, the ticket no longer knows. */
export class Stops {
  readonly #over: Stop[] = []
  readonly #joinedAt = new Map<TicketId, number>()
  readonly #calledAt = new Map<TicketId, number>()

  see({ at, event }: Happened, before: Queue): void {
    if (event.type === 'TicketCalled' && !this.#calledAt.has(event.ticket)) this.#calledAt.set(event.ticket, at)
    if (event.type !== 'VisitContinued') return
    const ticket = before.tickets.get(event.ticket)
    if (!ticket) return
    const serviceMs = ticket.state === 'serving' ? at - ticket.startedAt : null
    const { service } = ticket
    this.#over.push({ service, counter: event.counter, state: 'served', waitMs: this.#waitOf(ticket), serviceMs })
    this.#joinedAt.set(event.ticket, at)
    this.#calledAt.delete(event.ticket)
  }

  /** Every stop of the day: those that are over, and where each ticket stands now or ended. */
  of(tickets: readonly Ticket[]): readonly Stop[] {
    const last = tickets.map((ticket): Stop => {
      const { service, state } = ticket
      const waitMs = this.#waitOf(ticket)
      if (ticket.state !== 'served') return { service, counter: null, state, waitMs, serviceMs: null }
      return { service, counter: ticket.counter, state, waitMs, serviceMs: ticket.finishedAt - ticket.startedAt }
    })
    return [...this.#over, ...last]
  }

  #waitOf({ id, issuedAt, sitting }: Ticket): number | null {
    const calledAt = this.#calledAt.get(id)
    const joinedAt = this.#joinedAt.get(id)
    // Who was kept over night did not wait in the hall all that time.
    if (calledAt === undefined || (joinedAt === undefined && sitting < 0)) return null
    return calledAt - (joinedAt ?? issuedAt)
  }
}

import type { ServiceDay } from '#core/domain/events.ts'
import type { ClassId, CounterId, ServiceId } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import type { JournalRecord } from '../journal/journal.ts'

/** One answer of a citizen, or of somebody who pressed without being served: then it has no ticket. */
export interface RatingFact {
  readonly seq: number
  readonly at: number
  readonly ticket: TicketId | null
  readonly counter: CounterId | null
  readonly staff: string | null
  readonly service: ServiceId | null
  readonly level: string
  readonly satisfied: boolean
  readonly channel: 'terminal' | 'slip' | 'routine' | 'surprise'
  readonly campaign: string | null
  /** The day the answer is about; for paper not the day it was typed in. */
  readonly on_day: ServiceDay
  /** When the person came to be served, 0 to 23 by the office's clock, and their class; null on paper, which asks for neither. */
  readonly hour: number | null
  readonly class: ClassId | null
  /** What was ticked as reasons, a JSON list of ids; null where it is not known any more. */
  readonly reasons: string | null
  /** Not an answer: the record of an entry that was a mistake and counts no more. */
  readonly takes_back: number | null
}

/** A row of facts.db. */
export interface WrittenFact extends RatingFact {
  /** The day it was written down. */
  readonly day: ServiceDay
}

/** A press that belongs to no ticket is kept and marked, and counts as no answer (I17). */
export function isAnswer({ ticket, channel }: Pick<RatingFact, 'ticket' | 'channel'>): boolean {
  return ticket !== null || channel === 'routine' || channel === 'surprise'
}

/** Learns from the day's records how the citizens were satisfied. Further channels are read here too. */
export class Ratings {
  readonly #facts: Answered[] = []
  readonly #erased = new Set<TicketId>()

  see({ seq, at, event, erased }: Pick<JournalRecord, 'seq' | 'at' | 'event' | 'erased'>, before: Queue): void {
    const today = { on_day: before.day ?? '', takes_back: null }
    if (erased && 'ticket' in event && event.ticket !== null) this.#erased.add(event.ticket)
    if (event.type === 'TicketRated') {
      const ticket = before.tickets.get(event.ticket)
      if (ticket?.state !== 'served' || ticket.practice) return
      const { counter, staff, service } = ticket
      const { level, channel } = event
      const satisfied = isSatisfied(before, level)
      this.#facts.push({
        ...today,
        seq,
        at,
        ticket: ticket.id,
        counter,
        staff,
        service,
        level,
        satisfied,
        channel,
        campaign: null,
        reasons: this.#known(ticket.id, event.reasons),
      })
    }
    if (event.type === 'RatingExplained') {
      const at = this.#facts.findLastIndex(({ ticket }) => ticket === event.ticket)
      const rated = this.#facts[at]
      if (rated) this.#facts[at] = { ...rated, reasons: this.#known(event.ticket, event.reasons) }
    }
    if (event.type === 'UnlinkedRating' && !before.practice) {
      const { counter, level } = event
      const satisfied = isSatisfied(before, level)
      const nobody = { ticket: null, staff: null, service: null, campaign: null, reasons: '[]' }
      this.#facts.push({ ...today, ...nobody, seq, at, counter, level, satisfied, channel: 'terminal' })
    }
    if (event.type === 'PaperRated') {
      const { counter, staff, service, level, channel, campaign, onDay } = event
      const satisfied = isSatisfied(before, level)
      const reasons = JSON.stringify(event.reasons)
      const paper = { ticket: null, channel, campaign, on_day: onDay, takes_back: null, reasons }
      this.#facts.push({ ...paper, seq, at, counter, staff, service, level, satisfied })
    }
    if (event.type === 'PaperWithdrawn') {
      const nobody = { ticket: null, counter: null, staff: null, service: null }
      const nothing = { ...nobody, level: '', satisfied: false, reasons: '[]' }
      const channel = before.papers.live.find(({ id }) => id === event.campaign)?.channel ?? 'routine'
      this.#facts.push({ ...nothing, ...today, seq, at, channel, campaign: event.campaign, takes_back: event.entry })
    }
  }

  /** The answers so far. Hour and class are of the stop that was answered about, its ticket's last. */
  of(stops: readonly AnsweredStop[]): readonly RatingFact[] {
    const last = new Map(stops.map((stop) => [stop.ticket, stop]))
    return this.#facts.map((fact) => {
      const stop = fact.ticket === null ? undefined : last.get(fact.ticket)
      return { ...fact, hour: stop?.hour ?? null, class: stop?.class ?? null }
    })
  }

  /** Once a ticket was erased it is not said that it had no reasons: nobody knows any more. */
  #known(ticket: TicketId, reasons: readonly string[]): string | null {
    return this.#erased.has(ticket) ? null : JSON.stringify(reasons)
  }
}

type Answered = Omit<RatingFact, 'hour' | 'class'>
type AnsweredStop = { readonly ticket: TicketId; readonly hour: number; readonly class: ClassId }

function isSatisfied({ office }: Queue, level: string): boolean {
  return office.rating.levels.find(({ id }) => id === level)?.satisfied ?? false
}

import type { ServiceDay } from '#core/domain/events.ts'
import type { CounterId, ServiceId } from '#core/domain/office.ts'
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
  /** Not an answer: the record of an entry that was a mistake and counts no more. */
  readonly takes_back: number | null
}

/** Learns from the day's records how the citizens were satisfied. Further channels are read here too. */
export class Ratings {
  readonly #facts: RatingFact[] = []

  see({ seq, at, event }: Pick<JournalRecord, 'seq' | 'at' | 'event'>, before: Queue): void {
    const today = { on_day: before.day ?? '', takes_back: null }
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
      })
    }
    if (event.type === 'UnlinkedRating' && !before.practice) {
      const { counter, level } = event
      const satisfied = isSatisfied(before, level)
      const nobody = { ticket: null, staff: null, service: null, campaign: null }
      this.#facts.push({ ...today, ...nobody, seq, at, counter, level, satisfied, channel: 'terminal' })
    }
    if (event.type === 'PaperRated') {
      const { counter, staff, service, level, channel, campaign, onDay } = event
      const satisfied = isSatisfied(before, level)
      const paper = { ticket: null, channel, campaign, on_day: onDay, takes_back: null }
      this.#facts.push({ ...paper, seq, at, counter, staff, service, level, satisfied })
    }
    if (event.type === 'PaperWithdrawn') {
      const nothing = { ticket: null, counter: null, staff: null, service: null, level: '', satisfied: false }
      const channel = before.papers.live.find(({ id }) => id === event.campaign)?.channel ?? 'routine'
      this.#facts.push({ ...nothing, ...today, seq, at, channel, campaign: event.campaign, takes_back: event.entry })
    }
  }

  of(): readonly RatingFact[] {
    return this.#facts
  }
}

function isSatisfied({ office }: Queue, level: string): boolean {
  return office.rating.levels.find(({ id }) => id === level)?.satisfied ?? false
}

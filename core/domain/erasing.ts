import type { Event } from './events.ts'
import { ORDINARY } from './office.ts'

/** What stands where somebody's words were. */
export const ERASED = '–'

/**
 * A ticket's record without what could say something of the person: the class of priority, the procedure, the hash of a card, words an
 * officer typed, reasons of an answer. When, where and how long stay: they are the office's, and the day's sums need them. Null: this
 * event says nothing of a person.
 *
 * The command's id goes too (see server/audit/erase.ts): with it gone, nobody can try out what stood there against the hash.
 */
export function withoutPerson(event: Event): Event | null {
  switch (event.type) {
    case 'TicketIssued': {
      const { declared: _, person: __, appointment: ___, ...rest } = event
      return { ...rest, class: ORDINARY, procedure: null }
    }
    case 'TicketCalled':
      return { ...event, why: event.why.how === 'picked' ? { ...event.why, reason: ERASED } : event.why }
    case 'TicketParked':
    case 'TicketPlaced':
      return { ...event, reason: ERASED }
    case 'TicketTransferred':
      return event.reason === undefined ? event : { ...event, reason: ERASED }
    case 'TicketCancelled':
      // The hub's own word is no word of a person.
      return { ...event, reason: event.reason === 'day-ended' ? event.reason : ERASED }
    case 'ClassChanged':
      return { ...event, class: ORDINARY, reason: ERASED }
    case 'TicketRated':
      return { ...event, reasons: [] }
    case 'RatingExplained':
      return { ...event, reasons: [] }
    default:
      return null
  }
}

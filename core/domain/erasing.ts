import type { Event } from './events.ts'
import { ORDINARY } from './office.ts'
import type { Ticket } from './ticket.ts'

/** Why a note says a day was erased that had grown older than the office keeps it. */
export const BY_AGE = 'retention'

/** What stands where somebody's words were. */
export const ERASED = '–'

/**
 * A record without what could say something of a person: the class of priority, the procedure, the hash of a card, words an
 * officer typed, reasons of an answer. When, where, how long and by which appointment (a code and a time) stay: they are the office's, and
 * the day's sums need them. Null: this event says nothing of a person. A record that speaks of many (who was kept over night) loses all of them: it is erased once.
 *
 * The command's id goes too (see server/audit/erase.ts): with it gone, nobody can try out what stood there against the hash.
 */
export function withoutPerson(event: Event): Event | null {
  switch (event.type) {
    case 'DayOpened':
      return event.kept ? { ...event, kept: event.kept.map(facelessTicket) } : null
    case 'TicketIssued': {
      const { declared: _, person: __, ...rest } = event
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
    case 'PaperRated':
      return { ...event, reasons: [] }
    case 'MessageShown':
      return { ...event, text: { vi: ERASED, en: ERASED } }
    case 'CounterPaused':
    case 'ServiceStopped':
    case 'KioskPaused':
    case 'AppointmentCancelled':
    case 'CampaignClosed':
    case 'PaperWithdrawn':
      return { ...event, reason: ERASED }
    case 'ActNoted':
      // Why somebody wished to be forgotten, or what an officer was accused of, names people easily. What the office does with itself stays.
      return ['record', 'scoring'].includes(event.act.about) && event.act.why !== undefined && event.act.why !== BY_AGE
        ? { ...event, act: { ...event.act, why: ERASED } }
        : null
    default:
      return null
  }
}

/** Somebody who was kept over night, as the next day's first record has them. */
function facelessTicket(ticket: Ticket): Ticket {
  const bare = { ...ticket, class: ORDINARY, declared: null, person: null, procedure: null }
  const putFirst = ticket.putFirst === null ? null : ERASED
  return bare.state === 'parked' ? { ...bare, putFirst, reason: ERASED } : { ...bare, putFirst }
}

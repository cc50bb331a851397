import type { Actor } from './commands.ts'
import type { Happened } from './events.ts'
import type { TicketId } from './ticket.ts'

/** A slip that was promised: with a number that was given, or as a copy that was asked for. */
export interface OwedSlip {
  readonly ticket: TicketId
  readonly copy: boolean
  /** The record that promised it: no two slips share it, and the record of what became of the slip names it. */
  readonly asked: number
  readonly askedAt: number
  /** Where the person stood; null at a desk. */
  readonly kiosk: string | null
}

type Record = Happened & { readonly by: Actor }

/** The slip a record promises, if it does. A number torn off a roll is on paper already. */
export function slipAskedBy({ seq, at, event, by }: Record): OwedSlip | null {
  if (event.type === 'TicketIssued' && event.origin !== 'roll') {
    return { ticket: event.ticket, copy: false, asked: seq, askedAt: at, kiosk: event.device }
  }
  if (event.type === 'SlipCopyOrdered') {
    const kiosk = by.role === 'kiosk' ? by.id : null
    return { ticket: event.ticket, copy: true, asked: seq, askedAt: at, kiosk }
  }
  return null
}

/**
 * What is still owed after the records seen: the journal itself is the spool.
 *
 *     TicketIssued · SlipCopyOrdered ──► owed ──► SlipPrinted · SlipFailed · TicketVoided
 */
export function owedSlips(): { saw(record: Record): void; all(): readonly OwedSlip[] } {
  const owed = new Map<number, OwedSlip>()

  function settle(isIt: (slip: OwedSlip) => boolean): void {
    const found = [...owed.values()].find(isIt)
    if (found) owed.delete(found.asked)
  }

  return {
    saw(record) {
      const { event } = record
      const asked = slipAskedBy(record)
      if (asked) owed.set(asked.asked, asked)
      if (event.type === 'DayOpened') owed.clear()
      if (event.type === 'TicketVoided')
        for (const slip of owed.values()) if (slip.ticket === event.ticket) owed.delete(slip.asked)
      if (event.type !== 'SlipPrinted' && event.type !== 'SlipFailed') return
      // The first releases did not write down which: then it was the oldest of its kind.
      const { asked: answered, ticket, copy } = event
      if (answered !== undefined) owed.delete(answered)
      else settle((slip) => slip.ticket === ticket && slip.copy === copy)
    },
    all: () => [...owed.values()],
  }
}

import { type Static, Type } from 'typebox'
import type { Done, RateTicket } from './kiosk.ts'
import { HallMessage } from './notices.ts'
import { closed, Instant, OrNull, Text, TicketState, Wait } from './shapes.ts'

/** One's own ticket, opened through the code on the slip. Knows nothing of anybody else. */
export const CitizenView = Type.Object(
  {
    rev: Type.Integer(),
    at: Instant,
    office: Text,
    ticket: Type.String(),
    number: Type.String(),
    /** A number of a practice: worth nothing. */
    practice: Type.Boolean(),
    /** What everyone who waits is told, urgent words first. */
    messages: Type.Array(HallMessage),
    service: Text,
    /** The services this number goes on to afterwards, in their order. */
    further: Type.Array(Text),
    state: TicketState,
    issuedAt: Instant,
    ahead: Type.Integer(),
    wait: OrNull(Wait),
    /** Where to go when called, and where one was served. */
    counter: OrNull(Type.String()),
    rating: Type.Union([Type.Literal('not-yet'), Type.Literal('open'), Type.Literal('given')]),
    levels: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Text,
          face: Type.Union([
            Type.Literal('very-good'),
            Type.Literal('good'),
            Type.Literal('plain'),
            Type.Literal('bad'),
          ]),
          satisfied: Type.Boolean(),
        },
        closed,
      ),
    ),
    reasons: Type.Array(Type.Object({ id: Type.String(), name: Text }, closed)),
  },
  closed,
)
export type CitizenView = Static<typeof CitizenView>

/** The wire of a citizen's page (its `screen.code`). */
export interface CitizenContract {
  view: CitizenView
  moments: Record<never, never>
  asks: { 'rate-ticket': { body: RateTicket; value: Done } }
}

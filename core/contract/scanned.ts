import { type Static, Type } from 'typebox'
import { closed, Name, OrNull, ProcedureCode, Text, TicketState, Wait } from './shapes.ts'

/**
 * Stands for an identity card that was held under the hub's own scanner: good for one ticket at one kiosk, for a few minutes.
 * Sealed by the hub; nobody else can read or make one.
 */
export const CardPass = Type.String({
  pattern: '^[A-Za-z0-9_-]{60,400}$',
  description: 'stands for a card read by the hub’s own scanner; told to the kiosk by the moment `scanned`',
})

/** One's own number, as a kiosk may show it to whoever holds its slip. */
export const ScannedTicket = Type.Object(
  {
    number: Type.String(),
    service: Text,
    state: TicketState,
    ahead: Type.Integer(),
    wait: OrNull(Wait),
    /** Where to go when called, and where one was served. */
    counter: OrNull(Type.String()),
  },
  closed,
)
export type ScannedTicket = Static<typeof ScannedTicket>

/** What somebody held under the scanner beside a kiosk: what it was, and of a person nothing. */
export const ScannedMoment = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('card'),
      /** null: this office asks for no card. */
      pass: OrNull(CardPass),
      /** The class the office gives people of this age, for the person to choose. */
      suggests: OrNull(Name),
    },
    closed,
  ),
  /** null: the slip is not of today, or not of this office. */
  Type.Object({ kind: Type.Literal('ticket'), ticket: OrNull(ScannedTicket) }, closed),
  Type.Object({ kind: Type.Literal('appointment'), code: Type.String({ pattern: '^\\d{6}$' }) }, closed),
  Type.Object({ kind: Type.Literal('procedure'), code: ProcedureCode }, closed),
  /** A dossier's code: recognised, but nothing here knows its state. */
  Type.Object({ kind: Type.Literal('dossier') }, closed),
  /** Another card, such as that of the health insurance. */
  Type.Object({ kind: Type.Literal('other-card') }, closed),
  Type.Object({ kind: Type.Literal('unknown') }, closed),
])
export type ScannedMoment = Static<typeof ScannedMoment>

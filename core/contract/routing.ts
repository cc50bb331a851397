import { type Static, Type } from 'typebox'
import { MOST_FURTHER_SERVICES } from '../domain/ticket.ts'
import { closed, Id, Name, OrNull, Reason } from './shapes.ts'

export const FurtherServices = Type.Array(Name, {
  maxItems: MOST_FURTHER_SERVICES,
  description: 'the services to go to afterwards under the same number, in this order',
})

export const TransferTicket = Type.Object(
  {
    command: Id,
    ticket: Id,
    counter: OrNull(Name),
    toService: OrNull(Name),
    toCounter: OrNull(Name),
    /** The officer who alone may call it, wherever he or she sits. */
    toStaff: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 40 }))),
    /** Kept in the journal: why the hall's manager moved it. */
    reason: Type.Optional(Reason),
  },
  closed,
)
export const ExtendVisit = Type.Object({ command: Id, ticket: Id, service: Name }, closed)
export const ShortenVisit = Type.Object({ command: Id, ticket: Id, service: Name }, closed)
export const ChangeClass = Type.Object({ command: Id, ticket: Id, class: Name, reason: Reason }, closed)
export const SetAutomatic = Type.Object({ command: Id, counter: Name, on: Type.Boolean() }, closed)

export type TransferTicket = Static<typeof TransferTicket>
export type ExtendVisit = Static<typeof ExtendVisit>
export type ShortenVisit = Static<typeof ShortenVisit>
export type ChangeClass = Static<typeof ChangeClass>
export type SetAutomatic = Static<typeof SetAutomatic>

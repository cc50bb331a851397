import { type Static, Type } from 'typebox'
import { closed, Id, Name, Reason, ScreenName } from './shapes.ts'

/** The number of an identity card: read for one answer, then forgotten. Nothing else of the card is ever sent. */
export const Card = Type.String({
  pattern: '^[0-9]{12}$',
  description: 'the twelve digits of the identity card; made a keyed hash at once, never kept, never repeated',
})

export const VoidTicket = Type.Object({ command: Id, ticket: Id }, closed)
export type VoidTicket = Static<typeof VoidTicket>

export const PauseKiosk = Type.Object({ command: Id, kiosk: ScreenName, reason: Reason }, closed)
export type PauseKiosk = Static<typeof PauseKiosk>

export const ResumeKiosk = Type.Object({ command: Id, kiosk: ScreenName }, closed)
export type ResumeKiosk = Static<typeof ResumeKiosk>

export const Practice = Type.Object({ command: Id }, closed)
export type Practice = Static<typeof Practice>

const RollNumber = Type.Integer({ minimum: 1, maximum: 999_999 })

export const StartRoll = Type.Object({ command: Id, service: Name, first: RollNumber }, closed)
export type StartRoll = Static<typeof StartRoll>

export const CountRoll = Type.Object({ command: Id, service: Name, upTo: RollNumber }, closed)
export type CountRoll = Static<typeof CountRoll>

import { type Static, Type } from 'typebox'
import { HelpNow } from './notices.ts'
import { closed, Text } from './shapes.ts'

/** Where help is wanted now, for the screen of whoever guards the hall: no ticket, no citizen, nothing but the calls of desks. */
export const GuardView = Type.Object(
  {
    rev: Type.Integer(),
    office: Text,
    timeZone: Type.String(),
    practice: Type.Boolean(),
    /** The call that stands longest first. */
    help: Type.Array(Type.Omit(HelpNow, ['part'], closed)),
  },
  closed,
)
export type GuardView = Static<typeof GuardView>

/** The wire of the guard's screen. It is looked at: who comes says so at a desk. */
export interface GuardContract {
  view: GuardView
  moments: Record<never, never>
  asks: Record<never, never>
}

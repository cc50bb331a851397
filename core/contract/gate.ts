import { type Static, Type } from 'typebox'
import { closed, Instant, OrNull, Text } from './shapes.ts'

/** Does a service, or the hall, give numbers now? If not: why, until when, and in whose words. */
export const Gate = Type.Union([
  Type.Object(
    {
      state: Type.Literal('open'),
      /** When the running session gives its last number; null where it never ends. */
      lastNumberAt: OrNull(Instant),
    },
    closed,
  ),
  Type.Object(
    {
      state: Type.Literal('closed'),
      why: Type.Union([
        Type.Literal('being-prepared'),
        Type.Literal('hall-closed'),
        Type.Literal('holiday'),
        Type.Literal('lunch'),
        Type.Literal('service-closed'),
        Type.Literal('closed-for-now'),
        Type.Literal('last-number-given'),
        Type.Literal('quota-session'),
        Type.Literal('quota-day'),
      ]),
      reason: OrNull(Type.String({ description: 'what staff wrote when they closed it' })),
      opensAt: OrNull(Instant),
      name: OrNull(Text),
    },
    closed,
  ),
])
export type Gate = Static<typeof Gate>
export type ClosedGate = Extract<Gate, { state: 'closed' }>

/** After a break: do the people of the session before go first, or does everybody keep the claim? Nobody loses a place. */
export const Lunch = Type.Union([Type.Literal('morning-first'), Type.Literal('by-claim')])

import { type Static, Type } from 'typebox'
import { closed, Instant, OrNull, ScreenName, Text } from './shapes.ts'

/** What a screen says in the handshake (`auth`) before anything else. */
export const ScreenHello = Type.Object(
  {
    protocol: Type.Integer(),
    screen: Type.Object(
      {
        /** The screen's own name, kept over reloads. */
        id: ScreenName,
        /** Rating terminals, signs and desks: which counter. */
        counter: Type.Optional(OrNull(Type.String({ maxLength: 40 }))),
        /** Citizen pages: the code on the slip. */
        code: Type.Optional(OrNull(Type.String({ maxLength: 64 }))),
        /** Boards: may this one speak? The hub lets one of them. */
        speaks: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  },
  closed,
)
export type ScreenHello = Static<typeof ScreenHello>

export const HubHello = Type.Object(
  { protocol: Type.Integer(), version: Type.String(), boot: Type.String(), now: Instant },
  closed,
)
export type HubHello = Static<typeof HubHello>

/** Once a second: I am here, it is this late, and the newest view has this rev. */
export const Pulse = Type.Object({ now: Instant, rev: Type.Integer() }, closed)
export type Pulse = Static<typeof Pulse>

/** Said before the hub hangs up. */
export const Refused = Type.Object({ code: Type.String(), message: Text }, closed)
export type Refused = Static<typeof Refused>

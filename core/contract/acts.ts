import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull } from './shapes.ts'

/** What people did beside the queue, room by room. */
export const ActAbout = Type.Union([
  Type.Literal('person'),
  Type.Literal('session'),
  Type.Literal('device'),
  Type.Literal('hall'),
  Type.Literal('settings'),
  Type.Literal('office'),
  Type.Literal('catalogue'),
  Type.Literal('scoring'),
  Type.Literal('campaign'),
  Type.Literal('backup'),
  Type.Literal('door'),
  Type.Literal('record'),
])
export type ActAbout = Static<typeof ActAbout>

/** One act as the journal has it: who, from where, when, what it was and what it is now. */
export const Act = Type.Object(
  {
    seq: Type.Integer({ description: 'the journal’s record' }),
    at: Instant,
    day: Type.String(),
    by: Type.Object({ role: Type.String(), id: Type.String(), name: OrNull(Type.String()) }, closed),
    from: OrNull(Type.String({ description: 'a network address, or hub for the hub’s own machine' })),
    about: ActAbout,
    id: Type.String({ description: 'which person, device, document' }),
    did: Type.String(),
    before: Type.Unknown(),
    after: Type.Unknown(),
    why: OrNull(Type.String()),
  },
  closed,
)
export type Act = Static<typeof Act>

/** A page of them, the newest first; `next` is the `before` of the page behind it. */
export const Acts = Type.Object({ acts: Type.Array(Act), next: OrNull(Type.Integer()) }, closed)
export type Acts = Static<typeof Acts>

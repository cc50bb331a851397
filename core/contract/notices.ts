import { type Static, Type } from 'typebox'
import { closed, Id, Instant, Name, OrNull, Reason, Text } from './shapes.ts'

/** Read from across a hall: longer is a notice board. */
const Words = Type.String({ minLength: 1, maxLength: 200 })

export const MessageKind = Type.Union([Type.Literal('information'), Type.Literal('urgent')])

/** What everyone who waits is told just now. Who wrote it is in the journal, and on no screen. */
export const HallMessage = Type.Object({ id: Id, kind: MessageKind, text: Text, sinceAt: Instant }, closed)
export type HallMessage = Static<typeof HallMessage>

/** The same for whoever may take it back. */
export const StandingMessage = Type.Object({ ...HallMessage.properties, untilAt: OrNull(Instant) }, closed)
export type StandingMessage = Static<typeof StandingMessage>

/** Somebody at a desk needs a colleague now, as desks and the hall's manager see it. */
export const HelpNow = Type.Object(
  {
    id: Id,
    /** What hangs over the counter; null: at no counter. */
    counter: OrNull(Type.String()),
    name: Type.String(),
    calledAt: Instant,
    /** Who said "I am coming", the first one first. */
    coming: Type.Array(Type.String()),
    /** Called from here, or answered by whoever looks. */
    part: Type.Union([Type.Literal('called'), Type.Literal('coming'), Type.Literal('none')]),
  },
  closed,
)
export type HelpNow = Static<typeof HelpNow>

export const ShowMessage = Type.Object(
  {
    command: Id,
    /** The asker makes the message's id, so a retry is the same message. */
    message: Id,
    kind: MessageKind,
    text: Type.Object({ vi: Words, en: Type.String({ maxLength: 200 }) }, closed),
    /** null: until it is taken back, or the day ends. */
    untilAt: OrNull(Instant),
    /** Said aloud once, after the calls. */
    spoken: Type.Boolean(),
  },
  closed,
)
export const TakeMessage = Type.Object({ command: Id, message: Id }, closed)
export const CallHelp = Type.Object({ command: Id, help: Id, counter: OrNull(Name) }, closed)
export const HelpOnly = Type.Object({ command: Id, help: Id }, closed)
export const PlaceTicket = Type.Object(
  {
    command: Id,
    ticket: Id,
    /** first: before everyone who waits. its-time: by the time of coming again. */
    place: Type.Union([Type.Literal('first'), Type.Literal('its-time')]),
    reason: Reason,
  },
  closed,
)

export type ShowMessage = Static<typeof ShowMessage>
export type TakeMessage = Static<typeof TakeMessage>
export type CallHelp = Static<typeof CallHelp>
export type HelpOnly = Static<typeof HelpOnly>
export type PlaceTicket = Static<typeof PlaceTicket>

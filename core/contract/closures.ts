import { type Static, Type } from 'typebox'
import { closed, Id, Instant, Name, OrNull, Reason, Text } from './shapes.ts'

const Where = OrNull(Name)

export const StopService = Type.Object(
  {
    command: Id,
    /** null: the whole hall. */
    service: Where,
    reason: Reason,
    /** Today still; null: until staff opens it again, or the day ends. */
    untilAt: OrNull(Instant),
  },
  closed,
)
export type StopService = Static<typeof StopService>

export const ResumeService = Type.Object({ command: Id, service: Where }, closed)
export type ResumeService = Static<typeof ResumeService>

/** What staff has closed just now, as a desk shows it. */
export const Closure = Type.Object(
  { service: Where, name: OrNull(Text), reason: Type.String(), sinceAt: Instant, untilAt: OrNull(Instant) },
  closed,
)
export type Closure = Static<typeof Closure>

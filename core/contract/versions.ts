import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull } from './shapes.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

/** One version of settings, whichever they are: what became of them, when, by whom, from which day, why. */
export const VersionHead = {
  number: Type.Integer({ minimum: 1 }),
  act: Type.Union([Type.Literal('changed'), Type.Literal('planned'), Type.Literal('dropped'), Type.Literal('began')]),
  at: Instant,
  by: Type.String({ description: 'staff id, or hub' }),
  from: OrNull(Day),
  why: OrNull(Type.String()),
}

/** Where a version differs from the one that held before it; `path` is a JSON pointer. */
export const Differs = Type.Array(
  Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown() }, closed),
)
export type Differs = Static<typeof Differs>

/** Every version there was, the newest first. */
export const VersionList = Type.Object({ versions: Type.Array(Type.Object(VersionHead, closed)) }, closed)
export type VersionList = Static<typeof VersionList>

import { type Static, Type } from 'typebox'
import { Level, LineNow, Tally } from './live.ts'
import { Site } from './settings/site.ts'
import { closed, Instant, OrNull, Span, Text } from './shapes.ts'

/** What is usual at this hour: the mean of the same weekday of the weeks before, up to the same minute. */
export const UsualFigures = Type.Object(
  {
    /** How many such days it is the mean of. */
    days: Type.Integer(),
    came: Type.Number(),
    waiting: Type.Number(),
    /** Of those called by this minute; null where nobody was. */
    waitMeanMs: OrNull(Span),
  },
  closed,
)
export type UsualFigures = Static<typeof UsualFigures>

/** One hall for its leader (`GET /api/leader`): how it stands, against what is usual. It can be looked at, and nothing else. */
export const LeaderView = Type.Object(
  {
    at: Instant,
    office: Text,
    timeZone: Type.String(),
    practice: Type.Boolean(),
    /** How the hall stands as a whole: as its worst line does. */
    level: Level,
    waiting: Type.Integer(),
    longestMs: Span,
    longestLevel: Level,
    open: Type.Integer(),
    counters: Type.Integer(),
    tally: Tally,
    lines: Type.Array(LineNow),
    today: Type.Object(
      {
        came: Type.Integer(),
        /** Of those called so far; null while nobody was. */
        waitMeanMs: OrNull(Span),
      },
      closed,
    ),
    /** null: too few such days are known, or the office does not want it shown. */
    usual: OrNull(UsualFigures),
    usualWanted: Type.Boolean(),
    ratings: Type.Object(
      {
        answers: Type.Integer(),
        /** Of whole bundles of five answers. */
        satisfiedShare: OrNull(Type.Number()),
        target: Type.Number(),
        /** From so many answers on they are shown. */
        from: Type.Integer(),
      },
      closed,
    ),
    /** Counters that rest; who and why is told to leaders of this office alone. */
    paused: Type.Array(
      Type.Object(
        { counter: Type.String(), sinceAt: Instant, name: OrNull(Type.String()), why: OrNull(Type.String()) },
        closed,
      ),
    ),
    thresholds: Site.properties.thresholds,
    cameraUrl: Site.properties.cameraUrl,
  },
  closed,
)
export type LeaderView = Static<typeof LeaderView>

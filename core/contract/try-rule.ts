import { type Static, Type } from 'typebox'
import { Count, closed, Instant, Name, OrNull, Span, Text } from './shapes.ts'
import { Day } from './why.ts'

const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Hours = { from: OrNull(TimeOfDay), to: OrNull(TimeOfDay) }
const Figure = OrNull(Span)

/** `POST /api/try`: a past day, and what is to be tried on it; what is null stays as the day had it. */
export const TryRule = Type.Object(
  {
    day: Day,
    order: OrNull(
      Type.Union([
        Type.Object({ policy: Type.Literal('head-start') }, closed),
        Type.Object({ policy: Type.Literal('ratio'), inARow: Type.Integer({ minimum: 1, maximum: 20 }) }, closed),
        Type.Object({ policy: Type.Literal('strict') }, closed),
      ]),
    ),
    headStartMs: OrNull(Type.Integer({ minimum: 0, maximum: 24 * 3_600_000 })),
    counters: Type.Array(
      Type.Object({ counter: Name, services: Type.Array(Name, { minItems: 1, maxItems: 200 }), ...Hours }, closed),
      { maxItems: 40 },
    ),
    without: Type.Array(Type.Object({ counter: Name, ...Hours }, closed), { maxItems: 200 }),
  },
  closed,
)
export type TryRule = Static<typeof TryRule>

const Waits = {
  people: Count,
  meanMs: Figure,
  medianMs: Figure,
  p90Ms: Figure,
  longestMs: Figure,
}

const Figures = Type.Object(
  {
    people: Count,
    served: Count,
    missed: Count,
    stillWaiting: Count,
    endedAt: OrNull(Instant),
    waits: Type.Object(Waits, closed),
    classes: Type.Array(Type.Object({ id: Type.String(), ...Waits }, closed)),
    services: Type.Array(Type.Object({ id: Type.String(), ...Waits }, closed)),
    longest: OrNull(Type.Object({ number: Type.String(), waitMs: Span }, closed)),
    overtakes: Type.Object(
      {
        count: Count,
        people: Count,
        worst: OrNull(Type.Object({ number: Type.String(), times: Count }, closed)),
      },
      closed,
    ),
  },
  closed,
)

/** The day as it was, its replay under its own rules, and its replay with what was tried. */
export const TriedRule = Type.Object(
  {
    day: Type.String(),
    timeZone: Type.String(),
    names: Type.Object(
      { classes: Type.Record(Type.String(), Text), services: Type.Record(Type.String(), Text) },
      closed,
    ),
    real: Figures,
    own: Figures,
    tried: Figures,
    picks: Count,
  },
  closed,
)
export type TriedRule = Static<typeof TriedRule>

/** `GET /api/try/days`: the days the journal knows, the newest first. */
export const TryDays = Type.Object({ days: Type.Array(Type.String()) }, closed)
export type TryDays = Static<typeof TryDays>

/** `GET /api/try/strict`: what strict would have meant for people without priority, from the office's own last month. */
export const StrictFigure = Type.Object(
  {
    days: Type.Integer({ minimum: 0, description: 'days counted so far' }),
    of: Type.Integer({
      minimum: 0,
      description: 'days the journal has of the last month; counting goes on until days = of',
    }),
    longestNowMs: Span,
    longestStrictMs: Span,
    wouldWaitAnHourMore: Count,
  },
  closed,
)
export type StrictFigure = Static<typeof StrictFigure>

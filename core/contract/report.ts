import { type Static, Type } from 'typebox'
import { Count, closed, InEachState, Instant, OrNull, Span, Text } from './shapes.ts'

const Figure = OrNull(Span)

/** Waits and times of a group of tickets; null where there is nothing to say yet. */
const Times = {
  waitMeanMs: Figure,
  waitMedianMs: Figure,
  waitP90Ms: Figure,
  serviceMeanMs: Figure,
}

/** `GET /api/day`: one day of the hall in figures, every one folded from the journal. */
export const DayReport = Type.Object(
  {
    day: Type.String(),
    office: Text,
    madeAt: Instant,
    firstSeq: Type.Integer(),
    lastSeq: Type.Integer(),
    /** Numbers given on this day. */
    issued: Count,
    /** Tickets that had waited over night: they were issued on the day before, and are among the states of this one. */
    keptBefore: Count,
    states: Type.Object(
      {
        ...InEachState,
      },
      closed,
    ),
    /** issued + keptBefore = the sum of the states: said with every report (I24). */
    conserved: Type.Boolean(),
    ...Times,
    transfers: Count,
    recalls: Count,
    /** Calls that idle counters made by themselves. */
    automaticCalls: Count,
    /** How often somebody was called before one who had come earlier and waited for the same counter. */
    overtakes: Count,
    services: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Text,
          issued: Count,
          served: Count,
          noShow: Count,
          cancelled: Count,
          ...Times,
        },
        closed,
      ),
    ),
    counters: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), served: Count, ...Times }, closed)),
    /** Those whose slot was on this day: booked or come or released, and beside them who cancelled. */
    appointments: Type.Object({ booked: Count, come: Count, released: Count, cancelled: Count }, closed),
    /** Levels in the office's order, told in bundles of five (core/domain/told-answers.ts); null before, and always for an officer. */
    ratings: Type.Object(
      {
        answers: Count,
        levels: OrNull(Type.Array(Type.Object({ id: Type.String(), name: Text, count: Count }, closed))),
        unlinked: Count,
      },
      closed,
    ),
    /** Every call out of order, with the reason that was given; null for a leader of many offices. */
    picked: Type.Array(
      Type.Object(
        { number: Type.String(), counter: Type.String(), at: Instant, reason: OrNull(Type.String()), overtaken: Count },
        closed,
      ),
    ),
  },
  closed,
)
export type DayReport = Static<typeof DayReport>

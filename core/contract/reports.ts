import { type Static, Type } from 'typebox'
import { Count, closed, InEachState, Instant, Name, OrNull, Span, Text } from './shapes.ts'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

/** What a report has a row for. */
export const REPORT_BY = [
  'day',
  'week',
  'month',
  'quarter',
  'half-year',
  'year',
  'service',
  'counter',
  'officer',
  'class',
  'hour',
  'weekday-hour',
] as const
export type ReportBy = (typeof REPORT_BY)[number]
const By = Type.Unsafe<ReportBy>({ type: 'string', enum: [...REPORT_BY] })

const Chosen = {
  from: Day,
  to: Day,
  by: By,
  service: Type.Optional(Name),
  counter: Type.Optional(Name),
}
export const ReportQuery = Type.Object(Chosen, closed)
export type ReportQuery = Static<typeof ReportQuery>

/** A report to take away. */
export const ReportFileQuery = Type.Object(
  { ...Chosen, form: Type.Unsafe<ReportForm>({ type: 'string', enum: ['csv', 'xlsx', 'pdf'] }) },
  closed,
)
export type ReportForm = 'csv' | 'xlsx' | 'pdf'
export type ReportFileQuery = Static<typeof ReportFileQuery>

/**
 * How many stops ended, or stand now, in each state. kept: the office keeps its queue over night, and these waited for the next day.
 */
export const StopStates = Type.Object(
  {
    ...InEachState,
    kept: Count,
  },
  closed,
)
export type StopStates = Static<typeof StopStates>

/** The figures of a group of stops. A stop is one service of one visit. Null where there is nothing to say. */
export const Figures = Type.Object(
  {
    /** Stops that began: numbers given, and visits that went on to a further service. */
    arrivals: Count,
    /** Numbers given. */
    issued: Count,
    /** Stops of people who had waited over night: they arrived before. arrivals + overnight = the sum of the states (I24). */
    overnight: Count,
    states: StopStates,
    /** Of those called at least once, from the arrival to the first call. */
    waited: Count,
    waitMeanMs: OrNull(Span),
    waitMedianMs: OrNull(Span),
    waitP90Ms: OrNull(Span),
    /** Of those called, who waited longer than `thresholdMs`. */
    overThreshold: Count,
    overThresholdShare: OrNull(Share),
    serviceMeanMs: OrNull(Span),
    serviceMedianMs: OrNull(Span),
    transfers: Count,
    recalls: Count,
    /** Calls out of order, with a reason. */
    picked: Count,
    /** Calls that idle counters made by themselves. */
    automatic: Count,
    overtakes: Count,
    /** Counters' time: open, resting, with somebody being served. Null where a row is no part of that time (a service, a class). */
    openMs: OrNull(Span),
    pausedMs: OrNull(Span),
    servingMs: OrNull(Span),
    /** servingMs ÷ openMs. */
    occupancy: OrNull(Share),
    /** Citizens' answers to these stops, by terminal or slip. */
    answers: Count,
    /**
     * Of whole bundles of five answers, told on the day they were full (core/domain/told-answers.ts). By hour and by class each answer
     * counts with the mean of its five: true differences between such rows are greater (server/reports/bundles.ts).
     */
    satisfiedShare: OrNull(Share),
  },
  closed,
)
export type Figures = Static<typeof Figures>

export const ReportRow = Type.Object(
  {
    key: Type.String({
      description:
        'a day, 2026-W48, 2026-11, 2026-Q4, 2026-H2, 2026, an id, an hour 0–23, or 1-8 for Monday at eight; empty: none',
    }),
    name: Text,
    ...Figures.properties,
  },
  closed,
)
export type ReportRow = Static<typeof ReportRow>

/** `GET /api/reports` */
export const Report = Type.Object(
  {
    from: Day,
    to: Day,
    by: By,
    service: OrNull(Type.String()),
    counter: OrNull(Type.String()),
    office: Text,
    timeZone: Type.String(),
    madeAt: Instant,
    /** Waiting longer than this counts as over the threshold. */
    thresholdMs: Span,
    /** Days with at least one number, and the journal's records the figures come from. */
    days: Count,
    firstSeq: Count,
    lastSeq: Count,
    /** Days that are over and already gathered from the journal: after an upgrade it may take a while until all are. */
    gathered: Type.Object({ days: Count, of: Count }, closed),
    rows: Type.Array(ReportRow),
    total: Figures,
    /** Slots on these days; null for a part of the hall. */
    appointments: OrNull(Type.Object({ booked: Count, come: Count, released: Count, cancelled: Count }, closed)),
    /** Every day's own sum was right, the rows add up to the total, and the total to the days (I24). */
    conserved: Type.Boolean(),
  },
  closed,
)
export type Report = Static<typeof Report>

/** Which stops a row is made of. */
export const TraceQuery = Type.Object(
  { ...Chosen, key: Type.Optional(Type.String({ maxLength: 64 })), after: Type.Optional(Type.Integer({ minimum: 0 })) },
  closed,
)
export type TraceQuery = Static<typeof TraceQuery>

const Seq = Type.Integer({ description: 'a record of the journal: GET /api/reports/records/:seq' })
export const TracedStop = Type.Object(
  {
    day: Day,
    number: Type.String(),
    service: Text,
    counter: OrNull(Type.String()),
    state: Type.String(),
    arrivedAt: Instant,
    waitMs: OrNull(Span),
    serviceMs: OrNull(Span),
    issuedSeq: Seq,
    calledSeq: OrNull(Seq),
    endedSeq: OrNull(Seq),
  },
  closed,
)
export type TracedStop = Static<typeof TracedStop>

/** `GET /api/reports/trace`: the oldest first, a page at a time. */
export const Trace = Type.Object(
  {
    stops: Type.Array(TracedStop),
    /** How many there are in all: arrivals + overnight of the row. */
    of: Count,
    /** `after` of the next page; null on the last. */
    next: OrNull(Count),
  },
  closed,
)
export type Trace = Static<typeof Trace>

/** `GET /api/reports/records/:seq`: one record of the journal, without what it says of people. */
export const TracedRecord = Type.Object(
  {
    seq: Count,
    day: Type.String(),
    at: Instant,
    type: Type.String(),
    ticket: OrNull(Type.String()),
    counter: OrNull(Type.String()),
    hash: Type.String({ description: 'SHA-256 of the record and of the hash before it' }),
  },
  closed,
)
export type TracedRecord = Static<typeof TracedRecord>

/** Which weekday's staffing: 1 is Monday. */
export const StaffingQuery = Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7 }) }, closed)
export type StaffingQuery = Static<typeof StaffingQuery>

const StaffingHour = Type.Object(
  {
    hour: Type.Integer({ minimum: 0, maximum: 23 }),
    /** People who came in this hour: the middle of the days. */
    arrivals: Count,
    /** How many counters were open on average. */
    open: Type.Number(),
    /** So many kept the waits under the limits on most of the days (three of four); on the quietest, on the busiest day. */
    counters: Count,
    least: Count,
    most: Count,
    /** On how many of the days no number of the office's own counters was enough. */
    neverEnough: Count,
  },
  closed,
)

/**
 * `GET /api/reports/staffing`: the last days of one weekday, lived again hour by hour with more and fewer counters, through the rules of
 * the hall itself.
 */
export const Staffing = Type.Object(
  {
    weekday: Type.Integer(),
    /** Days replayed so far, out of those there are: ask again until both are equal. */
    days: Type.Array(Day),
    of: Count,
    /** Fewer days than this are no ground for advice. */
    fewestDays: Count,
    /** Half of the people wait no longer than this, … */
    medianMs: Span,
    /** … and nine of ten no longer than that. */
    p90Ms: Span,
    hours: Type.Array(StaffingHour),
  },
  closed,
)
export type Staffing = Static<typeof Staffing>

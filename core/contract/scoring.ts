import Type, { type Static } from 'typebox'
import { Measure, Month, RuleSet } from './scoring-rules.ts'
import { Count, closed, Instant, OrNull, Reason, Text } from './shapes.ts'

const StaffId = Type.String({ minLength: 1, maxLength: 64 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256' })
const State = Type.Union([Type.Literal('draft'), Type.Literal('confirmed'), Type.Literal('published')])

/** One criterion of one officer: the figure it speaks of, how many stand behind it, and the points. */
export const CriterionFigures = Type.Object(
  {
    id: Type.String(),
    figure: OrNull(Type.Number({ description: 'per cent, a mean in ms, or a count, as `unit` says' })),
    unit: Type.Union([Type.Literal('percent'), Type.Literal('ms'), Type.Literal('count'), Type.Literal('points')]),
    sample: Count,
    points: OrNull(Type.Number()),
    most: Type.Number(),
    whyNot: OrNull(Type.Union([Type.Literal('nothing-known'), Type.Literal('too-few'), Type.Literal('shown-only')])),
    why: Text,
  },
  closed,
)
export type CriterionFigures = Static<typeof CriterionFigures>

/** A change by a person: of the total, or points for a criterion that people give. Kept for ever. */
export const ScoringEntry = Type.Object(
  {
    staff: StaffId,
    what: Type.String({ description: 'total, or the measure that is given' }),
    value: OrNull(Type.Number({ description: 'null takes it back' })),
    why: Type.String(),
    by: Type.String(),
    at: Instant,
  },
  closed,
)
export type ScoringEntry = Static<typeof ScoringEntry>

export const OfficerRank = Type.Object(
  {
    staff: StaffId,
    name: Type.String(),
    place: OrNull(Type.Integer({ minimum: 1 })),
    whyNoPlace: OrNull(Type.Union([Type.Literal('too-few'), Type.Literal('no-total')])),
    total: OrNull(Type.Number({ description: 'what counts' })),
    reckoned: OrNull(Type.Number({ description: 'by the rules alone' })),
    whyNone: OrNull(Type.Union([Type.Literal('not-scored-enough'), Type.Literal('needed-is-missing')])),
    band: OrNull(Text),
    over: Type.Array(Type.String(), { description: 'the criteria the total was made of' }),
    served: Count,
    criteria: Type.Array(CriterionFigures),
    entries: Type.Array(ScoringEntry),
  },
  closed,
)
export type OfficerRank = Static<typeof OfficerRank>

const MonthHead = {
  month: Month,
  state: State,
  version: Type.Integer({ minimum: 0, description: 'how often it was confirmed' }),
  over: Type.Boolean({ description: 'the month is over, and may be confirmed' }),
}

/** `GET /api/scoring/months` */
export const ScoringMonths = Type.Object({ months: Type.Array(Type.Object(MonthHead, closed)) }, closed)
export type ScoringMonths = Static<typeof ScoringMonths>

export const MonthStepTaken = Type.Object(
  {
    did: Type.Union([Type.Literal('confirmed'), Type.Literal('published'), Type.Literal('reopened')]),
    version: Type.Integer({ minimum: 1 }),
    at: Instant,
    by: Type.String(),
    why: OrNull(Type.String()),
    hash: OrNull(Hash),
  },
  closed,
)
export type MonthStepTaken = Static<typeof MonthStepTaken>

/** `GET /api/scoring/months/:month`: the whole month, as a draft or as it was confirmed. */
export const MonthRanking = Type.Object(
  {
    ...MonthHead,
    hash: Type.String({ description: 'of everything that decides; confirm names the one that was seen' }),
    office: Text,
    madeAt: Instant,
    firstSeq: Count,
    lastSeq: Count,
    rulesVersion: Type.Integer({ minimum: 0 }),
    rules: RuleSet,
    officers: Type.Array(OfficerRank),
    steps: Type.Array(MonthStepTaken),
  },
  closed,
)
export type MonthRanking = Static<typeof MonthRanking>

/** `GET /api/scoring/months/:month/mine`: an officer's own published month. */
export const OwnMonth = Type.Object(
  {
    month: Month,
    version: Type.Integer({ minimum: 1 }),
    office: Text,
    rules: RuleSet,
    own: OrNull(OfficerRank),
    ranked: Type.Integer({ minimum: 0, description: 'how many have a place' }),
    others: Type.Array(Type.Object({ name: Type.String(), place: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
)
export type OwnMonth = Static<typeof OwnMonth>

/** Confirm what was seen, publish, or reopen with a reason. */
export const ConfirmMonth = Type.Object({ seen: Hash }, closed)
export type ConfirmMonth = Static<typeof ConfirmMonth>
export const ReopenMonth = Type.Object({ why: Reason }, closed)
export type ReopenMonth = Static<typeof ReopenMonth>

/** `POST /api/scoring/months/:month/entries` */
export const NewScoringEntry = Type.Object(
  {
    staff: StaffId,
    what: Type.Union([Type.Literal('total'), Measure]),
    value: OrNull(Type.Number({ minimum: 0, maximum: 10_000 })),
    why: Reason,
  },
  closed,
)
export type NewScoringEntry = Static<typeof NewScoringEntry>

/** A complaint about an officer's manner, by the number of its file: never a citizen's name. */
export const Complaint = Type.Object(
  {
    id: Type.String(),
    day: Day,
    staff: StaffId,
    name: Type.String(),
    file: Type.String({ description: 'the number of the file' }),
    reason: Type.String(),
    state: Type.Union([Type.Literal('entered'), Type.Literal('confirmed'), Type.Literal('dropped')]),
    by: Type.String(),
    at: Instant,
    decidedBy: OrNull(Type.String()),
    decidedAt: OrNull(Instant),
    decidedWhy: OrNull(Type.String()),
  },
  closed,
)
export type Complaint = Static<typeof Complaint>
export const Complaints = Type.Object(
  {
    complaints: Type.Array(Complaint),
    officers: Type.Array(Type.Object({ staff: StaffId, name: Type.String() }, closed)),
  },
  closed,
)
export type Complaints = Static<typeof Complaints>
export const NewComplaint = Type.Object(
  {
    day: Day,
    staff: StaffId,
    file: Type.String({ pattern: '^(?![0-9]{9,12}$)[0-9A-Za-zÀ-ỹ./ -]{1,60}$', description: 'the number of the file' }),
    reason: Reason,
  },
  closed,
)
export type NewComplaint = Static<typeof NewComplaint>
export const DecideComplaint = Type.Object(
  { state: Type.Union([Type.Literal('confirmed'), Type.Literal('dropped')]), why: Reason },
  closed,
)
export type DecideComplaint = Static<typeof DecideComplaint>

/** Where a figure comes from: the days and records of the journal that stand behind it. */
export const Trace = Type.Object(
  {
    staff: StaffId,
    measure: Type.String(),
    days: Type.Array(
      Type.Object(
        { fromDay: Day, toDay: Day, count: Count, part: Type.Number(), firstSeq: Count, lastSeq: Count },
        closed,
      ),
    ),
  },
  closed,
)
export type Trace = Static<typeof Trace>

/** `GET /api/scoring/years/:year`: the mean of the confirmed months, and which are missing. */
export const YearRanking = Type.Object(
  {
    year: Type.String(),
    office: Text,
    weigh: Type.Union([Type.Literal('nothing'), Type.Literal('served')]),
    fewestMonths: Type.Integer(),
    most: Type.Number(),
    confirmed: Type.Array(Month),
    missing: Type.Array(Month, { description: 'over, and not confirmed' }),
    officers: Type.Array(
      Type.Object(
        {
          staff: StaffId,
          name: Type.String(),
          place: OrNull(Type.Integer({ minimum: 1 })),
          total: OrNull(Type.Number()),
          band: OrNull(Text),
          whyNone: OrNull(Type.Union([Type.Literal('too-few-months'), Type.Literal('scales-differ')])),
          months: Type.Array(Type.Object({ month: Month, total: OrNull(Type.Number()), served: Count }, closed)),
          missing: Type.Array(Month),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type YearRanking = Static<typeof YearRanking>

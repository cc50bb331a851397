import Type, { type Static } from 'typebox'
import { PAPER_CODE } from '../domain/paper-code.ts'
import { Count, closed, Id, Instant, Name, OrNull, Reason, Text } from './shapes.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a day, YYYY-MM-DD' })
const CampaignId = Type.String({ pattern: '^\\d{3}$', description: 'the first three figures of its codes' })
const PaperChannel = Type.Union([Type.Literal('routine'), Type.Literal('surprise')])
const RatingChannel = Type.Union([
  Type.Literal('terminal'),
  Type.Literal('slip'),
  Type.Literal('routine'),
  Type.Literal('surprise'),
])
/** As it is typed or scanned: eleven figures, with or without dashes. */
const TypedCode = Type.String({ pattern: '^[0-9 .-]{11,20}$' })
const DayPart = Type.Union([Type.Literal('morning'), Type.Literal('afternoon')])

/** `POST /api/plan-campaign`: a printing of paper slips. */
export const PlanCampaign = Type.Object(
  {
    command: Id,
    name: Type.String({ minLength: 1, maxLength: 80 }),
    channel: PaperChannel,
    fromDay: Day,
    toDay: Day,
    slips: Type.Array(Type.Object({ counter: Name, count: Type.Integer({ minimum: 1, maximum: 500 }) }, closed), {
      minItems: 1,
      maxItems: 60,
    }),
  },
  closed,
)
export type PlanCampaign = Static<typeof PlanCampaign>
export const PlannedCampaign = Type.Object({ seq: Type.Integer(), campaign: CampaignId }, closed)

export const NoteHandedOut = Type.Object(
  { command: Id, campaign: CampaignId, counter: Name, count: Type.Integer({ minimum: 0, maximum: 2_000 }) },
  closed,
)
export const CloseCampaign = Type.Object({ command: Id, campaign: CampaignId, reason: Reason }, closed)

/** `POST /api/enter-slip`: one slip of the pile, as it was ticked. */
export const EnterSlip = Type.Object(
  {
    command: Id,
    code: TypedCode,
    level: Name,
    reasons: Type.Optional(Type.Array(Name, { maxItems: 4 })),
    /** The day the slip is about. */
    onDay: Day,
    /** The half of the day, where the slip says so: the hub looks up who sat there. */
    part: Type.Optional(OrNull(DayPart)),
    service: Type.Optional(OrNull(Name)),
  },
  closed,
)
export type EnterSlip = Static<typeof EnterSlip>
export const WithdrawSlip = Type.Object({ command: Id, code: TypedCode, reason: Reason }, closed)

/** `POST /api/print-slips`: slips of one counter on the hall's printer, from a number on. */
export const PrintSlips = Type.Object(
  {
    command: Id,
    campaign: CampaignId,
    counter: Name,
    first: Type.Integer({ minimum: 1, maximum: 2_000 }),
    count: Type.Integer({ minimum: 1, maximum: 20 }),
  },
  closed,
)

/** `GET /api/slips/{code}`: what a code is, before anything is entered. */
export const SlipSeen = Type.Object(
  {
    code: Type.String({ pattern: PAPER_CODE.source }),
    campaign: CampaignId,
    name: Type.String(),
    channel: PaperChannel,
    counter: Name,
    label: Type.String(),
    fromDay: Day,
    toDay: Day,
    /** No more slips of it are entered. */
    over: Type.Boolean(),
    /** What was entered before. */
    entered: OrNull(
      Type.Object({ level: Name, onDay: Day, by: Type.String(), at: Instant, seq: Type.Integer() }, closed),
    ),
  },
  closed,
)
export type SlipSeen = Static<typeof SlipSeen>

export const CampaignRow = Type.Object(
  {
    id: CampaignId,
    name: Type.String(),
    channel: PaperChannel,
    fromDay: Day,
    toDay: Day,
    /** The last day on which its slips may be entered. */
    enterUntil: Day,
    state: Type.Union([
      Type.Literal('planned'),
      Type.Literal('open'),
      Type.Literal('entering'),
      Type.Literal('closed'),
    ]),
    printed: Count,
    handedOut: Count,
    returned: Count,
    /** Returned of those handed out, 0 to 1; null while nobody has said how many were. */
    returnRate: OrNull(Type.Number()),
    /** By counter; empty once the campaign is past. */
    counters: Type.Array(
      Type.Object(
        {
          counter: Name,
          label: Type.String(),
          first: Type.Integer(),
          printed: Count,
          handedOut: OrNull(Count),
          returned: Count,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type CampaignRow = Static<typeof CampaignRow>
/** The campaigns, and what the office asks on its slips. */
export const CampaignList = Type.Object(
  {
    today: Day,
    campaigns: Type.Array(CampaignRow),
    levels: Type.Array(Type.Object({ id: Name, name: Text }, closed)),
    reasons: Type.Array(Type.Object({ id: Name, name: Text }, closed)),
    counters: Type.Array(Type.Object({ id: Name, label: Type.String() }, closed)),
  },
  closed,
)
export type CampaignList = Static<typeof CampaignList>

/** `GET /api/campaigns/{id}/entries`: who typed in what, without any answer. */
export const CampaignEntries = Type.Object(
  {
    id: CampaignId,
    entries: Type.Array(
      Type.Object(
        { code: Type.String(), counter: Name, onDay: Day, by: Type.String(), at: Instant, seq: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
)
export type CampaignEntries = Static<typeof CampaignEntries>

export const RatingsBy = Type.Union([
  Type.Literal('channel'),
  Type.Literal('counter'),
  Type.Literal('service'),
  Type.Literal('officer'),
  Type.Literal('month'),
])
export type RatingsBy = Static<typeof RatingsBy>

/** Levels in the office's order; a level that the office has no more comes last, under its id. */
export const LevelCounts = Type.Array(
  Type.Object({ id: Type.String(), name: Text, face: Type.String(), satisfied: Type.Boolean(), count: Count }, closed),
)
export type LevelCounts = Static<typeof LevelCounts>

/** Answers of one group: how many there are, and what can be told of them. See core/domain/told-answers.ts. */
export const RatingFigure = Type.Object(
  {
    answers: Count,
    /** How many of them the levels below are about. */
    told: Count,
    levels: OrNull(LevelCounts),
    /** Of those told, how many count as satisfied, 0 to 1. */
    satisfiedShare: OrNull(Type.Number()),
  },
  closed,
)
export type RatingFigure = Static<typeof RatingFigure>

/** `GET /api/ratings`: each channel for itself, never added up. */
export const RatingsReport = Type.Object(
  {
    from: Day,
    to: Day,
    by: RatingsBy,
    firstSeq: Type.Integer(),
    lastSeq: Type.Integer(),
    /** Presses that belong to no ticket: kept, counted nowhere. */
    unlinked: Count,
    target: Type.Number(),
    channels: Type.Array(
      Type.Object(
        {
          channel: RatingChannel,
          ...RatingFigure.properties,
          rows: Type.Array(Type.Object({ id: Type.String(), name: Text, ...RatingFigure.properties }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RatingsReport = Static<typeof RatingsReport>

/** `GET /api/month`: what the hall's board says of the month. No person, no counter. */
export const MonthBoard = Type.Object(
  {
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
    office: Text,
    target: Type.Number(),
    madeAt: Instant,
    channels: Type.Array(Type.Object({ channel: RatingChannel, ...RatingFigure.properties }, closed)),
  },
  closed,
)
export type MonthBoard = Static<typeof MonthBoard>

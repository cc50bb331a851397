import { type Static, Type } from 'typebox'
import { Count, closed, Instant, OrNull, Text } from './shapes.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

/** Nothing finer: at a counter or of an officer, five answers would hold one person's complaint, and everybody would know about whom. */
export const REASONS_BY = ['service', 'month', 'quarter'] as const
export type ReasonsBy = (typeof REASONS_BY)[number]
const By = Type.Unsafe<ReasonsBy>({ type: 'string', enum: [...REASONS_BY] })

const Chosen = { from: Day, to: Day, by: By }
export const ReasonsQuery = Type.Object(Chosen, closed)
export type ReasonsQuery = Static<typeof ReasonsQuery>

export const ReasonsFileQuery = Type.Object(
  { ...Chosen, form: Type.Unsafe<'csv' | 'xlsx' | 'pdf'>({ type: 'string', enum: ['csv', 'xlsx', 'pdf'] }) },
  closed,
)
export type ReasonsFileQuery = Static<typeof ReasonsFileQuery>

/** What a group of answers gave as reasons, in whole bundles of five answers (core/domain/told-answers.ts). */
export const ReasonFigure = Type.Object(
  {
    /** Answers about these days. */
    answers: Count,
    /** Answers of whole bundles whose reasons are told. A bundle's are told from the day after its last answer. */
    told: Count,
    /** Of those told, how many gave a reason at all; null where nothing is told. */
    gave: OrNull(Count),
    /** How often each reason was given, in the order of `reasons`. One answer may give four. */
    counts: OrNull(Type.Array(Count)),
  },
  closed,
)
export type ReasonFigure = Static<typeof ReasonFigure>

/** `GET /api/reasons`: each channel for itself, never added up. */
export const ReasonsReport = Type.Object(
  {
    ...Chosen,
    office: Text,
    timeZone: Type.String(),
    madeAt: Instant,
    /** The journal's records that the answers are. */
    firstSeq: Count,
    lastSeq: Count,
    /** In the office's order; what it asks no more comes last. */
    reasons: Type.Array(Type.Object({ id: Type.String(), name: Text }, closed)),
    channels: Type.Array(
      Type.Object(
        {
          channel: Type.Unsafe<'terminal' | 'slip' | 'routine' | 'surprise'>({
            type: 'string',
            enum: ['terminal', 'slip', 'routine', 'surprise'],
          }),
          ...ReasonFigure.properties,
          /** `rest`: what was left over in a month and is told of the whole channel alone. */
          rows: Type.Array(
            Type.Object(
              {
                key: Type.String({ description: 'a service, 2026-11, 2026-Q4; rest; empty: no service' }),
                name: Text,
                ...ReasonFigure.properties,
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** The rows of each channel add up to the channel (I24). */
    conserved: Type.Boolean(),
  },
  closed,
)
export type ReasonsReport = Static<typeof ReasonsReport>

import Type, { type Static } from 'typebox'
import type { RuleSet as DomainRuleSet } from '../domain/scoring/rule-set.ts'
import { closed, Name, OrNull, Reason, SettingsLine, Text } from './shapes.ts'

export const Month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' })
export const Measure = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'a measure of the evidence' })

const Points = Type.Number({ minimum: 0, maximum: 1_000 })
const Figure = Type.Number({ minimum: 0, maximum: 1_000_000_000 })
const Decimals = OrNull(Type.Integer({ minimum: 0, maximum: 4 }))
const Case = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })

const Condition = Type.Object(
  {
    measure: Measure,
    min: Type.Optional(Figure),
    above: Type.Optional(Figure),
    max: Type.Optional(Figure),
    below: Type.Optional(Figure),
  },
  { ...closed, description: 'min and max belong to it, above and below do not' },
)

const Mark = Type.Object({ at: Figure, points: Points }, closed)

const Formula = Type.Union([
  Type.Object(
    { kind: Type.Literal('cases'), points: Type.Record(Case, Points) },
    { ...closed, description: 'the mean over all cases of what each is worth' },
  ),
  Type.Object(
    {
      kind: Type.Literal('share'),
      points: Points,
      fullAt: Type.Number({ exclusiveMinimum: 0, maximum: 1_000, description: 'per cent' }),
      rest: Type.Boolean({ description: 'what is left of 100 % without the measures' }),
    },
    { ...closed, description: 'points × share ÷ fullAt, at most points' },
  ),
  Type.Object(
    {
      kind: Type.Literal('steps'),
      steps: Type.Array(
        Type.Object({ points: Points, when: Type.Array(Condition, { minItems: 1, maxItems: 6 }) }, closed),
        {
          minItems: 1,
          maxItems: 20,
        },
      ),
      otherwise: Points,
    },
    { ...closed, description: 'the first step whose every condition holds' },
  ),
  Type.Object(
    { kind: Type.Literal('between'), from: Mark, to: Mark },
    { ...closed, description: 'on the straight line between two figures' },
  ),
  Type.Object({ kind: Type.Literal('given'), most: Points }, { ...closed, description: 'points a person gives' }),
])

const Criterion = Type.Object(
  {
    id: Name,
    name: Text,
    note: OrNull(Text),
    per: Type.Union([Type.Literal('dossier'), Type.Literal('officer'), Type.Literal('office')]),
    measures: Type.Array(Measure, { minItems: 1, maxItems: 6 }),
    formula: Formula,
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }),
    fewest: Type.Integer({ minimum: 0, maximum: 100_000, description: 'below this sample it is not scored' }),
    scored: Type.Boolean(),
    needed: Type.Boolean({ description: 'without it there is no total' }),
  },
  closed,
)

/** How work is turned into points, as data: see core/domain/scoring/rule-set.ts. */
export const RuleSet = Type.Object(
  {
    id: Name,
    title: Text,
    source: Type.Object(
      {
        kind: Type.Union([Type.Literal('law'), Type.Literal('own')]),
        name: Type.String({ minLength: 1, maxLength: 200 }),
      },
      closed,
    ),
    periods: Type.Array(Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year')]), {
      minItems: 1,
      maxItems: 3,
    }),
    criteria: Type.Array(Criterion, { minItems: 1, maxItems: 40 }),
    decimals: Type.Object({ criterion: Decimals, total: Decimals }, closed),
    total: Type.Object(
      {
        most: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
        missing: Type.Union([Type.Literal('left-out'), Type.Literal('scaled')]),
        needs: Type.Number({ minimum: 0, maximum: 100, description: 'per cent of all points that must be scored' }),
      },
      closed,
    ),
    bands: Type.Array(Type.Object({ min: OrNull(Figure), below: OrNull(Figure), label: Text }, closed), {
      maxItems: 12,
    }),
    ties: Type.Object({ by: Type.Array(Name, { maxItems: 40 }) }, closed),
    ranked: Type.Object({ measure: Measure, fewest: Type.Integer({ minimum: 0, maximum: 100_000 }) }, closed),
    others: Type.Union([Type.Literal('nobody'), Type.Literal('names-and-places')]),
    year: Type.Object(
      {
        weigh: Type.Union([Type.Literal('nothing'), Type.Literal('served')]),
        decimals: Type.Integer({ minimum: 0, maximum: 4 }),
        fewestMonths: Type.Integer({ minimum: 1, maximum: 12 }),
      },
      closed,
    ),
    punctual: Type.Object(
      {
        lateMs: Type.Integer({ minimum: 0, maximum: 4 * 3_600_000, description: 'ms after a session’s begin' }),
        pauseMs: Type.Integer({ minimum: 0, maximum: 8 * 3_600_000, description: 'ms of pauses allowed in a session' }),
      },
      closed,
    ),
  },
  closed,
)
export type RuleSet = Static<typeof RuleSet>

// What the wire carries is what the rules reckon with.
true satisfies RuleSet extends DomainRuleSet ? true : false

/** Which rule set holds from which month on: the document of settings `scoring`. */
export const ScoringBook = Type.Object(
  {
    inForce: Type.Array(Type.Object({ from: Month, rules: RuleSet }, closed), { minItems: 1, maxItems: 120 }),
  },
  closed,
)
export type ScoringBook = Static<typeof ScoringBook>

/** `GET /api/scoring/rules`: what holds when, and what is offered to begin from. */
export const ScoringRules = Type.Object(
  {
    version: Type.Integer({ minimum: 0 }),
    inForce: ScoringBook.properties.inForce,
    offered: Type.Array(RuleSet),
    measures: Type.Array(Type.Object({ id: Measure, name: Text }, closed)),
    lines: Type.Array(SettingsLine),
  },
  closed,
)
export type ScoringRules = Static<typeof ScoringRules>

/** `PUT /api/scoring/rules`: a rule set that holds from a month on, until the next one. */
export const ScoringRulesChange = Type.Object(
  { version: Type.Integer({ minimum: 0 }), from: Month, rules: RuleSet, why: Reason },
  closed,
)
export type ScoringRulesChange = Static<typeof ScoringRulesChange>

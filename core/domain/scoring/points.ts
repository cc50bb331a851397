import { type Evidence, figureOf, type Measure, sampleOf } from './evidence.ts'
import { compare, dividedBy, type Exact, exact, minus, plus, rounded, sumOf, times, ZERO } from './exact.ts'
import { type Condition, type Criterion, type Formula, mostOf, type RuleSet } from './rule-set.ts'

/** What one criterion came to for one officer: points out of the most, or why it is not scored. */
export type CriterionScore =
  | {
      readonly id: string
      readonly scored: true
      readonly points: Exact
      readonly most: Exact
      readonly figure: Exact | null
      readonly sample: number
    }
  | {
      readonly id: string
      readonly scored: false
      /** nothing-known: no evidence. too-few: less than the rule asks for. shown-only: the rule shows it and counts it not. */
      readonly why: 'nothing-known' | 'too-few' | 'shown-only'
      readonly figure: Exact | null
      readonly sample: number
    }

/** Holds an officer's evidence against one criterion. */
export function scoreCriterion(criterion: Criterion, evidence: Evidence, rules: RuleSet): CriterionScore {
  const { id, formula, weight } = criterion
  const known = criterion.measures.map((name) => evidence.measures[name])
  const measures = known.filter((measure) => measure !== undefined)
  const sample = Math.min(...measures.map((measure) => sampleCounted(formula, measure)))
  const figure = figureFor(formula, measures)
  const not = (why: 'nothing-known' | 'too-few' | 'shown-only') =>
    ({ id, scored: false, why, figure, sample: measures.length === 0 ? 0 : sample }) as const
  if (measures.length < known.length || sample === 0) return not('nothing-known')
  if (sample < criterion.fewest) return not('too-few')
  if (!criterion.scored) return not('shown-only')
  const raw = pointsBy(formula, criterion, evidence, figure)
  if (raw === null) return not('nothing-known')
  const weighed = times(raw, exact(weight))
  const { criterion: decimals } = rules.decimals
  const points = decimals === null ? weighed : rounded(weighed, decimals)
  return { id, scored: true, points, most: times(exact(mostOf(formula)), exact(weight)), figure, sample }
}

/** Of cases only those count that the formula names. */
function sampleCounted(formula: Formula, measure: Measure): number {
  if (formula.kind !== 'cases' || measure.kind !== 'cases') return sampleOf(measure)
  return Object.entries(measure.cases).reduce((sum, [name, n]) => (name in formula.points ? sum + n : sum), 0)
}

function figureFor(formula: Formula, measures: readonly Measure[]): Exact | null {
  const figures = measures.map(figureOf)
  if (formula.kind !== 'share' || !isWhole(figures)) return figures[0] ?? null
  const sum = sumOf(figures)
  if (!formula.rest) return sum
  const left = minus(exact(100), sum)
  return compare(left, ZERO) < 0 ? ZERO : left
}

function isWhole(figures: readonly (Exact | null)[]): figures is readonly Exact[] {
  return figures.length > 0 && figures.every((figure) => figure !== null)
}

function pointsBy(formula: Formula, criterion: Criterion, evidence: Evidence, figure: Exact | null): Exact | null {
  switch (formula.kind) {
    case 'cases': {
      const measure = evidence.measures[criterion.measures[0] ?? '']
      return measure?.kind === 'cases' ? meanOfCases(formula.points, measure.cases) : null
    }
    case 'share': {
      if (figure === null) return null
      const counted = least(figure, exact(formula.fullAt))
      return dividedBy(times(exact(formula.points), counted), exact(formula.fullAt))
    }
    case 'steps': {
      const holds = (condition: Condition) => fulfils(condition, evidence.measures[condition.measure])
      return exact(formula.steps.find(({ when }) => when.every(holds))?.points ?? formula.otherwise)
    }
    case 'between': {
      if (figure === null) return null
      const [low, high] = formula.from.at <= formula.to.at ? [formula.from, formula.to] : [formula.to, formula.from]
      if (compare(figure, exact(low.at)) <= 0) return exact(low.points)
      if (compare(figure, exact(high.at)) >= 0) return exact(high.points)
      const along = dividedBy(minus(figure, exact(low.at)), minus(exact(high.at), exact(low.at)))
      return plus(exact(low.points), times(along, minus(exact(high.points), exact(low.points))))
    }
    case 'given':
      return figure === null ? null : least(figure, exact(formula.most))
    default:
      return formula satisfies never
  }
}

function meanOfCases(worth: Readonly<Record<string, number>>, cases: Readonly<Record<string, number>>): Exact | null {
  const counted = Object.entries(cases).filter(([name]) => name in worth)
  const all = counted.reduce((sum, [, n]) => sum + n, 0)
  if (all === 0) return null
  return dividedBy(sumOf(counted.map(([name, n]) => times(exact(worth[name] ?? 0), exact(n)))), exact(all))
}

function fulfils({ min, above, max, below }: Condition, measure: Measure | undefined): boolean {
  const figure = measure === undefined ? null : figureOf(measure)
  if (figure === null) return false
  return (
    (min === undefined || compare(figure, exact(min)) >= 0) &&
    (above === undefined || compare(figure, exact(above)) > 0) &&
    (max === undefined || compare(figure, exact(max)) <= 0) &&
    (below === undefined || compare(figure, exact(below)) < 0)
  )
}

function least(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b
}

import { type Evidence, sampleOf } from './evidence.ts'
import { compare, cut, dividedBy, type Exact, exact, rounded, sumOf, times, ZERO } from './exact.ts'
import { type CriterionScore, scoreCriterion } from './points.ts'
import { type Band, mostOf, type RuleSet } from './rule-set.ts'

/** One officer's period by one rule set. */
export interface Score {
  readonly staff: string
  readonly criteria: readonly CriterionScore[]
  /** Null where there is none; `whyNone` says why. */
  readonly total: Exact | null
  readonly whyNone: 'not-scored-enough' | 'needed-is-missing' | null
  /** The criteria the total was made of. */
  readonly over: readonly string[]
  /** Has enough evidence to be ranked at all. */
  readonly enough: boolean
}

/** Turns evidence into points and a total. What is not scored is named, and never counted as nothing. */
export function scoreOfficer(evidence: Evidence, rules: RuleSet): Score {
  const criteria = rules.criteria.map((criterion) => scoreCriterion(criterion, evidence, rules))
  const scored = criteria.filter((one) => one.scored)
  const over = scored.map(({ id }) => id)
  const { measure, fewest } = rules.ranked
  const known = evidence.measures[measure]
  const enough = fewest === 0 || (known !== undefined && sampleOf(known) >= fewest)
  const none = (whyNone: NonNullable<Score['whyNone']>): Score => ({
    staff: evidence.staff,
    criteria,
    total: null,
    whyNone,
    over,
    enough,
  })

  if (rules.criteria.some(({ id, needed }) => needed && !over.includes(id))) return none('needed-is-missing')
  const possible = sumOf(scored.map(({ most }) => most))
  const whole = sumOf(
    rules.criteria.flatMap((one) => (one.scored ? [times(exact(mostOf(one.formula)), exact(one.weight))] : [])),
  )
  if (compare(possible, ZERO) === 0) return none('not-scored-enough')
  // possible ÷ whole ≥ needs ÷ 100, without dividing
  if (compare(times(possible, exact(100)), times(whole, exact(rules.total.needs))) < 0) return none('not-scored-enough')
  const sum = sumOf(scored.map(({ points }) => points))
  const scaled = rules.total.missing === 'scaled' ? dividedBy(times(sum, exact(rules.total.most)), possible) : sum
  const { total: decimals } = rules.decimals
  return {
    staff: evidence.staff,
    criteria,
    total: decimals === null ? scaled : rounded(scaled, decimals),
    whyNone: null,
    over,
    enough,
  }
}

/** The class a total falls in: a band's `min` belongs to it. */
export function bandOf(total: Exact, bands: readonly Band[]): Band | null {
  return bands.find(({ min }) => min === null || compare(total, exact(min)) >= 0) ?? null
}

/** Figures that a rule set leaves exact are shown with so many decimals, cut: 89.9999 never reads as the 90 it did not reach. */
export const SHOWN_OF_EXACT = 4

/** How a figure is shown that was decided with so many decimals; null: with none. */
export function shown(figure: Exact, decimals: number | null): Exact {
  return decimals === null ? cut(figure, SHOWN_OF_EXACT) : rounded(figure, decimals)
}

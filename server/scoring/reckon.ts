import type { CriterionFigures, OfficerRank, ScoringEntry } from '#core/contract/scoring.ts'
import { sampleOf } from '#core/domain/scoring/evidence.ts'
import { asNumber, rounded } from '#core/domain/scoring/exact.ts'
import { FEWEST_ANSWERS, isGiven, isRating, MEASURES, type Unit } from '#core/domain/scoring/measures.ts'
import type { CriterionScore } from '#core/domain/scoring/points.ts'
import { type Placed, rank } from '#core/domain/scoring/ranking.ts'
import { type Criterion, mostOf, type RuleSet } from '#core/domain/scoring/rule-set.ts'
import { scoreOfficer, shown } from '#core/domain/scoring/score.ts'
import { whyPoints } from '#core/domain/scoring/why.ts'
import { inForce } from './book.ts'
import type { OfficerMonth } from './evidence.ts'

/** An officer's place as it is frozen: why an entry was made stands with the entries alone, where it goes when it is old. */
export type PlacedOfficer = Omit<OfficerRank, 'entries'> & { readonly entries: readonly Omit<ScoringEntry, 'why'>[] }

/** Evidence and rules become the list as people see it, the best first. */
export function reckon(
  officers: readonly OfficerMonth[],
  rules: RuleSet,
  entries: readonly ScoringEntry[],
  nameOf: (staff: string) => string | null,
): PlacedOfficer[] {
  const scores = officers.map((officer) => scoreOfficer(officer, rules))
  return rank(scores, rules, inForce(entries, 'total')).map((placed) => {
    const officer = officers.find(({ staff }) => staff === placed.score.staff)
    const { staff } = placed.score
    return {
      ...figuresOf(placed, rules),
      staff,
      name: nameOf(staff) ?? officer?.name ?? staff,
      served: officer?.measures.served ? sampleOf(officer.measures.served) : 0,
      entries: entries.filter((entry) => entry.staff === staff).map(({ why: _, ...entry }) => entry),
    }
  })
}

function figuresOf(
  { score, changed, total, place, whyNoPlace, band }: Placed,
  rules: RuleSet,
): Omit<PlacedOfficer, 'staff' | 'name' | 'served' | 'entries'> {
  const { criterion, total: decimals } = rules.decimals
  return {
    place,
    whyNoPlace,
    // A changed total decided as it was typed, and is told so.
    total: total && asNumber(shown(total, changed === null ? decimals : null)),
    reckoned: score.total && asNumber(shown(score.total, decimals)),
    whyNone: score.whyNone,
    band: band?.label ?? null,
    over: [...score.over],
    criteria: rules.criteria.flatMap((one, i) => {
      const found = score.criteria[i]
      return found ? [criterionFigures(one, found, criterion)] : []
    }),
  }
}

function criterionFigures(criterion: Criterion, score: CriterionScore, decimals: number | null): CriterionFigures {
  const unit = unitOf(criterion)
  // Fewer answers would tell who gave them: then nobody sees what they said.
  const isHidden = criterion.measures.some(isRating) && score.sample < FEWEST_ANSWERS
  const told = isHidden ? { ...score, figure: null } : score
  return {
    id: criterion.id,
    unit,
    figure: told.figure && asNumber(rounded(told.figure, unit === 'ms' ? 0 : 2)),
    sample: score.sample,
    points: told.scored ? asNumber(shown(told.points, decimals)) : null,
    most: mostOf(criterion.formula) * criterion.weight,
    whyNot: told.scored ? null : told.why,
    why: whyPoints(criterion, told, unit),
  }
}

function unitOf({ measures, formula }: Criterion): Unit {
  const [first = ''] = measures
  if (formula.kind === 'given' || formula.kind === 'cases' || isGiven(first)) return 'points'
  return MEASURES[first]?.unit ?? 'percent'
}

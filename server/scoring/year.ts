import type { MonthRanking, OfficerRank, YearRanking } from '#core/contract/scoring.ts'
import type { Text } from '#core/contract/shapes.ts'
import { asNumber, compare, ZERO } from '#core/domain/scoring/exact.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { rollUp, type YearScore } from '#core/domain/scoring/year.ts'

export type FrozenMonth = Pick<MonthRanking, 'month' | 'rules'> & {
  readonly officers: readonly Pick<OfficerRank, 'staff' | 'name' | 'place' | 'total' | 'served'>[]
}

/** The year of the confirmed months, by the rules of its end. `over`: the months of the year that are over. */
export function yearOf(
  year: string,
  months: readonly FrozenMonth[],
  { over, rules, office }: { over: readonly string[]; rules: RuleSet; office: Text },
): YearRanking {
  const names = new Map(months.flatMap(({ officers }) => officers.map(({ staff, name }) => [staff, name] as const)))
  const scored = [...names].map(([staff, name]) => {
    const own = months.flatMap(({ month, officers, rules: { total } }) => {
      const found = officers.find((one) => one.staff === staff)
      return found
        ? [{ month, total: found.place === null ? null : found.total, served: found.served, most: total.most }]
        : []
    })
    return { staff, name, own, score: rollUp(own, over, rules) }
  })
  const inOrder = scored.toSorted((a, b) => better(a.score, b.score) || (a.staff < b.staff ? -1 : 1))
  return {
    year,
    office,
    weigh: rules.year.weigh,
    fewestMonths: rules.year.fewestMonths,
    most: rules.total.most,
    confirmed: months.map(({ month }) => month),
    missing: over.filter((month) => !months.some((one) => one.month === month)),
    officers: inOrder.map(({ staff, name, own, score }) => ({
      staff,
      name,
      place: score.total === null ? null : 1 + inOrder.findIndex((other) => better(other.score, score) === 0),
      total: score.total && asNumber(score.total),
      band: score.band?.label ?? null,
      whyNone: score.whyNone,
      months: own.map(({ month, total, served }) => ({ month, total, served })),
      missing: [...score.missing],
    })),
  }
}

/** Below zero: a goes before b. Who has no figure stands at the end. */
function better(a: YearScore, b: YearScore): number {
  if (a.total === null || b.total === null) return Number(a.total === null) - Number(b.total === null)
  return compare(b.total ?? ZERO, a.total ?? ZERO)
}

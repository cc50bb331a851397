import { compare, dividedBy, type Exact, exact, plus, rounded, times, ZERO } from './exact.ts'
import type { Band, RuleSet } from './rule-set.ts'
import { bandOf } from './score.ts'

/** One officer's confirmed month, as it goes into the year. */
export interface MonthOfYear {
  /** 'YYYY-MM' */
  readonly month: string
  readonly total: number | null
  readonly served: number
  /** What full points come to by the rules of that month. */
  readonly most: number
}

export interface YearScore {
  readonly total: Exact | null
  readonly band: Band | null
  /** too-few-months; scales-differ: the rules changed what full points are, so that a mean would say nothing. */
  readonly whyNone: 'too-few-months' | 'scales-differ' | null
  readonly counted: readonly string[]
  /** Months that are over and do not count: not confirmed, or without a figure for this officer. */
  readonly missing: readonly string[]
}

/** The mean of the months that have a figure, by the rule set of the year's end. Missing months are told, not counted as nothing. */
export function rollUp(months: readonly MonthOfYear[], over: readonly string[], rules: RuleSet): YearScore {
  const { weigh, decimals, fewestMonths } = rules.year
  const counted = months.filter((one) => one.total !== null && (weigh === 'nothing' || one.served > 0))
  const names = counted.map(({ month }) => month).toSorted()
  const missing = over.filter((month) => !names.includes(month))
  const none = (whyNone: NonNullable<YearScore['whyNone']>) =>
    ({ total: null, band: null, whyNone, counted: names, missing }) as const
  if (counted.length < Math.max(1, fewestMonths)) return none('too-few-months')
  if (counted.some(({ most }) => compare(exact(most), exact(rules.total.most)) !== 0)) return none('scales-differ')
  let sum = ZERO
  let weights = ZERO
  for (const { total, served } of counted) {
    const weight = exact(weigh === 'served' ? served : 1)
    sum = plus(sum, times(exact(total ?? 0), weight))
    weights = plus(weights, weight)
  }
  const total = rounded(dividedBy(sum, weights), decimals)
  return { total, band: bandOf(total, rules.bands), whyNone: null, counted: names, missing }
}

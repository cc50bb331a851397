import type { Text } from '../office.ts'

/**
 * How work is turned into points, as data: from a law or from the office's own regulation. Nothing in the program knows a threshold;
 * another regulation is another document.
 *
 *     evidence ──criterion──▶ points × weight, rounded ──sum──▶ total, rounded ──▶ band, place
 *
 * Rounding is half up, and happens only where `decimals` says so.
 */
export interface RuleSet {
  readonly id: string
  readonly title: Text
  readonly source: { readonly kind: 'law' | 'own'; readonly name: string }
  readonly periods: readonly Period[]
  readonly criteria: readonly Criterion[]
  /** How many decimals a criterion's points and the total are rounded to; null: they stay exact, and are shown cut, not rounded. */
  readonly decimals: { readonly criterion: number | null; readonly total: number | null }
  readonly total: TotalRule
  /** From the best down, without gaps: the first has no upper end, the last no lower one. None at all: no class is given. */
  readonly bands: readonly Band[]
  readonly ties: TieRule
  /** Whoever has less evidence than this is not ranked at all, and that is said. */
  readonly ranked: { readonly measure: string; readonly fewest: number }
  /** Whom the published month shows to officers, beside each one's own. */
  readonly others: 'nobody' | 'names-and-places'
  readonly year: YearRule
  /** What counts as punctual. */
  readonly punctual: { readonly lateMs: number; readonly pauseMs: number }
}

export type Period = 'month' | 'quarter' | 'year'

export interface Criterion {
  readonly id: string
  readonly name: Text
  /** What one should know to find it fair. */
  readonly note: Text | null
  /** Of what it speaks: each dossier, one officer, or the whole office. */
  readonly per: 'dossier' | 'officer' | 'office'
  /** Which measures of the evidence it reads; most formulas read the first alone. */
  readonly measures: readonly string[]
  readonly formula: Formula
  readonly weight: number
  /** Below this sample it is not scored: never a zero for what is not known. */
  readonly fewest: number
  /** false: shown beside the others, and worth nothing. */
  readonly scored: boolean
  /** true: without it there is no total. */
  readonly needed: boolean
}

export type Formula =
  /** The mean over all cases of what each is worth; a case that is not listed does not count. */
  | { readonly kind: 'cases'; readonly points: Readonly<Record<string, number>> }
  /**
   * points × share ÷ fullAt, at most `points`. The share is the sum of the measures in per cent, or with `rest` what is left of
   * 100 % without them: 6 × rate ÷ 90 %.
   */
  | { readonly kind: 'share'; readonly points: number; readonly fullAt: number; readonly rest: boolean }
  /** The first step whose every condition holds. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly otherwise: number }
  /** On the straight line between two figures; beyond them it stays level. */
  | { readonly kind: 'between'; readonly from: Mark; readonly to: Mark }
  /** Points a person gives, with a reason. */
  | { readonly kind: 'given'; readonly most: number }

export interface Step {
  readonly points: number
  readonly when: readonly Condition[]
}

/** min and max belong to it, above and below do not. */
export interface Condition {
  readonly measure: string
  readonly min?: number
  readonly above?: number
  readonly max?: number
  readonly below?: number
}

export interface Mark {
  readonly at: number
  readonly points: number
}

export interface TotalRule {
  /** What full points in everything come to. */
  readonly most: number
  /** left-out: what is not scored adds nothing. scaled: what is scored counts for the whole. */
  readonly missing: 'left-out' | 'scaled'
  /** Per cent of all points that must be scored, or there is no total. */
  readonly needs: number
}

/** `min` belongs to the band, `below` no longer does. */
export interface Band {
  readonly min: number | null
  readonly below: number | null
  readonly label: Text
}

export interface TieRule {
  /** Equal totals are parted by the points of these criteria, in this order; who is still equal shares the place. */
  readonly by: readonly string[]
}

export interface YearRule {
  /** The mean of the months as they are, or of each by how many were served. */
  readonly weigh: 'nothing' | 'served'
  readonly decimals: number
  /** With fewer confirmed months there is no yearly figure. */
  readonly fewestMonths: number
}

/** The most one criterion can bring, before its weight. */
export function mostOf(formula: Formula): number {
  switch (formula.kind) {
    case 'cases':
      return Math.max(0, ...Object.values(formula.points))
    case 'share':
      return formula.points
    case 'steps':
      return Math.max(formula.otherwise, ...formula.steps.map(({ points }) => points))
    case 'between':
      return Math.max(formula.from.points, formula.to.points)
    case 'given':
      return formula.most
    default:
      return formula satisfies never
  }
}

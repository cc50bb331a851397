import { type Exact, exact } from './exact.ts'

/** What is known of one officer in one period: a measure is left out where nothing is known. */
export interface Evidence {
  readonly staff: string
  readonly measures: Readonly<Record<string, Measure>>
}

export type Measure =
  /** How many there were of each case: 12 earlier than set, 3 as set, 1 later. */
  | { readonly kind: 'cases'; readonly cases: Readonly<Record<string, number>> }
  /** `part` of `whole`, in per cent; `sample` says how many stand behind it. */
  | { readonly kind: 'ratio'; readonly part: number; readonly whole: number; readonly sample: number }
  | { readonly kind: 'mean'; readonly sum: number; readonly sample: number }
  | { readonly kind: 'count'; readonly count: number; readonly sample: number }
  /** Points a person gave. */
  | { readonly kind: 'given'; readonly points: number }

/** How many stand behind a measure. */
export function sampleOf(measure: Measure): number {
  switch (measure.kind) {
    case 'cases':
      return Object.values(measure.cases).reduce((sum, n) => sum + n, 0)
    case 'given':
      return 1
    case 'ratio':
    case 'mean':
    case 'count':
      return measure.sample
    default:
      return measure satisfies never
  }
}

/** The one figure of a measure: per cent, a mean, a count; null where there is none. */
export function figureOf(measure: Measure): Exact | null {
  switch (measure.kind) {
    case 'cases':
      return null
    case 'ratio':
      return measure.whole === 0 ? null : { over: BigInt(measure.part) * 100n, under: BigInt(measure.whole) }
    case 'mean':
      return measure.sample === 0 ? null : { over: BigInt(measure.sum), under: BigInt(measure.sample) }
    case 'count':
      return exact(measure.count)
    case 'given':
      return exact(measure.points)
    default:
      return measure satisfies never
  }
}

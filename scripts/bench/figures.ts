/** One figure measured several times: the middle, and how far the rest lies from it. */
export interface Figure {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function figureOf(values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { median: at(0.5), least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}

/** `12.3 (11.9–14.0)` */
export function told({ median, least, most }: Figure, digits = 1): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

/** Each round's own ratio: two things measured side by side share the noise of their minute. */
export function ratiosOf(ours: readonly number[], bare: readonly number[]): Figure {
  return figureOf(ours.map((value, round) => value / (bare[round] ?? Number.NaN)))
}

/** The mean, rounded to whole units; null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}

/** The nearest-rank quantile: a figure that really occurred; null of nothing. */
export function nearestRank(values: readonly number[], share: number): number | null {
  return values.toSorted((a, b) => a - b)[placeOf(share, values.length)] ?? null
}

/** Where the nearest-rank quantile stands among so many sorted values, from 0. */
export function placeOf(share: number, length: number): number {
  return Math.max(0, Math.ceil(share * length) - 1)
}

import type { Figures } from '#core/contract/reports.ts'

/** Everybody who arrived, today or before, is in exactly one state (I24). */
export function addsUp({ arrivals, overnight, states }: Figures): boolean {
  return arrivals + overnight === Object.values(states).reduce((sum, many) => sum + many, 0)
}

const SUMS = [
  'arrivals',
  'issued',
  'overnight',
  'waited',
  'overThreshold',
  'transfers',
  'recalls',
  'picked',
  'automatic',
  'overtakes',
  'answers',
] as const

/** Do the rows together say what the total says? */
export function isSame(total: Figures, rows: readonly Figures[]): boolean {
  const sum = (of: (figures: Figures) => number) => rows.reduce((all, row) => all + of(row), 0)
  if (!SUMS.every((name) => sum((row) => row[name]) === total[name])) return false
  const states = Object.keys(total.states) as (keyof Figures['states'])[]
  return states.every((state) => sum((row) => row.states[state]) === total.states[state])
}

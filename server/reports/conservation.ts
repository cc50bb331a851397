import type { Figures } from '#core/contract/reports.ts'
import { FEWEST_ANSWERS_SHOWN } from './tally.ts'

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

/**
 * Where the rows whose share is not shown have fewer than five answers together, their share could be reckoned from the total and the
 * other rows: then the smallest of the others is not shown either.
 */
export function withoutSmallGroups<Row extends Figures>(rows: readonly Row[]): Row[] {
  const hidden = rows.reduce((sum, row) => sum + (row.satisfiedShare === null ? row.answers : 0), 0)
  if (hidden === 0 || hidden >= FEWEST_ANSWERS_SHOWN) return [...rows]
  const shown = rows.filter(({ satisfiedShare }) => satisfiedShare !== null)
  const smallest = shown.toSorted((a, b) => a.answers - b.answers)[0]
  return rows.map((row) => (row === smallest ? { ...row, satisfiedShare: null } : row))
}

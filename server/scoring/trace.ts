import type { Trace } from '#core/contract/scoring.ts'
import { FEWEST_ANSWERS, isRating } from '#core/domain/scoring/measures.ts'
import type { OfficerMonth, Proof } from './evidence.ts'

type Row = Trace['days'][number]

/**
 * The days and records of the journal behind one figure. Answers of citizens are told in groups of five and more, since a day with one
 * answer would tell whose it was.
 */
export function traceOf(officer: OfficerMonth, measure: string): Trace | null {
  const proofs = officer.proofs[measure]
  if (!proofs || !officer.measures[measure]) return null
  const byDay = [...Map.groupBy(proofs, ({ day }) => day)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const days = byDay.map(([, those]) => rowOf(those))
  return { staff: officer.staff, measure, days: isRating(measure) ? inGroups(days) : days }
}

function rowOf(proofs: readonly Proof[]): Row {
  const days = proofs.map(({ day }) => day).toSorted()
  return {
    fromDay: days[0] ?? '',
    toDay: days.at(-1) ?? '',
    count: proofs.length,
    part: proofs.reduce((sum, { part }) => sum + part, 0),
    firstSeq: Math.min(...proofs.map(({ fromSeq }) => fromSeq)),
    lastSeq: Math.max(...proofs.map(({ toSeq }) => toSeq)),
  }
}

function inGroups(days: readonly Row[]): Row[] {
  const groups: Row[] = []
  for (const day of days) {
    const last = groups.at(-1)
    if (last && last.count < FEWEST_ANSWERS) groups[groups.length - 1] = together(last, day)
    else groups.push(day)
  }
  const last = groups.at(-1)
  const before = groups.at(-2)
  if (last && before && last.count < FEWEST_ANSWERS) groups.splice(-2, 2, together(before, last))
  return groups.filter(({ count }) => count >= FEWEST_ANSWERS)
}

function together(a: Row, b: Row): Row {
  return {
    fromDay: a.fromDay,
    toDay: b.toDay,
    count: a.count + b.count,
    part: a.part + b.part,
    firstSeq: Math.min(a.firstSeq, b.firstSeq),
    lastSeq: Math.max(a.lastSeq, b.lastSeq),
  }
}

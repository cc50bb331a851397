import { HEADS } from '#core/contract/access.ts'
import { ScoringBook } from '#core/contract/scoring-rules.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { doubtsOf } from '#core/domain/scoring/doubts.ts'
import { FEWEST_ANSWERS, MEASURES } from '#core/domain/scoring/measures.ts'
import type { DocumentKind } from '../settings/documents.ts'
import { offeredRule } from './rule-files.ts'

const SINCE_EVER = '2000-01'

/** Which rule set holds from which month on. A month uses the last that began with it or before. */
export const SCORING: DocumentKind<ScoringBook> = {
  kind: 'scoring',
  title: { vi: 'Quy chế chấm điểm', en: 'Scoring rules' },
  schema: ScoringBook,
  initial: { inForce: [{ from: SINCE_EVER, rules: offeredRule('own-monthly') }] },
  may: HEADS,
  check: ({ inForce }) => [...monthsInOrder(inForce), ...inForce.flatMap(rulesDoubts)],
}

export function rulesFor({ inForce }: ScoringBook, month: string): ScoringBook['inForce'][number]['rules'] {
  const begun = inForce.filter(({ from }) => from <= month)
  const last = begun.at(-1) ?? inForce[0]
  if (!last) throw new Error('there is no rule set at all')
  return last.rules
}

function rulesDoubts({ rules }: ScoringBook['inForce'][number], i: number): SettingsLine[] {
  const lines = doubtsOf(rules, Object.keys(MEASURES), FEWEST_ANSWERS)
  return lines.map((line) => ({ ...line, path: `/inForce/${i}/rules${line.path}` }))
}

function* monthsInOrder(inForce: ScoringBook['inForce']): Generator<SettingsLine> {
  for (const [i, { from }] of inForce.entries()) {
    const before = inForce[i - 1]
    if (!before || before.from < from) continue
    yield {
      severity: 'error',
      path: `/inForce/${i}/from`,
      code: 'months-out-of-order',
      vi: 'Các quy chế phải xếp theo tháng bắt đầu, mỗi tháng một quy chế.',
      en: 'Rule sets stand in the order of their first months, one a month.',
    }
  }
}

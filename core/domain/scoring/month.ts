/**
 * The life of a month's ranking.
 *
 *     draft ──confirm──▶ confirmed ──publish──▶ published
 *       ▲                    │                      │
 *       └────────────reopen, with a reason──────────┘
 *
 * A draft changes with the evidence. What is confirmed is kept as it was: evidence, rules and results.
 */
export type MonthState = 'draft' | 'confirmed' | 'published'

export type MonthStep = 'confirm' | 'publish' | 'reopen'

/** The state after a step, or null where the step may not be done. */
export function after(state: MonthState, step: MonthStep): MonthState | null {
  switch (step) {
    case 'confirm':
      return state === 'draft' ? 'confirmed' : null
    case 'publish':
      return state === 'confirmed' ? 'published' : null
    case 'reopen':
      return state === 'draft' ? null : 'draft'
    default:
      return step satisfies never
  }
}

/** The months of a year that are over before this one. */
export function monthsOver(year: string, thisMonth: string): string[] {
  const all = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
  return all.filter((month) => month < thisMonth)
}

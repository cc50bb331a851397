import type { MonthStepTaken, ScoringEntry } from '#core/contract/scoring.ts'
import type { MonthState } from '#core/domain/scoring/month.ts'
import type { Sqlite } from '../journal/open-database.ts'

/** What is kept of the months: snapshots of what was confirmed, every step, and what people entered. Nothing is ever overwritten. */
export interface ScoringBook {
  /** Every month anything was done in, the earliest first. */
  months(): readonly string[]
  stateOf(month: string): { readonly state: MonthState; readonly version: number }
  steps(month: string): readonly MonthStepTaken[]
  /** The text of a confirmed month as it was frozen, with its hash; null where it never was. */
  frozen(month: string): { readonly body: string; readonly hash: string } | null
  /** Writes a step down, with what it freezes. */
  take(month: string, step: MonthStepTaken, body?: string): void
  /** All that was entered for a month, the oldest first. */
  entries(month: string): readonly ScoringEntry[]
  enter(month: string, entry: ScoringEntry): void
}

const STATE_AFTER: Readonly<Record<MonthStepTaken['did'], MonthState>> = {
  confirmed: 'confirmed',
  published: 'published',
  reopened: 'draft',
}

export function scoringBook(database: Sqlite): ScoringBook {
  const months = database
    .prepare<[], string>('SELECT month FROM scoring_steps UNION SELECT month FROM scoring_entries ORDER BY month')
    .pluck()
  const steps = database.prepare<[string], MonthStepTaken>(
    'SELECT did, version, at, by, why, hash FROM scoring_steps WHERE month = ? ORDER BY id',
  )
  const last = database.prepare<[string], { did: MonthStepTaken['did']; version: number }>(
    'SELECT did, version FROM scoring_steps WHERE month = ? ORDER BY id DESC LIMIT 1',
  )
  const frozen = database.prepare<[string], { body: string; hash: string }>(
    'SELECT body, hash FROM scoring_months WHERE month = ? ORDER BY version DESC LIMIT 1',
  )
  const freeze = database.prepare('INSERT INTO scoring_months (month, version, body, hash) VALUES (?, ?, ?, ?)')
  const addStep = database.prepare(
    'INSERT INTO scoring_steps (month, did, version, at, by, why, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const entries = database.prepare<[string], ScoringEntry>(
    'SELECT staff, what, value, why, by, at FROM scoring_entries WHERE month = ? ORDER BY id',
  )
  const addEntry = database.prepare(
    'INSERT INTO scoring_entries (month, staff, what, value, why, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const take = database.transaction((month: string, step: MonthStepTaken, body: string | undefined) => {
    const { did, version, at, by, why, hash } = step
    if (body !== undefined) freeze.run(month, version, body, hash)
    addStep.run(month, did, version, at, by, why, hash)
  })
  return {
    months: () => months.all(),
    stateOf(month) {
      const found = last.get(month)
      return found ? { state: STATE_AFTER[found.did], version: found.version } : { state: 'draft', version: 0 }
    },
    steps: (month) => steps.all(month),
    frozen: (month) => frozen.get(month) ?? null,
    take: (month, step, body) => take(month, step, body),
    entries: (month) => entries.all(month),
    enter: (month, { staff, what, value, why, by, at }) => void addEntry.run(month, staff, what, value, why, by, at),
  }
}

/** What counts of the entries of one kind: the newest of each officer that was not taken back. */
export function inForce(entries: readonly ScoringEntry[], what: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const { staff, value, ...entry } of entries) {
    if (entry.what !== what) continue
    if (value === null) found.delete(staff)
    else found.set(staff, value)
  }
  return found
}

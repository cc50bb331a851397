import type { Sqlite } from '../journal/open-database.ts'

/** What became of settings: changed at once, planned for a day, taken back, or a plan that began. */
export type Act = 'changed' | 'planned' | 'dropped' | 'began'

export interface VersionHead {
  readonly number: number
  readonly act: Act
  readonly at: number
  readonly by: string
  readonly from: string | null
  readonly why: string | null
  /** The journal's record it comes from; null while it has not been told to the hall. */
  readonly seq: number | null
}

export interface Version extends VersionHead {
  readonly body: unknown
}

/** One document's settings as they were, version by version: who, when, why, from which day. Nothing is ever edited. */
export interface Versions {
  add(version: Omit<Version, 'number'>): void
  list(): readonly VersionHead[]
  read(number: number): Version | null
  /** The newest that held at once: not a plan. */
  inForce(): Version | null
  /** What held before this one. */
  before(number: number): Version | null
  /** Up to which record of the journal the versions are kept. */
  lastSeq(): number
  /** What was written beside the journal is known to the hall by now. */
  told(seq: number): void
}

const HEAD = 'version AS number, act, at, by, effective_from AS "from", why, seq'
const HELD = "act IN ('changed', 'began')"

export function versionsOf(database: Sqlite, kind: string): Versions {
  type Row = VersionHead & { readonly body: string }
  const insert = database.prepare(
    'INSERT INTO settings (kind, version, at, by, body, act, effective_from, why, seq) ' +
      'SELECT @kind, coalesce(max(version), 0) + 1, @at, @by, @body, @act, @from, @why, @seq FROM settings WHERE kind = @kind',
  )
  const heads = database.prepare<[string], VersionHead>(
    `SELECT ${HEAD} FROM settings WHERE kind = ? ORDER BY version DESC`,
  )
  const one = database.prepare<[string, number], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE kind = ? AND version = ?`,
  )
  const newest = database.prepare<[string], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE kind = ? AND ${HELD} ORDER BY version DESC LIMIT 1`,
  )
  const earlier = database.prepare<[string, number], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE kind = ? AND ${HELD} AND version < ? ORDER BY version DESC LIMIT 1`,
  )
  const last = database.prepare<[string], { seq: number | null }>('SELECT max(seq) AS seq FROM settings WHERE kind = ?')
  const tell = database.prepare('UPDATE settings SET seq = ? WHERE kind = ? AND seq IS NULL')
  const whole = (row: Row | undefined): Version | null => (row ? { ...row, body: JSON.parse(row.body) } : null)
  return {
    add(version) {
      insert.run({ ...version, kind, body: JSON.stringify(version.body) })
    },
    list: () => heads.all(kind),
    read: (number) => whole(one.get(kind, number)),
    inForce: () => whole(newest.get(kind)),
    before: (number) => whole(earlier.get(kind, number)),
    lastSeq: () => last.get(kind)?.seq ?? 0,
    told(seq) {
      tell.run(seq, kind)
    },
  }
}

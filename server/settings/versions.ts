import type { Office } from '#core/domain/office.ts'
import type { Sqlite } from '../journal/open-database.ts'

/** What became of the office's settings: changed at once, planned for a day, taken back, or a plan that began. */
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
  readonly office: unknown
}

/** The office's settings as they were, version by version: who, when, why, from which day. Nothing is ever edited. */
export interface OfficeVersions {
  add(version: Omit<Version, 'number' | 'office'> & { readonly office: Office }): void
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
const HELD = "kind = 'office' AND act IN ('changed', 'began')"

export function officeVersions(database: Sqlite): OfficeVersions {
  type Row = VersionHead & { readonly body: string }
  const insert = database.prepare(
    'INSERT INTO settings (kind, version, at, by, body, act, effective_from, why, seq) ' +
      "SELECT 'office', coalesce(max(version), 0) + 1, @at, @by, @body, @act, @from, @why, @seq " +
      "FROM settings WHERE kind = 'office'",
  )
  const heads = database.prepare<[], VersionHead>(
    `SELECT ${HEAD} FROM settings WHERE kind = 'office' ORDER BY version DESC`,
  )
  const one = database.prepare<[number], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE kind = 'office' AND version = ?`,
  )
  const newest = database.prepare<[], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE ${HELD} ORDER BY version DESC LIMIT 1`,
  )
  const earlier = database.prepare<[number], Row>(
    `SELECT ${HEAD}, body FROM settings WHERE ${HELD} AND version < ? ORDER BY version DESC LIMIT 1`,
  )
  const last = database.prepare<[], { seq: number | null }>(
    "SELECT max(seq) AS seq FROM settings WHERE kind = 'office'",
  )
  const tell = database.prepare("UPDATE settings SET seq = ? WHERE kind = 'office' AND seq IS NULL")
  const whole = (row: Row | undefined): Version | null => {
    if (!row) return null
    const { body, ...head } = row
    return { ...head, office: JSON.parse(body) }
  }
  return {
    add({ office, ...head }) {
      insert.run({ ...head, body: JSON.stringify(office) })
    },
    list: () => heads.all(),
    read: (number) => whole(one.get(number)),
    inForce: () => whole(newest.get()),
    before: (number) => whole(earlier.get(number)),
    lastSeq: () => last.get()?.seq ?? 0,
    told(seq) {
      tell.run(seq)
    },
  }
}

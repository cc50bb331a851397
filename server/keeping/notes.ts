import type { Proof, TargetTold } from '#core/contract/backups.ts'
import type { Sqlite } from '../journal/open-database.ts'

/** What is known of a place for copies, over restarts. */
interface TargetNote {
  /** It was used: from then on a disk without our marker is another one. */
  readonly isKnown: boolean
  readonly where: string | null
  readonly lastCopy: TargetTold['lastCopy']
  readonly proof: Proof | null
}

export const NOTHING_KNOWN: TargetNote = { isKnown: false, where: null, lastCopy: null, proof: null }

/** Kept in the database itself, beside the settings that name the place. */
export function targetNotes(database: Sqlite) {
  const find = database.prepare<[string], { told: string }>('SELECT told FROM keeping WHERE target = ?')
  const put = database.prepare(
    'INSERT INTO keeping (target, told) VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET told = excluded.told',
  )
  const of = (target: string): TargetNote => {
    const row = find.get(target)
    return row ? { ...NOTHING_KNOWN, ...(JSON.parse(row.told) as Partial<TargetNote>) } : NOTHING_KNOWN
  }
  return {
    of,
    note(target: string, change: Partial<TargetNote>): void {
      put.run(target, JSON.stringify({ ...of(target), ...change }))
    },
  }
}

export type TargetNotes = ReturnType<typeof targetNotes>

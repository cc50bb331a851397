import { BY_AGE, ERASED } from '#core/domain/erasing.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import type { NoteAct } from '../acts.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'

const HUB: Who = { role: 'hub', id: 'hub', name: '' }

/**
 * Erases the words of complaints, and those written when points and months were changed by hand, once they are older than the office
 * keeps them: the number of the file, what was said, why it was decided so. That there was one, about whom and how it ended stays, because
 * months and years are reckoned from it. Noted first, then done; says how many rows.
 */
export async function eraseOldWords(
  { database, note }: { database: Sqlite; note: NoteAct },
  until: ServiceDay,
): Promise<number> {
  const month = until.slice(0, 7)
  const complaints = database
    .prepare<[string, string], string>('SELECT id FROM complaints WHERE day < ? AND reason <> ?')
    .pluck()
    .all(until, ERASED)
  const words = database
    .prepare<[string, string, string, string], number>(
      'SELECT (SELECT count(*) FROM scoring_entries WHERE month < ? AND why <> ?) + (SELECT count(*) FROM scoring_steps WHERE month < ? AND why <> ?)',
    )
    .pluck()
    .get(month, ERASED, month, ERASED)
  const frozen = frozenWords(database, month)
  const rows = complaints.length + (words ?? 0) + frozen.length
  if (rows === 0) return 0
  const after = { complaints: complaints.length, words: (words ?? 0) + frozen.length, before: until }
  const act = { about: 'scoring', id: 'words', did: 'erased', before: null, after, why: BY_AGE } as const
  if (!(await note(HUB, act)).ok) return 0
  // For this deed alone: what stood there leaves no trace in the file's free pages either.
  database.pragma('secure_delete = ON')
  database.transaction(() => {
    database
      .prepare(
        `UPDATE complaints SET file = @gone, reason = @gone,
           decided_why = CASE WHEN decided_why IS NULL THEN NULL ELSE @gone END WHERE day < @until`,
      )
      .run({ gone: ERASED, until })
    database.prepare('UPDATE scoring_entries SET why = @gone WHERE month < @month').run({ gone: ERASED, month })
    database
      .prepare('UPDATE scoring_steps SET why = @gone WHERE month < @month AND why IS NOT NULL')
      .run({ gone: ERASED, month })
    const replace = database.prepare(
      'UPDATE scoring_months SET body = @body WHERE month = @month AND version = @version',
    )
    for (const one of frozen) replace.run(one)
  })()
  database.pragma('secure_delete = FAST')
  database.pragma('wal_checkpoint(TRUNCATE)')
  return rows
}

interface FrozenWords {
  readonly month: string
  readonly version: number
  /** The month as it was frozen, without the words. */
  readonly body: string
}

/** Months that were frozen with the words of their entries in them; today those are kept beside them (server/scoring/reckon.ts). */
function frozenWords(database: Sqlite, until: string): FrozenWords[] {
  return database
    .prepare<[string], FrozenWords>('SELECT month, version, body FROM scoring_months WHERE month < ?')
    .all(until)
    .flatMap(({ body, ...one }) => {
      const frozen = JSON.parse(body) as { officers: { entries: { why?: string }[] }[] }
      const entries = frozen.officers.flatMap((officer) => officer.entries)
      if (!entries.some(({ why }) => why !== undefined)) return []
      for (const entry of entries) delete entry.why
      return [{ ...one, body: JSON.stringify(frozen) }]
    })
}

import { CannotStart } from '../config.ts'
import type { Sqlite } from '../journal/open-database.ts'

/** Settings are whole documents, versioned: nothing is edited, a newer version takes over. */
export interface SettingsStore {
  /** What holds now; plans for another day are in versions.ts. */
  read<Body>(kind: SettingsKind): Body | null
  /** Which version that is, when it was written and by whom. */
  newest(kind: SettingsKind): { version: number; at: number; by: string } | null
  write(kind: SettingsKind, body: unknown, by: string, at: number): void
  secret(name: string, make: () => string): string
  /** Destroys the secrets whose names begin so, but for one; on the disk too. */
  forgetSecrets(prefix: string, except: string): void
}

/** The office goes down the road, the hall is metal; every other document is kept in documents.ts. */
export type SettingsKind = 'office' | 'hall' | (string & {})

export function settingsStore(database: Sqlite): SettingsStore {
  const newest = database.prepare<[string], { body: string }>(
    "SELECT body FROM settings WHERE kind = ? AND act IN ('changed', 'began') ORDER BY version DESC LIMIT 1",
  )
  const head = database.prepare<[string], { version: number; at: number; by: string }>(
    "SELECT version, at, by FROM settings WHERE kind = ? AND act IN ('changed', 'began') ORDER BY version DESC LIMIT 1",
  )
  const add = database.prepare(
    'INSERT INTO settings (kind, version, at, by, body) ' +
      'SELECT @kind, coalesce(max(version), 0) + 1, @at, @by, @body FROM settings WHERE kind = @kind',
  )
  const findSecret = database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?')
  const dropSecrets = database.prepare(
    'DELETE FROM secrets WHERE substr(name, 1, length(@prefix)) = @prefix AND name <> @except',
  )
  const keepSecret = database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)')
  return {
    read<Body>(kind: SettingsKind) {
      const row = newest.get(kind)
      return row ? readable<Body>(kind, row.body) : null
    },
    newest: (kind) => head.get(kind) ?? null,
    write(kind, body, by, at) {
      add.run({ kind, body: JSON.stringify(body), by, at })
    },
    secret(name, make) {
      const known = findSecret.get(name)
      if (known) return known.value
      const value = make()
      keepSecret.run(name, value)
      return value
    },
    forgetSecrets(prefix, except) {
      // Otherwise the bytes would stay in the free part of their page, and in the write-ahead log.
      database.pragma('secure_delete = ON')
      const { changes } = dropSecrets.run({ prefix, except })
      database.pragma('secure_delete = FAST')
      if (changes > 0) database.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}

function readable<Body>(kind: SettingsKind, body: string): Body {
  try {
    return JSON.parse(body) as Body
  } catch (cause) {
    throw new CannotStart(
      `The settings "${kind}" in the database are no JSON (${(cause as Error).message}).\n` +
        'Somebody changed them by hand. Put the newest backup of luot.db back, or take their newest version out of the table.',
    )
  }
}

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Journal } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { FACTS_SCHEMA, FACTS_VERSION } from './facts-schema.ts'

export const FACTS_FILE = 'facts.db'

/**
 * Opens facts.db as it stands, or an empty one in its place: when there is none, it is damaged, of another version, or made from
 * another journal than this one.
 */
export async function openFactsFile(folder: string, journal: Pick<Journal, 'read'>): Promise<Sqlite> {
  const found = tryOpen(folder)
  if (found) {
    if (await isOfJournal(found, journal)) return found
    found.close()
  }
  throwAway(folder)
  const database = new Database(join(folder, FACTS_FILE))
  prepare(database)
  database.exec(FACTS_SCHEMA)
  database.pragma(`user_version = ${FACTS_VERSION}`)
  return database
}

export function throwAway(folder: string): void {
  for (const tail of ['', '-journal', '-wal', '-shm']) rmSync(join(folder, FACTS_FILE + tail), { force: true })
}

/** Does this error say that the file is no sound database? */
export function isDamage(error: unknown): boolean {
  const code = String((error as { code?: string } | null)?.code ?? '')
  return (
    code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_IOERR_SHORT_READ')
  )
}

function tryOpen(folder: string): Sqlite | null {
  let database: Sqlite | undefined
  try {
    database = new Database(join(folder, FACTS_FILE), { fileMustExist: true })
    prepare(database)
    if (database.pragma('user_version', { simple: true }) === FACTS_VERSION) return database
  } catch (error) {
    // Whatever is wrong with it, it is made anew; a folder that cannot be read or written is told by the making.
    if (!(error instanceof Database.SqliteError)) throw error
  }
  database?.close()
  return null
}

/**
 * One write a day, of what the journal can give again: a rollback journal writes a new page once, where WAL writes it twice. What is
 * taken out leaves no trace in the file: it may have been erased.
 */
function prepare(database: Sqlite): void {
  database.pragma('journal_mode = DELETE')
  database.pragma('synchronous = NORMAL')
  database.pragma('secure_delete = ON')
}

async function isOfJournal(database: Sqlite, journal: Pick<Journal, 'read'>): Promise<boolean> {
  try {
    const last = database.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM meta').get()
    if (!last) return true
    for await (const { record, hash } of journal.read(last.seq)) return record.seq === last.seq && hash === last.hash
    return false
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

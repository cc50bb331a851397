import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from '../config.ts'

export type Sqlite = Database.Database

const MIGRATIONS = join(import.meta.dirname, 'migrations')
export const FILE = 'luot.db'
// Stands beside the database once it was made: a folder that has the mark but not the database has lost its journal.
export const MARK = 'LUOT-DATA'
export const ABOUT_THE_FOLDER =
  'The data of a Lượt hub. Back up the whole folder; keep luot.db and luot.db-wal together.\n'
// 004-readers.sql makes the table.
const FIRST_WITH_READERS = 4
const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** What is there is not what was written. Only this is ever mended from a copy (server/keeping/mend.ts), nothing else that stops a start. */
export class DamagedData extends CannotStart {
  override name = 'DamagedData'
}

/**
 * Opens the office's database, making it on the first start and carrying it forward to this program's version.
 *
 * WAL with synchronous=FULL: in simulated power cuts nothing less kept every acknowledged row. Throws CannotStart, with
 * what is wrong and how to mend it, for a folder that is full, read-only, damaged, newer than the program, or has lost
 * its journal. It never starts empty over any of these.
 */
export function openDatabase(folder: string): Sqlite {
  makeFolder(folder)
  const file = join(folder, FILE)
  const isNew = !existsSync(file)
  const wasUsed = existsSync(join(folder, MARK))
  if (isNew && wasUsed) throw new DamagedData(lost(folder, 'is gone'))
  // Seen before it is opened: SQLite would begin a new database in an empty file.
  if (wasUsed && statSync(file).size === 0) throw new DamagedData(lost(folder, 'is empty'))
  if (isNew && freeBytes(folder) < LEAST_FREE_BYTES) {
    throw new CannotStart(`There is less than 64 MB free for ${folder}. Make room, or set LUOT_DATA to another disk.`)
  }
  let database: Sqlite | undefined
  try {
    database = new Database(file)
    // Of a new file only. A ticket changes a few hundred bytes on four pages, and a card wears out by pages.
    database.pragma('page_size = 2048')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    // What is moved within a page leaves nothing where it was, or an erasing would miss it. Costs no write of its own.
    database.pragma('secure_delete = FAST')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 2000')
    checkWhole(database, file)
    if (wasUsed && versionOf(database) === 0) throw new DamagedData(lost(folder, 'is empty'))
    migrate(database)
    // From here on the file is a whole database by itself: without its -wal it is older, never empty.
    if (!wasUsed) database.pragma('wal_checkpoint(TRUNCATE)')
    if (!wasUsed) writeFileSync(join(folder, MARK), ABOUT_THE_FOLDER)
  } catch (cause) {
    database?.close()
    throw cause instanceof CannotStart ? cause : whyNot(cause, file)
  }
  return database
}

/** Bytes free for the data folder. */
export function freeBytes(folder: string): number {
  const disk = statfsSync(folder)
  return disk.bavail * disk.bsize
}

/** Makes the data folder where it is missing, and throws CannotStart where it cannot be written. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '.writable'), '')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    const why = WHY_NOT_WRITTEN[code ?? ''] ?? code
    throw new CannotStart(
      `The data folder ${folder} cannot be written (${why}).\n` +
        'Free some space or make the folder writable for this user, or set LUOT_DATA to another folder.',
    )
  }
}

const WHY_NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  ENOENT: 'a link in its path leads nowhere; is a disk missing?',
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
}

/**
 * Reads every table through but the journal's past: that grows with the years, and a card would take minutes. Its running day
 * is proved by the chain (sqlite.ts), all of it by `npm run doctor`.
 */
function checkWhole(database: Sqlite, file: string): void {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('journal', 'sqlite_sequence')",
    )
    .pluck()
    .all()
  for (const table of tables) {
    const [first] = database.pragma(`quick_check('${table}')`) as { quick_check: string }[]
    if (first?.quick_check !== 'ok') throw new DamagedData(damaged(file, first?.quick_check ?? 'no answer'))
  }
}

function versionOf(database: Sqlite): number {
  return database.pragma('user_version', { simple: true }) as number
}

/** The oldest data version whose programs may open this data, as the migrations wrote it down. */
function oldestReader(database: Sqlite): number {
  const isKept = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'data_readers'").get() !== undefined
  if (!isKept) return versionOf(database)
  return database.prepare<[], number>('SELECT oldest FROM data_readers').pluck().get() ?? versionOf(database)
}

/** True when data is written by the release after this one, which only added to it: this one leaves alone what it does not know. */
export function isReadable(database: Sqlite, newest: number): boolean {
  const stands = versionOf(database)
  return stands <= newest || (stands === newest + 1 && oldestReader(database) <= newest)
}

function migrate(database: Sqlite): void {
  const known = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{3}-.+\.sql$/.test(name))
    .sort()
  const stands = versionOf(database)
  const newest = Number(known.at(-1)?.slice(0, 3) ?? 0)
  if (!isReadable(database, newest)) {
    throw new CannotStart(
      `The data was written by a newer Lượt (data version ${stands}; this program knows ${newest}).\n` +
        'Start the newer program again, or restore a backup made before the upgrade.',
    )
  }
  for (const name of known) {
    const version = Number(name.slice(0, 3))
    if (version <= stands) continue
    database.transaction(() => {
      // No older program may open it, unless the migration itself says that it only adds.
      if (version > FIRST_WITH_READERS) database.prepare('UPDATE data_readers SET oldest = ?').run(version)
      database.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
      database.pragma(`user_version = ${version}`)
    })()
  }
}

function whyNot(cause: unknown, file: string): CannotStart {
  const { code = '' } = cause as { code?: string }
  // Anything else (a full disk, a failing one, a migration of ours that fails) is mended otherwise, and no copy helps.
  return new (/^SQLITE_(CORRUPT|NOTADB)/.test(code) ? DamagedData : CannotStart)(sentenceFor(cause, file))
}

function sentenceFor(cause: unknown, file: string): string {
  const code = (cause as { code?: string }).code ?? ''
  const message = cause instanceof Error ? cause.message : String(cause)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return `The disk holding ${file} is full. Make room and start again; nothing was lost.`
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN') {
    return `${file} cannot be opened for writing. Check its owner and permissions, then start again.`
  }
  if (code.startsWith('SQLITE_BUSY')) return `${file} is in use by another hub. Stop that one first.`
  return damaged(file, message)
}

function lost(folder: string, how: string): string {
  return (
    `The data folder ${folder} has been used before, but its database ${FILE} ${how}.\n` +
    `Put ${FILE} back from a backup. To begin a new, empty office instead, use another folder (LUOT_DATA).`
  )
}

function damaged(file: string, detail: string): string {
  return (
    `The journal in ${file} is damaged (${detail}).\n` +
    'The hub does not start over it, so that no number is given twice. Keep the damaged file, put the newest backup in its\n' +
    'place and start again; `npm run doctor` checks a copy.'
  )
}

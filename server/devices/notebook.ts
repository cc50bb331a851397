import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PrintOutcome } from '../drivers/printer/port.ts'

/** What is remembered of a print job: that its first dot may be on paper, and later what became of it. */
export type JobNote = { state: 'begun' } | { state: 'done'; outcome: PrintOutcome }

/** How much of a printer's roll is used, in millimetres. */
export interface RollNote {
  readonly usedMm: number
  readonly rollMm: number
}

/**
 * What a machine must still know about its devices after a power cut: which slips have begun, and how much paper is left.
 *
 *     asked ──► begun ──► done            begun is on the disk before the first dot is on the paper, so a slip that is found
 *                 └─ power cut ─► ?       begun after a cut may be whole, half or not there: told, and never printed again
 *
 * It is no part of the journal: an agent has one of its own, and without it the hall goes on.
 */
export interface Notebook {
  /** Nothing from before this start is known: the file was not there, or had to be set aside. */
  readonly isNew: boolean
  job(id: string): JobNote | null
  /** The printers that had begun a slip when the life before this one ended. */
  readonly interrupted: readonly string[]
  /** Returns when it is on the disk; throws when the disk does not take it. */
  begin(id: string, printer: string): void
  finish(id: string, printer: string, outcome: PrintOutcome): void
  roll(printer: string): RollNote | null
  noteRoll(printer: string, roll: RollNote): void
  /** A small text by name, such as an agent's last configuration. */
  kept(name: string): string | null
  keep(name: string, text: string): void
  close(): void
}

const FILE = 'devices.db'
// As long as the answers of commands are kept: nobody asks after an older slip by its id.
const REMEMBERED_MS = 48 * 3_600_000
const PURGE_EVERY_MS = 3_600_000

const TABLES = `
  CREATE TABLE IF NOT EXISTS print_jobs (
    id TEXT PRIMARY KEY,
    printer TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
    outcome TEXT,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS paper_rolls (
    printer TEXT PRIMARY KEY,
    usedMm REAL NOT NULL,
    rollMm REAL NOT NULL,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS kept (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
  ) WITHOUT ROWID;
`

/**
 * Opens the notebook of a data folder. A damaged one is set aside, and where the disk takes nothing at all the notes live in
 * memory until the next start: both are told, and no slip is worth a hall that does not start.
 */
export function openNotebook(
  folder: string,
  {
    onTrouble,
    wallClock = Date.now,
  }: { onTrouble: (error: unknown, whatNow: string) => void; wallClock?: () => number },
): Notebook {
  const file = join(folder, FILE)
  const isThere = existsSync(file)
  try {
    return pages(openFile(file), !isThere, wallClock)
  } catch (error) {
    if (!isThere || !isDamage(error)) {
      onTrouble(error, 'notes about devices are lost at the next power cut')
      return pages(openFile(':memory:'), true, wallClock)
    }
    const aside = `${file}.damaged-${wallClock()}`
    renameSync(file, aside)
    for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true })
    onTrouble(error, `the damaged file was set aside as ${aside}`)
    return openNotebook(folder, { onTrouble, wallClock })
  }
}

/** Whether the file itself is bad, and not the disk under it full or read-only. */
function isDamage(error: unknown): boolean {
  return error instanceof Damaged || /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code))
}

class Damaged extends Error {
  override name = 'Damaged'
}

function openFile(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.pragma('page_size = 2048')
    // A note is a hundred bytes: small pages and no index spare the card.
    database.pragma('page_size = 1024')
    database.pragma('journal_mode = WAL')
    // Nothing less lives through a power cut, and a slip that begins is one small write.
    database.pragma('synchronous = FULL')
    database.pragma('busy_timeout = 2000')
    const [check] = database.pragma('quick_check') as { quick_check: string }[]
    if (check?.quick_check !== 'ok') throw new Damaged(check?.quick_check ?? 'no answer')
    database.exec(TABLES)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function pages(database: Database.Database, isNew: boolean, wallClock: () => number): Notebook {
  const jobOf = database.prepare<[string], { state: 'begun' | 'done'; outcome: string | null }>(
    'SELECT state, outcome FROM print_jobs WHERE id = ?',
  )
  const noteJob = database.prepare(
    'INSERT INTO print_jobs (id, printer, state, outcome, at) VALUES (@id, @printer, @state, @outcome, @at) ' +
      'ON CONFLICT (id) DO UPDATE SET state = @state, outcome = @outcome, at = @at',
  )
  const purge = database.prepare<[number]>('DELETE FROM print_jobs WHERE at < ?')
  const rollOf = database.prepare<[string], RollNote>('SELECT usedMm, rollMm FROM paper_rolls WHERE printer = ?')
  const noteRoll = database.prepare(
    'INSERT OR REPLACE INTO paper_rolls (printer, usedMm, rollMm, at) VALUES (@printer, @usedMm, @rollMm, @at)',
  )
  const keptUnder = database.prepare<[string], { text: string }>('SELECT text FROM kept WHERE name = ?')
  const keep = database.prepare('INSERT OR REPLACE INTO kept (name, text) VALUES (?, ?)')

  let purgedAt = Number.NEGATIVE_INFINITY
  function forgetOld(at: number): void {
    // Both ways: a clock that was put back must not keep it from ever purging again.
    if (Math.abs(at - purgedAt) < PURGE_EVERY_MS) return
    purgedAt = at
    purge.run(at - REMEMBERED_MS)
  }
  forgetOld(wallClock())
  const interrupted = database
    .prepare<[], string>("SELECT DISTINCT printer FROM print_jobs WHERE state = 'begun'")
    .pluck()
    .all()

  return {
    isNew,
    interrupted,
    job(id) {
      const row = jobOf.get(id)
      if (!row) return null
      return row.outcome === null ? { state: 'begun' } : { state: 'done', outcome: JSON.parse(row.outcome) }
    },
    begin(id, printer) {
      const at = wallClock()
      noteJob.run({ id, printer, state: 'begun', outcome: null, at })
      forgetOld(at)
    },
    finish(id, printer, outcome) {
      noteJob.run({ id, printer, state: 'done', outcome: JSON.stringify(outcome), at: wallClock() })
    },
    roll: (printer) => rollOf.get(printer) ?? null,
    noteRoll(printer, { usedMm, rollMm }) {
      noteRoll.run({ printer, usedMm, rollMm, at: wallClock() })
    },
    kept: (name) => keptUnder.get(name)?.text ?? null,
    keep(name, text) {
      keep.run(name, text)
    },
    close() {
      database.close()
    },
  }
}

import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart, type Config } from '../config.ts'
import type { Journal } from '../journal/journal.ts'
import { DamagedData, FILE, freeBytes, openDatabase, type Sqlite } from '../journal/open-database.ts'
import { sqliteJournal } from '../journal/sqlite.ts'
import { figuresAt } from './examine.ts'
import { folderPlace } from './place.ts'
import { copiesAt, deathIn, leftoverOf, type Restored, restoreInto, type Source, takeTheirPlace } from './restore.ts'
import { folderName, rootOf } from './targets.ts'
import { CORNER, readWhereabouts } from './whereabouts.ts'

const READY = 'mended-'

/** The journal as it stands, and what had to be done for it; `set` says where the damaged data was put aside. */
export interface Opened {
  readonly database: Sqlite
  readonly journal: Journal
  readonly mended: { readonly restored: Restored; readonly aside: string } | null
}

/**
 * Opens the journal; where it is damaged, sets it aside and goes on from the newest whole copy (I19).
 *
 *     opens ──────────────────────────────────────────────────────────────► as it was
 *     damaged ──► a copy at a folder or disk, whole ──► + the journal after it, from there and from the damaged file
 *                 └ none: refuses, as ever              └─► beside the data, walked ──► old data set aside ──► takes its place
 *
 * Never starts empty, never removes anything. A disk that is full, read-only or failing is no damage: then it refuses.
 */
export async function openKept(config: Pick<Config, 'dataFolder' | 'autoRestore'>): Promise<Opened> {
  const { dataFolder } = config
  finishMending(dataFolder)
  try {
    return { ...open(dataFolder), mended: null }
  } catch (error) {
    if (!isDamage(error)) throw error
    const damage =
      error instanceof DamagedData ? error : new DamagedData(`${FILE} cannot be read (${(error as Error).message}).`)
    if (!config.autoRestore) throw damage
    const mended = await mend(dataFolder, damage)
    return { ...open(dataFolder), mended }
  }
}

function open(dataFolder: string): { database: Sqlite; journal: Journal } {
  const database = openDatabase(dataFolder)
  try {
    return { database, journal: sqliteJournal(database) }
  } catch (error) {
    database.close()
    throw error
  }
}

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedData) return true
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}

/** A power cut in the middle of the last step: the rest of it. */
function finishMending(dataFolder: string): void {
  const corner = join(dataFolder, CORNER)
  if (!existsSync(corner)) return
  for (const name of readdirSync(corner)) {
    if (!name.startsWith(READY)) continue
    takeTheirPlace(dataFolder, join(corner, name), asideOf(dataFolder, name.slice(READY.length)))
  }
}

async function mend(dataFolder: string, damage: DamagedData): Promise<{ restored: Restored; aside: string }> {
  const sources = await sourcesOf(dataFolder)
  const copies = await copiesAt(sources)
  if (copies.length === 0) throw damage
  const corner = join(dataFolder, CORNER)
  const room = existsSync(join(dataFolder, FILE)) ? statSync(join(dataFolder, FILE)).size : 0
  if (freeBytes(dataFolder) < 3 * room + 64 * 1024 * 1024) {
    throw new CannotStart(
      `${damage.message}\nThere is a copy, but no room beside the damaged data to restore it. Make room and start again.`,
    )
  }
  const part = join(corner, 'mending')
  const leftover = join(corner, 'leftover')
  try {
    const restored = await restoreInto(part, {
      copies,
      sources,
      ...leftoverOf(dataFolder, leftover),
      death: deathIn(dataFolder),
      how: 'by-itself',
    })
    if (restored === null) throw new CannotStart(`${damage.message}\nThere are copies, but none of them is whole.`)
    tryOut(part)
    const stamp = stampNow()
    renameSync(part, join(corner, `${READY}${stamp}`))
    takeTheirPlace(dataFolder, join(corner, `${READY}${stamp}`), asideOf(dataFolder, stamp))
    return { restored, aside: asideOf(dataFolder, stamp) }
  } finally {
    rmSync(leftover, { recursive: true, force: true })
  }
}

/** Opened as the hub will, so that nothing is set aside for data this program cannot use; and the figures of its day must add up. */
function tryOut(folder: string): void {
  const { database, journal } = open(folder)
  try {
    const { seq } = database.prepare<[], { seq: number }>('SELECT seq FROM journal_head').get() ?? { seq: 0 }
    if (figuresAt(database, seq)?.isConserved === false) throw new CannotStart('The restored day does not add up.')
  } finally {
    void journal.close()
  }
}

/** The folders and disks of this hub that are there now; another hub is asked by hand (`npm run restore`). */
async function sourcesOf(dataFolder: string): Promise<Source[]> {
  const where = readWhereabouts(dataFolder)
  if (where === null) return []
  const key = Buffer.from(where.key, 'hex')
  return where.targets.flatMap((target) => {
    const root = target.kind === 'hub' ? null : rootOf(target)
    const folder = root === null ? null : join(root, folderName(where.hub))
    return folder !== null && existsSync(folder) ? [{ place: folderPlace(folder), key, name: target.name }] : []
  })
}

function asideOf(dataFolder: string, stamp: string): string {
  return join(dataFolder, `set-aside-${stamp}`)
}

function stampNow(): string {
  return new Date().toISOString().slice(0, 19).replaceAll(':', '')
}

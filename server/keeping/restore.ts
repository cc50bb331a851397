import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Restore } from '#core/domain/events.ts'
import { link } from '../journal/chain.ts'
import type { Head, JournalRecord } from '../journal/journal.ts'
import { ABOUT_THE_FOLDER, FILE, MARK, openDatabase } from '../journal/open-database.ts'
import { readHead } from '../journal/witness.ts'
import { unpackCopy } from './copy.ts'
import { examine, hasErased, NotWhole } from './examine.ts'
import { type WentOn, wentOnBy } from './history.ts'
import { asFarAsNoted, type Line, linesAfter } from './lines.ts'
import { keptBy } from './names.ts'
import type { Place } from './place.ts'
import { readWhereabouts } from './whereabouts.ts'

/** A place copies are looked for, and what opens its sealed ones. */
export interface Source {
  readonly place: Place
  readonly key: Buffer | null
  /** What people call it. */
  readonly name: string
}

/** A copy that lies at a source. */
export interface FoundCopy {
  readonly source: Source
  readonly name: string
  readonly madeAt: number
  readonly seq: number
  readonly wentOnAt: number
}

/** The note a restored folder carries until its hub has told the hall: `restored.json`. */
export const NOTE = 'restored.json'

/** What was brought back. */
export interface Restored {
  readonly note: Restore
  readonly from: FoundCopy
  /** Records after the copy that its journal's days and tails, or the damaged database itself, still had. */
  readonly added: number
  /** What could not be used on the way, and why. */
  readonly troubles: readonly { readonly name: string; readonly why: string }[]
}

/** Every copy the sources have: those of the history that was begun last, and of them the one that reaches furthest, first. */
export async function copiesAt(sources: readonly Source[]): Promise<FoundCopy[]> {
  const found: FoundCopy[] = []
  for (const source of sources) {
    for (const { name } of await source.place.list()) {
      const kept = keptBy(name)
      if (kept?.kind !== 'copy') continue
      const { madeAt, seq, wentOnAt } = kept
      found.push({ source, name, madeAt, seq, wentOnAt })
    }
  }
  return found.sort((a, b) => b.wentOnAt - a.wentOnAt || b.seq - a.seq || b.madeAt - a.madeAt)
}

/**
 * Restores the newest copy that is whole into an empty folder, then whatever of the journal after it is still known:
 *
 *     copy ──► unpacked, each file held against the manifest, database read through, chain walked
 *          ──► + records after it, from days, tails and `leftover`: only those that link to it, one after the other
 *          ──► walked again; the end noted apart; a note for the hub, which tells the hall what is lost
 *
 * A copy of a history that its hub has left since, by what the days, tails and `leftover` tell, is taken only where no other is whole.
 *
 * Null: no copy was whole. `death` is what the dead folder's own note says, where there is one; what a new hub noted that was started
 * once on the new machine says nothing of the dead one.
 */
export async function restoreInto(
  folder: string,
  parts: {
    copies: readonly FoundCopy[]
    sources: readonly Source[]
    leftover?: string
    death: Death | null
    onTrouble?: (name: string, why: string) => void
    diedAt?: number
    how: Restore['how']
  },
): Promise<Restored | null> {
  const troubles: { name: string; why: string }[] = []
  const onTrouble = (name: string, error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    troubles.push({ name, why })
    parts.onTrouble?.(name, why)
  }
  const left: FoundCopy[] = []
  async function bringBack(from: FoundCopy, mayBeLeft: boolean): Promise<Restored | null> {
    const file = join(folder, FILE)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      const manifest = await unpackCopy(from.source.place, from.name, from.source.key, folder)
      const { lines: found, wentOn } = await linesAfter(manifest.head, parts.sources, onTrouble)
      const end = { seq: found.at(-1)?.seq ?? manifest.head.seq, hash: found.at(-1)?.hash ?? manifest.head.hash }
      if (parts.leftover !== undefined) {
        found.push(...leftIn(parts.leftover, end))
        wentOn.push(...wentOnIn(parts.leftover))
      }
      const lines = asFarAsNoted(found)
      const head = addLines(folder, lines)
      const { lastAt, wentOnAt } = examine(file)
      const isLeft = wentOn.some(
        ({ at, lastSeq, copy }) => at > wentOnAt && head.seq > lastSeq && hashAt(file, copy.seq) === copy.hash,
      )
      if (isLeft && !mayBeLeft) {
        left.push(from)
        onTrouble(from.name, 'its hub has gone on from an older copy since')
        return null
      }
      const note: Restore = {
        lastSeq: head.seq,
        diedSeq: isOfThisHub(parts.death, manifest.hub, file, head) ? Math.max(parts.death.seq, head.seq) : null,
        copy: { ...manifest.head, madeAt: manifest.madeAt },
        toldAt: Math.max(lastAt, manifest.madeAt),
        ...(parts.diedAt !== undefined && { diedAt: parts.diedAt }),
        how: parts.how,
      }
      writeFileSync(join(folder, 'luot.head'), `${String(head.seq).padStart(12)} ${head.hash}\n`)
      writeFileSync(join(folder, MARK), ABOUT_THE_FOLDER)
      writeFileSync(join(folder, NOTE), `${JSON.stringify(note)}\n`)
      for (const name of [FILE, 'luot.head', MARK, NOTE]) syncFile(join(folder, name))
      syncFile(folder)
      return { note, from, added: lines.length, troubles: troubles.filter(({ name }) => name !== from.name) }
    } catch (error) {
      onTrouble(from.name, error)
      return null
    }
  }
  // A copy that was left behind is tried again last. Where there is only one, somebody asked for it, or there is no choice.
  for (const [copies, mayBeLeft] of [
    [parts.copies, parts.copies.length === 1],
    [left, true],
  ] as const) {
    for (const from of copies) {
      const restored = await bringBack(from, mayBeLeft)
      if (restored) return restored
    }
  }
  rmSync(folder, { recursive: true, force: true })
  return null
}

/** Whether a note of an end is of the history that was restored: by the hub's own mark, and by its hash as far as that reaches. */
function isOfThisHub(death: Death | null, hub: string, file: string, head: Head): death is Death {
  if (death === null || (death.hub !== null && death.hub !== hub)) return false
  return death.seq > head.seq || hashAt(file, death.seq) === death.hash
}

function hashAt(file: string, seq: number): string | undefined {
  const book = new Database(file, { readonly: true })
  try {
    return book.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?').get(seq)?.hash
  } finally {
    book.close()
  }
}

/** Writes records behind a restored database's last one. Each must link to the one before, or have been erased. */
function addLines(folder: string, lines: readonly Line[]): Head {
  const areErased = lines.some(({ leaf }) => leaf !== undefined)
  let book = new Database(join(folder, FILE))
  if (areErased && !hasErased(book)) {
    // A copy of the release before, which knew of no erasing: carried forward first.
    book.close()
    book = openDatabase(folder)
  }
  try {
    const keepLeaf = areErased ? book.prepare('INSERT INTO journal_erased (seq, leaf) VALUES (?, ?)') : null
    const insert = book.prepare('INSERT INTO journal (seq, text, hash) VALUES (?, ?, ?)')
    const beginDay = book.prepare('INSERT INTO journal_days (seq, day) VALUES (?, ?)')
    const moveHead = book.prepare('UPDATE journal_head SET seq = ?, hash = ?')
    const before = book.prepare<[], Head>('SELECT seq, hash FROM journal_head').get()
    if (!before) throw new NotWhole('it has no end')
    let head = before
    book.transaction(() => {
      for (const { seq, text, hash, leaf } of lines) {
        if (seq !== head.seq + 1 || (leaf === undefined && hash !== link(head.hash, text)))
          throw new NotWhole(`record ${seq} does not follow ${head.seq}`)
        insert.run(seq, text, hash)
        if (leaf !== undefined) keepLeaf?.run(seq, leaf)
        const { event } = JSON.parse(text) as JournalRecord
        if (event.type === 'DayOpened') beginDay.run(seq, event.day)
        head = { seq, hash }
      }
      moveHead.run(head.seq, head.hash)
    })()
    return head
  } finally {
    book.close()
  }
}

/**
 * What a damaged database still gives of the journal after `head`. Every record proves itself by its link, so whatever comes out is
 * exactly what was written; the first one that cannot be read ends it.
 */
function leftIn(file: string, head: Head): Line[] {
  const lines: Line[] = []
  asFarAsReadable(file, (book) => {
    const one = book.prepare<[number], { text: string; hash: string; leaf: string | null }>(
      hasErased(book)
        ? 'SELECT text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) WHERE seq = ?'
        : 'SELECT text, hash, NULL AS leaf FROM journal WHERE seq = ?',
    )
    for (let { seq, hash } = head; ; ) {
      const row = one.get(++seq)
      if (!row || (row.leaf === null && row.hash !== link(hash, row.text))) return
      const { text, leaf } = row
      lines.push({ seq, text, hash: row.hash, ...(leaf !== null && { leaf }) })
      hash = row.hash
    }
  })
  return lines
}

/** What a damaged database still tells of its hub having gone on from a copy. */
function wentOnIn(file: string): WentOn[] {
  const found: WentOn[] = []
  asFarAsReadable(file, (book) => {
    for (const { text } of book.prepare<[], { text: string }>('SELECT text FROM journal ORDER BY seq').iterate()) {
      const told = wentOnBy(text)
      if (told) found.push(told)
    }
  })
  return found
}

function asFarAsReadable(file: string, read: (book: Database.Database) => void): void {
  let book: Database.Database | undefined
  try {
    book = new Database(file, { fileMustExist: true })
    read(book)
  } catch (error) {
    // As far as the damage lets: that is what this is for.
    const isDamage = [Database.SqliteError, TypeError, SyntaxError].some((kind) => error instanceof kind)
    if (!isDamage) throw error
  } finally {
    book?.close()
  }
}

/** A damaged database is read in a copy of its own: reading it would already change it. */
export function leftoverOf(dataFolder: string, into: string): { leftover?: string } {
  if (!existsSync(join(dataFolder, FILE))) return {}
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true, mode: 0o700 })
  for (const name of [FILE, `${FILE}-wal`]) {
    if (existsSync(join(dataFolder, name))) copyFileSync(join(dataFolder, name), join(into, name))
  }
  return { leftover: join(into, FILE) }
}

/** Where a hub had come to by its own note, and which hub that was; null: nobody knows which. */
export interface Death extends Head {
  readonly hub: string | null
}

/** What the dead hub's own note beside its database says it had written; null: no note, or unreadable. */
export function deathIn(folder: string): Death | null {
  const head = existsSync(folder) ? readHead(folder) : null
  return head && { ...head, hub: readWhereabouts(folder)?.hub ?? null }
}

/** The note of a restore the hall has not heard of yet. */
export function readNote(folder: string): Restore | null {
  const file = join(folder, NOTE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Restore) : null
}

// The facts were folded from the journal that stood here, and are folded anew.
const FACTS = ['facts.db', 'facts.db-wal', 'facts.db-shm']
const OF_THE_DATABASE = [FILE, `${FILE}-wal`, `${FILE}-shm`, `${FILE}-journal`, 'luot.head', ...FACTS]

/**
 * Puts a restored folder in the place of the present data. What stood there is set aside under the date and never removed. May be
 * cut off at any moment: called again, it goes on where it was.
 */
export function takeTheirPlace(dataFolder: string, restored: string, aside: string): void {
  if (existsSync(join(restored, FILE))) {
    // As long as the restored note of the end has not moved, whatever stands in the folder is the old data.
    if (existsSync(join(restored, 'luot.head'))) {
      mkdirSync(aside, { recursive: true, mode: 0o700 })
      for (const name of OF_THE_DATABASE) {
        if (existsSync(join(dataFolder, name))) renameSync(join(dataFolder, name), join(aside, name))
      }
      syncFile(aside)
    }
    move(restored, dataFolder, 'luot.head')
    move(restored, dataFolder, NOTE)
    // Pictures and clips that are still there are at least as new as the copied ones.
    for (const { parentPath, name } of globSync('**/*', { cwd: restored, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )) {
      const path = join(parentPath, name).slice(restored.length + 1)
      if (path === FILE || existsSync(join(dataFolder, path))) continue
      mkdirSync(dirname(join(dataFolder, path)), { recursive: true })
      move(restored, dataFolder, path)
    }
    syncFile(dataFolder)
    // The database comes last: with it, everything is there.
    move(restored, dataFolder, FILE)
    syncFile(dataFolder)
  }
  rmSync(restored, { recursive: true, force: true })
}

function move(from: string, to: string, name: string): void {
  if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name))
}

function syncFile(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

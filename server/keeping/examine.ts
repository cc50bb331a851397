import Database from 'better-sqlite3'
import type { Event, ServiceDay } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import { emptyQueue, isConserved, type Queue } from '#core/domain/queue.ts'
import { GENESIS, link } from '../journal/chain.ts'
import type { Head, JournalRecord } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { wentOnBy } from './history.ts'

/** A database that is not what was written: which part, and where. */
export class NotWhole extends Error {
  override name = 'NotWhole'
}

export interface Examined {
  readonly head: Head
  /** The instant of its last record; 0 for a journal without any. */
  readonly lastAt: number
  /** When its hub last went on from a copy; 0: never. */
  readonly wentOnAt: number
  readonly dataVersion: number
}

/** Reads a database from its first page to its last and its journal from the first link to the last. Throws NotWhole. */
export function examine(file: string): Examined {
  let book: Sqlite | undefined
  try {
    book = new Database(file, { readonly: true, fileMustExist: true })
    const [first] = book.pragma('quick_check(1)') as { quick_check: string }[]
    if (first?.quick_check !== 'ok') throw new NotWhole(first?.quick_check ?? 'no answer')
    const dataVersion = book.pragma('user_version', { simple: true }) as number
    if (dataVersion === 0) throw new NotWhole('it is empty')
    return { ...walk(book), dataVersion }
  } catch (error) {
    if (error instanceof NotWhole) throw error
    throw new NotWhole(error instanceof Error ? error.message : String(error))
  } finally {
    book?.close()
  }
}

function walk(book: Sqlite): Omit<Examined, 'dataVersion'> {
  let { seq, hash } = GENESIS
  let last = ''
  let wentOnAt = 0
  const lines = book.prepare<[], { seq: number; text: string; hash: string; leaf: string | null }>(
    hasErased(book)
      ? 'SELECT seq, text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) ORDER BY seq'
      : 'SELECT seq, text, hash, NULL AS leaf FROM journal ORDER BY seq',
  )
  for (const line of lines.iterate()) {
    // What was erased at somebody's wish no longer makes its hash; that it may be so is proved by `npm run audit`.
    if (line.seq !== seq + 1 || (line.leaf === null && line.hash !== link(hash, line.text)))
      throw new NotWhole(`the chain breaks at record ${line.seq}`)
    seq = line.seq
    hash = line.hash
    last = line.text
    wentOnAt = wentOnBy(line.text)?.at ?? wentOnAt
  }
  const kept = book.prepare<[], Head>('SELECT seq, hash FROM journal_head').get()
  if (kept?.seq !== seq || kept.hash !== hash)
    throw new NotWhole(`it ends at record ${seq}, not at ${kept?.seq ?? 'none'}`)
  return { head: { seq, hash }, lastAt: last === '' ? 0 : (JSON.parse(last) as JournalRecord).at, wentOnAt }
}

/** The release before knew of no erasing. */
export function hasErased(book: Sqlite): boolean {
  return book.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'journal_erased'").get() !== undefined
}

/** What a hall was at a record, as far as two journals can be compared by it. */
export interface Figures {
  readonly day: ServiceDay | null
  readonly issued: number
  readonly counts: Queue['counts']
  readonly lastNumber: Queue['lastNumber']
  readonly isConserved: boolean
}

/** Replays the last day up to a record, and says how the hall stood. */
export function figuresAt(book: Sqlite, seq: number): Figures | null {
  const opened = book
    .prepare<[number], { seq: number | null }>('SELECT max(seq) AS seq FROM journal_days WHERE seq <= ?')
    .get(seq)
  if (!opened?.seq) return null
  let queue: Queue | null = null
  const lines = book.prepare<[number, number], { text: string }>(
    'SELECT text FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq',
  )
  for (const { text } of lines.iterate(opened.seq, seq)) {
    const record = JSON.parse(text) as JournalRecord
    queue ??= emptyQueue((record.event as Extract<Event, { type: 'DayOpened' }>).office)
    queue = evolve(queue, record)
  }
  if (queue === null) return null
  const { day, issued, counts, lastNumber } = queue
  return { day, issued, counts, lastNumber, isConserved: isConserved(queue) }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ServiceDay } from '#core/domain/events.ts'
import { CannotStart } from '../config.ts'
import type { ChainedRecord, Journal, JournalRecord } from './journal.ts'
import { FILE } from './open-database.ts'

/** A journal that is only read, beside a hub that may be running: nothing in the folder changes, and nothing is proved of it. */
export interface ReadOnlyJournal extends Pick<Journal, 'days' | 'read'> {
  close(): void
}

/** Opens the journal of a data folder to read past days. Throws CannotStart where there is none. */
export function readOnlyJournal(folder: string): ReadOnlyJournal {
  const file = join(folder, FILE)
  if (!existsSync(file))
    throw new CannotStart(`There is no journal in ${folder}. Set LUOT_DATA to the data folder of a hub.`)
  const database = new Database(file, { readonly: true, timeout: 2_000 })
  const days = database.prepare<[], { seq: number; day: ServiceDay }>('SELECT seq, day FROM journal_days ORDER BY seq')
  const page = database.prepare<[number], { seq: number; text: string; hash: string }>(
    'SELECT seq, text, hash FROM journal WHERE seq >= ? ORDER BY seq LIMIT 2000',
  )
  return {
    days: async () => days.all(),
    async *read(fromSeq): AsyncGenerator<ChainedRecord> {
      for (let next = fromSeq; ; ) {
        const lines = page.all(next)
        for (const { text, hash } of lines) yield { record: JSON.parse(text) as JournalRecord, text, hash }
        const last = lines.at(-1)
        if (!last) return
        next = last.seq + 1
      }
    },
    close: () => void database.close(),
  }
}

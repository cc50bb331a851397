import { dirname } from 'node:path'
import { chain, GENESIS, link } from './chain.ts'
import type { ChainedRecord, Head, Journal, JournalRecord, KeptAnswer } from './journal.ts'
import { DamagedData, type Sqlite } from './open-database.ts'
import { openWitness } from './witness.ts'

/**
 * The journal in SQLite. Everything of one `append` is one transaction and one sync of the disk, so commands that waited
 * together cost as much as one.
 *
 * Opening it walks the chain of the running day and compares its end with the head kept apart, and with the witness beside
 * the database: a cut tail, an edited line or an older copy stops the start (CannotStart).
 */
export function sqliteJournal(database: Sqlite): Journal {
  const insert = database.prepare('INSERT INTO journal (seq, text, hash) VALUES (?, ?, ?)')
  const keep = database.prepare('INSERT INTO answers (command, at, fingerprint, answer) VALUES (?, ?, ?, ?)')
  const moveHead = database.prepare('UPDATE journal_head SET seq = ?, hash = ?')
  const find = database.prepare<[string], KeptAnswer>(
    'SELECT command, at, fingerprint, answer FROM answers WHERE command = ?',
  )
  const forget = database.prepare('DELETE FROM answers WHERE at < ?')
  const readFrom = database.prepare<[number, number], Row>(
    'SELECT seq, text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) WHERE seq >= ? ORDER BY seq LIMIT ?',
  )
  const hashOf = database.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?')
  const beginDay = database.prepare('INSERT INTO journal_days (seq, day) VALUES (?, ?)')
  const openings = database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM journal_days')
  const beginnings = database.prepare<[], { seq: number; day: string }>(
    'SELECT seq, day FROM journal_days ORDER BY seq',
  )
  const write = database.transaction((lines: readonly ChainedRecord[], answers: readonly KeptAnswer[]) => {
    for (const { record, text, hash } of lines) {
      insert.run(record.seq, text, hash)
      if (record.event.type === 'DayOpened') beginDay.run(record.seq, record.event.day)
    }
    for (const one of answers) keep.run(one.command, one.at, one.fingerprint, one.answer)
    const last = lines.at(-1)
    if (last) moveHead.run(last.record.seq, last.hash)
  })
  const lastDayOpened = () => openings.get()?.seq ?? 0
  let head = checkChain(database, lastDayOpened())
  const folder = dirname(database.name)
  const witness = openWitness(folder)
  if (witness.last) checkAgainst(witness.last, head, database, folder)
  witness.note(head)

  return {
    head: async () => head,
    async append(records, answers) {
      const lines = chain(head, records)
      write.immediate(lines, answers)
      const last = lines.at(-1)
      if (last) {
        head = { seq: last.record.seq, hash: last.hash }
        witness.note(head)
      }
      return head
    },
    answered: async (command) => find.get(command) ?? null,
    async *read(fromSeq) {
      // In pages: an open cursor would keep the database from being written while a reader takes its time.
      for (let next = Math.max(1, fromSeq); ; ) {
        const page = readFrom.all(next, 2_000)
        for (const { text, hash, leaf } of page)
          yield { record: JSON.parse(text) as JournalRecord, text, hash, ...(leaf !== null && { leaf }) }
        const last = page.at(-1)
        if (!last) return
        next = last.seq + 1
      }
    },
    hashOf: async (seq) => hashOf.get(seq)?.hash ?? null,
    lastDayOpened: async () => lastDayOpened(),
    days: async () => beginnings.all(),
    async forgetAnswersBefore(at) {
      forget.run(at)
    },
    async close() {
      witness.close()
      database.close()
    },
  }
}

interface Row {
  readonly seq: number
  readonly text: string
  readonly hash: string
  readonly leaf: string | null
}

function checkChain(database: Sqlite, from: number): Head {
  const kept = database.prepare<[], Head>('SELECT seq, hash FROM journal_head').get()
  const before = database
    .prepare<[number], Head>('SELECT seq, hash FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT 1')
    .get(from)
  let head = before ?? GENESIS
  const rows = database.prepare<[number], Row>(
    'SELECT seq, text, hash, leaf FROM journal LEFT JOIN journal_erased USING (seq) WHERE seq > ? ORDER BY seq',
  )
  for (const row of rows.iterate(head.seq)) {
    // An erased record no longer makes its hash; that it may be so is proved by `npm run audit`.
    if (row.seq !== head.seq + 1 || (row.leaf === null && row.hash !== link(head.hash, row.text)))
      throw broken(`at record ${row.seq}`)
    head = { seq: row.seq, hash: row.hash }
  }
  if (!kept || kept.seq !== head.seq || kept.hash !== head.hash) {
    throw broken(`at its end (it ends at record ${head.seq}, and ${kept?.seq ?? 'none'} was the last one written)`)
  }
  return head
}

function checkAgainst(noted: Head, head: Head, database: Sqlite, folder: string): void {
  const there = database.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?').get(noted.seq)
  if (noted.seq === 0 || there?.hash === noted.hash) return
  const how =
    noted.seq > head.seq
      ? `it ends at record ${head.seq}, and ${noted.seq - head.seq} more were written`
      : `record ${noted.seq} is not the one that was written`
  throw new DamagedData(
    `The database in ${folder} is an older or another one: ${how}.\n` +
      'Put the newest luot.db back, together with its luot.db-wal. If there is none, look at the last numbers given today, delete\n' +
      'luot.head and start again: the hub then goes on from what is there, and may give those numbers a second time.',
  )
}

function broken(where: string): DamagedData {
  return new DamagedData(
    `The chain of the journal is broken ${where}. A line was changed, cut or lost.\n` +
      'The hub does not start over it. Keep this data folder, and restore the newest backup into another one.',
  )
}

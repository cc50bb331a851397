import { createHash } from 'node:crypto'
import { BY_AGE, withoutPerson } from '#core/domain/erasing.ts'
import type { NotedAct, ServiceDay } from '#core/domain/events.ts'
import type { JournalRecord } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { leafOf } from './merkle.ts'

/** One record of the journal as it lies there. */
export interface KeptLine {
  readonly seq: number
  readonly text: string
  readonly hash: string
}

/** What an erasing will put in a record's place, and the leaf of what stood there. */
export interface Erasing {
  readonly seq: number
  readonly leaf: string
  readonly text: string
}

/** What the journal notes of it: which records, and a digest of what was put in their place. Nothing of what stood there. */
export interface ErasedNote {
  readonly seqs: readonly number[]
  readonly digest: string
}

/**
 * Erasing in a journal that never forgets.
 *
 *     note in the chain: which records, by whom, why, digest ──▶ their texts are replaced, hash and leaf stay
 *
 * The chain's hash of an erased record can no longer be reckoned from its text; it is believed because a later record of the same
 * chain names it, with a digest of leaf and new text, and because nothing stands there but what an erasing leaves. So an erasing is
 * seen by everybody, and a record that nobody's note names is found. The first note that names a record holds: no later one changes it.
 */
export function erasingOf({ seq, text }: KeptLine): Erasing | null {
  const record = JSON.parse(text) as JournalRecord & { erased?: true }
  if (record.erased) return null
  const event = withoutPerson(record.event)
  // What says nothing of the person stays as it was written.
  if (event === null || JSON.stringify(event) === JSON.stringify(record.event)) return null
  const { command: _, ...rest } = record
  return { seq, leaf: leafOf(text), text: JSON.stringify({ ...rest, command: '', event, erased: true }) }
}

/** Is this what an erasing leaves: marked, without the command's id, and nothing of a person in it? Anything else somebody put there. */
export function isBare({ command, event, erased }: JournalRecord): boolean {
  try {
    return erased === true && command === '' && JSON.stringify(withoutPerson(event)) === JSON.stringify(event)
  } catch {
    return false // of another shape than any record that was ever written
  }
}

/** SHA-256 over `seq leaf SHA-256(new text)` of each record, in their order, a line each. */
export function digestOf(erasings: readonly Erasing[]): string {
  const sum = createHash('sha256')
  for (const { seq, leaf, text } of erasings) {
    sum.update(`${seq} ${leaf} ${createHash('sha256').update(text).digest('hex')}\n`)
  }
  return sum.digest('hex')
}

export function noteOf(erasings: readonly Erasing[]): ErasedNote {
  return { seqs: erasings.map(({ seq }) => seq), digest: digestOf(erasings) }
}

/** The note of an erasing, if this act is one. */
export function noteIn(act: NotedAct): ErasedNote | null {
  return act.about === 'record' && act.did === 'erased' ? (act.after as ErasedNote) : null
}

/** The tables an erasing touches: the journal's texts, and the leaves of what is gone. */
export interface ErasedBook {
  /** A ticket's records, from its day on. */
  linesOf(day: ServiceDay, ticket: string): KeptLine[]
  /** All records of a day. */
  linesOn(day: ServiceDay): KeptLine[]
  linesAt(seqs: readonly number[]): KeptLine[]
  /** Where the running day begins: what stands from there on is still needed, word for word. */
  runningFrom(): number
  /** Puts the new texts in place, all or none. The old ones leave no trace in the file's free pages. */
  write(erasings: readonly Erasing[]): void
  isErased(seq: number): boolean
  /** The days the hub erased because of their age, each with the record that last notes it. */
  agedAt(): ReadonlyMap<ServiceDay, number>
  /** Every note of an erasing in the journal, and the record it stands in. */
  notes(): (ErasedNote & { readonly by: number })[]
}

const NEVER_EDITED = 'journal_is_never_edited'

export function erasedBook(database: Sqlite): ErasedBook {
  const between = database.prepare<[number, number], KeptLine>(
    'SELECT seq, text, hash FROM journal WHERE seq >= ? AND seq < ? ORDER BY seq',
  )
  const one = database.prepare<[number], KeptLine>('SELECT seq, text, hash FROM journal WHERE seq = ?')
  const beginnings = database.prepare<[], { seq: number; day: string }>(
    'SELECT seq, day FROM journal_days ORDER BY seq',
  )
  const erased = database.prepare<[number], unknown>('SELECT 1 FROM journal_erased WHERE seq = ?')
  const acts = database.prepare<[], { text: string }>(`
    SELECT text FROM journal WHERE type IN
      ('ActNoted', 'OfficeChanged', 'OfficePlanned', 'PlanDropped', 'ClockTrusted', 'PracticeBegan', 'PracticeEnded',
       'ServiceStopped', 'ServiceResumed', 'KioskPaused', 'KioskResumed')`)
  const trigger = database.prepare<[string], { sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?')

  /** Where a day begins and ends; with `nights`, so many days more (who was kept over night goes on in the next). */
  function* spansOf(day: ServiceDay, nights: number): Generator<[number, number]> {
    const all = beginnings.all()
    for (const [i, begun] of all.entries()) {
      if (begun.day !== day) continue
      yield [begun.seq, all[i + 1 + nights]?.seq ?? Number.MAX_SAFE_INTEGER]
    }
  }

  function noted() {
    return acts.all().flatMap(({ text }) => {
      const { seq, by, event } = JSON.parse(text) as JournalRecord
      const note = event.type === 'ActNoted' ? noteIn(event.act) : null
      return note && event.type === 'ActNoted' ? [{ seq, by, act: event.act, note }] : []
    })
  }

  return {
    linesOf(day, ticket) {
      const found = new Map<number, KeptLine>()
      for (const span of spansOf(day, 7)) {
        for (const line of between.iterate(...span)) if (line.text.includes(`"${ticket}"`)) found.set(line.seq, line)
      }
      return [...found.values()]
    },
    linesOn: (day) => [...spansOf(day, 0)].flatMap((span) => between.all(...span)),
    linesAt: (seqs) => seqs.flatMap((seq) => one.get(seq) ?? []),
    runningFrom: () => beginnings.all().at(-1)?.seq ?? 0,
    write(erasings) {
      const guard = trigger.get(NEVER_EDITED)
      if (!guard) throw new Error('the journal has lost its guard against edits')
      const replace = database.prepare('UPDATE journal SET text = ? WHERE seq = ?')
      const keep = database.prepare('INSERT OR IGNORE INTO journal_erased (seq, leaf) VALUES (?, ?)')
      database.pragma('secure_delete = ON')
      database.transaction(() => {
        // For these lines alone; a power cut brings the guard back with everything else.
        database.exec(`DROP TRIGGER ${NEVER_EDITED}`)
        for (const { seq, leaf, text } of erasings) {
          replace.run(text, seq)
          keep.run(seq, leaf)
        }
        database.exec(guard.sql)
      })()
      database.pragma('secure_delete = FAST')
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
    isErased: (seq) => erased.get(seq) !== undefined,
    agedAt: () =>
      new Map(
        noted()
          // Whatever word a person gives as the reason, a person asked.
          .filter(({ by, act }) => by.role === 'hub' && act.why === BY_AGE)
          .map(({ seq, act }) => [act.id, seq]),
      ),
    notes: () => noted().map(({ seq, note }) => ({ ...note, by: seq })),
  }
}

/** Does what a note promised and a power cut, or a copy from before it, left undone. Says what was erased. */
export function makeGood(book: ErasedBook): readonly Erasing[] {
  const done: Erasing[] = []
  for (const { seqs, digest } of book.notes()) {
    if (seqs.every((seq) => book.isErased(seq))) continue
    const erasings = book.linesAt(seqs).flatMap((line) => erasingOf(line) ?? [])
    // Records that are no longer what the note spoke of are left for the audit to find.
    if (digestOf(erasings) !== digest) continue
    book.write(erasings)
    done.push(...erasings)
  }
  return done
}

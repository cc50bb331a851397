import type { ServiceDay } from '#core/domain/events.ts'
import type { Office } from '#core/domain/office.ts'
import type { Journal } from '../journal/journal.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { CutMonth } from './bundles.ts'
import { type DayFacts, DayFold } from './day-facts.ts'
import { isDamage, openFactsFile, throwAway } from './facts-file.ts'
import { breather } from './in-slices.ts'
import { keepMonth, monthOfAnswers, monthsToCut } from './kept-bundles.ts'
import { type PackedDay, packedDay, pastDay } from './packed-day.ts'
import { forgetDay, writeDay } from './write-day.ts'

/**
 * What happened, ready for questions: the days that are over in facts.db, today folded in memory when somebody asks.
 *
 *     journal ──▶ DayFold (one day's records) ──▶ facts.db, once, when the day is over
 *                    └──▶ today(), kept and carried on with each question
 *
 * Nothing here is on the way of an answer to the hall. It opens with the first question or the first day's end, is made anew where
 * it is missing or does not fit, and works in slices.
 */
export interface Facts {
  /** Brings in every day that is over and not in yet. */
  settle(): Promise<void>
  /** How many of the days that are over are in. Waits a little for the rest. */
  gathered(): Promise<Gathered>
  /** The days from one to another, both included, the earliest first; today among them as it stands. */
  days(from: ServiceDay, to: ServiceDay): AsyncGenerator<PackedDay>
  /** Rows of facts.db by SQL, for days that are over. See facts-schema.ts. */
  all<Row>(sql: string, ...values: readonly (string | number | null)[]): Promise<Row[]>
  /** What was answered about a month ('2026-11') on days that are over, in bundles; without entries that were taken back since. */
  answers(month: string, takenBack: readonly number[]): Promise<CutMonth>
  /** Past records of this day were changed (an erasing): what was made from them goes, and is made anew. */
  forget(day: ServiceDay): void
  /** The running day as it stands; null before the first. */
  today(): Promise<DayFacts | null>
  /** Stops what is under way and closes the file. */
  close(): Promise<void>
}

export interface Gathered {
  readonly days: number
  readonly of: number
}

// After an upgrade years may have to be read again: whoever asks meanwhile hears how far it has come.
const WAITS_MS = 4_000
const MINUTE = 60_000

export function openFacts(parts: {
  folder: string
  journal: Pick<Journal, 'days' | 'read'>
  office: () => Office
  now: () => number
  onTrouble: (error: unknown) => void
}): Facts {
  const { folder, journal } = parts
  let file: Promise<Sqlite> | null = null
  let stopped = false
  // The day under way, as far as its records were read.
  let running: { firstSeq: number; nextSeq: number; hash: string; fold: DayFold } | null = null
  let told: { seq: number; minute: number; facts: DayFacts | null } = { seq: -1, minute: 0, facts: null }
  // One reader of the journal at a time; each carries on what the one before has read.
  let turn: Promise<unknown> = Promise.resolve()
  let settling: Promise<void> | null = null
  // Every month of answers is cut as far as days are in.
  let isCut = false

  function opened(): Promise<Sqlite> {
    file ??= openFactsFile(folder, journal)
    // A folder that could not be opened may be mended: the next question tries again.
    file.catch(() => {
      file = null
    })
    return file
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = turn.then(work)
    turn = next.catch(() => undefined) // whoever asked hears of it
    return next
  }

  /** Folds a day on, to the record before this one or to the journal's end. */
  async function readOn(firstSeq: number, untilSeq = Number.POSITIVE_INFINITY): Promise<NonNullable<typeof running>> {
    if (running?.firstSeq !== firstSeq) {
      running = { firstSeq, nextSeq: firstSeq, hash: '', fold: new DayFold(parts.office()) }
    }
    const own = running
    const breathe = breather()
    for await (const { record, hash } of journal.read(own.nextSeq)) {
      if (record.seq >= untilSeq || stopped) break
      own.fold.see(record)
      own.nextSeq = record.seq + 1
      own.hash = hash
      await breathe()
    }
    return own
  }

  async function missing(database: Sqlite): Promise<{ firstSeq: number; nextSeq: number }[]> {
    const opening = await journal.days()
    const known = new Set(database.prepare<[], number>('SELECT first_seq FROM day').pluck().all())
    return opening
      .map(({ seq }, i) => ({ firstSeq: seq, nextSeq: opening[i + 1]?.seq ?? 0 }))
      .filter(({ firstSeq, nextSeq }) => nextSeq > 0 && !known.has(firstSeq))
  }

  async function settle(): Promise<void> {
    for (;;) {
      if (stopped) return
      const database = await opened()
      const [next] = await missing(database)
      if (!next) {
        if (isCut) return
        isCut = true
        await keepMonths(database)
        continue
      }
      isCut = false
      await inTurn(async () => {
        const { fold, hash, nextSeq } = await readOn(next.firstSeq, next.nextSeq)
        const facts = fold.facts()
        if (stopped || !facts || nextSeq !== next.nextSeq) return
        await writeDay(database, facts, hash)
      })
    }
  }

  async function keepMonths(database: Sqlite): Promise<void> {
    const breathe = breather()
    for (const month of monthsToCut(database)) {
      if (stopped) return
      keepMonth(database, month)
      await breathe()
    }
  }

  function startSettling(): Promise<void> {
    settling ??= settle()
      .catch(async (error: unknown) => {
        isCut = false
        await troubled(error)
      })
      .finally(() => {
        settling = null
      })
    return settling
  }

  /** Tells of it, and begins a damaged file anew. */
  async function troubled(error: unknown): Promise<void> {
    parts.onTrouble(error)
    if (isDamage(error)) await beginAnew()
  }

  async function beginAnew(): Promise<void> {
    const damaged = await opened()
    file = null
    isCut = false
    damaged.close()
    throwAway(folder)
  }

  /** Asks the file; where it turns out damaged it is made anew and asked once more. */
  async function asked<Value>(question: (database: Sqlite) => Value): Promise<Value> {
    try {
      return question(await opened())
    } catch (error) {
      if (!isDamage(error) || stopped) throw error
      parts.onTrouble(error)
      await beginAnew()
      await startSettling()
      return question(await opened())
    }
  }

  async function today(): Promise<DayFacts | null> {
    const opening = (await journal.days()).at(-1)
    if (!opening) return null
    return inTurn(async () => {
      const { fold } = await readOn(opening.seq)
      const { seq } = fold.queue
      const now = parts.now()
      // Between two records only the clock goes on: what was told is good enough for whoever asks again in the same minute.
      const minute = Math.floor(now / MINUTE)
      if (told.seq !== seq || told.minute !== minute) told = { seq, minute, facts: fold.facts(now) }
      return told.facts
    })
  }

  return {
    settle: startSettling,
    async gathered() {
      await Promise.race([startSettling(), new Promise((resolve) => setTimeout(resolve, WAITS_MS).unref())])
      const of = Math.max(0, (await journal.days()).length - 1)
      const days = await asked(
        (database) => database.prepare<[], number>('SELECT count(*) FROM day').pluck().get() ?? 0,
      )
      return { days, of }
    },
    async *days(from, to) {
      const seqs = await asked((database) =>
        database
          .prepare<[string, string], number>('SELECT first_seq FROM day WHERE day BETWEEN ? AND ? ORDER BY first_seq')
          .pluck()
          .all(from, to),
      )
      for (const seq of seqs) yield await asked((database) => pastDay(database, seq))
      const now = await today()
      if (now && now.day >= from && now.day <= to && !seqs.includes(now.firstSeq)) yield packedDay(now)
    },
    all: (sql, ...values) => asked((database) => database.prepare(sql).all(...values) as never),
    answers: (month, takenBack) => asked((database) => monthOfAnswers(database, month, takenBack)),
    forget(day) {
      isCut = false
      inTurn(async () => {
        // The day read last may be this one: what was folded of it knows what is erased.
        running = null
        forgetDay(await opened(), day)
      })
        .catch(troubled)
        .then(startSettling)
        .catch(parts.onTrouble)
    },
    today,
    async close() {
      stopped = true
      await settling
      await turn
      if (file) (await file).close()
    },
  }
}

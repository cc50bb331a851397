import type { ServiceDay } from '#core/domain/events.ts'
import { firstDayOf, lastDayOf } from '#core/domain/told-answers.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { type CutMonth, cutOn, NOTHING_CUT } from './bundles.ts'
import { isAnswer, type WrittenFact } from './rating-facts.ts'

/** What was said about some days and is not taken back, of the days that are over. */
export const PAST_RATINGS = `SELECT * FROM rating WHERE takes_back IS NULL AND on_day BETWEEN ? AND ?
  AND seq NOT IN (SELECT takes_back FROM rating WHERE takes_back IS NOT NULL)`

/*
 * Cutting a year of answers takes a second, so each month is kept as it was cut: in facts.db, as far as days are over. It may lag behind
 * what is written, then it is cut on; it never says otherwise.
 *
 *     a day ends                      its answers come after all that are cut: cut on, at once or when asked
 *     an entry is taken back          the bundles behind it shift: the month is cut anew
 *     a day is folded again, erased   what was cut of it holds until the day is in again, then the month is cut anew
 */

/** A month's answers of the days that are over, without those that were taken back since. */
export function monthOfAnswers(database: Sqlite, month: string, takenBack: readonly number[]): CutMonth {
  if (!isAboutMonth(database, month, takenBack)) {
    const kept = keptMonth(database, month)
    return cutOn(kept, rowsAfter(database, month, kept.lastSeq))
  }
  const rows = rowsAfter(database, month, 0)
  return cutOn(
    NOTHING_CUT,
    rows.filter(({ seq }) => !takenBack.includes(seq)),
  )
}

/** The months that are not cut to the end of what is written of them. */
export function monthsToCut(database: Sqlite): string[] {
  return database
    .prepare<[], string>(
      `WITH written AS (SELECT substr(on_day, 1, 7) AS month, max(seq) AS seq FROM rating GROUP BY 1)
       SELECT month FROM written LEFT JOIN answer_month USING (month) WHERE seq > coalesce(last_seq, 0)`,
    )
    .pluck()
    .all()
}

/** Cuts a month to its end and keeps it. */
export function keepMonth(database: Sqlite, month: string): void {
  database.transaction(() => {
    const cut = monthOfAnswers(database, month, [])
    database
      .prepare(
        `INSERT OR REPLACE INTO answer_month (month, last_seq, cut)
         SELECT @month, max(seq), @cut FROM rating WHERE on_day BETWEEN @first AND @last`,
      )
      .run({ month, cut: JSON.stringify(cut), ...daysOf(month) })
  })()
}

/** Lets go of the months that were cut without a day's answers or with one it takes back. To be asked when its rows are in. */
export function dropMonthsOf(database: Sqlite, day: ServiceDay): void {
  database
    .prepare(
      `DELETE FROM answer_month WHERE EXISTS (
         SELECT 1 FROM rating WHERE day = ? AND substr(on_day, 1, 7) = month AND seq <= last_seq)`,
    )
    .run(day)
  database
    .prepare(
      `DELETE FROM answer_month WHERE month IN (
         SELECT substr(entry.on_day, 1, 7) FROM rating AS own CROSS JOIN rating AS entry ON entry.seq = own.takes_back
         WHERE own.day = ? AND own.takes_back IS NOT NULL)`,
    )
    .run(day)
}

function keptMonth(database: Sqlite, month: string): CutMonth {
  const kept = database.prepare<[string], string>('SELECT cut FROM answer_month WHERE month = ?').pluck().get(month)
  return kept === undefined ? NOTHING_CUT : (JSON.parse(kept) as CutMonth)
}

function isAboutMonth(database: Sqlite, month: string, entries: readonly number[]): boolean {
  if (entries.length === 0) return false
  const found = database.prepare(
    `SELECT 1 FROM rating WHERE on_day BETWEEN @first AND @last AND seq IN (SELECT value FROM json_each(@entries)) LIMIT 1`,
  )
  return found.get({ ...daysOf(month), entries: JSON.stringify(entries) }) !== undefined
}

function rowsAfter(database: Sqlite, month: string, seq: number): WrittenFact[] {
  const { first, last } = daysOf(month)
  const rows = database.prepare<[string, string, number], WrittenFact>(`${PAST_RATINGS} AND seq > ?`)
  return rows.all(first, last, seq).filter(isAnswer)
}

function daysOf(month: string): { first: ServiceDay; last: ServiceDay } {
  const first = firstDayOf(month)
  return { first, last: lastDayOf(first) }
}

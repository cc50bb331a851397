import type { ServiceDay } from '#core/domain/events.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { toCells } from './columns.ts'
import type { DayFacts } from './day-facts.ts'
import { breather } from './in-slices.ts'
import { dropMonthsOf } from './kept-bundles.ts'
import { columnsOf, namesOf } from './packed-day.ts'

/**
 * Writes a day that is over into facts.db: all its rows, then the day itself and how far the journal was read. One transaction, one
 * write; its rows are made in slices.
 */
export async function writeDay(database: Sqlite, facts: DayFacts, hash: string): Promise<void> {
  const { day, firstSeq } = facts
  const breathe = breather()
  database.exec('BEGIN')
  try {
    for (const [table, rows] of Object.entries(rowsOf(database, facts))) {
      const [first] = rows
      if (!first) continue
      const insert = database.prepare(insertInto(table, Object.keys(first)))
      for (const row of rows) {
        insert.run(row)
        await breathe()
      }
    }
    dropMonthsOf(database, day)
    const columns = columnsOf(facts)
    const whole = {
      first_seq: firstSeq,
      day,
      last_seq: facts.lastSeq,
      time_zone: facts.office.timeZone,
      issued: facts.issued,
      kept: facts.kept,
      onward: facts.onward,
      states: JSON.stringify(facts.states),
      conserved: Number(facts.conserved),
      names: JSON.stringify(namesOf(facts)),
      words: JSON.stringify(columns.words),
      cells: toCells(columns),
    }
    database.prepare(insertInto('day', Object.keys(whole))).run(whole)
    database.prepare('INSERT OR REPLACE INTO meta VALUES (1, ?, ?)').run(facts.lastSeq, hash)
    database.exec('COMMIT')
  } catch (error) {
    // Closed meanwhile, or the disk is full: the day is written another time.
    if (database.open && database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Takes a day's rows out of every table. */
export function forgetDay(database: Sqlite, day: ServiceDay): void {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema AS one WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(one.name) WHERE name = 'day')",
    )
    .pluck()
    .all()
  database.transaction(() => {
    for (const table of tables) database.prepare(`DELETE FROM ${table} WHERE day = ?`).run(day)
  })()
}

function insertInto(table: string, names: readonly string[]): string {
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
}

type Row = Readonly<Record<string, string | number | null>>

/** The rows of each table. A day opened a second time goes on counting its stops where the first ended. */
function rowsOf(database: Sqlite, facts: DayFacts): Record<string, readonly Row[]> {
  const { day, firstSeq, lastSeq } = facts
  const lastAt = Math.max(0, ...facts.spells.map(({ fromAt, untilAt }) => untilAt ?? fromAt))
  const first = database.prepare<[string], number>('SELECT count(*) FROM stop WHERE day = ?').pluck().get(day) ?? 0
  return {
    stop: facts.stops.map((stop, i) => ({
      day,
      no: first + i,
      ticket: stop.ticket,
      part: stop.part,
      number: stop.number,
      service: stop.service,
      class: stop.class,
      counter: stop.counter,
      staff: stop.staff,
      origin: stop.origin,
      appointment: Number(stop.appointment),
      kept: Number(stop.kept),
      arrived_at: stop.arrivedAt,
      hour: stop.hour,
      called_at: stop.calledAt,
      started_at: stop.startedAt,
      ended_at: stop.endedAt,
      wait_ms: stop.waitMs,
      service_ms: stop.serviceMs,
      state: stop.state,
      at_day_end: Number(stop.atDayEnd),
      transferred: stop.transferred,
      recalls: stop.recalls,
      picked: stop.picked,
      automatic: stop.automatic,
      overtaken: stop.overtaken,
      level: stop.level,
      issued_seq: stop.issuedSeq,
      called_seq: stop.calledSeq,
      // Kept for the next day: the last word of this one is its end.
      ended_seq: stop.endedSeq ?? (stop.state === 'kept' ? lastSeq : null),
    })),
    presence: facts.spells.map(({ counter, staff, staffName, kind, fromAt, untilAt, fromSeq }) => ({
      day,
      counter,
      staff,
      staff_name: staffName,
      kind,
      from_at: fromAt,
      until_at: untilAt ?? Math.max(lastAt, fromAt),
      from_seq: fromSeq,
    })),
    duty: facts.duty.map(({ hour, counter, staff, openMs, pausedMs, servingMs }) => ({
      day,
      first_seq: firstSeq,
      hour,
      counter,
      staff,
      open_ms: openMs,
      paused_ms: pausedMs,
      serving_ms: servingMs,
    })),
    rating: facts.ratings.map((rating) => ({ day, ...rating, satisfied: Number(rating.satisfied) })),
    appointment: facts.appointments.map(({ id, service, slotAt, state }) => ({
      day,
      first_seq: firstSeq,
      id,
      service,
      slot_at: slotAt,
      state,
    })),
  }
}

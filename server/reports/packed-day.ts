import type { ServiceDay } from '#core/domain/events.ts'
import type { Text } from '#core/domain/office.ts'
import type { Sqlite } from '../journal/open-database.ts'
import { type Columns, fromCells, pack } from './columns.ts'
import type { DayFacts } from './day-facts.ts'
import type { Duty } from './presence.ts'
import type { StopState } from './stops.ts'

/** One day for figures: its totals, its stops in columns, its counters' hours. */
export interface PackedDay {
  readonly day: ServiceDay
  readonly firstSeq: number
  readonly lastSeq: number
  readonly issued: number
  readonly kept: number
  readonly onward: number
  readonly states: Readonly<Record<StopState, number>>
  readonly conserved: boolean
  readonly names: Names
  readonly columns: Columns
  readonly duty: readonly Duty[]
  readonly appointments: Readonly<Record<string, number>>
}

/** What things were called on that day. */
export interface Names {
  readonly services: Readonly<Record<string, Text>>
  readonly counters: Readonly<Record<string, string>>
  readonly classes: Readonly<Record<string, Text>>
  readonly staff: Readonly<Record<string, string>>
}

interface DayRow {
  day: string
  first_seq: number
  last_seq: number
  issued: number
  kept: number
  onward: number
  states: string
  conserved: number
  names: string
  words: string
  cells: Buffer
}

/** A day that is over, from its rows. */
export function pastDay(database: Sqlite, firstSeq: number): PackedDay {
  const row = database.prepare<[number], DayRow>('SELECT * FROM day WHERE first_seq = ?').get(firstSeq)
  if (!row) throw new Error(`the day of record ${firstSeq} is not in facts.db`)
  const { day, issued, kept, onward } = row
  const duty = database.prepare<[string, number], Duty>(
    `SELECT hour, counter, staff, open_ms AS openMs, paused_ms AS pausedMs, serving_ms AS servingMs
     FROM duty WHERE day = ? AND first_seq = ?`,
  )
  const appointments = database.prepare<[string, number], { state: string; many: number }>(
    'SELECT state, count(*) AS many FROM appointment WHERE day = ? AND first_seq = ? GROUP BY state',
  )
  return {
    day,
    firstSeq,
    lastSeq: row.last_seq,
    issued,
    kept,
    onward,
    states: JSON.parse(row.states),
    conserved: row.conserved === 1,
    names: JSON.parse(row.names),
    columns: fromCells(row.cells, JSON.parse(row.words)),
    duty: duty.all(day, firstSeq),
    appointments: Object.fromEntries(appointments.all(day, firstSeq).map(({ state, many }) => [state, many])),
  }
}

/** A day as reports read it, whether it is over or not. */
export function packedDay(facts: DayFacts): PackedDay {
  const { day, firstSeq, lastSeq, issued, kept, onward, states, conserved, duty } = facts
  const appointments: Record<string, number> = {}
  for (const { state } of facts.appointments) appointments[state] = (appointments[state] ?? 0) + 1
  return {
    day,
    firstSeq,
    lastSeq,
    issued,
    kept,
    onward,
    states,
    conserved,
    duty,
    appointments,
    names: namesOf(facts),
    columns: columnsOf(facts),
  }
}

export function columnsOf({ stops, office }: DayFacts): Columns {
  return pack(stops, (level) => office.rating.levels.find(({ id }) => id === level)?.satisfied ?? false)
}

export function namesOf({ office, spells }: DayFacts): Names {
  return {
    services: Object.fromEntries(office.services.map(({ id, name }) => [id, name])),
    counters: Object.fromEntries(office.counters.map(({ id, label }) => [id, label])),
    classes: Object.fromEntries(office.classes.map(({ id, name }) => [id, name])),
    staff: Object.fromEntries(spells.map(({ staff, staffName }) => [staff, staffName])),
  }
}

import type { ReportBy, Trace, TracedRecord, TracedStop, TraceQuery } from '#core/contract/reports.ts'
import type { Office } from '#core/domain/office.ts'
import { counterOf, serviceName } from '#core/domain/office.ts'
import { isOfAnswer } from '#core/domain/told-answers.ts'
import type { Journal } from '../journal/journal.ts'
import type { DayFacts } from './day-facts.ts'
import type { Facts } from './facts.ts'
import { groupingBy } from './grouping.ts'

const PAGE = 100

interface StopRow {
  day: string
  number: string
  service: string
  counter: string | null
  state: string
  arrivedAt: number
  waitMs: number | null
  serviceMs: number | null
  issuedSeq: number
  calledSeq: number | null
  endedSeq: number | null
}

/** The stops one row of a report is made of, with the journal's records each is known from: the oldest first, a page at a time. */
export async function traceRow(query: TraceQuery, { facts, office }: { facts: Facts; office: Office }): Promise<Trace> {
  const { after = 0 } = query
  const { where, values } = chosen(query)
  const [counted] = await facts.all<{ many: number }>(`SELECT count(*) AS many FROM stop WHERE ${where}`, ...values)
  const past = counted?.many ?? 0
  const rows = await facts.all<StopRow>(
    `SELECT day, number, service, counter, state, arrived_at AS arrivedAt, wait_ms AS waitMs, service_ms AS serviceMs,
       issued_seq AS issuedSeq, called_seq AS calledSeq, ended_seq AS endedSeq
     FROM stop WHERE ${where} ORDER BY day, no LIMIT ${PAGE} OFFSET ${after}`,
    ...values,
  )
  const today = await todaysStops(query, facts)
  const page = [...rows, ...today.slice(Math.max(0, after - past))].slice(0, PAGE)
  const of = past + today.length
  return {
    stops: page.map((row) => stopOf(row, office)),
    of,
    next: after + page.length < of ? after + page.length : null,
  }
}

/** One record of the journal, as far as it says nothing of people. Null where there is none. */
export async function traceRecord(seq: number, journal: Pick<Journal, 'read'>): Promise<TracedRecord | null> {
  for await (const { record, hash } of journal.read(seq)) {
    if (record.seq !== seq) return null
    const { event, day, at } = record
    if (isOfAnswer(event)) return null
    const ticket = 'ticket' in event && typeof event.ticket === 'string' ? event.ticket : null
    const counter = 'counter' in event && typeof event.counter === 'string' ? event.counter : null
    return { seq, day, at, type: event.type, ticket, counter, hash }
  }
  return null
}

/** The rows' conditions, in the words of facts.db. */
function chosen({ from, to, by, key, service, counter }: TraceQuery): { where: string; values: (string | number)[] } {
  const parts: [string, ...(string | number)[]][] = [['day BETWEEN ? AND ?', from, to]]
  if (service !== undefined) parts.push(['service = ?', service])
  if (counter !== undefined) parts.push(['counter = ?', counter])
  if (key !== undefined) parts.push(ofRow(by, key))
  return { where: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) }
}

function ofRow(by: ReportBy, key: string): [string, ...(string | number)[]] {
  switch (by) {
    case 'day':
      return ['day = ?', key]
    case 'month':
      return ['substr(day, 1, 7) = ?', key]
    case 'quarter':
      return [`substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3) = ?`, key]
    case 'half-year':
      return [`substr(day, 1, 4) || '-H' || ((substr(day, 6, 2) + 5) / 6) = ?`, key]
    case 'year':
      return ['substr(day, 1, 4) = ?', key]
    // SQLite has no ISO weeks of its own in the versions around: the Thursday of a day's week decides its year and number.
    case 'week':
      return [
        `strftime('%Y', day, '-3 days', 'weekday 4') || '-W' ||
         printf('%02d', (strftime('%j', day, '-3 days', 'weekday 4') - 1) / 7 + 1) = ?`,
        key,
      ]
    case 'hour':
      return ['hour = ?', Number(key)]
    case 'weekday-hour':
      return [`((strftime('%w', day) + 6) % 7 + 1) || '-' || hour = ?`, key]
    case 'service':
      return ['service = ?', key]
    case 'class':
      return ['class = ?', key]
    case 'counter':
      return [`coalesce(counter, '') = ?`, key]
    case 'officer':
      return [`coalesce(staff, '') = ?`, key]
    default:
      by satisfies never
      throw new Error(`no report by ${by}`)
  }
}

async function todaysStops({ from, to, by, key, service, counter }: TraceQuery, facts: Facts): Promise<StopRow[]> {
  const today = await facts.today()
  if (!today || today.day < from || today.day > to) return []
  const { stops: column, keyOf } = groupingBy(by)
  const isOfRow = (stop: DayFacts['stops'][number]) => {
    if (key === undefined) return true
    return keyOf(today.day, column === null ? '' : String(stop[column] ?? '')) === key
  }
  return today.stops
    .filter((stop) => service === undefined || stop.service === service)
    .filter((stop) => counter === undefined || stop.counter === counter)
    .filter(isOfRow)
    .map((stop) => ({ day: today.day, ...stop }))
}

function stopOf(row: StopRow, office: Office): TracedStop {
  const { day, number, state, arrivedAt, waitMs, serviceMs, issuedSeq, calledSeq, endedSeq } = row
  const counter = row.counter === null ? null : (counterOf(office, row.counter)?.label ?? row.counter)
  const service = serviceName(office, row.service)
  return { day, number, service, counter, state, arrivedAt, waitMs, serviceMs, issuedSeq, calledSeq, endedSeq }
}

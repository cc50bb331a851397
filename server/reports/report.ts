import type { Figures, Report, ReportQuery, ReportRow } from '#core/contract/reports.ts'
import type { Text } from '#core/domain/office.ts'
import type { Columns } from './columns.ts'
import { addsUp, isSame } from './conservation.ts'
import { NO_SHARES, type Shares } from './device-shares.ts'
import type { Facts } from './facts.ts'
import { groupingBy, rowName, rowOrder } from './grouping.ts'
import { breather, inSlices } from './in-slices.ts'
import type { Names, PackedDay } from './packed-day.ts'
import { Tally } from './tally.ts'

type Parts = {
  readonly facts: Facts
  readonly office: Text
  readonly timeZone: string
  readonly madeAt: number
  readonly thresholdMs: number
  /** How people were satisfied, as far as it may be told. */
  readonly shares?: (query: ReportQuery) => Promise<Shares>
}

/**
 * Figures of some days, in rows. Each day's columns are read once, in slices, the earliest first; every figure is exact, medians and
 * ninetieths included.
 */
export async function makeReport(query: ReportQuery, { facts, shares, ...about }: Parts): Promise<Report> {
  const { from, to, by, service = null, counter = null } = query
  const gathered = await facts.gathered()
  const breathe = breather()
  const rows = new Rows(query, about.thresholdMs)
  for await (const day of facts.days(from, to)) {
    rows.take(day)
    await breathe()
  }
  const { keys, names, total } = rows
  const satisfied = shares ? await shares(query) : NO_SHARES
  const whole = { ...(await inSlices(total.figures())), satisfiedShare: satisfied.total }
  const made: ReportRow[] = []
  for (const key of [...keys.keys()].sort(rowOrder(by, names))) {
    const figures = await inSlices((keys.get(key) as Tally).figures())
    made.push({ key, name: rowName(by, key, names), ...figures, satisfiedShare: satisfied.of(key) })
  }
  return {
    from,
    to,
    by,
    service,
    counter,
    ...about,
    days: rows.days.size,
    firstSeq: rows.firstSeq,
    lastSeq: rows.lastSeq,
    gathered,
    rows: made,
    total: whole,
    appointments: service === null && counter === null ? rows.appointments : null,
    conserved: rows.isConserved(whole, made),
  }
}

/** The rows of a report under way. */
class Rows {
  readonly keys = new Map<string, Tally>()
  readonly total: Tally
  readonly names = { services: new Map(), classes: new Map(), counters: new Map(), staff: new Map() }
  readonly appointments = { booked: 0, come: 0, released: 0, cancelled: 0 }
  readonly days = new Set<string>()
  firstSeq = 0
  lastSeq = 0
  readonly #query: ReportQuery
  readonly #thresholdMs: number
  readonly #grouping: ReturnType<typeof groupingBy>
  // As the days told it themselves, when they were folded: what the rows must add up to.
  readonly #told = { issued: 0, overnight: 0, onward: 0, states: {} as Record<string, number>, conserved: true }

  constructor(query: ReportQuery, thresholdMs: number) {
    this.#query = query
    this.#thresholdMs = thresholdMs
    this.#grouping = groupingBy(query.by)
    this.total = new Tally(thresholdMs)
  }

  take(day: PackedDay): void {
    this.#learnNames(day.names)
    this.#takeStops(day)
    this.#takeDuty(day)
    if (day.issued > 0) this.days.add(day.day)
    this.firstSeq ||= day.firstSeq
    this.lastSeq = Math.max(this.lastSeq, day.lastSeq)
    const { booked = 0, come = 0, released = 0, cancelled = 0 } = day.appointments
    this.appointments.booked += booked + come + released
    this.appointments.come += come
    this.appointments.released += released
    this.appointments.cancelled += cancelled
    const told = this.#told
    told.issued += day.issued
    told.overnight += day.kept
    told.onward += day.onward
    told.conserved &&= day.conserved
    for (const [state, many] of Object.entries(day.states)) told.states[state] = (told.states[state] ?? 0) + many
  }

  isConserved(total: Figures, rows: readonly Figures[]): boolean {
    const told = this.#told
    if (!told.conserved || !isSame(total, rows) || !addsUp(total) || !rows.every(addsUp)) return false
    if (this.#query.service !== undefined || this.#query.counter !== undefined) return true
    return (
      total.issued === told.issued &&
      total.overnight === told.overnight &&
      total.arrivals === told.issued + told.onward &&
      Object.entries(total.states).every(([state, many]) => many === (told.states[state] ?? 0))
    )
  }

  #takeStops({ day, columns }: PackedDay): void {
    const { length, words } = columns
    const { service, counter } = this.#query
    const onlyService = service === undefined ? null : words.indexOf(service)
    const onlyCounter = counter === undefined ? null : words.indexOf(counter)
    const rowAt = this.#rowsOf(day, columns)
    for (let i = 0; i < length; i++) {
      if (onlyService !== null && (onlyService < 0 || columns.service[i] !== onlyService)) continue
      if (onlyCounter !== null && (onlyCounter < 0 || columns.counter[i] !== onlyCounter)) continue
      this.total.add(columns, i)
      rowAt(i).add(columns, i)
    }
  }

  /** Finds the row of each stop of a day without building its key again and again. */
  #rowsOf(day: string, columns: Columns): (i: number) => Tally {
    const { stops, keyOf } = this.#grouping
    // One further, for a stop without a counter or an officer is −1.
    const known: Tally[] = []
    const column = stops === null ? null : columns[stops]
    return (i) => {
      const value = column === null ? 0 : (column[i] as number)
      const found = known[value + 1]
      if (found) return found
      const told = stops === 'hour' ? String(value) : (columns.words[value] ?? '')
      const row = this.#row(keyOf(day, told))
      known[value + 1] = row
      return row
    }
  }

  #takeDuty({ day, duty }: PackedDay): void {
    const { duty: column, keyOf } = this.#grouping
    const { service, counter } = this.#query
    if (service !== undefined) return
    for (const one of duty) {
      if (counter !== undefined && one.counter !== counter) continue
      this.total.addDuty(one)
      if (column !== 'none') this.#row(keyOf(day, column === null ? '' : String(one[column]))).addDuty(one)
    }
  }

  #row(key: string): Tally {
    const known = this.keys.get(key) ?? new Tally(this.#thresholdMs)
    this.keys.set(key, known)
    return known
  }

  /** The newest names hold. */
  #learnNames(names: Names): void {
    for (const part of ['services', 'classes', 'counters', 'staff'] as const) {
      for (const [id, name] of Object.entries(names[part])) this.names[part].set(id, name)
    }
  }
}

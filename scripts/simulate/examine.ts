import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Happened } from '#core/domain/events.ts'
import { checkHistory, INVARIANTS, type Invariant } from '#core/domain/invariants.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import type { PastDay } from './day.ts'

export interface Finding {
  readonly check: string
  readonly count: number
  readonly violations: readonly string[]
}

/** Holds the journal, read from the file the hub left behind, against every promise and against what people were told. */
export function examine(day: PastDay): Finding[] {
  const { records, lines, head, answers } = readJournal(day.dataFolder)
  return [
    ...historyFindings(records),
    chainFinding(lines, head),
    toldFinding(day, records, answers),
    { check: 'I5 the same command is answered the same', count: day.notebook.repeats, violations: day.notebook.faults },
    { check: 'I11 boards show the hall as it is', count: 2, violations: day.screensApart },
    voiceFinding(day, records),
    reportFinding(day, records),
  ]
}

export interface Kept {
  readonly records: JournalRecord[]
  readonly lines: readonly { seq: number; text: string; hash: string }[]
  readonly head: { seq: number; hash: string } | undefined
  readonly answers: ReadonlySet<string>
}

/** The journal as it lies in the file of a hub that is closed. */
export function readJournal(dataFolder: string): Kept {
  const database = new Database(join(dataFolder, 'luot.db'), { readonly: true })
  try {
    const lines = database
      .prepare<[], { seq: number; text: string; hash: string }>('SELECT seq, text, hash FROM journal ORDER BY seq')
      .all()
    const head = database.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal_head').get()
    const answers = database.prepare<[], { command: string }>('SELECT command FROM answers').all()
    return {
      records: lines.map(({ text }) => JSON.parse(text) as JournalRecord),
      lines,
      head,
      answers: new Set(answers.map(({ command }) => command)),
    }
  } finally {
    database.close()
  }
}

/** What the history alone must keep, whoever lived it. */
function historyFindings(history: readonly Happened[]): Finding[] {
  const { counts, violations } = checkHistory(history)
  return (Object.keys(INVARIANTS) as Invariant[]).map((invariant) => ({
    check: INVARIANTS[invariant],
    count: counts[invariant],
    violations: violations
      .filter((violation) => violation.invariant === invariant)
      .map(({ seq, what }) => `record ${seq}: ${what}`),
  }))
}

/** Computed anew, with no line of the hub's own: hash = SHA-256(hash before + '\n' + text). */
export function chainFinding(
  lines: readonly { seq: number; text: string; hash: string }[],
  head: { seq: number; hash: string } | undefined,
): Finding {
  const violations: string[] = []
  let before = '0'.repeat(64)
  for (const { seq, text, hash } of lines) {
    const right = createHash('sha256').update(`${before}\n${text}`).digest('hex')
    if (hash !== right) violations.push(`record ${seq}: its hash does not follow`)
    if ((JSON.parse(text) as { seq: number }).seq !== seq) violations.push(`record ${seq}: stands in another's place`)
    before = hash
  }
  if (head?.hash !== before || head.seq !== lines.at(-1)?.seq) violations.push('the kept head is not the last record')
  return { check: 'I18 every record is chained to the one before', count: lines.length, violations }
}

const CHANGES_NOTHING_TWICE = ['open-counter', 'set-automatic']

function toldFinding(day: PastDay, records: readonly JournalRecord[], answers: ReadonlySet<string>): Finding {
  const violations: string[] = []
  const issued = new Map(
    records.flatMap(({ event, command }) => (event.type === 'TicketIssued' ? [[command, event] as const] : [])),
  )
  const called = new Set(
    records.flatMap(({ event, command }) =>
      event.type === 'TicketCalled' || event.type === 'TicketRecalled' ? [`${command} ${event.ticket}`] : [],
    ),
  )
  const written = new Set(records.map(({ command }) => command))
  const { told } = day.notebook
  for (const { ask, command, value } of told) {
    if (!answers.has(command)) violations.push(`${ask} ${command} was answered, but its answer is not kept`)
    if (ask === 'issue-ticket' || ask === 'check-in') {
      const { id, number } = value as { id: string; number: string }
      const event = issued.get(command)
      if (event?.ticket !== id || event.number !== number) violations.push(`${number} was promised and is not there`)
      continue
    }
    const { called: who } = value as { called?: { ticket: string; number: string } | null }
    if (who && !called.has(`${command} ${who.ticket}`)) violations.push(`${who.number} was not called by ${command}`)
    // Opening a counter that is open, or a desk that calls by itself already, changes nothing and writes nothing.
    if (!written.has(command) && !CHANGES_NOTHING_TWICE.includes(ask))
      violations.push(`${ask} ${command} left no record`)
  }
  return { check: 'I4 every acknowledged answer is written down', count: told.length, violations }
}

function voiceFinding({ boards }: PastDay, records: readonly JournalRecord[]): Finding {
  const violations: string[] = []
  const bySeq = new Map(records.map((record) => [String(record.seq), record.event]))
  const heard = new Set<string>()
  const spoken = new Map<string, string>()
  for (const { board, call } of boards.calls) {
    const event = bySeq.get(call.id)
    if (event?.type !== 'TicketCalled' && event?.type !== 'TicketRecalled') {
      violations.push(`${board} heard ${call.number} called, which nobody called`)
    }
    if (heard.has(`${board} ${call.id}`)) violations.push(`${board} heard the call of ${call.number} twice`)
    heard.add(`${board} ${call.id}`)
    if (call.sounds.length === 0) continue
    const other = spoken.get(call.id)
    if (other) violations.push(`${call.number} was spoken by ${other} and by ${board}`)
    spoken.set(call.id, board)
  }
  return { check: 'I12 no call is spoken twice', count: boards.calls.length, violations }
}

/** The report the hub gave in the evening says the same as the journal of that day. */
function reportFinding({ report }: PastDay, records: readonly JournalRecord[]): Finding {
  const violations: string[] = []
  const issued = records.filter(({ event }) => event.type === 'TicketIssued').length
  const sum = Object.values(report.states).reduce((all, one) => all + one, 0)
  const services = report.services.reduce((all, one) => all + one.issued, 0)
  if (report.issued !== issued) violations.push(`the report says ${report.issued} issued, the journal ${issued}`)
  if (sum !== issued || !report.conserved) violations.push(`the report's states add up to ${sum}, not ${issued}`)
  // A visit that went on stands in the report of each of its services.
  const stops = issued + records.filter(({ event }) => event.type === 'VisitContinued').length
  if (services !== stops) violations.push(`the report's services add up to ${services}, not ${stops}`)
  return { check: 'I24 the report adds up to the journal', count: 3, violations }
}

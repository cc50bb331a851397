import type {
  Report,
  ReportFileQuery,
  ReportQuery,
  Staffing,
  Trace,
  TracedRecord,
  TraceQuery,
} from '#core/contract/reports.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Journal } from '../journal/journal.ts'
import type { Shares } from './device-shares.ts'
import type { Facts } from './facts.ts'
import { makeReport } from './report.ts'
import { fileNameOf, reportDocument, reportSheet } from './report-document.ts'
import { written } from './sheets/written.ts'
import { openStaffingAdvice } from './staffing.ts'
import { traceRecord, traceRow } from './trace.ts'

/** Everything that may be asked of past days. */
export interface ReportRoom {
  report(query: ReportQuery): Promise<Report>
  file(query: ReportFileQuery): Promise<{ name: string; bytes: Buffer }>
  trace(query: TraceQuery): Promise<Trace>
  record(seq: number): Promise<TracedRecord | null>
  staffing(weekday: number): Promise<Staffing>
  /** Begins nothing more, and lets what is under way come to its end. */
  close(): Promise<void>
}

export function openReportRoom(parts: {
  facts: Facts
  journal: Pick<Journal, 'days' | 'head' | 'read'>
  queue: () => Queue
  now: () => number
  /** How long people may wait, ms: a wait that is watched, and one that is too long. */
  thresholds: () => { readonly waitWarnMs: number; readonly waitBadMs: number }
  onTrouble: (error: unknown) => void
  shares: (query: ReportQuery) => Promise<Shares>
}): ReportRoom {
  const { facts, journal, queue, now } = parts
  const advice = openStaffingAdvice({
    facts,
    journal,
    office: () => queue().office,
    limits: () => ({ medianMs: parts.thresholds().waitWarnMs, p90Ms: parts.thresholds().waitBadMs }),
    onTrouble: parts.onTrouble,
  })
  // One file after another: a workbook of a year is work for a Pi, and the hall comes first.
  let last: Promise<unknown> = Promise.resolve()

  function report(query: ReportQuery): Promise<Report> {
    const { name, timeZone } = queue().office
    const { shares } = parts
    return makeReport(query, {
      facts,
      office: name,
      timeZone,
      madeAt: now(),
      thresholdMs: parts.thresholds().waitBadMs,
      shares,
    })
  }

  async function write({ form, ...query }: ReportFileQuery): Promise<{ name: string; bytes: Buffer }> {
    const made = await report(query)
    const name = fileNameOf(made, form)
    return { name, bytes: await written(form, reportSheet(made), reportDocument(made, await journal.head(), form)) }
  }

  return {
    report,
    file(query) {
      const turn = last.then(() => write(query))
      last = turn.catch(() => undefined) // whoever asked for the file hears of it
      return turn
    },
    trace: (query) => traceRow(query, { facts, office: queue().office }),
    record: (seq) => traceRecord(seq, journal),
    staffing: advice.read,
    close: advice.stop,
  }
}

import type { Office, Service } from './office.ts'
import type { Queue } from './queue.ts'
import { numberText, PRACTICE_SERIES } from './ticket.ts'

/** The series a service counts in: its own prefix, or the hall's common one. */
export function seriesOf(office: Office, service: Service): string {
  return office.numbering.kind === 'common' ? office.numbering.prefix : service.prefix
}

/**
 * The next number of a series: one more than the last given out today, so never twice and never with a gap (I1–I3). While
 * the hall practises every number is of a series of its own, so the real ones stay as they were.
 */
export function nextNumber(queue: Queue, service: Service): { series: string; seq: number; number: string } {
  const series = queue.practice ? PRACTICE_SERIES : seriesOf(queue.office, service)
  const seq = (queue.lastNumber[series] ?? 0) + 1
  return { series, seq, number: numberText(series, seq) }
}

import type { Restore } from '#core/domain/events.ts'
import type { JournalRecord } from '../journal/journal.ts'

/**
 * A hub that goes on from a copy begins a history of its own. What was written after that copy before is left behind, however far it
 * reached: the numbers given since are in people's hands.
 *
 *     1 ─ 2 ─ 3 ─ 4 ─ … ─ 35             left behind
 *         └── 3 HubRestored ─ 4 ─ 5      ours: it went on later
 */
export interface WentOn extends Pick<Restore, 'copy' | 'lastSeq'> {
  readonly at: number
}

/** What a record tells of the hub having gone on from a copy; null: it tells of something else. */
export function wentOnBy(text: string): WentOn | null {
  // Hardly any record does, and a year of them is read.
  if (!text.includes('"HubRestored"')) return null
  const { at, event } = JSON.parse(text) as JournalRecord
  return event.type === 'HubRestored' ? { at, copy: event.copy, lastSeq: event.lastSeq } : null
}

import { setImmediate as turn } from 'node:timers/promises'
import type { Happened, ServiceDay } from '#core/domain/events.ts'
import { evolve } from '#core/domain/evolve.ts'
import type { Office } from '#core/domain/office.ts'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import type { Journal, JournalRecord } from '../journal/journal.ts'
import { inSlices } from './in-slices.ts'

// Parsing a few hundred lines takes a Pi some milliseconds; then the hall has its turn.
const LINES_AT_ONCE = 250

/** The days the journal knows, the newest first. */
export async function knownDays(journal: Pick<Journal, 'days'>): Promise<readonly ServiceDay[]> {
  const days = new Set((await journal.days()).map(({ day }) => day))
  return [...days].sort().reverse()
}

/** One day's records from its last opening to the next, or null when the journal has no such day. */
export async function recordsOf(
  journal: Pick<Journal, 'days' | 'read'>,
  day: ServiceDay,
): Promise<readonly JournalRecord[] | null> {
  const days = await journal.days()
  const place = days.findLastIndex((one) => one.day === day)
  const from = days[place]
  if (!from) return null
  const until = days[place + 1]?.seq ?? Number.POSITIVE_INFINITY
  const records: JournalRecord[] = []
  for await (const { record } of journal.read(from.seq)) {
    if (record.seq >= until) break
    records.push(record)
    if (records.length % LINES_AT_ONCE === 0) await turn()
  }
  return records
}

/** The hall as it stood when that day was over. */
export function foldDay(records: readonly Happened[], office: Office): Promise<Queue> {
  return inSlices(fold(records, office))
}

function* fold(records: readonly Happened[], office: Office): Generator<undefined, Queue> {
  let queue = emptyQueue(office)
  for (const record of records) {
    queue = evolve(queue, record)
    yield
  }
  return queue
}

import type { Happened } from '#core/domain/events.ts'
import type { Journal, JournalRecord } from '#server/journal/journal.ts'
import { memoryJournal } from '#server/journal/memory.ts'

/** A journal of what happened in a hall in hand. The day of a record is told as the road tells it. */
export async function journalOf(happened: readonly Happened[]): Promise<Journal> {
  const journal = memoryJournal()
  await journal.append(recordsOf(happened), [])
  return journal
}

export function recordsOf(happened: readonly Happened[]): readonly JournalRecord[] {
  let day = ''
  return happened.map(({ seq, at, event }) => {
    if (event.type === 'DayOpened') day = event.day
    const by = { role: 'admin', id: 'test' } as const
    return { seq, day, at, wallAt: at, boot: 'boot', command: `command-${seq}`, by, event }
  })
}

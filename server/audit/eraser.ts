import type { KeptOfTicket } from '#core/contract/erasing.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { withoutPerson } from '#core/domain/erasing.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { JournalRecord } from '../journal/journal.ts'
import { differences } from '../settings/differences.ts'
import { BY_AGE, type ErasedBook, type Erasing, erasingOf, type KeptLine, makeGood, noteOf } from './erase.ts'

/** Where people ask what is known of them, and have it erased. */
export interface Eraser {
  kept(day: ServiceDay, number: string): KeptOfTicket | null
  /** Past days only: of today's number everything is still needed. */
  erase(asked: { day: ServiceDay; number: string; why: string }, who: Who): Promise<Answer<{ records: number }>>
  /** Erases what has grown older than the office keeps it, a day at a time; says how many records. */
  eraseOld(months: number | null): Promise<number>
  /** What a note promised and a power cut, or a copy from before it, left undone. */
  makeGood(): number
}

const HUB: Who = { role: 'hub', id: 'hub', name: '' }
const MOST_DAYS_AT_ONCE = 31

export function openEraser(parts: {
  book: ErasedBook
  days: () => Promise<readonly { readonly day: ServiceDay }[]>
  today: () => ServiceDay
  note: NoteAct
  /** Told when a past day's records are no longer what they were: what was made from them is made anew. */
  onErased: (day: ServiceDay) => void
}): Eraser {
  const { book, note } = parts

  function linesOf(day: ServiceDay, number: string): KeptLine[] {
    for (const { text } of book.linesOn(day)) {
      const { event } = JSON.parse(text) as JournalRecord
      if (event.type === 'TicketIssued' && event.number === number.trim().toUpperCase())
        return book.linesOf(day, event.ticket)
    }
    return []
  }

  /** First noted, then done: what was erased without a note would be taken for a crime. */
  async function carryOut(who: Who, day: ServiceDay, erasings: readonly Erasing[], why: string): Promise<Answer<null>> {
    const after = noteOf(erasings)
    const noted = await note(who, { about: 'record', id: day, did: 'erased', before: null, after, why })
    if (noted.ok) book.write(erasings)
    return noted
  }

  return {
    kept(day, number) {
      const lines = linesOf(day, number)
      if (lines.length === 0) return null
      return {
        day,
        number: number.trim().toUpperCase(),
        records: lines.map(({ text }) => {
          const { seq, at, event, erased = false } = JSON.parse(text) as JournalRecord & { erased?: boolean }
          const bare = withoutPerson(event)
          const told = bare === null ? [] : differences(event, bare)
          const person =
            told.length === 0 ? null : Object.fromEntries(told.map(({ path, before }) => [path.slice(1), before]))
          return { seq, at, type: event.type, erased, person, event: event as object }
        }),
      }
    },
    async erase({ day, number, why }, who) {
      if (day >= parts.today()) return problem('erase-not-today')
      const lines = linesOf(day, number)
      if (lines.length === 0) return problem('not-found')
      const erasings = lines.flatMap((line) => erasingOf(line) ?? [])
      if (erasings.length === 0) return { ok: true, value: { records: 0 } }
      const done = await carryOut(who, day, erasings, why)
      if (!done.ok) return done
      parts.onErased(day)
      return { ok: true, value: { records: erasings.length } }
    },
    async eraseOld(months) {
      if (months === null) return 0
      const until = monthsBefore(parts.today(), months)
      const doneUntil = book.agedUntil()
      let records = 0
      let days = 0
      for (const { day } of await parts.days()) {
        if (day >= until || days >= MOST_DAYS_AT_ONCE) break
        if (day <= doneUntil) continue
        const erasings = book.linesOn(day).flatMap((line) => erasingOf(line) ?? [])
        if (erasings.length === 0) continue
        days++
        const done = await carryOut(HUB, day, erasings, BY_AGE)
        if (!done.ok) break
        parts.onErased(day)
        records += erasings.length
      }
      return records
    },
    makeGood: () => makeGood(book),
  }
}

/** The same day so many months before; of a month too short for it, the last. */
export function monthsBefore(day: ServiceDay, months: number): ServiceDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
  const last = dayAfter(new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10), -1)
  const wished = dayAfter(first, date - 1)
  return wished < last ? wished : last
}

import type { KeptOfTicket } from '#core/contract/erasing.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { BY_AGE, withoutPerson } from '#core/domain/erasing.ts'
import type { Event, ServiceDay } from '#core/domain/events.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import type { TicketId } from '#core/domain/ticket.ts'
import { isOfAnswer } from '#core/domain/told-answers.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { JournalRecord } from '../journal/journal.ts'
import { differences } from '../settings/differences.ts'
import { type ErasedBook, type Erasing, erasingOf, type KeptLine, makeGood, noteOf } from './erase.ts'

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
  days: () => Promise<readonly { readonly seq: number; readonly day: ServiceDay }[]>
  today: () => ServiceDay
  note: NoteAct
  /** Told when a past day's records are no longer what they were: what was made from them is made anew. */
  onErased: (day: ServiceDay) => void
}): Eraser {
  const { book, note } = parts
  // Old days nothing had to be erased of, by the record they begin with: not read again until the next start.
  const bare = new Map<ServiceDay, number>()

  function find(day: ServiceDay, number: string): { ticket: TicketId; lines: KeptLine[] } | null {
    for (const { text } of book.linesOn(day)) {
      const { event } = JSON.parse(text) as JournalRecord
      if (event.type === 'TicketIssued' && event.number === number.trim().toUpperCase())
        return { ticket: event.ticket, lines: book.linesOf(day, event.ticket) }
    }
    return null
  }

  /** First noted, then done: what was erased without a note would be taken for a crime. */
  async function carryOut(who: Who, day: ServiceDay, erasings: readonly Erasing[], why: string): Promise<Answer<null>> {
    const after = noteOf(erasings)
    const noted = await note(who, { about: 'record', id: day, did: 'erased', before: null, after, why })
    if (!noted.ok) return noted
    book.write(erasings)
    tellDays(erasings)
    return noted
  }

  /** Who was kept over night is told of by more days than the one that was asked for. */
  function tellDays(erased: readonly Pick<KeptLine, 'text'>[]): void {
    const days = new Set(erased.map(({ text }) => (JSON.parse(text) as JournalRecord).day))
    for (const day of days) parts.onErased(day)
  }

  return {
    kept(day, number) {
      const found = find(day, number)
      if (found === null) return null
      return {
        day,
        number: number.trim().toUpperCase(),
        answered: found.lines.some(isOfAnAnswer),
        records: found.lines
          .filter((line) => !isOfAnAnswer(line))
          .map(({ text }) => {
            const { seq, at, erased = false, ...record } = JSON.parse(text) as JournalRecord & { erased?: boolean }
            const event = aboutOne(record.event, found.ticket)
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
      const found = find(day, number)
      if (found === null) return problem('not-found')
      // Kept over night and still here: a day that runs is told from its records at every start.
      if (found.lines.some(({ seq }) => seq >= book.runningFrom())) return problem('erase-not-today')
      const erasings = found.lines.flatMap((line) => erasingOf(line) ?? [])
      // Of an answer it is noted even where nothing is to be erased: only a low one has reasons, and a note that is missing would tell.
      if (erasings.length === 0 && !found.lines.some(isOfAnAnswer)) return { ok: true, value: { records: 0 } }
      const done = await carryOut(who, day, erasings, why)
      if (!done.ok) return done
      return { ok: true, value: { records: erasings.filter((one) => !isOfAnAnswer(one)).length } }
    },
    async eraseOld(months) {
      if (months === null) return 0
      const until = monthsBefore(parts.today(), months)
      const agedAt = book.agedAt()
      // A clock that ran ahead leaves days out of their order, and a day that begins a second time.
      const begins = new Map((await parts.days()).map(({ day, seq }) => [day, seq]))
      let records = 0
      let days = 0
      for (const [day, seq] of [...begins].toSorted()) {
        if (day >= until || days >= MOST_DAYS_AT_ONCE) break
        if (bare.get(day) === seq || (agedAt.get(day) ?? 0) > seq) continue
        const erasings = book.linesOn(day).flatMap((line) => erasingOf(line) ?? [])
        if (erasings.length === 0) {
          bare.set(day, seq)
          continue
        }
        days++
        const done = await carryOut(HUB, day, erasings, BY_AGE)
        if (!done.ok) break
        records += erasings.length
      }
      return records
    },
    makeGood() {
      const erasings = makeGood(book)
      // What was erased just before the power went may not have been told.
      const today = book.runningFrom()
      const since = book.notes().filter(({ by }) => by >= today)
      tellDays([...erasings, ...book.linesAt(since.flatMap(({ seqs }) => seqs))])
      return erasings.length
    },
  }
}

function isOfAnAnswer({ text }: { readonly text: string }): boolean {
  return isOfAnswer((JSON.parse(text) as JournalRecord).event)
}

/** What a record says of one ticket: whoever was kept over night beside it is nobody's business. */
function aboutOne(event: Event, ticket: TicketId): Event {
  if (event.type !== 'DayOpened') return event
  const { book: _, papers: __, kept = [], ...rest } = event
  return { ...rest, kept: kept.filter(({ id }) => id === ticket) }
}

/** The same day so many months before; of a month too short for it, the last. */
export function monthsBefore(day: ServiceDay, months: number): ServiceDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
  const last = dayAfter(new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10), -1)
  const wished = dayAfter(first, date - 1)
  return wished < last ? wished : last
}

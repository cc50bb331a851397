import type { Happened, ServiceDay } from '#core/domain/events.ts'
import type { CounterId } from '#core/domain/office.ts'
import { instantOf } from '#core/domain/service-day.ts'
import type { Journal } from '../journal/journal.ts'

/** Who sat at a counter on a day, or in one half of it; null when nobody did, or more than one. */
export type WhoSat = (counter: CounterId, day: ServiceDay, part: DayPart | null) => Promise<string | null>
export type DayPart = 'morning' | 'afternoon'

interface Sitting {
  readonly counter: CounterId
  readonly staff: string
  readonly fromAt: number
  untilAt: number
}

interface SeenDay {
  /** The last record read of this day. */
  seq: number
  readonly sittings: Sitting[]
  /** Who is at each counter that is not closed, in a practice too. */
  readonly there: Map<CounterId, string>
  isPractice: boolean
}

const NOON = '12:00'
const DAYS_KEPT = 31

/**
 * Reads from the journal who sat where, so that nobody who types in slips has to say whom they are about. A day is read once,
 * today goes on from where it was read to.
 */
export function whoSat({ journal, timeZone }: { journal: Journal; timeZone: () => string }): WhoSat {
  const days = new Map<ServiceDay, SeenDay>()
  return async (counter, day, part) => {
    const seen = days.get(day) ?? { seq: 0, sittings: [], there: new Map(), isPractice: false }
    days.set(day, seen)
    if (days.size > DAYS_KEPT) days.delete([...days.keys()].sort()[0] ?? '')
    await readOn(journal, day, seen)
    const noonAt = instantOf(day, NOON, timeZone())
    const there = seen.sittings.filter(
      (one) =>
        one.counter === counter &&
        one.untilAt > one.fromAt &&
        (part === null || (part === 'morning' ? one.fromAt < noonAt : one.untilAt > noonAt)),
    )
    const staff = new Set(there.map((one) => one.staff))
    return staff.size === 1 ? ([...staff][0] ?? null) : null
  }
}

/** A day that was opened twice, because of a clock put right, is read in both its parts. */
async function readOn(journal: Journal, day: ServiceDay, seen: SeenDay): Promise<void> {
  const openings = await journal.days()
  for (const [i, opening] of openings.entries()) {
    if (opening.day !== day) continue
    const end = openings[i + 1]?.seq ?? Number.POSITIVE_INFINITY
    if (seen.seq + 1 >= end) continue
    for await (const { record } of journal.read(Math.max(opening.seq, seen.seq + 1))) {
      if (record.seq >= end) break
      see(seen, record)
    }
  }
}

/** What was practised is nobody's sitting: those under way end where a practice begins, and begin anew where it ends. */
function see(seen: SeenDay, { seq, at, event }: Happened): void {
  seen.seq = seq
  switch (event.type) {
    case 'DayOpened':
      seen.isPractice = false
      break
    case 'PracticeBegan':
      for (const counter of seen.there.keys()) end(seen, counter, at)
      seen.isPractice = true
      break
    case 'PracticeEnded':
      seen.isPractice = false
      for (const [counter, staff] of seen.there) begin(seen, counter, staff, at)
      break
    case 'CounterOpened':
      end(seen, event.counter, at)
      seen.there.set(event.counter, event.staff)
      if (!seen.isPractice) begin(seen, event.counter, event.staff, at)
      break
    case 'CounterClosed':
      end(seen, event.counter, at)
      seen.there.delete(event.counter)
  }
}

function begin({ sittings }: SeenDay, counter: CounterId, staff: string, at: number): void {
  sittings.push({ counter, staff, fromAt: at, untilAt: Number.POSITIVE_INFINITY })
}

function end({ sittings }: SeenDay, counter: CounterId, at: number): void {
  for (const one of sittings) {
    if (one.counter === counter && one.untilAt === Number.POSITIVE_INFINITY) one.untilAt = at
  }
}

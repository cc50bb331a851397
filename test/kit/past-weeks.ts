import { serviceDayOf } from '#core/domain/service-day.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { furnishWithoutLimits } from './hub.ts'
import { recordsOf } from './journal-of.ts'
import { testOffice } from './no-limits.ts'
import { Hall, HOUR, MINUTE } from './trade.ts'

/**
 * Lives some working days before a hub opens on the folder, the last of them yesterday or before: people who come in a morning crowd and
 * an afternoon one, three counters, a lunch, answers at the terminals. The same numbers give the same days.
 */
export async function livePastWeeks(
  folder: string,
  { days, people, now = Date.now() }: { days: number; people: number; now?: number },
): Promise<void> {
  await furnishWithoutLimits(folder)
  const journal = sqliteJournal(openDatabase(folder))
  const hall = new Hall(testOffice)
  const today = serviceDayOf(now, testOffice)
  const first = Date.parse(`${today}T07:30:00+07:00`) - 24 * HOUR * Math.ceil((days / 5) * 7 + 1)
  for (let at = first, lived = 0; lived < days && serviceDayOf(at, testOffice) < today; at += 24 * HOUR) {
    if ([0, 6].includes(new Date(at + 7 * HOUR).getUTCDay())) continue
    liveDay(hall, at, people + ((lived * 7) % 11))
    lived++
  }
  // Its night is over too: the last day has ended.
  hall.at += 14 * HOUR
  hall.try({ type: 'KeepTime' })
  await journal.append(recordsOf(hall.happened), [])
  await journal.close()
}

const COUNTERS = [
  ['quay-1', 'an'],
  ['quay-2', 'binh'],
  ['quay-5', 'chi'],
] as const

function liveDay(hall: Hall, startAt: number, people: number): void {
  hall.at = startAt
  hall.try({ type: 'KeepTime' })
  const freeAt = new Map<string, number>()
  for (let minute = 0, came = 0; minute < 9 * 60; minute++) {
    hall.at = startAt + minute * MINUTE
    const isLunch = minute >= 4 * 60 && minute < 6 * 60
    for (const [i, [counter, staff]] of COUNTERS.entries()) {
      if (minute === i * 10 || minute === 6 * 60)
        hall.try({ type: 'OpenCounter', counter, staff, staffName: `Cán bộ ${staff}`, takeOver: true })
      if (isLunch || minute >= 8.5 * 60) continue
      if ((freeAt.get(counter) ?? 0) > hall.at) continue
      const before = heldAt(hall, counter)
      hall.try({ type: 'CallNext', counter })
      if (before !== null) answer(hall, before, counter)
      // Every officer has a pace, and every fifth case is long.
      freeAt.set(counter, hall.at + (4 + i + ((came + minute) % 5 === 0 ? 9 : 0)) * MINUTE)
    }
    // A crowd in the morning, a smaller one after lunch.
    const share = minute < 150 ? 0.55 * (minute / 150) : isLunch || minute > 480 ? 0 : 0.55 + (minute / 480) * 0.45
    const wanted = isLunch ? came : Math.max(came, Math.floor(people * share))
    for (; came < Math.min(wanted, people); came++) issue(hall, came)
    if (minute === 8.5 * 60) for (const [counter] of COUNTERS) finishAt(hall, counter)
  }
}

function issue(hall: Hall, n: number): void {
  const service = ['ho-tich', 'chung-thuc', 'chung-thuc', 'tra-ket-qua', 'cu-tru'][n % 5] ?? 'chung-thuc'
  const ticket = `${hall.queue.day}-${n}-${service}`
  const priority = n % 9 === 0 ? 'cao-tuoi' : 'ordinary'
  hall.try({
    type: 'IssueTicket',
    ticket,
    service,
    class: priority,
    origin: 'kiosk',
    device: 'kiosk-1',
    procedure: null,
  })
}

function heldAt(hall: Hall, counter: string): string | null {
  const state = hall.queue.counters.get(counter)
  return state?.state === 'open' ? state.holding : null
}

/** By telephone, whoever was served. At the second counter people think that they waited too long. */
function answer(hall: Hall, ticket: string, counter: string): void {
  const [level, reasons] = counter === 'quay-2' ? ['chua-hai-long', ['thoi-gian']] : ['hai-long', []]
  hall.try({ type: 'RateTicket', ticket, counter: null, level, reasons })
}

function finishAt(hall: Hall, counter: string): void {
  const ticket = heldAt(hall, counter)
  if (!ticket) return
  hall.try({ type: 'FinishService', counter, ticket })
  answer(hall, ticket, counter)
}

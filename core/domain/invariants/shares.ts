import type { CounterId } from '../office.ts'
import { type Competition, competitionOf, isSent, lineOf } from './competition.ts'
import type { Check, Watch } from './names.ts'

/** Calls of each line of a counter since all of these lines have people waiting there. */
interface Race {
  readonly lines: readonly string[]
  readonly calls: Map<string, number>
}

/**
 * A counter that serves by shares keeps them: while two lines both have people ready, the calls of each, divided by its share,
 * are never further apart than one call of the one and one of the other.
 */
export function watchShares(): Watch {
  let races = new Map<CounterId, Race>()

  return ({ at, event }, hall, check) => {
    if (event.type === 'DayOpened' || event.type === 'OfficeChanged') races = new Map()
    if (event.type !== 'TicketCalled' || event.why.how !== 'in-order') return
    const called = hall.tickets.get(event.ticket)
    const about = called && !called.practice ? competitionOf(hall, event.counter, called, at) : null
    if (about?.counter.serves !== 'shares' || !called || about.byLane || called.first || isSent(called)) return
    const lines = [...new Set([called, ...about.round].filter((one) => !isSent(one)).map(lineOf))].sort()
    const isRace = lines.length > 1
    check('shares', !isRace || event.why.because === 'share', `${called.number} is called by ${event.why.because}`)
    const race = races.get(event.counter)
    const goesOn = race?.lines.join() === lines.join() ? race : { lines, calls: new Map<string, number>() }
    if (isRace) goesOn.calls.set(lineOf(called), (goesOn.calls.get(lineOf(called)) ?? 0) + 1)
    races.set(event.counter, goesOn)
    if (isRace) evenly(about, goesOn, check)
  }
}

function evenly({ counter, called }: Competition, { lines, calls }: Race, check: Check): void {
  const shareOf = (line: string) => counter.shares.find(({ service }) => service === line)?.share ?? 1
  for (const a of lines)
    for (const b of lines) {
      if (a >= b) continue
      const apart = Math.abs((calls.get(a) ?? 0) / shareOf(a) - (calls.get(b) ?? 0) / shareOf(b))
      const most = 1 / shareOf(a) + 1 / shareOf(b)
      const what = `${called.number}: ${calls.get(a) ?? 0} of ${a} and ${calls.get(b) ?? 0} of ${b}`
      check('shares', apart <= most + 1e-9, what)
    }
}

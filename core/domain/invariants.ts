import type { Happened } from './events.ts'
import { evolve } from './evolve.ts'
import { watchAppointments } from './invariants/appointments.ts'
import { watchAutomatic } from './invariants/automatic.ts'
import { watchDays, watchPractice, watchTime } from './invariants/days.ts'
import { watchLimits } from './invariants/limits.ts'
import { watchMachines } from './invariants/machines.ts'
import { watchMoves } from './invariants/moves.ts'
import { type Check, INVARIANTS, type Invariant, type Watch } from './invariants/names.ts'
import { watchNotices } from './invariants/notices.ts'
import { watchNumbers } from './invariants/numbers.ts'
import { watchOrder } from './invariants/order.ts'
import { watchOvertaking } from './invariants/overtaking.ts'
import { SeenHall } from './invariants/seen-hall.ts'
import { watchShares } from './invariants/shares.ts'
import { emptyQueue, isConserved, type Queue } from './queue.ts'
import { STATE_NAMES } from './ticket.ts'

export { INVARIANTS, type Invariant } from './invariants/names.ts'

/**
 * Reads a history as a stranger would and says where the promises of the hall were broken.
 *
 *     record ──▶ each watch looks at it, beside the hall as it was ──▶ the small hall believes it ──▶ so does `evolve`,
 *                                                                      and the two must agree (I24)
 *
 * A history starts at the opening of a day.
 */
export function checkHistory(history: Iterable<Happened>): Checked {
  const counts = Object.fromEntries(Object.keys(INVARIANTS).map((name) => [name, 0])) as Record<Invariant, number>
  const violations: Violation[] = []
  const watches: readonly Watch[] = [
    watchTime(),
    watchNumbers(),
    watchMoves,
    watchLimits(),
    watchMachines(),
    watchAppointments(),
    watchOrder(),
    watchOvertaking(),
    watchShares(),
    watchAutomatic(),
    watchDays(),
    watchPractice,
    watchNotices(),
  ]
  const hall = new SeenHall()
  const agreed = agreement()
  for (const happened of history) {
    const check: Check = (invariant, holds, what) => {
      counts[invariant]++
      if (!holds) violations.push({ invariant, seq: happened.seq, what })
    }
    for (const watch of watches) watch(happened, hall, check)
    hall.apply(happened)
    agreed(happened, hall, check)
  }
  return { counts, violations }
}

/** What was looked at, and how often: a check that never had anything to look at proves nothing. */
export interface Checked {
  readonly counts: Readonly<Record<Invariant, number>>
  readonly violations: readonly Violation[]
}

export interface Violation {
  readonly invariant: Invariant
  readonly seq: number
  readonly what: string
}

/** The rules' own picture after each record, against the stranger's (I24). */
function agreement(): Watch {
  let queue: Queue | null = null
  return (happened, hall, check) => {
    const { event } = happened
    if (queue === null && event.type === 'DayOpened') queue = emptyQueue(event.office)
    if (queue === null) return
    try {
      queue = evolve(queue, happened)
    } catch (error) {
      // A history about a ticket nobody took cannot be folded; the watch over moves has named it.
      check('legal-moves', false, error instanceof Error ? error.message : String(error))
      return
    }
    const { tally, tickets } = hall
    const sum = STATE_NAMES.reduce((all, name) => all + tally[name], 0)
    const isAllThere = tally.issued === sum && tally.issued === tickets.size && isConserved(queue)
    check('conserved', isAllThere, `${tally.issued} issued, ${sum} in all states, ${tickets.size} tickets`)
    const differing = STATE_NAMES.filter((name) => queue?.counts[name] !== tally[name])
    check('conserved', differing.length === 0, `the queue counts ${differing.join(', ')} differently`)
    if (event.type === 'DayClosed') check('conserved', isSame(queue, hall), 'a ticket stands elsewhere in the queue')
  }
}

function isSame(queue: Queue, { tickets }: SeenHall): boolean {
  return [...tickets.values()].every((seen) => {
    const ticket = queue.tickets.get(seen.id)
    return ticket?.state === seen.state && ticket.service === seen.service && ticket.class === seen.class
  })
}

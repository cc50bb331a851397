import { headStartOf } from '../office.ts'
import type { TicketId } from '../ticket.ts'
import { byClaim, type Competition, competitionOf, isOrdinary, lineOf, rankOf } from './competition.ts'
import type { Check, Watch } from './names.ts'
import type { Seen } from './seen-hall.ts'

/** What one ticket has lived through since it stands where it stands. */
interface Wait {
  /** Who came later, is of its own line, and was called before it. */
  overtaken: number
  /** Ordinary people of its line called before it. */
  ordinaryBefore: number
}

/**
 * Nobody is overtaken beyond the bound of the policy, told ticket by ticket (I8):
 *
 *     head-start   only by those whose claim is at most their head start later
 *     ratio        an ordinary ticket with n ordinary calls of its line before its own: at most (n + 1) × inARow times;
 *                  when its turn has come it may go before priority that came earlier
 *     strict       only by a higher rank; there is no bound in number
 *
 * What the office or its staff set beside the policy is not overtaking: a pick with its reason, who came back to the front,
 * the session before the break, a fast lane, and whoever was sent to the counter.
 */
export function watchOvertaking(): Watch {
  let waits = new Map<TicketId, Wait>()

  return ({ at, event }, hall, check) => {
    if (event.type === 'DayOpened' || event.type === 'OfficeChanged') waits = new Map()
    if (event.type !== 'TicketCalled') {
      // Whoever is moved, held off or changed begins to count anew.
      if ('ticket' in event && event.ticket !== null && !event.type.startsWith('Slip')) waits.delete(event.ticket)
      return
    }
    const called = hall.tickets.get(event.ticket)
    if (!called || called.practice) return
    const about = event.why.how === 'in-order' ? competitionOf(hall, event.counter, called, at) : null
    if (about && !about.byLane && !called.first) {
      const passed = about.pool.filter((one) => lineOf(one) === lineOf(called) && byClaim(one, called) < 0)
      for (const one of passed) overtake(about, one, waits, check)
    }
    waits.delete(called.id)
    if (isOrdinary(called))
      for (const one of hall.waiting()) if (isBehind(one, called)) waitOf(waits, one).ordinaryBefore++
  }
}

function overtake({ office, called }: Competition, one: Seen, waits: Map<TicketId, Wait>, check: Check): void {
  const bounded = (holds: boolean, what: string) =>
    check('bounded-overtaking', holds, `${called.number} overtakes ${one.number} ${what}`)
  const { order } = office
  switch (order.policy) {
    case 'head-start':
      bounded(
        called.claimAt - one.claimAt <= headStartOf(office, called.class),
        `though it came ${called.claimAt - one.claimAt} ms later`,
      )
      break
    case 'strict':
      bounded(rankOf(office, called) > rankOf(office, one), 'without a higher rank')
      break
    case 'ratio': {
      bounded(isOrdinary(called) !== isOrdinary(one), 'of the same kind')
      if (!isOrdinary(one)) break
      const wait = waitOf(waits, one)
      wait.overtaken++
      const most = (wait.ordinaryBefore + 1) * order.inARow
      bounded(wait.overtaken <= most, `for the ${wait.overtaken}. time, at most ${most}`)
      break
    }
    default:
      order satisfies never
  }
}

function isBehind(one: Seen, called: Seen): boolean {
  return one !== called && lineOf(one) === lineOf(called)
}

function waitOf(waits: Map<TicketId, Wait>, { id }: Seen): Wait {
  const known = waits.get(id) ?? { overtaken: 0, ordinaryBefore: 0 }
  waits.set(id, known)
  return known
}

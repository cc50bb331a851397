import type { WhyCalled } from '../events.ts'
import { headStartOf } from '../office.ts'
import {
  byClaim,
  byPolicy,
  type Competition,
  competitionOf,
  isOfLane,
  isOrdinary,
  isReady,
  isSent,
  lineOf,
  roundOf,
} from './competition.ts'
import type { Check, Watch } from './names.ts'
import { belongsTo, type Seen } from './seen-hall.ts'

type InOrder = Extract<WhyCalled, { how: 'in-order' }>

/**
 * Every call in order is the one the rules name (I7): asked the other way round as the rules themselves do it. They look for
 * the best; here everyone else who waits is asked whether the rules put them before the one who was called.
 */
export function watchOrder(): Watch {
  /** Priority calls in a row before the ordinary people of each line. */
  let inARow = new Map<string, number>()

  return ({ at, event }, hall, check) => {
    if (event.type === 'DayOpened') inARow = new Map()
    if (event.type !== 'TicketCalled') return
    const called = hall.tickets.get(event.ticket)
    if (!called) return
    const about = event.why.how === 'in-order' ? competitionOf(hall, event.counter, called, at) : null
    if (event.why.how === 'in-order') {
      check('in-order', belongsTo(hall, event.counter, called), `${called.number} does not belong to ${event.counter}`)
      check('in-order', isReady(called, at), `${called.number} is held off, and called nevertheless`)
    }
    if (about && event.why.how === 'in-order') {
      check('in-order', mayCall(about), `${called.number} is called by a fast lane that helps nobody else`)
      firstCome(about, check)
      for (const one of about.others) {
        const why = whyBefore(about, one, inARow)
        check('in-order', why === null, `${called.number} is called before ${one.number}, ${why}`)
      }
      ordinaryTurn(about, inARow, check)
      trueReason(about, event.why, inARow, check)
    }
    if (!called.practice) count(about, called, inARow)
  }
}

function mayCall({ counter, byLane }: Competition): boolean {
  return counter.fastLane === null || byLane || counter.fastLane.helpsOthers
}

function firstCome({ office, called, others }: Competition, check: Check): void {
  const earlier = others.find(
    (one) =>
      one.class === called.class &&
      lineOf(one) === lineOf(called) &&
      roundOf(office, one) === roundOf(office, called) &&
      byClaim(one, called) < 0,
  )
  check(
    'first-come',
    !earlier,
    `${called.number} is called before ${earlier?.number} of the same class, who came first`,
  )
}

/** Why this one should have been called instead, or null. */
function whyBefore(about: Competition, one: Seen, inARow: ReadonlyMap<string, number>): string | null {
  const { office, counter, called, byLane } = about
  if (isOfLane(counter, one) !== byLane) return byLane ? null : 'who is of the fast lane'
  const rounds = roundOf(office, one) - roundOf(office, called)
  if (rounds !== 0) return rounds < 0 ? 'who came back first or is of the session before' : null
  if (!about.pool.includes(one)) {
    if (isSent(called)) return null
    if (isSent(one)) return 'who was sent here'
    const isPreferred = counter.services.indexOf(one.service) < counter.services.indexOf(called.service)
    return counter.serves === 'preference' && isPreferred ? 'whose service this counter prefers' : null
  }
  if (office.order.policy !== 'ratio' || called.first) {
    return byPolicy(office, one, called) < 0 ? 'who had the better claim' : null
  }
  return whyBeforeByRatio(about, one, inARow, office.order.inARow)
}

function whyBeforeByRatio(
  { called, pool }: Competition,
  one: Seen,
  inARow: ReadonlyMap<string, number>,
  limit: number,
): string | null {
  const isDue = (ticket: Seen) => isOrdinary(ticket) && (inARow.get(lineOf(ticket)) ?? 0) >= limit
  const isEarlier = byClaim(one, called) < 0
  const isAmongPriority = pool.some((other) => !isOrdinary(other))
  if (!isOrdinary(called)) {
    if (isDue(one)) return 'who had waited through as many priority calls as may be'
    return !isOrdinary(one) && isEarlier ? 'who came first' : null
  }
  if (!isAmongPriority) return isEarlier ? 'who came first' : null
  return isDue(one) && isEarlier ? 'whose turn it was' : null
}

/** Under the policy ratio an ordinary number goes before priority only when its turn has come. */
function ordinaryTurn({ office, called, pool }: Competition, inARow: ReadonlyMap<string, number>, check: Check): void {
  if (office.order.policy !== 'ratio' || called.first || !isOrdinary(called)) return
  if (!pool.some((one) => !isOrdinary(one))) return
  const run = inARow.get(lineOf(called)) ?? 0
  check('in-order', run >= office.order.inARow, `${called.number} goes before priority after ${run} in a row`)
}

function count(about: Competition | null, called: Seen, inARow: Map<string, number>): void {
  if (isOrdinary(called)) inARow.set(lineOf(called), 0)
  else if (about && !called.first) {
    const lines = new Set(about.pool.filter(isOrdinary).map(lineOf))
    for (const line of lines) inARow.set(line, (inARow.get(line) ?? 0) + 1)
  }
}

function trueReason(about: Competition, why: InOrder, inARow: ReadonlyMap<string, number>, check: Check): void {
  const { office, called, others } = about
  const told = (holds: boolean, what: string) => check('true-reason', holds, `${called.number} is told ${what}`)
  const { policy } = office.order
  told(why.claimAt === called.claimAt, 'another claim than it has')
  told(why.headStartMs === (policy === 'head-start' ? headStartOf(office, called.class) : 0), 'a wrong head start')
  told(why.overtaken === others.filter((one) => byClaim(one, called) < 0).length, `it overtook ${why.overtaken}`)
  told((why.policy ?? 'head-start') === policy, `the policy ${why.policy}`)
  if (why.because !== undefined) told(isTrue(about, why.because, inARow), `because of ${why.because}`)
}

/** Does what is said to have decided stand in the hall as it was? */
function isTrue(about: Competition, because: NonNullable<InOrder['because']>, inARow: ReadonlyMap<string, number>) {
  const { office, counter, called, others, round, pool, byLane } = about
  const { order } = office
  const waitsEarlier = others.some((one) => byClaim(one, called) < 0)
  switch (because) {
    case 'claim':
      return order.policy === 'ratio' || pool.every((one) => byPolicy(office, called, one) < 0)
    case 'rank':
      return order.policy === 'strict' && waitsEarlier
    case 'priority-turn':
      return order.policy === 'ratio' && !isOrdinary(called) && pool.some((one) => byClaim(one, called) < 0)
    case 'ordinary-turn':
      return order.policy === 'ratio' && isOrdinary(called) && (inARow.get(lineOf(called)) ?? 0) >= order.inARow
    case 'came-back-first':
      return called.first && !called.putFirst
    case 'put-first':
      return called.first && called.putFirst
    case 'session-before':
      return others.some((one) => roundOf(office, one) > roundOf(office, called))
    case 'sent-here':
      return isSent(called)
    case 'fast-lane':
      return byLane && !isSent(called)
    case 'preference':
      return counter.serves === 'preference' && round.some((one) => lineOf(one) !== lineOf(called))
    case 'share':
      return counter.serves === 'shares' && round.some((one) => lineOf(one) !== lineOf(called))
    default:
      return because satisfies never
  }
}

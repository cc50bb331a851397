import {
  type Choice,
  countInARow,
  type InARow,
  inTurn,
  isReady,
  type Line,
  ordinaryWaitIn,
  roundsOf,
  toldBy,
} from './calling-policy.ts'
import type { WhyCalled } from './events.ts'
import { type Counter, type CounterId, counterOf, headStartOf } from './office.ts'
import { counterLine, counterState, lineOf, type Queue, servicesAt, staffLine } from './queue.ts'
import type { Ticket } from './ticket.ts'

export { type Choice, isReady } from './calling-policy.ts'

/**
 * Whom a counter calls next.
 *
 *     everyone in its lines ──▶ held off? not there yet
 *            │
 *            ├─ a fast lane: its classes and those sent here, then the others if it helps them
 *            ▼
 *     came back first ──▶ the session before the break ──▶ the session now
 *            │
 *            ├─ together: all its lines compete, the policy decides (calling-policy.ts)
 *            ├─ preference: sent here, then the first line where anybody waits; the policy decides within it
 *            └─ shares: sent here, then the line whose turn it is; the policy decides within it
 */
export function firstFor(queue: Queue, counter: CounterId, at: number): Choice | null {
  const lines = readyFor(queue, counter, at)
  for (const choice of callsOf(queue, counter, lines)) {
    return { ...choice, because: toldBy(queue.office, lines, choice) }
  }
  return null
}

/** Everyone this counter may call, in the order it would call them if nobody else came; the held off at the end. */
export function waitingFor(queue: Queue, counter: CounterId, at: number): Ticket[] {
  const ready = [...callsOf(queue, counter, readyFor(queue, counter, at))].map(({ ticket }) => ticket)
  const held = linesFor(queue, counter)
    .flatMap(([, line]) => line.filter((ticket) => !isReady(ticket, at) && mayCall(queue, counter, ticket)))
    .sort((a, b) => (a.notBeforeAt ?? 0) - (b.notBeforeAt ?? 0))
  return [...ready, ...held]
}

/** How many are called before this one in its own line. Tickets of other services never move it. */
export function aheadOf(queue: Queue, ticket: Ticket): number {
  if (ticket.state !== 'waiting') return 0
  const name = lineOf(ticket)
  const line = queue.lines.get(name) ?? []
  if (queue.office.order.policy !== 'ratio') {
    // From the end: whoever asks has mostly just come.
    return line.findLastIndex((one) => one.id === ticket.id)
  }
  let ahead = 0
  for (const next of inTurn(queue.office, [[name, line]], { ...queue.inARow })) {
    if (next.ticket.id === ticket.id) return ahead
    ahead++
  }
  return ahead
}

/** The reason kept with a call: the rule that decided, the claim, and how many who came earlier still wait there. */
export function whyInOrder(
  queue: Queue,
  counter: CounterId,
  { ticket, because }: Choice,
  at: number,
): Extract<WhyCalled, { how: 'in-order' }> {
  const { policy } = queue.office.order
  return {
    how: 'in-order',
    claimAt: ticket.claimAt,
    headStartMs: policy === 'head-start' ? headStartOf(queue.office, ticket.class) : 0,
    overtaken: overtakenBy(queue, counter, ticket, at),
    policy,
    because,
  }
}

export function whyPicked(queue: Queue, counter: CounterId, ticket: Ticket, reason: string, at: number): WhyCalled {
  return { how: 'picked', reason, overtaken: overtakenBy(queue, counter, ticket, at) }
}

function overtakenBy(queue: Queue, counter: CounterId, ticket: Ticket, at: number): number {
  const isEarlier = (one: Ticket) => (one.claimAt - ticket.claimAt || one.order - ticket.order) < 0
  const others = readyFor(queue, counter, at).flatMap(([, line]) => line)
  return others.filter((one) => one.id !== ticket.id && isEarlier(one)).length
}

/**
 * What the policy must remember of a call: priority calls in a row before each line, and whose share was used. Whoever is
 * picked by hand counts in no row: that is told in the day's report.
 */
export function afterCall(queue: Queue, ticket: Ticket, counter: CounterId, why: WhyCalled, at: number): Queue {
  // A practice uses up nobody's turn.
  if (ticket.practice) return queue
  const pool = why.how === 'in-order' ? poolOf(queue, counter, ticket, at) : []
  const inARow = { ...queue.inARow }
  countInARow(inARow, ticket, ordinaryWaitIn(queue.office, pool, ticket))
  if (why.how !== 'in-order' || why.because !== 'share') return { ...queue, inARow }
  return { ...queue, inARow, turns: afterShare(queue, counter, lineOf(ticket)) }
}

/** The people who competed for one call: those of the fast lane, all lines together, or only the line whose turn it is. */
function poolOf(queue: Queue, id: CounterId, ticket: Ticket, at: number): Line[] {
  const own = lineOf(ticket)
  const lines = readyFor(queue, id, at)
  const counter = counterOf(queue.office, id)
  if (counter?.fastLane && isOfLane(counter, ticket)) return only(lines, (one) => isOfLane(counter, one))
  if (!counter || counter.serves === 'together') return lines
  const isSentLine = ([name]: Line) => !counter.services.includes(name)
  return counter.services.includes(own) ? lines.filter(([name]) => name === own) : lines.filter(isSentLine)
}

/** One counter's calls to come, from these lines. */
function* callsOf(queue: Queue, id: CounterId, lines: readonly Line[]): Generator<Choice> {
  const counter = counterOf(queue.office, id)
  if (!counter) return
  if (counter.fastLane === null) return yield* byTheWayItServes(queue, counter, lines)
  const inARow = { ...queue.inARow }
  const lane = only(lines, (ticket) => isOfLane(counter, ticket))
  for (const { ticket } of inTurn(queue.office, lane, inARow))
    yield { ticket, because: isSent(ticket) ? 'sent-here' : 'fast-lane' }
  if (!counter.fastLane.helpsOthers) return
  yield* byTheWayItServes(
    queue,
    counter,
    only(lines, (ticket) => !isOfLane(counter, ticket)),
  )
}

function isOfLane({ fastLane }: Counter, ticket: Ticket): boolean {
  return isSent(ticket) || (fastLane?.classes.includes(ticket.class) ?? false)
}

function mayCall(queue: Queue, id: CounterId, ticket: Ticket): boolean {
  const counter = counterOf(queue.office, id)
  if (!counter) return false
  return counter.fastLane === null || counter.fastLane.helpsOthers || isOfLane(counter, ticket)
}

function* byTheWayItServes(queue: Queue, counter: Counter, lines: readonly Line[]): Generator<Choice> {
  const inARow = { ...queue.inARow }
  if (counter.serves === 'together') return yield* inTurn(queue.office, lines, inARow)
  const turns = { ...queue.turns[counter.id] }
  for (const round of roundsOf(queue.office, lines)) {
    const isFront = round.some(([, [ticket]]) => ticket?.first)
    if (isFront) {
      yield* inTurn(queue.office, round, inARow)
      continue
    }
    const isOfService = ([name]: Line) => counter.services.includes(name)
    const sent = round.filter((line) => !isOfService(line))
    for (const { ticket } of inTurn(queue.office, sent, inARow)) yield { ticket, because: 'sent-here' }
    const own = round.filter(isOfService)
    if (counter.serves === 'shares') yield* byShares(queue, counter, own, { inARow, turns })
    else yield* byPreference(queue, own, inARow)
  }
}

function* byPreference(queue: Queue, own: readonly Line[], inARow: InARow): Generator<Choice> {
  for (const [rank, line] of own.entries()) {
    const [bestOfAll] = inTurn(queue.office, own.slice(rank), { ...inARow })
    for (const choice of inTurn(queue.office, [line], inARow))
      yield choice.ticket === bestOfAll?.ticket ? choice : { ...choice, because: 'preference' }
  }
}

/** How far a counter has come with each of its lines. */
type Turns = Record<string, number>

/**
 * Every line gets its share of a counter's calls: each call moves its line on by 1 ÷ share, and the line that has come
 * least far is next (stride scheduling, Waldspurger 1995). A line that was empty starts where the others stand now, so
 * nobody saves up turns.
 */
function* byShares(
  queue: Queue,
  counter: Counter,
  lines: readonly Line[],
  { inARow, turns }: { inARow: InARow; turns: Turns },
): Generator<Choice> {
  const left = new Map(lines.map((line) => [line[0], inTurn(queue.office, [line], inARow)]))
  const heads = new Map<string, Choice>()
  for (const [name, choices] of left) takeHead(heads, name, choices)
  while (heads.size > 0) {
    const name = [...heads.keys()].reduce((a, b) => (comeTo(turns, b) < comeTo(turns, a) ? b : a))
    const { ticket, because } = heads.get(name)!
    yield { ticket, because: heads.size > 1 ? 'share' : because }
    if (heads.size > 1) stepOn(turns, name, shareOf(counter, name))
    takeHead(heads, name, left.get(name)!)
  }
}

function takeHead(heads: Map<string, Choice>, name: string, choices: Generator<Choice>): void {
  const next = choices.next()
  if (next.done) heads.delete(name)
  else heads.set(name, next.value)
}

// Under this name stands how far the counter as a whole has come.
const NOW = ''

function comeTo(turns: Readonly<Turns>, name: string): number {
  return Math.max(turns[name] ?? 0, turns[NOW] ?? 0)
}

function stepOn(turns: Turns, name: string, share: number): void {
  const from = comeTo(turns, name)
  turns[name] = from + 1 / share
  turns[NOW] = from
}

function shareOf(counter: Counter, service: string): number {
  return counter.shares.find((one) => one.service === service)?.share ?? 1
}

function afterShare(queue: Queue, id: CounterId, line: string): Queue['turns'] {
  const counter = counterOf(queue.office, id)
  if (!counter) return queue.turns
  const turns = { ...queue.turns[id] }
  stepOn(turns, line, shareOf(counter, line))
  return { ...queue.turns, [id]: turns }
}

function isSent(ticket: Ticket): boolean {
  return ticket.onlyCounter !== null || ticket.onlyStaff !== null
}

function only(lines: readonly Line[], which: (ticket: Ticket) => boolean): Line[] {
  return lines.map(([name, line]) => [name, line.filter(which)])
}

function readyFor(queue: Queue, counter: CounterId, at: number): Line[] {
  return only(linesFor(queue, counter), (ticket) => isReady(ticket, at))
}

/** The lines a counter calls from, by name: its services in its order, and those who were sent to it or to its officer. */
function linesFor(queue: Queue, counter: CounterId): Line[] {
  const state = counterState(queue, counter)
  const sent = state.state === 'closed' ? [counterLine(counter)] : [counterLine(counter), staffLine(state.staff)]
  return [...servicesAt(queue, counter), ...sent].map((name): Line => [name, queue.lines.get(name) ?? []])
}

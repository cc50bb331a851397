import type { Because, WhyCalled } from './events.ts'
import { type Counter, type CounterId, classOf, counterOf, headStartOf, type Office, ORDINARY } from './office.ts'
import { counterLine, counterState, lineOf, type Queue, servicesAt, staffLine } from './queue.ts'
import type { Ticket } from './ticket.ts'

/**
 * Whom to call next.
 *
 * Before every policy: whoever came back to the front (`first`), then the people of the session before the break
 * (`sitting`, where the office keeps the morning first). Among the others the office's policy decides.
 *
 * head-start: the oldest claim, a class counting as if it had come some minutes earlier.
 *
 *     ordinary   came 8:00 ────────● claim 8:00
 *     elderly    came 8:20 ──●─────┘ claim 7:50 (head start 30 min)      → the elder goes first
 *     elderly    came 8:35 ────────●─● claim 8:05                        → the ordinary ticket goes first
 *
 *   So a ticket can be overtaken only by those who came within one head start after it (I8), and nobody starves.
 *
 * ratio: priority first, but never more than `inARow` in a row while an ordinary ticket of the same line waits. With n
 *   ordinary people before it, a ticket is overtaken at most (n + 1) × inARow times (I8).
 *
 * strict: the higher rank first, always. Ordinary people can starve, and the settings page says so.
 *
 * Within a class and service all three are first come, first called (I7). Equal claims go in the order the hub wrote them
 * down. A ticket that is held off is not there until its time has come.
 */
export function inCallingOrder(office: Office): (a: Ticket, b: Ticket) => number {
  const bySitting = office.calendar.lunch === 'morning-first'
  const byPolicy = policyOrder(office)
  return (a, b) =>
    Number(b.first) - Number(a.first) || (bySitting ? a.sitting - b.sitting : 0) || byPolicy(a, b) || a.order - b.order
}

function policyOrder(office: Office): (a: Ticket, b: Ticket) => number {
  switch (office.order.policy) {
    case 'head-start':
      return (a, b) => a.claimAt - headStartOf(office, a.class) - (b.claimAt - headStartOf(office, b.class))
    case 'strict':
      return (a, b) => rankOf(office, b) - rankOf(office, a) || a.claimAt - b.claimAt
    case 'ratio':
      return (a, b) => a.claimAt - b.claimAt
    default:
      return office.order satisfies never
  }
}

function rankOf(office: Office, ticket: Pick<Ticket, 'class'>): number {
  return classOf(office, ticket.class)?.rank ?? 0
}

/** Who is called, and which rule decided it. */
export interface Choice {
  readonly ticket: Ticket
  readonly because: Because
}

/** The one this counter calls next, or null when nobody may be called now. */
export function firstFor(queue: Queue, counter: CounterId, at: number): Choice | null {
  for (const choice of callsOf(queue, counter, at)) return choice
  return null
}

/** Everyone this counter may call, in the order it would call them if nobody else came; the held off at the end. */
export function waitingFor(queue: Queue, counter: CounterId, at: number): Ticket[] {
  const ready = [...callsOf(queue, counter, at)].map(({ ticket }) => ticket)
  const held = linesFor(queue, counter)
    .flatMap(([, line]) => line.filter((ticket) => !isReady(ticket, at)))
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
  for (const next of inTurn(queue, [[name, line]])) {
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

/** What the policy must remember of a call: priority calls in a row before each line, and whose share was used. */
export function afterCall(queue: Queue, ticket: Ticket, counter: CounterId, why: WhyCalled, at: number): Queue {
  // A practice uses up nobody's turn.
  if (ticket.practice) return queue
  const own = lineOf(ticket)
  const inARow = { ...queue.inARow, ...(ticket.class === ORDINARY && { [own]: 0 }) }
  if (why.how !== 'in-order') return { ...queue, inARow }
  if (why.because === 'share') return { ...queue, inARow, turns: afterShare(queue, counter, own) }
  if (why.because !== 'priority-turn') return { ...queue, inARow }
  for (const [name, line] of poolOf(queue, counter, own)) {
    const isWaited = line.some((one) => one.id !== ticket.id && one.class === ORDINARY && isReady(one, at))
    if (isWaited) inARow[name] = (inARow[name] ?? 0) + 1
  }
  return { ...queue, inARow }
}

/** The lines whose people compete for one call of this counter: all of them together, or only the line whose turn it is. */
function poolOf(queue: Queue, counter: CounterId, own: string): Line[] {
  const lines = linesFor(queue, counter)
  return counterOf(queue.office, counter)?.serves === 'together' ? lines : lines.filter(([name]) => name === own)
}

type Line = readonly [name: string, tickets: readonly Ticket[]]

function* callsOf(queue: Queue, id: CounterId, at: number): Generator<Choice> {
  const counter = counterOf(queue.office, id)
  if (!counter) return
  const lines = linesFor(queue, id).map(([name, line]): Line => [name, line.filter((one) => isReady(one, at))])
  const { fastLane } = counter
  if (fastLane === null) return yield* byTheWayItServes(queue, counter, lines)
  const isOfLane = (ticket: Ticket) => fastLane.classes.includes(ticket.class) || isSent(ticket)
  const lane = lines.map(([name, line]): Line => [name, line.filter(isOfLane)])
  for (const { ticket } of inTurn(queue, lane)) yield { ticket, because: isSent(ticket) ? 'sent-here' : 'fast-lane' }
  if (!fastLane.helpsOthers) return
  const others = lines.map(([name, line]): Line => [name, line.filter((ticket) => !isOfLane(ticket))])
  yield* byTheWayItServes(queue, counter, others)
}

function* byTheWayItServes(queue: Queue, counter: Counter, lines: readonly Line[]): Generator<Choice> {
  if (counter.serves === 'together') return yield* inTurn(queue, lines)
  const isOfService = ([name]: Line) => counter.services.includes(name)
  const sent = lines.filter((line) => !isOfService(line))
  for (const { ticket } of inTurn(queue, sent)) yield { ticket, because: 'sent-here' }
  const own = lines.filter(isOfService)
  if (counter.serves === 'shares') return yield* byShares(queue, counter, own)
  for (const [rank, line] of own.entries()) {
    const isAlone = own.every(([, others], i) => i <= rank || others.length === 0)
    for (const choice of inTurn(queue, [line])) yield isAlone ? choice : { ...choice, because: 'preference' }
  }
}

/**
 * Every line gets its share of a counter's calls: each call moves its line on by 1 ÷ share, and the line that has come
 * least far is next (stride scheduling, Waldspurger 1995). A line that was empty starts where the others stand now, so
 * nobody saves up turns.
 */
function* byShares(queue: Queue, counter: Counter, lines: readonly Line[]): Generator<Choice> {
  const left = new Map(lines.map((line) => [line[0], inTurn(queue, [line])]))
  const heads = new Map<string, Choice>()
  for (const [name, turns] of left) takeHead(heads, name, turns)
  let turns = queue.turns[counter.id] ?? {}
  while (heads.size > 0) {
    const name = [...heads.keys()].reduce((a, b) => (comeTo(turns, b) < comeTo(turns, a) ? b : a))
    const { ticket, because } = heads.get(name)!
    yield { ticket, because: heads.size > 1 ? 'share' : because }
    turns = stepOn(turns, name, shareOf(counter, name))
    takeHead(heads, name, left.get(name)!)
  }
}

function takeHead(heads: Map<string, Choice>, name: string, turns: Generator<Choice>): void {
  const next = turns.next()
  if (next.done) heads.delete(name)
  else heads.set(name, next.value)
}

// Under this name stands how far the counter as a whole has come.
const NOW = ''

function comeTo(turns: Readonly<Record<string, number>>, name: string): number {
  return Math.max(turns[name] ?? 0, turns[NOW] ?? 0)
}

function stepOn(
  turns: Readonly<Record<string, number>>,
  name: string,
  share: number,
): Readonly<Record<string, number>> {
  const from = comeTo(turns, name)
  return { ...turns, [name]: from + 1 / share, [NOW]: from }
}

function shareOf(counter: Counter, service: string): number {
  return counter.shares.find((one) => one.service === service)?.share ?? 1
}

function afterShare(queue: Queue, id: CounterId, line: string): Queue['turns'] {
  const counter = counterOf(queue.office, id)
  if (!counter) return queue.turns
  return { ...queue.turns, [id]: stepOn(queue.turns[id] ?? {}, line, shareOf(counter, line)) }
}

/** The people of some lines, one after another, as the office's policy takes them. */
function* inTurn(queue: Queue, lines: readonly Line[]): Generator<Choice> {
  const { office } = queue
  const left = new Map(lines.map(([name, line]) => [name, [...line]]))
  const inARow: Record<string, number> = { ...queue.inARow }
  const before = inCallingOrder(office)
  let isFirst = true
  for (;;) {
    const heads = [...left.values()].flatMap((line) => line.slice(0, 1))
    if (heads.length === 0) return
    const best = heads.reduce((a, b) => (before(b, a) < 0 ? b : a))
    const choice = chosen(office, left, inARow, best)
    // Only the one who is called now is told why; whoever counts the others need not look at everybody again.
    yield isFirst ? { ...choice, because: told(office, left, choice) } : choice
    isFirst = false
    takeOut(left, choice.ticket)
    if (choice.ticket.class === ORDINARY) inARow[lineOf(choice.ticket)] = 0
    else if (choice.because === 'priority-turn')
      for (const [name, line] of left) if (line.some(isOrdinary)) inARow[name] = (inARow[name] ?? 0) + 1
  }
}

function takeOut(left: Map<string, Ticket[]>, ticket: Ticket): void {
  const line = left.get(lineOf(ticket)) ?? []
  line.splice(line.indexOf(ticket), 1)
}

function chosen(
  office: Office,
  left: ReadonlyMap<string, readonly Ticket[]>,
  inARow: Readonly<Record<string, number>>,
  best: Ticket,
): Choice {
  if (best.first) return { ticket: best, because: 'came-back-first' }
  if (office.order.policy === 'ratio') return byRatio(office, left, inARow, best, office.order.inARow)
  return { ticket: best, because: 'claim' }
}

/** What decided, when the claim alone did not: somebody waits who would have been called by it. */
function told(office: Office, left: ReadonlyMap<string, readonly Ticket[]>, { ticket, because }: Choice): Because {
  if (because !== 'claim') return because
  const byPolicy = policyOrder(office)
  const others = [...left.values()].flat()
  if (others.some((one) => one.sitting > ticket.sitting && byPolicy(one, ticket) < 0)) return 'session-before'
  const isEarlier = (one: Ticket) => (one.claimAt - ticket.claimAt || one.order - ticket.order) < 0
  return office.order.policy === 'strict' && others.some(isEarlier) ? 'rank' : because
}

function byRatio(
  office: Office,
  left: ReadonlyMap<string, readonly Ticket[]>,
  inARow: Readonly<Record<string, number>>,
  best: Ticket,
  limit: number,
): Choice {
  const before = inCallingOrder(office)
  const isNow = (one: Ticket) => office.calendar.lunch === 'by-claim' || one.sitting === best.sitting
  let priority: Ticket | null = null
  let ordinary: Ticket | null = null
  let due: Ticket | null = null
  for (const [name, line] of left) {
    const first = line.find((one) => isNow(one) && !isOrdinary(one))
    if (first && (priority === null || before(first, priority) < 0)) priority = first
    const waits = line.find((one) => isNow(one) && isOrdinary(one))
    if (!waits) continue
    if (ordinary === null || before(waits, ordinary) < 0) ordinary = waits
    if ((inARow[name] ?? 0) >= limit && (due === null || before(waits, due) < 0)) due = waits
  }
  if (due !== null && priority !== null) return { ticket: due, because: 'ordinary-turn' }
  if (priority !== null) return { ticket: priority, because: ordinary === null ? 'claim' : 'priority-turn' }
  return { ticket: best, because: 'claim' }
}

function isOrdinary(ticket: Ticket): boolean {
  return ticket.class === ORDINARY
}

function isSent(ticket: Ticket): boolean {
  return ticket.onlyCounter !== null || ticket.onlyStaff !== null
}

export function isReady(ticket: Ticket, at: number): boolean {
  return ticket.notBeforeAt === null || ticket.notBeforeAt <= at
}

function overtakenBy(queue: Queue, counter: CounterId, ticket: Ticket, at: number): number {
  let overtaken = 0
  for (const [, line] of linesFor(queue, counter))
    for (const one of line)
      if (one.id !== ticket.id && isReady(one, at) && (one.claimAt - ticket.claimAt || one.order - ticket.order) < 0)
        overtaken++
  return overtaken
}

/** The lines a counter calls from, by name: its services in its order, and those who were sent to it or to its officer. */
function linesFor(queue: Queue, counter: CounterId): Line[] {
  const state = counterState(queue, counter)
  const sent = state.state === 'closed' ? [counterLine(counter)] : [counterLine(counter), staffLine(state.staff)]
  return [...servicesAt(queue, counter), ...sent].map((name): Line => [name, queue.lines.get(name) ?? []])
}

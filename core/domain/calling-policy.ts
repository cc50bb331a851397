import type { Because } from './events.ts'
import { classOf, headStartOf, type Office, ORDINARY } from './office.ts'
import { lineOf } from './queue.ts'
import type { Ticket } from './ticket.ts'

/**
 * The office's policy: in what order people are called who compete for the same call.
 *
 * Before every policy: whoever came back to the front (`first`), then the people of the session before the break
 * (`sitting`, where the office keeps the morning first). Among the others the policy decides.
 *
 * head-start: the oldest claim, a class counting as if it had come some minutes earlier.
 *
 *     ordinary   came 8:00 ────────● claim 8:00
 *     elderly    came 8:20 ──●─────┘ claim 7:50 (head start 30 min)      → the elder goes first
 *     elderly    came 8:35 ────────●─● claim 8:05                        → the ordinary ticket goes first
 *
 *   So a ticket can be overtaken only by those who came within one head start after it (I8), and nobody starves.
 *
 * ratio: priority first, but never more than `inARow` in a row while an ordinary ticket of the same line and session is
 *   ready; then it is that ticket's turn, whoever of the priority came earlier. With n ordinary people called before it, a
 *   ticket is overtaken at most (n + 1) × inARow times in its line (I8).
 *
 * strict: the higher rank first, always. Ordinary people can starve, and the settings page says so.
 *
 * Within a class and service all three are first come, first called (I7). Equal claims go in the order the hub wrote them
 * down.
 */
export function inCallingOrder(office: Office): (a: Ticket, b: Ticket) => number {
  const bySitting = office.calendar.lunch === 'morning-first'
  const byClaim = claimOrder(office)
  return (a, b) =>
    Number(b.first) - Number(a.first) || (bySitting ? a.sitting - b.sitting : 0) || byClaim(a, b) || a.order - b.order
}

function claimOrder(office: Office): (a: Ticket, b: Ticket) => number {
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

/** Some people who wait in one line, in calling order. */
export type Line = readonly [name: string, tickets: readonly Ticket[]]

/** Priority calls in a row before the ordinary people of each line, counted on while the calls to come are thought out. */
export type InARow = Record<string, number>

/** The people of some lines, one after another, as the office takes them when they compete for the same calls. */
export function* inTurn(office: Office, lines: readonly Line[], inARow: InARow): Generator<Choice> {
  for (const round of roundsOf(office, lines)) yield* byPolicy(office, round, inARow)
}

/** Those who came back to the front first, then one session after the other where the office keeps the morning first. */
export function roundsOf(office: Office, lines: readonly Line[]): Line[][] {
  const rounds = new Set(lines.flatMap(([, line]) => line.map((ticket) => roundOf(office, ticket))))
  if (rounds.size <= 1) return [[...lines]]
  return [...rounds]
    .sort((a, b) => a - b)
    .map((round) => lines.map(([name, line]) => [name, line.filter((ticket) => roundOf(office, ticket) === round)]))
}

function roundOf(office: Office, ticket: Ticket): number {
  if (ticket.first) return Number.NEGATIVE_INFINITY
  return office.calendar.lunch === 'morning-first' ? ticket.sitting : 0
}

/** One line's people while they are called: each of the two kinds stands in calling order, `at` says how far it is called. */
interface Left {
  readonly name: string
  readonly ordinary: Kind
  readonly priority: Kind
}
interface Kind {
  readonly tickets: readonly Ticket[]
  at: number
}

function* byPolicy(office: Office, lines: readonly Line[], inARow: InARow): Generator<Choice> {
  const before = inCallingOrder(office)
  const left = lines.map(
    ([name, line]): Left => ({
      name,
      ordinary: { tickets: line.filter(isOrdinary), at: 0 },
      priority: { tickets: line.filter((ticket) => !isOrdinary(ticket)), at: 0 },
    }),
  )
  for (;;) {
    const ordinary = headsOf(left.map((line) => line.ordinary))
    const priority = best(headsOf(left.map((line) => line.priority)), before)
    const first = best(priority ? [priority, ...ordinary] : ordinary, before)
    if (first === null) return
    const choice =
      office.order.policy === 'ratio' && !first.first
        ? byRatio(first, priority, ordinary, best(dueOf(ordinary, inARow, office.order.inARow), before))
        : { ticket: first, because: first.first ? whyFirst(first) : ('claim' as const) }
    yield choice
    const line = left.find(({ name }) => name === lineOf(choice.ticket))
    if (line) (isOrdinary(choice.ticket) ? line.ordinary : line.priority).at++
    const waiting = left.filter((one) => one.ordinary.at < one.ordinary.tickets.length).map(({ name }) => name)
    countInARow(inARow, choice.ticket, waiting)
  }
}

function whyFirst({ putFirst }: Ticket): Because {
  return putFirst === null ? 'came-back-first' : 'put-first'
}

function headsOf(kinds: readonly Kind[]): Ticket[] {
  const heads: Ticket[] = []
  for (const { tickets, at } of kinds) if (at < tickets.length) heads.push(tickets[at]!)
  return heads
}

function best(some: readonly Ticket[], before: (a: Ticket, b: Ticket) => number): Ticket | null {
  let first: Ticket | null = null
  for (const ticket of some) if (first === null || before(ticket, first) < 0) first = ticket
  return first
}

/** The ordinary people before whom enough priority calls were made. */
function dueOf(ordinary: readonly Ticket[], inARow: Readonly<InARow>, limit: number): Ticket[] {
  return ordinary.filter((ticket) => (inARow[lineOf(ticket)] ?? 0) >= limit)
}

function byRatio(first: Ticket, priority: Ticket | null, ordinary: readonly Ticket[], due: Ticket | null): Choice {
  if (priority === null) return { ticket: first, because: 'claim' }
  if (due !== null) return { ticket: due, because: 'ordinary-turn' }
  const isOvertaking = ordinary.length > 0 && first !== priority
  return { ticket: priority, because: isOvertaking ? 'priority-turn' : 'claim' }
}

/** Counts a call for the policy ratio: one more before the ordinary people of these lines, or their turn has come. */
export function countInARow(inARow: InARow, called: Ticket, ordinaryWaitIn: readonly string[]): void {
  if (isOrdinary(called)) inARow[lineOf(called)] = 0
  else if (!called.first) for (const name of ordinaryWaitIn) inARow[name] = (inARow[name] ?? 0) + 1
}

/** The lines where somebody ordinary, of the same session as the one called, is passed by. */
export function ordinaryWaitIn(office: Office, lines: readonly Line[], called: Ticket): string[] {
  const isPassed = (one: Ticket) =>
    one.id !== called.id && isOrdinary(one) && roundOf(office, one) === roundOf(office, called)
  return lines.filter(([, line]) => line.some(isPassed)).map(([name]) => name)
}

/** What decided, where neither the claim alone nor the counter did: the session before, or the rank. */
export function toldBy(office: Office, queued: readonly Line[], { ticket, because }: Choice): Because {
  if (because !== 'claim') return because
  const others = queued.flatMap(([, line]) => line)
  const byClaim = claimOrder(office)
  const isBetter = (one: Ticket) =>
    byClaim(one, ticket) < 0 || (office.order.policy === 'ratio' && isOrdinary(ticket) && !isOrdinary(one))
  if (others.some((one) => roundOf(office, one) > roundOf(office, ticket) && isBetter(one))) return 'session-before'
  const isEarlier = (one: Ticket) => (one.claimAt - ticket.claimAt || one.order - ticket.order) < 0
  return office.order.policy === 'strict' && others.some(isEarlier) ? 'rank' : because
}

function isOrdinary(ticket: Ticket): boolean {
  return ticket.class === ORDINARY
}

/** May it be called now, or is it held off? */
export function isReady(ticket: Ticket, at: number): boolean {
  return ticket.notBeforeAt === null || ticket.notBeforeAt <= at
}

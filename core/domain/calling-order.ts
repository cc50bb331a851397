import type { WhyCalled } from './events.ts'
import { type CounterId, counterOf, headStartOf, type Office } from './office.ts'
import { counterLine, lineOf, type Queue } from './queue.ts'
import type { Ticket } from './ticket.ts'

/**
 * Whom to call next: whoever has the oldest claim, a priority class counting as if it had come some minutes earlier.
 *
 *     ordinary   came 8:00 ────────● claim 8:00
 *     elderly    came 8:20 ──●─────┘ claim 7:50 (head start 30 min)      → the elder goes first
 *     elderly    came 8:35 ────────●─● claim 8:05                        → the ordinary ticket goes first
 *
 * So a ticket can be overtaken only by those who came within one head start after it (I8), nobody starves, and within a
 * class and service it is first come, first called (I7). Equal claims go in the order the hub wrote them down.
 */
export function inCallingOrder(office: Office): (a: Ticket, b: Ticket) => number {
  return (a, b) => claimOf(a, office) - claimOf(b, office) || a.order - b.order
}

/** The instant a ticket counts from. */
function claimOf(ticket: Pick<Ticket, 'claimAt' | 'class'>, office: Office): number {
  return ticket.claimAt - headStartOf(office, ticket.class)
}

/** The one with the best claim among those this counter may call, or null when nobody waits. */
export function firstFor(queue: Queue, counter: CounterId): Ticket | null {
  const before = inCallingOrder(queue.office)
  let first: Ticket | null = null
  for (const line of linesFor(queue, counter)) {
    const head = line[0]
    if (head && (first === null || before(head, first) < 0)) first = head
  }
  return first
}

/** Everyone this counter may call, in the order it would call them. */
export function waitingFor(queue: Queue, counter: CounterId): Ticket[] {
  return linesFor(queue, counter).flat().sort(inCallingOrder(queue.office))
}

/** How many are called before this one in its own line. Tickets of other services never move it. */
export function aheadOf(queue: Queue, ticket: Ticket): number {
  if (ticket.state !== 'waiting') return 0
  const line = queue.lines.get(lineOf(ticket)) ?? []
  // From the end: whoever asks has mostly just come.
  return line.findLastIndex((one) => one.id === ticket.id)
}

/** The reason kept with a call: the claim, and how many who came earlier are still waiting for this counter. */
export function whyInOrder(queue: Queue, counter: CounterId, ticket: Ticket): WhyCalled {
  return {
    how: 'in-order',
    claimAt: ticket.claimAt,
    headStartMs: headStartOf(queue.office, ticket.class),
    overtaken: overtakenBy(queue, counter, ticket),
  }
}

export function whyPicked(queue: Queue, counter: CounterId, ticket: Ticket, reason: string): WhyCalled {
  return { how: 'picked', reason, overtaken: overtakenBy(queue, counter, ticket) }
}

function overtakenBy(queue: Queue, counter: CounterId, ticket: Ticket): number {
  let overtaken = 0
  for (const line of linesFor(queue, counter))
    for (const one of line)
      if (one.id !== ticket.id && (one.claimAt - ticket.claimAt || one.order - ticket.order) < 0) overtaken++
  return overtaken
}

function linesFor(queue: Queue, counter: CounterId): (readonly Ticket[])[] {
  const services = counterOf(queue.office, counter)?.services ?? []
  return [...services, counterLine(counter)].map((name) => queue.lines.get(name) ?? [])
}

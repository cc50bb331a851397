import { type CounterId, countersServing, type Service } from './office.ts'
import { counterState, heldBy, type Queue, servicesAt } from './queue.ts'
import { STATE_NAMES, type StateName, type Ticket } from './ticket.ts'
import { promiseFor } from './waiting-time.ts'

/*
 * The hall in figures, as it stands: what the manager's page and the leader's page are drawn from, so that both say the same.
 */

/** From which wait on a figure is coloured; an office's own limit for a service goes before `waitBadMs`. */
export interface Thresholds {
  readonly waitWarnMs: number
  readonly waitBadMs: number
}

/** What is looked back on when it is said whether a line grows. */
export const LATELY_MS = 15 * 60_000
// A service that takes half as long again as usual is slow; two slow people are no trend.
const SLOW = 1.5
const ENOUGH_TURNS = 3
// So many more came than were called: chance alone seldom brings that in a quarter of an hour.
const CROWD = 3

/** While the hall practises its numbers are all there is; otherwise they are nobody's figure. */
function isShown({ practice }: Queue, ticket: Ticket): boolean {
  return ticket.practice === practice
}

export function ticketsShown(queue: Queue): Ticket[] {
  const shown: Ticket[] = []
  for (const ticket of queue.tickets.values()) if (isShown(queue, ticket)) shown.push(ticket)
  return shown
}

/** issued = the sum of all states, counted from the tickets themselves (I24). */
export function tallyNow(tickets: readonly Ticket[]): Record<StateName | 'issued', number> {
  const tally = Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as Record<StateName, number>
  for (const { state } of tickets) tally[state]++
  return { issued: tickets.length, ...tally }
}

/** Every service's line, the worst first. */
export function linesNow(queue: Queue, tickets: readonly Ticket[], thresholds: Thresholds, at: number) {
  const { office } = queue
  const since = at - LATELY_MS
  const by = new Map<string, { waiting: number; longestMs: number; came: number; called: number }>()
  const of = (service: string) => {
    const known = by.get(service) ?? { waiting: 0, longestMs: 0, came: 0, called: 0 }
    by.set(service, known)
    return known
  }
  for (const ticket of tickets) {
    const line = of(ticket.service)
    if (ticket.issuedAt > since) line.came++
    if ((queue.calls.get(ticket.id)?.[0]?.at ?? 0) > since) line.called++
    if (ticket.state !== 'waiting') continue
    line.waiting++
    line.longestMs = Math.max(line.longestMs, at - ticket.issuedAt)
  }
  const known = new Set(office.services.map(({ id }) => id))
  // Whoever waits for what the office has given up meanwhile is shown all the same, or the figures would not add up.
  const gone = [...by.keys()].filter((id) => !known.has(id) && of(id).waiting > 0)
  return [...office.services, ...gone.map(unnamed)]
    .map((service) => lineNow(queue, service, of(service.id), thresholds, at))
    .sort((a, b) => RANK[b.level] - RANK[a.level] || b.longestMs - a.longestMs || b.waiting - a.waiting)
}

const RANK = { ok: 0, warn: 1, bad: 2 } as const

type Named = Pick<Service, 'id' | 'prefix' | 'name' | 'waitAlertMs' | 'usualServiceMs'>

function unnamed(id: string): Named {
  return { id, prefix: '?', name: { vi: id, en: id }, waitAlertMs: null, usualServiceMs: 0 }
}

function lineNow(
  queue: Queue,
  { id, prefix, name, waitAlertMs, usualServiceMs }: Named,
  { waiting, longestMs, came, called }: { waiting: number; longestMs: number; came: number; called: number },
  { waitWarnMs, waitBadMs }: Thresholds,
  at: number,
) {
  const counters = countersServing(queue.office, id)
  const isOpen = (counter: CounterId) =>
    counterState(queue, counter).state === 'open' && servicesAt(queue, counter).includes(id)
  const open = counters.filter((counter) => isOpen(counter.id))
  const paused = counters.filter((counter) => counterState(queue, counter.id).state === 'paused')
  const limitMs = waitAlertMs ?? waitBadMs
  const expectedMs = promiseFor(queue, id, at)?.middleMs ?? null
  const isStopped = queue.closures.some(({ service }) => service === null || service === id)
  const pace = queue.pace[id]
  const isSlow =
    pace !== undefined && pace.finished >= ENOUGH_TURNS && pace.totalMs / pace.finished > SLOW * usualServiceMs
  const isBad = longestMs >= limitMs || (waiting > 0 && open.length === 0)
  const isWatched =
    waiting > 0 && (longestMs >= Math.min(waitWarnMs, limitMs) || (expectedMs !== null && expectedMs >= limitMs))
  const level = isBad ? 'bad' : isWatched || isStopped ? 'warn' : 'ok'
  const labels = (some: readonly { label: string }[]) => some.map(({ label }) => label)
  const told = (trouble: Trouble, where: string[] = []) => ({ trouble, where })
  const because =
    waiting > 0 && open.length === 0
      ? told('no-counter', labels(counters))
      : isStopped
        ? told('stopped')
        : waiting === 0
          ? told(null)
          : paused.length > 0
            ? told('paused', labels(paused))
            : came - called >= CROWD
              ? told('crowd')
              : isSlow
                ? told('slow')
                : told(null)
  return {
    service: id,
    prefix,
    name,
    level: level as 'ok' | 'warn' | 'bad',
    waiting,
    longestMs,
    expectedMs,
    limitMs,
    came,
    called,
    open: open.length,
    counters: counters.length,
    ...because,
  }
}

type Trouble = 'stopped' | 'no-counter' | 'paused' | 'crowd' | 'slow' | null

export type LineNow = ReturnType<typeof lineNow>

/** Each counter: who sits there, what is done there, and since when. */
export function countersNow(queue: Queue) {
  return queue.office.counters.map(({ id, label }) => {
    const state = counterState(queue, id)
    const served = queue.servedAt[id] ?? 0
    if (state.state === 'closed') return { id, label, ...NOBODY, served }
    const { staff, staffName } = state
    const there = { id, label, staff, staffName, served }
    if (state.state === 'paused') {
      return { ...there, doing: 'paused' as const, sinceAt: state.sinceAt, number: null, pausedWhy: state.reason }
    }
    const held = heldBy(queue, id)
    const number = held?.number ?? null
    if (held?.state === 'serving') {
      return { ...there, doing: 'serving' as const, sinceAt: held.startedAt, number, pausedWhy: null }
    }
    if (held?.state === 'called') {
      return { ...there, doing: 'called' as const, sinceAt: held.calledAt, number, pausedWhy: null }
    }
    return { ...there, doing: 'idle' as const, sinceAt: queue.idleSince[id] ?? null, number: null, pausedWhy: null }
  })
}

const NOBODY = {
  doing: 'closed',
  sinceAt: null,
  number: null,
  staff: null,
  staffName: null,
  pausedWhy: null,
} as const

export type CounterNow = ReturnType<typeof countersNow>[number]

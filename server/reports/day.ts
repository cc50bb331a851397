import type { LevelCounts } from '#core/contract/ratings.ts'
import type { DayReport } from '#core/contract/report.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { type Counter, counterOf, type Office, type Service } from '#core/domain/office.ts'
import { STATE_NAMES, type TicketId } from '#core/domain/ticket.ts'
import type { Journal } from '../journal/journal.ts'
import { type DayFacts, DayFold } from './day-facts.ts'
import { breather } from './in-slices.ts'
import { mean, nearestRank } from './quantile.ts'
import type { Stop, StopState } from './stops.ts'

/**
 * One day in figures, folded from the journal's own records, up to one of them where the asker names it. Null when the journal has no
 * such day since its last opening.
 */
export async function dayReport(
  journal: Pick<Journal, 'lastDayOpened' | 'read'>,
  asked: {
    readonly office: Office
    readonly day: ServiceDay
    readonly madeAt: number
    readonly levels?: LevelCounts | null
    readonly untilSeq?: number
  },
): Promise<DayReport | null> {
  const { office, day, madeAt, levels = null, untilSeq = Number.POSITIVE_INFINITY } = asked
  const fold = new DayFold(office)
  const breathe = breather()
  for await (const { record } of journal.read(await journal.lastDayOpened())) {
    if (record.seq > untilSeq) break
    fold.see(record)
    await breathe()
  }
  const facts = fold.facts(madeAt)
  return facts?.day === day ? reportOf(facts, madeAt, levels) : null
}

function reportOf(facts: DayFacts, madeAt: number, levels: LevelCounts | null): DayReport {
  const { day, firstSeq, lastSeq, issued, kept, office, stops, ratings, conserved } = facts
  // Paper has channels of its own, and pages of its own.
  const linked = ratings.filter(
    ({ ticket, channel }) => ticket !== null && (channel === 'terminal' || channel === 'slip'),
  )
  const unlinked = ratings.filter(({ ticket, channel }) => ticket === null && channel === 'terminal')
  return {
    day,
    office: office.name,
    madeAt,
    firstSeq,
    lastSeq,
    issued,
    keptBefore: kept,
    states: statesOf(stops),
    conserved,
    ...timesOf(stops),
    transfers: sum(stops, ({ transferred }) => transferred),
    recalls: sum(stops, ({ recalls }) => recalls),
    automaticCalls: sum(stops, ({ automatic }) => automatic),
    overtakes: sum(stops, ({ overtaken }) => overtaken),
    services: servicesOf(office, stops).map(({ id, name }) => {
      const own = stops.filter((stop) => stop.service === id)
      return {
        id,
        name,
        issued: own.filter((stop) => !stop.kept).length,
        served: count(own, 'served'),
        noShow: count(own, 'no-show'),
        cancelled: count(own, 'cancelled'),
        ...timesOf(own),
      }
    }),
    counters: countersOf(office, stops).map(({ id, label }) => {
      const own = stops.filter((stop) => stop.state === 'served' && stop.counter === id)
      return { id, label, served: own.length, ...timesOf(own) }
    }),
    appointments: {
      booked: facts.appointments.filter(({ state }) => state !== 'cancelled').length,
      come: facts.appointments.filter(({ state }) => state === 'come').length,
      released: facts.appointments.filter(({ state }) => state === 'released').length,
      cancelled: facts.appointments.filter(({ state }) => state === 'cancelled').length,
    },
    ratings: {
      answers: linked.length,
      levels: levels?.map(({ id, name, count }) => ({ id, name, count })) ?? null,
      unlinked: unlinked.length,
    },
    picked: facts.picked.map(({ seq: _, counter, ...picked }) => ({
      ...picked,
      counter: counterOf(office, counter)?.label ?? counter,
    })),
  }
}

/** Of each ticket where it stands or ended: where a visit went on, only its last stop. */
function statesOf(stops: readonly Stop[]): DayReport['states'] {
  const last = new Map<TicketId, Stop>()
  for (const stop of stops) last.set(stop.ticket, stop)
  const states = Object.fromEntries(STATE_NAMES.map((name) => [name, 0])) as DayReport['states']
  for (const { state } of last.values()) states[state === 'kept' ? 'waiting' : state]++
  return states
}

/** The office's services, and after them what it took away in the course of the day. */
function servicesOf({ services }: Office, stops: readonly Stop[]): readonly Pick<Service, 'id' | 'name'>[] {
  const known = new Set(services.map(({ id }) => id))
  const gone = new Set(stops.map(({ service }) => service).filter((id) => !known.has(id)))
  return [...services, ...[...gone].map((id) => ({ id, name: { vi: id, en: id } }))]
}

function countersOf({ counters }: Office, stops: readonly Stop[]): readonly Pick<Counter, 'id' | 'label'>[] {
  const known = new Set<string | null>(counters.map(({ id }) => id))
  const gone = new Set(stops.flatMap(({ counter }) => (counter === null || known.has(counter) ? [] : [counter])))
  return [...counters, ...[...gone].map((id) => ({ id, label: id }))]
}

function timesOf(stops: readonly Stop[]) {
  const waits = stops.flatMap(({ waitMs }) => waitMs ?? [])
  return {
    waitMeanMs: mean(waits),
    waitMedianMs: nearestRank(waits, 0.5),
    waitP90Ms: nearestRank(waits, 0.9),
    serviceMeanMs: mean(stops.flatMap(({ serviceMs }) => serviceMs ?? [])),
  }
}

function count(some: readonly Pick<Stop, 'state'>[], state: StopState): number {
  return some.filter((one) => one.state === state).length
}

function sum(stops: readonly Stop[], of: (stop: Stop) => number): number {
  return stops.reduce((all, stop) => all + of(stop), 0)
}

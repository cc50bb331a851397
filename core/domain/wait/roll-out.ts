import { ORDINARY, type Return } from '../office.ts'
import type { Queue } from '../queue.ts'
import { bell, bellAt, drawn, evenly } from './chance.ts'
import { chooses, type Lines, NEWCOMER, NOBODY, remembered } from './choosing.ts'
import { openDesks, restOf } from './desks.ts'
import type { CounterNumbers, Hall, ServiceNumbers, Waiting } from './hall.ts'
import { ASKS, NEVER } from './imagined.ts'
import { newcomersOf, rankBy } from './newcomers.ts'

const MINUTE = 60_000

/** How many futures are imagined. The more people wait, the dearer each is, and the less one lies from another. */
function futuresFor(waiting: number): number {
  // None is a multiple of 37, by which the day is spread over them.
  return waiting <= 40 ? 96 : waiting <= 120 ? 64 : waiting <= 200 ? 48 : waiting <= 400 ? 32 : 24
}
/** Where there are no hours: nobody looks further ahead. */
const HORIZON_MS = 12 * 60 * MINUTE
/** Long after the last session nobody is called any more. */
const AFTER_CLOSING_MS = 3 * 60 * MINUTE

/** For everyone who waits (by rank) and then for somebody new in each service: the instants of the first call, one a future. */
export type Futures = readonly Float64Array[]

/**
 * Imagines what happens next, many times: desks end their turns, call by the office's rules, are late, rest and go to lunch;
 * priority people come and overtake; some do not answer, some are sent on or come back.
 *
 *     future 0   counter 1 ├─ A012 ─┤├── A014 ──┤    ├ A015 …
 *                counter 2 ├───── A013 ─────┤├ H002 ┤├ A016 …         A015 is called at 9:02, 9:10, …
 *     future 1   …
 *
 * Somebody new stands in each line like a shadow: called when a counter would take it, and taking nobody's place. Ordinary
 * people who come later change nothing for those who wait, so mostly they are left out.
 */
export function rollOut(queue: Queue, hall: Hall): Futures {
  const { learned, office } = queue
  const { at, services, counters, waiting } = hall
  const known = waiting.length
  const many = futuresFor(known)
  const futures = Array.from({ length: known + services.length }, () => new Float64Array(many).fill(NEVER))
  const closesAt = hall.hours.at(-1)?.toAt
  const horizon = closesAt === undefined ? at + HORIZON_MS : Math.max(closesAt, at) + AFTER_CLOSING_MS
  const hallOffBy = Math.sqrt(learned.today.hall.doubt)
  const [missing, fetching, returning] = [learned.missing, learned.fetching, learned.returning]
  const isAskable = services.map((_, line) => (hall.callers[line]?.length ?? 0) > 0)
  const desks = openDesks(hall, learned)
  const { ready, isIdle, paces } = desks

  // One imagined hall, written over by the next.
  const who: Waiting[] = []
  const keys: number[] = []
  const classes: (string | null)[] = []
  const means = new Float64Array(services.length)
  const isTold = new Uint8Array(services.length)
  const coming: { at: number; who: number }[] = []
  const lines: Lines = {
    ordinary: Array.from({ length: hall.lines }, () => []),
    priority: Array.from({ length: hall.lines }, () => []),
    keys,
    classes,
    newcomerKey: known,
    inARow: [],
    turns: counters.map(() => []),
  }
  const inARowNow = office.services.map(({ id }) => queue.inARow[id] ?? 0)
  const turnsNow = office.counters.map(({ id }) => office.services.map((service) => queue.turns[id]?.[service.id] ?? 0))
  const isRatio = office.order.policy === 'ratio'
  const hasShares = office.counters.some(({ serves }) => serves === 'shares')
  const standing = {
    ordinary: lines.ordinary.map(() => [] as number[]),
    priority: lines.priority.map(() => [] as number[]),
  }
  const heldOff: { readonly at: number; readonly who: number }[] = []
  for (const [rank, one] of waiting.entries()) {
    enter(one, rank, hall.classes[rank] as string | null)
    // Ranks rise, so each stands at the end.
    if (one.notBeforeAt === null) (standing[one.isPriority ? 'priority' : 'ordinary'][one.line] as number[]).push(rank)
    else heldOff.push({ at: one.notBeforeAt, who: rank })
  }
  const nextComing = newcomersOf(queue, hall, (_, { at: when, service, class: ofClass, key, name }) => {
    const one = { line: service, service, name, isPriority: ofClass !== ORDINARY, notBeforeAt: null }
    later(when, enter(one, key, ofClass === ORDINARY ? null : ofClass))
  })

  function enter(one: Waiting, key: number, ofClass: string | null): number {
    who.push(one)
    keys.push(key)
    classes.push(ofClass)
    return who.length - 1
  }

  function later(when: number, one: number): void {
    let place = coming.length
    while (place > 0 && (coming[place - 1] as { at: number }).at < when) place--
    coming.splice(place, 0, { at: when, who: one })
  }

  function stand(one: number): void {
    const { line: name, isPriority } = who[one] as Waiting
    const line = (isPriority ? lines.priority : lines.ordinary)[name] as number[]
    let place = line.length
    while (place > 0 && (keys[line[place - 1] as number] as number) > (keys[one] as number)) place--
    line.splice(place, 0, one)
  }

  function comesBack(one: number, when: number, { place, delayMs }: Return, to: number, salt: number): void {
    const before = who[one] as Waiting
    const key = place === 'kept' ? (keys[one] as number) : place === 'first' ? -1 : known + 0.5
    const line = to === before.service ? before.line : to
    const back = { ...before, line, service: to, name: before.name + salt }
    later(when + delayMs, enter(back, key, classes[one] as string | null))
  }

  function begin(future: number): void {
    // Those who wait now stay as they are; whoever came later in the future before is forgotten.
    who.length = keys.length = classes.length = known
    coming.length = 0
    isTold.fill(0)
    for (let line = 0; line < hall.lines; line++) {
      copyInto(lines.ordinary[line] as number[], standing.ordinary[line] as number[])
      copyInto(lines.priority[line] as number[], standing.priority[line] as number[])
    }
    if (isRatio) copyInto(lines.inARow, inARowNow)
    if (hasShares)
      for (let c = 0; c < counters.length; c++) copyInto(lines.turns[c] as number[], turnsNow[c] as number[])
    for (const { at: when, who: one } of heldOff) later(when, one)
    // The whole hall's day is spread evenly over the futures: so fewer of them tell as much.
    const today = learned.today.hall.mean + hallOffBy * bellAt((((future * 37) % many) + 0.5) / many)
    for (let i = 0; i < services.length; i++) {
      const { mean, offBy } = services[i] as ServiceNumbers
      means[i] = mean + today + offBy * bell(drawn(future, i, ASKS.service))
    }
    desks.begin(future, means)
    for (const one of hall.parked) {
      const rest = restOf(
        fetching.mean,
        Math.sqrt(fetching.variance),
        at - one.sinceAt,
        drawn(future, one.name, ASKS.away),
      )
      const { place, delayMs } = office.returning.parked
      const key = place === 'kept' ? rankBy(hall.claims, one.claim) - 0.5 : place === 'first' ? -1 : known + 0.5
      later(at + rest + delayMs, enter(one, key, null))
    }
    nextComing(future)
  }

  /** A turn at a counter, imagined from its call to its end, and what becomes of the person. */
  function call(future: number, c: number, one: number, now: number): void {
    const { service, name } = who[one] as Waiting
    const { sigma, missed, parked, sentOn } = services[service] as ServiceNumbers
    const size = bell(drawn(future, name, ASKS.turn))
    const outcome = evenly(drawn(future, name, ASKS.outcome))
    if (evenly(drawn(future, name, ASKS.missed)) < missed) {
      const until = now + Math.exp(missing.mean + Math.sqrt(missing.variance) * size)
      ready[c] = until + desks.pauseAfter(future, name)
      if (office.calling.offersAgain > 0) {
        comesBack(one, until, { place: 'kept', delayMs: office.calling.holdOffMs }, service, 0x80000)
      } else if (outcome < learned.returns.share) {
        const away = Math.exp(returning.mean + Math.sqrt(returning.variance) * bell(drawn(future, name, ASKS.away)))
        comesBack(one, until + away, office.returning.missed, service, 0x80000)
      }
      return
    }
    const until = now + Math.exp((means[service] as number) + (paces[c] as number) + sigma * size)
    ready[c] = until + desks.pauseAfter(future, name)
    if (outcome < parked) {
      const away = Math.exp(fetching.mean + Math.sqrt(fetching.variance) * bell(drawn(future, name, ASKS.away)))
      comesBack(one, until + away, office.returning.parked, service, 0x40000)
      return
    }
    const next = sentOn.find(({ upTo }) => outcome < parked + upTo)
    if (next) comesBack(one, until, office.returning.transferred, next.to, 0x20000)
  }

  function live(future: number): void {
    begin(future)
    let left = known
    for (const isAsked of isAskable) if (isAsked) left++
    while (left > 0) {
      let c = 0
      for (let other = 1; other < ready.length; other++) if ((ready[other] as number) < (ready[c] as number)) c = other
      const now = ready.length > 0 ? (ready[c] as number) : NEVER
      const next = coming.at(-1)
      if (next && next.at <= now) {
        coming.pop()
        stand(next.who)
        const idle = (hall.callers[(who[next.who] as Waiting).line] as number[]).find((one) => isIdle[one] === 1)
        if (idle !== undefined) {
          isIdle[idle] = 0
          ready[idle] = next.at
        }
        continue
      }
      if (now > horizon) return
      const counter = counters[c] as CounterNumbers
      const best = chooses(c, counter, office.order, lines, NOBODY)
      if (desks.stops(future, c, now, best !== NOBODY)) continue
      for (const line of counter.lines) {
        if (isTold[line] === 1 || chooses(c, counter, office.order, lines, line) !== NEWCOMER) continue
        isTold[line] = 1
        left--
        ;(futures[known + line] as Float64Array)[future] = now
      }
      if (best === NOBODY) {
        isIdle[c] = 1
        ready[c] = NEVER
        continue
      }
      const { line, isPriority } = who[best] as Waiting
      const people = (isPriority ? lines.priority : lines.ordinary)[line] as number[]
      people.splice(people.indexOf(best), 1)
      remembered(c, counter, office.order, lines, line, isPriority)
      if (best < known && (futures[best] as Float64Array)[future] === NEVER) {
        left--
        ;(futures[best] as Float64Array)[future] = now
      }
      call(future, c, best, now)
    }
  }

  for (let future = 0; future < many; future++) live(future)
  return futures
}

function copyInto(list: number[], from: readonly number[]): void {
  list.length = from.length
  for (let i = 0; i < from.length; i++) list[i] = from[i] as number
}

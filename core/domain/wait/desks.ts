import { bell, bellAt, belowBell, drawn, evenly } from './chance.ts'
import type { CounterNumbers, Hall, ServiceNumbers } from './hall.ts'
import { ASKS, NEVER } from './imagined.ts'
import type { Learned } from './learned.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/**
 * When each desk is ready for the next person, in one imagined future.
 *
 *     session   ├──────────────── morning ────────────────┤   lunch   ├──── afternoon …
 *     desk         late ├─ turn ─┤─ turn ─┤ pause ├─ turn ─────┤ stops      late ├─ turn …
 */
export interface Desks {
  /** The instant it calls next; NEVER while it is idle or away for good. */
  readonly ready: Float64Array
  readonly isIdle: Uint8Array
  /** How slow whoever sits there is, as a logarithm. */
  readonly paces: Float64Array
  begin(future: number, means: Float64Array): void
  /** Does it stop calling now? Then it is moved on to its next session. */
  stops(future: number, c: number, now: number, isWaitedFor: boolean): boolean
  /** From the end of a turn until it calls again: a stamp, a word, now and then a rest. */
  pauseAfter(future: number, name: number): number
}

export function openDesks(hall: Hall, learned: Learned): Desks {
  const { at, counters, hours } = hall
  const pauseSigma = Math.sqrt(learned.pause.variance)
  const tidyingSigma = Math.sqrt(learned.tidying.variance)
  const ready = new Float64Array(counters.length)
  const isIdle = new Uint8Array(counters.length)
  const paces = new Float64Array(counters.length)
  const stopsAt = new Float64Array(counters.length)
  const clears = new Uint8Array(counters.length)
  const sittings = new Int16Array(counters.length)

  function begin(future: number, c: number, means: Float64Array): void {
    const counter = counters[c] as CounterNumbers
    const { sitting } = hall
    isIdle[c] = 0
    sittings[c] = sitting ?? 0
    stopsAt[c] = sitting === null ? NEVER : stopOf(future, c, sitting, at)
    paces[c] = counter.pace + counter.paceOffBy * bell(drawn(future, c, ASKS.staff))
    if (counter.state === 'open') {
      ready[c] = at + restOfTurn(future, c, means)
      return
    }
    const session = sitting === null ? undefined : hours[sitting]
    if (sitting === null || session === undefined) {
      ready[c] = counter.state === 'paused' ? at + restOfPause(future, c) : NEVER
      return
    }
    const isNearlyOver = at > session.toAt - 15 * MINUTE
    if (counter.state === 'paused' && counter.hasSat && at >= session.fromAt && !isNearlyOver) {
      const back = at + restOfPause(future, c)
      if (back < session.toAt - 5 * MINUTE) ready[c] = back
      else toNextSitting(future, c, at)
      return
    }
    // Whoever closed in the middle of a session is not expected before the next.
    if (counter.hasSat || isNearlyOver) toNextSitting(future, c, at)
    else sitDown(future, c, sitting, Math.max(at, session.fromAt - 15 * MINUTE))
  }

  function restOfTurn(future: number, c: number, means: Float64Array): number {
    const { holding, sinceAt } = counters[c] as CounterNumbers
    if (holding === null) return 0
    const { sigma } = hall.services[holding.service] as ServiceNumbers
    const mean = (means[holding.service] as number) + (paces[c] as number)
    const rest = restOf(mean, sigma, at - sinceAt, drawn(future, holding.name, ASKS.holding))
    return rest + pauseAfter(future, holding.name)
  }

  function restOfPause(future: number, c: number): number {
    const { sinceAt } = counters[c] as CounterNumbers
    return restOf(learned.pause.mean, pauseSigma, at - sinceAt, drawn(future, c, ASKS.pause))
  }

  /** Somebody sits down for this session, late or not at all; then perhaps for the one after. */
  function sitDown(future: number, c: number, sitting: number, notBefore: number): void {
    const habits = (counters[c] as CounterNumbers).habits[sitting]
    const session = hours[sitting]
    if (!habits || !session) {
      ready[c] = NEVER
      return
    }
    const name = c * 8 + sitting
    sittings[c] = sitting
    stopsAt[c] = stopOf(future, c, sitting, notBefore)
    const passed = belowBell((notBefore - session.fromAt - habits.late) / habits.lateSigma)
    const mayCome = habits.comes * (1 - passed)
    const isComing = evenly(drawn(future, name, ASKS.comes)) * (mayCome + 1 - habits.comes) < mayCome
    if (!isComing) {
      const next = hours[sitting + 1]
      sitDown(future, c, sitting + 1, next ? next.fromAt - 10 * MINUTE : 0)
      return
    }
    const late = passed + (1 - passed) * evenly(drawn(future, name, ASKS.late))
    ready[c] = Math.max(notBefore, session.fromAt + habits.late + habits.lateSigma * bellAt(Math.min(0.9999, late)))
  }

  function stopOf(future: number, c: number, sitting: number, notBefore: number): number {
    const habits = (counters[c] as CounterNumbers).habits[sitting]
    const session = hours[sitting]
    if (!habits || !session) return NEVER
    const name = c * 8 + sitting
    const next = hours[sitting + 1]
    // Before a break everybody gets up some time; at the day's end some stay until nobody waits.
    clears[c] = !next && evenly(drawn(future, name, ASKS.clears)) < habits.clears ? 1 : 0
    const passed = belowBell((notBefore - session.toAt - habits.leaves) / habits.leavesSigma)
    const share = passed + (1 - passed) * evenly(drawn(future, name, ASKS.leaves))
    const stop = session.toAt + habits.leaves + habits.leavesSigma * bellAt(Math.min(0.9999, share))
    return Math.max(notBefore, next ? Math.min(stop, next.fromAt - 20 * MINUTE) : stop)
  }

  function toNextSitting(future: number, c: number, from: number): void {
    const next = hours[(sittings[c] as number) + 1]
    if (next) sitDown(future, c, (sittings[c] as number) + 1, Math.max(from, next.fromAt - 10 * MINUTE))
    else ready[c] = NEVER
  }

  function pauseAfter(future: number, name: number): number {
    const { tidying, pauses, pause } = learned
    const tidied = Math.exp(tidying.mean + tidyingSigma * bell(drawn(future, name, ASKS.tidying))) - SECOND
    if (evenly(drawn(future, name, ASKS.pauses)) >= pauses.share) return Math.max(0, tidied)
    return Math.max(0, tidied) + Math.exp(pause.mean + pauseSigma * bell(drawn(future, name, ASKS.pause)))
  }

  return {
    ready,
    isIdle,
    paces,
    begin(future, means) {
      for (let c = 0; c < counters.length; c++) begin(future, c, means)
    },
    stops(future, c, now, isWaitedFor) {
      if (now < (stopsAt[c] as number) || (clears[c] === 1 && isWaitedFor)) return false
      toNextSitting(future, c, now)
      return true
    },
    pauseAfter,
  }
}

/** What is left of something that has lasted a while, its whole length being lognormal. */
export function restOf(mean: number, sigma: number, passedMs: number, word: number): number {
  const passed = Math.max(1, passedMs)
  const share = belowBell((Math.log(passed) - mean) / sigma)
  const whole = Math.exp(mean + sigma * bellAt(Math.min(0.9995, share + (1 - share) * evenly(word))))
  return Math.max(2 * SECOND, whole - passed)
}

import type { Happened, ServiceDay } from '../events.ts'
import type { CounterId, Office, ServiceId } from '../office.ts'
import { instantOf } from '../service-day.ts'

/** A counter of a trial: another one, or one of the office with other services; all day, or from one time to another. */
export interface TriedCounter {
  readonly counter: CounterId
  readonly services: readonly ServiceId[]
  readonly from: string | null
  readonly to: string | null
}

/** A counter that is missing in a trial. */
export interface MissingCounter {
  readonly counter: CounterId
  readonly from: string | null
  readonly to: string | null
}

/** Who sits where in a replay. */
export interface Staffing {
  /** The day's facts with the officers of the trial in them. */
  seats(facts: readonly Happened[], openedAt: number, whenEmpty: ReadonlySet<number>): readonly Happened[]
  /** When counters begin or end to serve something else. */
  readonly changes: readonly number[]
  isWithout(counter: CounterId, at: number): boolean
  counters(office: Office, at: number): Office['counters']
}

interface Span {
  readonly fromAt: number
  readonly toAt: number
}

export function staffingOf(
  extra: readonly TriedCounter[],
  missing: readonly MissingCounter[],
  { day, timeZone }: { day: ServiceDay; timeZone: string },
): Staffing {
  const spanOf = ({ from, to }: { from: string | null; to: string | null }): Span => ({
    fromAt: from === null ? Number.NEGATIVE_INFINITY : instantOf(day, from, timeZone),
    toAt: to === null ? Number.POSITIVE_INFINITY : instantOf(day, to, timeZone),
  })
  const isIn = (span: Span, at: number) => at >= span.fromAt && at < span.toAt
  const isWithout = (counter: CounterId, at: number) =>
    missing.some((one) => one.counter === counter && isIn(spanOf(one), at))
  return {
    isWithout,
    changes: extra.flatMap((one) => Object.values(spanOf(one)).filter(Number.isFinite)).sort((a, b) => a - b),
    counters(office, at) {
      const own = office.counters.map((counter) => {
        const tried = extra.find((one) => one.counter === counter.id && isIn(spanOf(one), at))
        return tried ? { ...counter, services: tried.services } : counter
      })
      const added = extra.filter(({ counter }) => !office.counters.some(({ id }) => id === counter))
      return [...own, ...added.map(newCounter)]
    },
    seats(facts, openedAt, whenEmpty) {
      const shifts = facts.filter(({ event }) => event.type === 'CounterOpened' || event.type === 'CounterClosed')
      const firstAt = shifts[0]?.at ?? openedAt
      const lastAt = shifts.at(-1)?.at ?? Number.POSITIVE_INFINITY
      const added = extra.flatMap((one): Happened[] => {
        const { fromAt, toAt } = spanOf(one)
        const isTheirs = shifts.some(({ event }) => 'counter' in event && event.counter === one.counter)
        // A counter of the office that serves something else all day keeps the hours it had.
        if (isTheirs && one.from === null && one.to === null) return []
        const staff = `tried-${one.counter}`
        const opened = { type: 'CounterOpened', counter: one.counter, staff, staffName: staff } as const
        const closed = { type: 'CounterClosed', counter: one.counter } as const
        const end = Number.isFinite(toAt) ? toAt : lastAt
        const start = { seq: 0, at: Math.max(fromAt, firstAt), event: opened }
        return Number.isFinite(end) ? [start, { seq: 0, at: end, event: closed }] : [start]
      })
      const kept = facts.filter(({ event, at }) => {
        const isShift =
          event.type === 'CounterOpened' || event.type === 'CounterPaused' || event.type === 'CounterClosed'
        return !isShift || event.type === 'CounterClosed' || !isWithout(event.counter, at)
      })
      const away = missing.flatMap((one): Happened[] => awayAndBack(one.counter, spanOf(one), facts, whenEmpty))
      return [...kept, ...added, ...away].sort((a, b) => a.at - b.at)
    },
  }

  /** Away for a time, and then back as the day had it: whoever went home when nobody waited any more stays until then. */
  function awayAndBack(
    counter: CounterId,
    { fromAt, toAt }: Span,
    facts: readonly Happened[],
    whenEmpty: ReadonlySet<number>,
  ): Happened[] {
    const own = facts.filter(({ event }) => 'counter' in event && event.counter === counter)
    const isOpening = ({ event }: Happened) => event.type === 'CounterOpened'
    const before = own.findLast(({ at }) => at < fromAt)
    const then = own.findLast(({ at }) => at < toAt)
    const opening = own.findLast((one) => one.at < toAt && isOpening(one))
    const leaves: Happened[] =
      before && isOpening(before) ? [{ seq: 0, at: fromAt, event: { type: 'CounterClosed', counter } }] : []
    if (!opening || !then || !Number.isFinite(toAt)) return leaves
    if (isOpening(then)) return [...leaves, { ...opening, at: toAt }]
    return whenEmpty.has(then.seq) ? [...leaves, { ...opening, at: toAt }, { ...then, at: toAt }] : leaves
  }
}

function newCounter({ counter, services }: TriedCounter): Office['counters'][number] {
  return {
    id: counter,
    label: counter.replace(/^quay-/, ''),
    services,
    serves: 'together',
    shares: [],
    fastLane: null,
    button: 'recall-first',
    automatic: false,
  }
}

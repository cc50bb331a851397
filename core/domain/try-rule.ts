import type { Happened } from './events.ts'
import type { Office, OrderRules } from './office.ts'
import type { Figures, Tallied } from './trying/figures.ts'
import { type Change, replay } from './trying/replay.ts'
import { type MissingCounter, staffingOf, type TriedCounter } from './trying/staffing.ts'
import { type Deeds, whatPeopleDid } from './trying/what-people-did.ts'

export { type Deeds, whatPeopleDid } from './trying/what-people-did.ts'

/** What the head of office wants to try on a past day; what is left out stays as it was. */
export interface Trial {
  readonly order: OrderRules | null
  /** One head start for every class. */
  readonly headStartMs: number | null
  readonly counters: readonly TriedCounter[]
  readonly without: readonly MissingCounter[]
}

export const NOTHING_TRIED: Trial = { order: null, headStartMs: null, counters: [], without: [] }

export interface Tried {
  /** The day as it was. */
  readonly real: Figures
  /** The same day replayed under its own rules: how far a replay is from life. */
  readonly own: Figures
  /** The same day replayed with what is tried. */
  readonly tried: Figures
  /** Called out of order on the day itself; a replay calls everybody in order. */
  readonly picks: number
}

/** Replays a day under its own rules and under the trial, so that like is compared with like. Null: no such day. */
export function* tryRule(
  records: readonly Happened[],
  office: Office,
  trial: Trial,
): Generator<undefined, Tried | null> {
  const did = yield* whatPeopleDid(records, office)
  if (!did) return null
  const own = yield* replay(did, changeBy(did, NOTHING_TRIED))
  const tried = yield* replay(did, changeBy(did, trial))
  return { real: did.real.figures, own: own.figures, tried: tried.figures, picks: did.picks }
}

/** The same day under the present rules and under strict, person by person. */
export function* againstStrict(
  did: Deeds,
  present: Pick<Office, 'order' | 'classes'>,
): Generator<undefined, StrictDay> {
  const under = (order: OrderRules): Change => ({
    ...changeBy(did, NOTHING_TRIED),
    office: (office) => ({ ...office, classes: present.classes, order }),
  })
  const now = yield* replay(did, under(present.order))
  const strict = yield* replay(did, under({ policy: 'strict' }))
  const longest = ({ waitMs, ordinary }: Tallied) =>
    [...waitMs].reduce((longestMs, [id, ms]) => (ordinary.has(id) ? Math.max(longestMs, ms) : longestMs), 0)
  const longer = [...strict.waitMs].filter(
    ([id, ms]) => strict.ordinary.has(id) && ms - (now.waitMs.get(id) ?? 0) > AN_HOUR,
  )
  return { longestNowMs: longest(now), longestStrictMs: longest(strict), wouldWaitAnHourMore: longer.length }
}

export interface StrictDay {
  /** The longest wait of somebody without priority. */
  readonly longestNowMs: number
  readonly longestStrictMs: number
  /** People without priority who would have waited more than an hour longer. */
  readonly wouldWaitAnHourMore: number
}

const AN_HOUR = 3_600_000

/** Runs to the end at once. */
export function finished<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

function changeBy({ opening: { event } }: Deeds, { order, headStartMs, counters, without }: Trial): Change {
  if (event.type !== 'DayOpened') throw new Error('a day begins with its opening')
  const staffing = staffingOf(counters, without, { day: event.day, timeZone: event.office.timeZone })
  return {
    staffing,
    office: (office, at) => ({
      ...office,
      order: order ?? office.order,
      classes: headStartMs === null ? office.classes : office.classes.map((one) => ({ ...one, headStartMs })),
      counters: staffing.counters(office, at),
    }),
  }
}

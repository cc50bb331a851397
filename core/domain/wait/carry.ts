import type { ServiceDay } from '../events.ts'
import type { Office } from '../office.ts'
import type { Queue } from '../queue.ts'
import { instantOf } from '../service-day.ts'
import { aged, type Belief, counted } from './belief.ts'
import { hoursOf } from './hours.ts'
import { type CounterHabits, comesAtAll, type Learned, NO_DESK, newToday, STAFF_DOUBT } from './learned.ts'

const DAYS = 10
const SESSIONS = 12
// How much a day's numbers count for the next.
const A_DAY_LATER = 0.8
// Over a night a service may become a fiftieth slower or faster, an officer a hundredth.
const SERVICE_DRIFT = 0.02 ** 2
const STAFF_DRIFT = 0.01 ** 2

/** What is carried into the next day: the long run as it is, today only as far as it has taught something lasting. */
export function carried(queue: Queue): Learned {
  const { learned, office } = queue
  // A day on which nobody came says nothing about who usually does.
  const after = queue.issued === 0 ? learned : withTheDay(learned, queue)
  const counters = office.counters.map(({ id }) => id)
  return rounded({
    ...after,
    services: only(
      after.services,
      office.services.map(({ id }) => id),
      (habits) => ({ ...habits, turn: aged(habits.turn, SERVICE_DRIFT, 0.4 ** 2) }),
    ),
    staff: mapped(after.staff, (belief) => aged(belief, STAFF_DRIFT, STAFF_DOUBT)),
    counters: only(after.counters, counters, (habits) => habits),
    came: { services: faded(after.came.services), classes: faded(after.came.classes) },
    today: newToday(0),
  })
}

/** The morning after: today begins. */
export function begun(learned: Learned, day: ServiceDay, office: Office): Learned {
  return { ...learned, today: newToday(instantOf(day, '00:00', office.timeZone)) }
}

function withTheDay(learned: Learned, queue: Queue): Learned {
  const { today } = learned
  const weight = 1 / Math.min(learned.days + 1, DAYS)
  const arrivals: Record<string, number> = {}
  for (const slot of new Set([...Object.keys(learned.arrivals), ...Object.keys(today.arrivals)])) {
    const before = learned.arrivals[Number(slot)] ?? 0
    const mean = before + ((today.arrivals[Number(slot)] ?? 0) - before) * weight
    if (mean >= 0.05) arrivals[slot] = mean
  }
  const counters: Record<string, CounterHabits> = {}
  for (const { id } of queue.office.counters) {
    const { sat } = today.desks[id] ?? NO_DESK
    const comes = { ...learned.counters[id]?.comes }
    for (const sitting of hoursOf(queue).keys()) {
      comes[sitting] = counted(comesAtAll(learned, id, sitting), sat.includes(sitting), SESSIONS)
    }
    counters[id] = { late: learned.counters[id]?.late ?? {}, comes }
  }
  return { ...learned, days: learned.days + 1, arrivals, counters: { ...learned.counters, ...counters } }
}

function faded(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, count * A_DAY_LATER]))
}

function only<Value>(
  all: Readonly<Record<string, Value>>,
  ids: readonly string[],
  change: (value: Value) => Value,
): Record<string, Value> {
  const kept: Record<string, Value> = {}
  for (const id of ids) if (all[id] !== undefined) kept[id] = change(all[id])
  return kept
}

function mapped(all: Readonly<Record<string, Belief>>, change: (one: Belief) => Belief): Record<string, Belief> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]))
}

/** Five digits are more than is known, and a third of the bytes. */
function rounded<Value>(value: Value): Value {
  if (typeof value === 'number') return Number(value.toPrecision(5)) as Value
  if (Array.isArray(value)) return value.map(rounded) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)])) as Value
}

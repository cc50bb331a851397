import type { Order } from '../commands.ts'
import type { Office } from '../office.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { dayAfter, isDay, serviceDayOf } from '../service-day.ts'
import { changeOffice } from './absence.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

// Long enough for any holiday table, short enough that a mistyped year is noticed.
const DAYS_AHEAD = 400

/** Other settings at once: not while somebody waits for a service they take away, and not over a plan that has just begun. */
export function changeSettings({ office, why, onDay }: OrderOf<'ChangeOffice'>, queue: Queue, at: number): Decision {
  if (onDay !== undefined && onDay !== queue.day) return no('office-changed')
  if (isWaitedFor(queue, office)) return no('service-in-use')
  const changed = changeOffice(office, queue, at)
  if (!changed.ok || why === undefined) return changed
  return ok(changed.value.map((event) => (event.type === 'OfficeChanged' ? { ...event, why } : event)))
}

/** Is somebody there for a service this office does not have? */
function isWaitedFor(queue: Queue, office: Office): boolean {
  const known = new Set(office.services.map(({ id }) => id))
  const isThere = new Set(['waiting', 'called', 'serving', 'parked'])
  return [...queue.tickets.values()].some(
    ({ state, service, visit }) => isThere.has(state) && [service, ...visit].some((one) => !known.has(one)),
  )
}

/** The office as it will be from a day on; a day that has begun is changed by ChangeOffice. */
export function planOffice({ office, fromDay, why }: OrderOf<'PlanOffice'>, queue: Queue): Decision {
  if (!isDay(fromDay)) return no('no-such-day')
  if (queue.day !== null && fromDay <= queue.day) return no('plan-too-late')
  if (fromDay > dayAfter(serviceDayOf(queue.lastAt, queue.office), DAYS_AHEAD)) return no('plan-too-far')
  return ok([{ type: 'OfficePlanned', plan: { fromDay, office }, ...(why !== undefined && { why }) }])
}

export function dropPlan({ fromDay, why }: OrderOf<'DropPlan'>, queue: Queue): Decision {
  if (!queue.planned.some((plan) => plan.fromDay === fromDay)) return no('unknown-plan')
  return ok([{ type: 'PlanDropped', fromDay, ...(why !== undefined && { why }) }])
}

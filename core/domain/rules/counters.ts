import type { Order } from '../commands.ts'
import { type CounterId, counterOf } from '../office.ts'
import { canServe, counterState, type Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { whenCounterCloses, whenOfficerLeaves } from './absence.ts'
import { isAutomatic } from './calling.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

export function openCounter(order: OrderOf<'OpenCounter'>, queue: Queue): Decision {
  const known = counterOf(queue.office, order.counter)
  if (!known) return no('unknown-counter')
  const state = counterState(queue, order.counter)
  if (state.state === 'open' && state.staff === order.staff) return ok([])
  if (state.state !== 'closed' && state.staff !== order.staff && !order.takeOver) return no('counter-taken')
  const { counter, staff, staffName } = order
  const canNothing = known.services.length > 0 && !known.services.some((id) => canServe(queue.office, staff, id))
  if (canNothing) return no('no-skill-here')
  // Whoever hands over leaves the hall.
  const left = state.state !== 'closed' && state.staff !== staff ? whenOfficerLeaves(queue, counter) : []
  return ok([{ type: 'CounterOpened', counter, staff, staffName }, ...left])
}

export function pauseCounter(order: OrderOf<'PauseCounter'>, queue: Queue): Decision {
  const state = counterState(queue, order.counter)
  if (state.state === 'closed') return no(counterOf(queue.office, order.counter) ? 'counter-closed' : 'unknown-counter')
  if (order.reason.trim() === '') return no('reason-needed')
  if (state.state === 'open' && state.holding !== null) return no('counter-busy')
  return ok([{ type: 'CounterPaused', counter: order.counter, reason: order.reason }])
}

export function closeCounter(counter: CounterId, queue: Queue): Decision {
  const state = counterState(queue, counter)
  if (state.state === 'closed') return no(counterOf(queue.office, counter) ? 'counter-not-open' : 'unknown-counter')
  if (state.state === 'open' && state.holding !== null) return no('counter-busy')
  return ok([{ type: 'CounterClosed', counter }, ...whenCounterCloses(queue, counter)])
}

/** An officer switches the own desk's automatic calling, for as long as he or she sits there. */
export function setAutomatic(order: OrderOf<'SetAutomatic'>, queue: Queue): Decision {
  if (!counterOf(queue.office, order.counter)) return no('unknown-counter')
  if (queue.office.calling.automaticAfterMs === null) return no('not-automatic')
  if (counterState(queue, order.counter).state === 'closed') return no('counter-closed')
  if (isAutomatic(queue, order.counter) === order.on) return ok([])
  return ok([{ type: 'AutomaticSet', counter: order.counter, on: order.on }])
}

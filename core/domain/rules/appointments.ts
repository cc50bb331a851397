import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import type { Queue } from '../queue.ts'
import { no } from '../result.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

export function bookAppointment(_order: OrderOf<'BookAppointment'>, _queue: Queue, _at: number): Decision {
  return no('not-now')
}

export function moveAppointment(_order: OrderOf<'MoveAppointment'>, _queue: Queue, _at: number): Decision {
  return no('not-now')
}

export function cancelAppointment(_order: OrderOf<'CancelAppointment'>, _queue: Queue): Decision {
  return no('not-now')
}

export function checkIn(_order: OrderOf<'CheckIn'>, _queue: Queue, _at: number): Decision {
  return no('not-now')
}

/** Places of people who did not come: free again. */
export function overdueAppointments(_queue: Queue, _at: number): readonly Event[] {
  return []
}

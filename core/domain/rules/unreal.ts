import type { Order } from '../commands.ts'
import type { Queue } from '../queue.ts'
import { no } from '../result.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

export function voidTicket(_order: OrderOf<'VoidTicket'>, _queue: Queue, _at: number): Decision {
  return no('not-now')
}

export function beginPractice(_queue: Queue): Decision {
  return no('not-now')
}

export function endPractice(_queue: Queue): Decision {
  return no('not-now')
}

import type { Order } from '../commands.ts'
import type { Event } from '../events.ts'
import { serviceOf } from '../office.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

/** Closes a service or the hall at once, with the reason people read. Whoever has a number is still served. */
export function stopService(order: OrderOf<'StopService'>, queue: Queue, at: number): Decision {
  if (order.service !== null && !serviceOf(queue.office, order.service)) return no('unknown-service')
  if (order.reason.trim() === '') return no('reason-needed')
  if (order.untilAt !== null && order.untilAt <= at) return no('already-over')
  // A closure ends with its day. What is known to last longer belongs in the calendar, where everybody sees it coming.
  if (order.untilAt !== null && order.untilAt > queue.dayUntilAt && at < queue.dayUntilAt) return no('beyond-today')
  const { service, reason, untilAt } = order
  return ok([{ type: 'ServiceStopped', service, reason, untilAt }])
}

export function resumeService(order: OrderOf<'ResumeService'>, queue: Queue): Decision {
  if (!queue.closures.some(({ service }) => service === order.service)) return no('not-stopped')
  return ok([{ type: 'ServiceResumed', service: order.service }])
}

/** Closures whose time is over. */
export function overdueClosures(queue: Queue, at: number): readonly Event[] {
  return queue.closures.flatMap(({ service, untilAt }): Event[] =>
    untilAt === null || at < untilAt ? [] : [{ type: 'ServiceResumed', service }],
  )
}

export function pauseKiosk(order: OrderOf<'PauseKiosk'>, _queue: Queue): Decision {
  if (order.reason.trim() === '') return no('reason-needed')
  return ok([{ type: 'KioskPaused', device: order.device, reason: order.reason }])
}

export function resumeKiosk(order: OrderOf<'ResumeKiosk'>, queue: Queue): Decision {
  const kiosk = queue.kiosks.get(order.device)
  if (!kiosk || (kiosk.paused === null && kiosk.alarmedAt === null)) return no('not-stopped')
  return ok([{ type: 'KioskResumed', device: order.device }])
}

import { type CounterId, counterOf } from '../office.ts'
import type { Check, Watch } from './names.ts'
import type { SeenHall } from './seen-hall.ts'

/** A desk calls by itself only where the office lets it, its officer has not switched it off, and it was idle long enough. */
export function watchAutomatic(): Watch {
  /** What an officer said at the own desk; gone with the officer. */
  let switched = new Map<CounterId, boolean>()
  let busyUntil = new Map<CounterId, number>()

  function mayCall(counter: CounterId, at: number, hall: SeenHall, check: Check): void {
    const afterMs = hall.office?.calling.automaticAfterMs ?? null
    const isOn = switched.get(counter) ?? (hall.office && counterOf(hall.office, counter)?.automatic) ?? false
    check('by-itself', afterMs !== null && isOn, `${counter} calls by itself, and may not`)
    const idleMs = at - (busyUntil.get(counter) ?? 0)
    check('by-itself', idleMs >= (afterMs ?? 0), `${counter} calls by itself after ${idleMs} ms`)
  }

  return ({ at, event }, hall, check) => {
    for (const [counter, { holding }] of hall.counters) if (holding !== null) busyUntil.set(counter, at)
    switch (event.type) {
      case 'DayOpened':
        switched = new Map()
        busyUntil = new Map()
        return
      case 'AutomaticSet':
        switched.set(event.counter, event.on)
        return
      case 'CounterOpened':
        if (hall.counters.get(event.counter)?.staff !== event.staff) switched.delete(event.counter)
        busyUntil.set(event.counter, at)
        return
      case 'CounterClosed':
        switched.delete(event.counter)
        return
      case 'TicketCalled':
        if (event.why.how === 'in-order' && event.why.automatic) mayCall(event.counter, at, hall, check)
        return
      default:
    }
  }
}

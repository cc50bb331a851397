import type { DayCalls } from '#core/contract/why.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { counterOf, serviceOf } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { whyCalled } from '#core/domain/why-called.ts'

/** Every call of the day with its reason: out of order first, then the newest. */
export function dayCalls(queue: Queue, day: ServiceDay): DayCalls {
  const { office } = queue
  const calls = [...queue.tickets.values()].flatMap(({ id, number, service }) => {
    const name = serviceOf(office, service)?.name ?? { vi: service, en: service }
    return (queue.calls.get(id) ?? []).map(({ at, counter, why }) => ({
      at,
      number,
      counter: counterOf(office, counter)?.label ?? counter,
      service: name,
      how: why.how,
      automatic: why.how === 'in-order' && why.automatic === true,
      why: whyCalled(why),
      overtaken: why.overtaken,
    }))
  })
  return { day, calls: calls.sort((a, b) => Number(b.how === 'picked') - Number(a.how === 'picked') || b.at - a.at) }
}

import { counterOf } from '#core/domain/office.ts'
import { counterState, heldBy, type Queue } from '#core/domain/queue.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import { driverRow } from '../drivers/catalog.ts'
import type { SignFace } from '../drivers/sign/port.ts'
import type { Reaction } from '../road.ts'
import type { Hall } from '../settings/hall.ts'

/** The place of a sign that hangs over no counter but in the hall: it shows the hall's last call. */
export const WHOLE_HALL = '*'

/** Says what the signs over the counters should show: every bus gets every place and writes those that hang on it. */
export function showSigns({ devices, hall }: { devices: Supervisor; hall: () => Hall }): Reaction {
  return ({ queue }) => {
    const buses = hall().devices.filter(({ driver }) => driverRow(driver)?.kind === 'sign')
    if (buses.length === 0) return
    const faces = facesOf(queue)
    for (const { id } of buses) devices.wantSigns(id, faces)
  }
}

/** The number called or served at each counter; blank where nobody is, so that no sign sends anyone to an empty chair. */
export function facesOf(queue: Queue): Record<string, SignFace> {
  const faces = queue.office.counters.map(({ id, label }): [string, SignFace] => {
    const held = heldBy(queue, id)
    return [id, { number: held?.number ?? null, counter: label, calling: held?.state === 'called' }]
  })
  return { ...Object.fromEntries(faces), [WHOLE_HALL]: lastCall(queue) }
}

/** Stays until the next call, also when that ticket is finished; dark when the last counter has closed. */
function lastCall(queue: Queue): SignFace {
  const [last] = queue.lastCalls
  const isAnyOpen = queue.office.counters.some(({ id }) => counterState(queue, id).state !== 'closed')
  const ticket = last && isAnyOpen ? queue.tickets.get(last.ticket) : undefined
  return {
    number: ticket?.number ?? null,
    counter: (ticket && last && counterOf(queue.office, last.counter)?.label) ?? '',
    calling: ticket?.state === 'called',
  }
}

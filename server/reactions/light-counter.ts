import { counterState, heldBy } from '#core/domain/queue.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { Reaction } from '../road.ts'
import type { Hall } from '../settings/hall.ts'

/** Says what the lamps at each counter should show: `call` while a number is called, `open` while the counter is. */
export function lightCounter({ devices, hall }: { devices: Supervisor; hall: () => Hall }): Reaction {
  return ({ queue }) => {
    for (const device of hall().devices) {
      if (device.counter === undefined) continue
      const held = heldBy(queue, device.counter)
      devices.wantLamps(device.id, {
        call: held?.state === 'called' ? 'pulse' : 'off',
        open: counterState(queue, device.counter).state === 'open' ? 'on' : 'off',
      })
    }
  }
}

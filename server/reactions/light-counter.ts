import { counterState, heldBy } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { Supervisor } from '../devices/supervisor.ts'
import type { Reaction } from '../road.ts'
import { type Hall, volumeAt } from '../settings/hall.ts'

/** Long enough to look up, too short to be angry about. */
const BUZZ_MS = 400

/**
 * Says what the lamps at each counter should show: `call` pulses while a number is called, `open` burns while the counter is.
 *
 * A line named `buzz` sounds once for each call, never for a call again: whoever presses RECALL ten times is heard by the
 * voice. In the hall's silent hours it is silent too.
 */
export function lightCounter({ devices, hall }: { devices: Supervisor; hall: () => Hall }): Reaction {
  return ({ happened, queue }) => {
    const { devices: all, sound } = hall()
    const calls = happened.filter(({ event }) => event.type === 'TicketCalled')
    for (const { id, counter } of all) {
      if (counter === undefined) continue
      const held = heldBy(queue, counter)
      devices.wantLamps(id, {
        call: held?.state === 'called' ? 'pulse' : 'off',
        open: counterState(queue, counter).state === 'open' ? 'on' : 'off',
      })
      const call = calls.find(({ event }) => event.type === 'TicketCalled' && event.counter === counter)
      if (!call) continue
      const isSilent = volumeAt(sound, localTime(call.at, queue.office.timeZone).minutes) === 0
      if (!isSilent) devices.buzz(id, 'buzz', BUZZ_MS)
    }
  }
}

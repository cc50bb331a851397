import type { Logger } from 'pino'
import { serviceDayOf } from '#core/domain/service-day.ts'
import type { HubClock } from './clock.ts'
import type { Road } from './road.ts'
import type { Screens } from './screens.ts'

const HUB = { role: 'hub', id: 'hub' } as const
const BEAT_MS = 1_000
const PICTURE_EVERY_BEATS = 15

/**
 * The hall's clockwork, once a second: a pulse to every screen, the day turned when it is over, parked places that ran out,
 * and the word that the clock cannot be believed. The first beat opens the day before anybody can come in.
 */
export async function keepTime({
  road,
  clock,
  screens,
  log,
}: {
  road: Road
  clock: HubClock
  screens: Screens
  log: Logger
}) {
  let beats = 0

  async function beat(): Promise<void> {
    const queue = road.queue()
    const suspect = clock.suspect()
    if (suspect !== queue.clockSuspect) {
      log.warn(
        { wallAt: clock.wall() },
        suspect ? 'the clock stands before the last record' : 'the clock is trusted again',
      )
      await road.send({ id: null, by: HUB, order: { type: 'ReportClock', suspect, wallAt: clock.wall() } })
    }
    // A suspect clock turns no day; but a wall clock that has reached a later day than ours cannot repeat a number.
    if (suspect && queue.day !== null && serviceDayOf(clock.wall(), queue.office) > queue.day) {
      await road.send({ id: null, by: HUB, order: { type: 'ConfirmClock', wallAt: clock.wall() } })
    }
    await road.send({ id: null, by: HUB, order: { type: 'KeepTime' } })
  }

  const told = (error: unknown) => log.error({ err: error }, 'the clockwork could not be written down; it tries again')
  // Before the doors open; a disk that does not take it now is tried again every second.
  await beat().catch(told)
  const timer = setInterval(() => {
    screens.pulse()
    // Waits grow older by themselves: the pictures with estimates are drawn anew now and then.
    if (++beats % PICTURE_EVERY_BEATS === 0) screens.show()
    beat().catch(told)
  }, BEAT_MS)
  return { stop: () => clearInterval(timer) }
}

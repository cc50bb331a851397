import { pause, type Timers } from '../timers.ts'
import type { SoundJob, SoundOutcome } from './port.ts'

/** A call that three others wait behind is no longer true when it is heard: the board still shows it. */
export const longestLine = 3

/**
 * Plays one sound after the other, and lets go what came too late to be useful.
 *
 *     playing │ call · call · call │ ◄── a fourth: the first of them is dropped
 *             │ guidance           │ ◄── a call: the guidance gives way
 *     resting before it says a call again │ ◄── another call: it is not said again
 */
export function soundLine(play: (job: SoundJob) => Promise<SoundOutcome>, timers: Timers) {
  interface Waiting {
    readonly job: SoundJob
    readonly answer: (outcome: SoundOutcome) => void
  }
  let waiting: Waiting[] = []
  let playing: Promise<void> | undefined
  let closed = false
  let wake = () => {}

  const drop = (each: Waiting) => each.answer({ outcome: 'dropped' })
  const somethingFirmWaits = () => closed || waiting.some(({ job }) => !job.yields)

  async function playOn(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (next.job.restMs) {
        const disturbed = new Promise<void>((resolve) => {
          wake = resolve
        })
        await Promise.race([pause(timers, next.job.restMs), disturbed])
        if (somethingFirmWaits() && next.job.yields) {
          drop(next)
          continue
        }
      }
      next.answer(await play(next.job))
    }
    playing = undefined
  }

  return {
    play(job: SoundJob): Promise<SoundOutcome> {
      if (closed) return Promise.resolve({ outcome: 'dropped' })
      return new Promise((answer) => {
        if (!job.yields) {
          waiting.filter((each) => each.job.yields).forEach(drop)
          waiting = waiting.filter((each) => !each.job.yields)
        }
        waiting.push({ job, answer })
        if (playing && waiting.length > longestLine) drop(waiting.shift()!)
        if (!job.yields) wake()
        playing ??= playOn()
      })
    },
    /** Lets go what waits, and waits for what plays. */
    async close(): Promise<void> {
      closed = true
      waiting.splice(0).forEach(drop)
      wake()
      await playing
    },
  }
}

import type { Logger } from 'pino'
import type { Supervisor } from '../devices/supervisor.ts'
import type { Hall } from '../settings/hall.ts'
import type { Clip } from '../speech/clips.ts'

/** The loudspeakers that hang on the hub itself or on an agent, beside those of the boards. */
export interface HallSpeakers {
  /** Plays on every loudspeaker that works; says whether there is one, for then the boards stay silent. */
  play(sound: {
    id: string
    clips: readonly Clip[]
    again?: readonly Clip[]
    /** How often `again` is heard, and the rest before each; once, after two seconds. */
    saying?: { readonly times: number; readonly restMs: number } | null
    volume: number
    yields?: boolean
  }): boolean
}

// A listener needs this long to look from the slip to the board before the same words come again.
const USUALLY = { times: 2, restMs: 2_000 }

export function hallSpeakers(parts: { devices: Supervisor; hall: () => Hall; log: Logger }): HallSpeakers {
  const { devices, hall, log } = parts
  return {
    play({ id, clips, again = [], saying, volume, yields = false }) {
      if (clips.length === 0) return false
      const states = new Map(devices.health().map(({ device, kind, state }) => [device, { kind, state }]))
      const working = hall().devices.filter((device) => {
        const known = states.get(device.id)
        return known?.kind === 'speaker' && known.state !== 'broken'
      })
      for (const { id: speaker } of working) {
        const heard = [devices.play(speaker, { id, files: clips.map(({ path }) => path), volume, yields })]
        const files = again.map(({ path }) => path)
        const { times, restMs } = saying ?? USUALLY
        for (let nth = 1; nth < times && files.length > 0; nth++) {
          const name = nth === 1 ? `${id}-again` : `${id}-again-${nth}`
          heard.push(devices.play(speaker, { id: name, files, volume, yields: true, restMs }))
        }
        Promise.all(heard).then(
          (outcomes) => {
            const failed = outcomes.find((one) => one.outcome === 'failed')
            if (failed) log.warn({ speaker, ...failed }, 'a sound was not heard')
          },
          (error: unknown) => log.error({ err: error, speaker }, 'a sound failed through our fault'),
        )
      }
      return working.length > 0
    },
  }
}

import { type FaultCode, healthTeller } from '../device.ts'
import { pause, type Timers } from '../timers.ts'
import { soundLine } from './line-up.ts'
import type { SoundJob, Speaker } from './port.ts'

/** A loudspeaker of thin air: takes as long as it is told to, keeps what it played, and can lose its cable. */
export interface VirtualSpeaker extends Speaker {
  /** What was heard, oldest first. */
  heard(): readonly SoundJob[]
  unplug(): void
}

export function virtualSpeaker({ soundMs }: { soundMs: number }, timers: Timers): VirtualSpeaker {
  const health = healthTeller({ state: 'ready' })
  const heard: SoundJob[] = []
  let plugged = true
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  const line = soundLine(async (job) => {
    if (plugged && job.volume > 0) await pause(timers, soundMs)
    if (!plugged) return { outcome: 'failed', fault: 'device-missing' }
    if (job.volume > 0) heard.push(job)
    return { outcome: 'played' }
  }, timers)
  return {
    play: (job) => line.play(job),
    heard: () => heard.slice(-50),
    unplug() {
      plugged = false
      health.tell({ state: 'broken', fault: 'device-missing' })
      pull('device-missing')
    },
    health: health.now,
    watch: health.watch,
    gone,
    close: () => line.close(),
  }
}

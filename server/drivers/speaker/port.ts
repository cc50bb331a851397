import type { Device, FaultCode } from '../device.ts'

/** An amplifier that hangs on this machine: sounds are jobs, played one after the other. */
export interface Speaker extends Device {
  /** Plays the files one after the other. Never throws for what the world does: every end is an outcome. */
  play(job: SoundJob): Promise<SoundOutcome>
}

export interface SoundJob {
  readonly id: string
  /** WAV files of this machine, in order. */
  readonly files: readonly string[]
  /** 0 (silent) to 100 (as recorded). */
  readonly volume: number
  /** Gives way to any sound that does not, while it waits or rests: guidance, and a call said again. */
  readonly yields?: boolean
  /** Silence kept before it, ms. */
  readonly restMs?: number
}

export type SoundOutcome =
  | { outcome: 'played' }
  /** Newer sounds were more urgent, or the speaker was closed: nothing of it was heard. */
  | { outcome: 'dropped' }
  | { outcome: 'failed'; fault: FaultCode }

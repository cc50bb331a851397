import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { DeviceFault, type FaultCode, healthTeller } from '../device.ts'
import { type Timers, within } from '../timers.ts'
import { atVolume, type Pcm, pcmOf } from './codec.ts'
import { soundLine } from './line-up.ts'
import type { SoundJob, SoundOutcome, Speaker } from './port.ts'

export interface AlsaSettings {
  /** An ALSA device: `default`, `plughw:CARD=Headphones`; `aplay -L` lists them. */
  device: string
  /** The player, from the package alsa-utils. Never a setting of the hall: whoever may name a device may not start programs. */
  program: string
  /** How often a silent amplifier is looked for again, ms. */
  pollMs: number
}

/** A sound card is asked with half a second of nothing; one that hangs is not waited for longer than this. */
const askMs = 3_000

/**
 * Plays through ALSA's own player, a program beside the hub: a card that hangs takes the player with it and not the queue.
 *
 * All files of a job go into one player, so that chime and sentence follow each other without a breath.
 */
export async function alsaSpeaker(settings: AlsaSettings, timers: Timers): Promise<Speaker> {
  const why = await playInto(settings, silence, timers, askMs)
  if (why) throw new DeviceFault(why.fault, why.detail)
  const health = healthTeller({ state: 'ready' })
  let closed = false
  let callOff = () => {}
  const line = soundLine(playJob, timers)

  async function playJob(job: SoundJob): Promise<SoundOutcome> {
    if (job.volume <= 0) return { outcome: 'played' }
    const sounds = await joined(job)
    // A clip that was tidied away between the call and its turn is no fault of the card.
    if (sounds.length === 0) return { outcome: 'failed', fault: 'sound-missing' }
    let trouble: Trouble | undefined
    for (const sound of sounds) {
      const seconds = sound.samples.length / 2 / sound.channels / sound.rate
      const louder = { ...sound, samples: atVolume(sound.samples, job.volume) }
      trouble = await playInto(settings, louder, timers, seconds * 1_000 + askMs)
      if (trouble) break
    }
    if (!trouble) {
      health.tell({ state: 'ready' })
      return { outcome: 'played' }
    }
    health.tell({ state: 'broken', fault: trouble.fault })
    lookAgain()
    return { outcome: 'failed', fault: trouble.fault }
  }

  /** A card that came back says nothing by itself. */
  function lookAgain(): void {
    callOff()
    if (closed) return
    callOff = timers.after(settings.pollMs, async () => {
      const still = await playInto(settings, silence, timers, askMs)
      if (still) lookAgain()
      else health.tell({ state: 'ready' })
    })
  }

  return {
    play: (job) => line.play(job),
    health: health.now,
    watch: health.watch,
    gone: new Promise<FaultCode>(() => undefined),
    async close() {
      closed = true
      callOff()
      await line.close()
    },
  }
}

interface Trouble {
  readonly fault: FaultCode
  readonly detail: string
}

const silence: Pcm = { rate: 22_050, channels: 1, samples: new Uint8Array(22_050) }

/** The sounds of a job, with those of one kind made one. A file that cannot be read is left out: half a call is heard. */
async function joined({ files }: SoundJob): Promise<Pcm[]> {
  const sounds: Pcm[] = []
  for (const file of files) {
    const sound = await readFile(file)
      .then(pcmOf)
      .catch(() => undefined) // said of the job when nothing is left of it
    if (!sound) continue
    const last = sounds.at(-1)
    if (last?.rate === sound.rate && last.channels === sound.channels) {
      sounds[sounds.length - 1] = { ...last, samples: Buffer.concat([last.samples, sound.samples]) }
    } else sounds.push(sound)
  }
  return sounds
}

/** Runs the player over one sound; undefined when all of it was played. */
async function playInto(
  { device, program }: AlsaSettings,
  { rate, channels, samples }: Pcm,
  timers: Timers,
  limitMs: number,
): Promise<Trouble | undefined> {
  const flags = ['-q', '-D', device, '-t', 'raw', '-f', 'S16_LE', '-r', String(rate), '-c', String(channels), '-']
  const player = spawn(program, flags, { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  player.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-2_000)
  })
  // A player that ended early closes its ear; how it ended is told below.
  player.stdin.on('error', (error) => {
    said += error.message
  })
  const ended = new Promise<Trouble | undefined>((resolve) => {
    player.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ fault: error.code === 'ENOENT' ? 'driver-missing' : 'device-error', detail: error.message }),
    )
    player.once('close', (code) => resolve(code === 0 ? undefined : { fault: faultIn(said), detail: said.trim() }))
  })
  player.stdin.end(samples)
  const trouble = await within(timers, limitMs, ended, 'late')
  if (trouble !== 'late') return trouble
  player.kill('SIGKILL')
  return { fault: 'sound-stuck', detail: `${program} did not end` }
}

/** What the player complains of, in ALSA's own words. */
function faultIn(said: string): FaultCode {
  if (/busy/i.test(said)) return 'device-busy'
  if (/permission denied/i.test(said)) return 'no-permission'
  if (/no such|unknown pcm|invalid card|not found/i.test(said)) return 'device-missing'
  return 'device-error'
}

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { trimmed } from './joining.ts'
import { integratedLoudness, levelled } from './loudness.ts'
import { HALL_RATE, resampled } from './resample.ts'
import { type Announcement, sentencesFor } from './sentence.ts'
import { durationMs, NotAWav, readWav, writeWav } from './wav.ts'
import { Unspeakable, type Word } from './words.ts'

/** A recording somebody sent: taken as it will be heard, or why it cannot be. */
export type Recorded =
  | { readonly durationMs: number; readonly lufs: number; readonly wasLufs: number }
  | { readonly wrong: 'no-wav' | 'silent' | 'too-long' }

/** An office's own recordings, word by word: `vi/d0` is the file `vi/d0.wav` in its folder. */
export interface OwnClips {
  list(): Promise<ReadonlyMap<string, { bytes: number; at: number }>>
  /** Looks at a recording without keeping it. */
  hear(wav: Uint8Array): { sound: Uint8Array; told: Recorded } | { sound: null; told: Recorded }
  keep(clip: string, sound: Uint8Array): Promise<void>
  remove(clip: string): Promise<void>
  pathOf(clip: string): string
}

export const CLIP_NAME = /^(vi|en)\/[a-z0-9][a-z0-9-]{0,79}$/
const LONGEST_MS = 15_000

export function ownClips(folder: string): OwnClips {
  const pathOf = (clip: string) => join(folder, `${clip}.wav`)
  return {
    pathOf,
    async list() {
      const found = new Map<string, { bytes: number; at: number }>()
      for (const lang of ['vi', 'en']) {
        for (const name of await namesIn(join(folder, lang))) {
          const clip = `${lang}/${name.slice(0, -'.wav'.length)}`
          if (!name.endsWith('.wav') || !CLIP_NAME.test(clip)) continue
          const { size, mtimeMs } = await stat(pathOf(clip))
          found.set(clip, { bytes: size, at: Math.round(mtimeMs) })
        }
      }
      return found
    },
    hear(wav) {
      try {
        const read = readWav(wav)
        const wasLufs = integratedLoudness(read)
        const cut = trimmed(read)
        if (cut.samples.length === 0 || !Number.isFinite(wasLufs)) return { sound: null, told: { wrong: 'silent' } }
        if (durationMs(cut) > LONGEST_MS) return { sound: null, told: { wrong: 'too-long' } }
        const sound = levelled(resampled(cut, HALL_RATE))
        const told = { durationMs: durationMs(sound), lufs: integratedLoudness(sound), wasLufs }
        return { sound: writeWav(sound), told }
      } catch (problem) {
        if (problem instanceof NotAWav) return { sound: null, told: { wrong: 'no-wav' } }
        throw problem
      }
    },
    async keep(clip, sound) {
      const file = pathOf(clip)
      await mkdir(dirname(file), { recursive: true })
      const beside = `${file}.${randomUUID()}.tmp`
      try {
        await writeFile(beside, sound)
        await rename(beside, file)
      } finally {
        await rm(beside, { force: true })
      }
    },
    remove: (clip) => rm(pathOf(clip), { force: true }),
  }
}

/** Every word this hall can say, in the order somebody would read them into a microphone. */
export function wordsOfHall(
  hall: { prefixes: readonly string[]; counters: readonly string[] },
  said: Pick<Announcement, 'lang' | 'form' | 'wording' | 'first'>,
): Word[] {
  const words = new Map<string, Word>()
  for (const prefix of hall.prefixes) {
    for (const kind of ['call', 'recall'] as const) {
      for (const counter of hall.counters) {
        try {
          for (const { parts } of sentencesFor({ ...said, number: `${prefix}0123456789`, counter, kind })) {
            for (const { say, clip } of parts) if (clip !== null) words.set(clip, { say, clip })
          }
        } catch (problem) {
          // A counter without a name that can be said has no words to record.
          if (!(problem instanceof Unspeakable)) throw problem
        }
      }
    }
  }
  return [...words.values()]
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

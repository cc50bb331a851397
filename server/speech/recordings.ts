import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { joined, trimmed } from './joining.ts'
import { levelled } from './loudness.ts'
import { HALL_RATE, resampled } from './resample.ts'
import type { Part, Sentence } from './sentence.ts'
import { NotAWav, readWav, type Sound } from './wav.ts'
import type { Lang } from './words.ts'

/** Between words a speaker hardly stops; at a comma the hall gets time to look at its slip. */
const WORD_GAP_MS = 40
const PAUSE_GAP_MS = 220

/**
 * Says a sentence in an office's own recorded voice, when every clip it needs is there.
 *
 * One missing word and the whole sentence is left to the synthesiser: two voices in one sentence sound broken.
 */
export async function recordedSentence(folder: string, sentence: Sentence): Promise<Sound | undefined> {
  const pieces: { sound: Sound; gapMs: number }[] = []
  for (const part of sentence.parts) {
    const sound = await recordedWord(folder, part)
    if (!sound) return undefined
    pieces.push({ sound, gapMs: part.pause ? PAUSE_GAP_MS : WORD_GAP_MS })
  }
  return joined(pieces, HALL_RATE)
}

async function recordedWord(folder: string, { clip }: Part): Promise<Sound | undefined> {
  if (!clip) return undefined
  try {
    const sound = trimmed(readWav(await readFile(fileOf(folder, clip))))
    // Words recorded on different days differ in level; each is brought to the hall's own before they meet.
    return sound.samples.length > 0 ? levelled(resampled(sound, HALL_RATE)) : undefined
  } catch (problem) {
    if (problem instanceof NotAWav || isAbsent(problem)) return undefined
    throw problem
  }
}

/**
 * Names the recordings a sentence would use as they are now, or undefined when one is missing.
 *
 * It goes into the cache's key, so that a clip recorded again tomorrow is heard tomorrow.
 */
export async function recordingsFor(folder: string, sentence: Sentence): Promise<string[] | undefined> {
  const found: string[] = []
  for (const { clip } of sentence.parts) {
    if (!clip) return undefined
    try {
      const { size, mtimeMs } = await stat(fileOf(folder, clip))
      found.push(`${clip} ${size} ${Math.round(mtimeMs)}`)
    } catch (problem) {
      if (isAbsent(problem)) return undefined
      throw problem
    }
  }
  return found
}

/** An office's own recording of a message, as `vi/guidance-closing.wav`, and the mark that goes into the cache's key. */
export async function recordedGuidance(
  folder: string,
  id: string,
  lang: Lang,
): Promise<{ sound: Sound; mark: string } | undefined> {
  const clip = `${lang}/guidance-${id}`
  const sound = await recordedWord(folder, { say: '', clip, pause: false })
  if (!sound) return undefined
  const { size, mtimeMs } = await stat(fileOf(folder, clip))
  return { sound, mark: `${clip} ${size} ${Math.round(mtimeMs)}` }
}

function fileOf(folder: string, clip: string): string {
  return path.join(folder, `${clip}.wav`)
}

/** A clip that cannot be opened is as good as absent: the hall is called by the other voice. */
function isAbsent(problem: unknown): boolean {
  const code = (problem as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EISDIR'
}

import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chime } from './chime.ts'
import { type EspeakSettings, espeakDefaults, espeakVersion, speak, type VoiceFault } from './espeak.ts'
import { joined, trimmed } from './joining.ts'
import { levelled } from './loudness.ts'
import { recordedGuidance, recordedSentence, recordingsFor } from './recordings.ts'
import { HALL_RATE } from './resample.ts'
import { type Announcement, type Sentence, sentencesFor } from './sentence.ts'
import { durationMs, readSealedWav, type Sound, writeWav } from './wav.ts'
import { type Dialect, type Lang, northern, Unspeakable } from './words.ts'

export interface Clip {
  /** What a board asks for: 32 hex digits, the same for the same words in the same voice. */
  readonly key: string
  readonly path: string
  readonly durationMs: number
}

export interface NoClip {
  readonly missing: 'voice-missing' | 'voice-failed' | 'voice-busy' | 'clip-folder' | 'not-speakable'
  /** For whoever owns the box. */
  readonly detail: string
}

/** How an office wants its hall called: its own words, which language first, which made voice, how fast. */
export interface Manner extends Pick<Announcement, 'wording' | 'first'> {
  readonly voices?: EspeakSettings['voices']
  readonly wordsPerMinute?: number
}

export interface VoiceParts {
  /** Where made clips are kept; created when needed, and free to be deleted at any time. */
  readonly folder: string
  /** Where an office puts its own recordings, as `vi/d0.wav`; need not exist. */
  readonly recordings: string
  readonly dialect?: Dialect
  readonly espeak?: Partial<EspeakSettings>
  /** How the office wants its calls, asked each time. */
  readonly manner?: () => Manner
  readonly mostClips?: number
  readonly mostWaiting?: number
}

/** What the timetable says, in the languages the hall speaks; a language without words is left out. */
export interface GuidanceText {
  readonly id: string
  readonly vi: string
  readonly en: string
  readonly lang: Announcement['lang']
}

export interface Voice {
  /** The two notes before every call, a clip of their own so that a board can play chime, sentence, gap, sentence. */
  chime(): Promise<Clip | NoClip>
  /** The spoken sentence (both, one after the other, for `vi+en`), from the cache or made now. */
  clipFor(announcement: Announcement, manner?: Manner): Promise<Clip | NoClip>
  /** A message of the hall's timetable: the office's own recording where there is one, else spoken as it is written. */
  guidanceFor(message: GuidanceText): Promise<Clip | NoClip>
  /** Where the clip with this key lies, or undefined when the key is not one of ours. */
  pathOf(key: string): string | undefined
  /** Resolves when no clip is being made any more: before the folder is left. */
  idle(): Promise<void>
  /** Whether the synthesiser is there, for the health page. */
  health(): Promise<{ readonly version: string } | VoiceFault>
}

/** Changes whenever a clip would sound different for the same words, so that no old cache speaks for a new hub. */
const CLIP_VERSION = 1
const BETWEEN_LANGUAGES_MS = 400

/**
 * Makes the hall's voice: what is asked for is looked up, else spoken once, levelled, sealed and kept.
 *
 * Clips are made one at a time, because on a Pi two synthesisers at once are slower than two in turn; the same clip
 * asked for twice is made once.
 */
export function openVoice(parts: VoiceParts): Voice {
  const { folder, recordings, dialect = northern, mostClips = 2_000, mostWaiting = 32 } = parts
  const inForce: () => Manner = parts.manner ?? (() => ({}))
  const espeakFor = ({ voices, wordsPerMinute }: Manner): EspeakSettings => ({
    ...espeakDefaults,
    ...parts.espeak,
    ...(voices && { voices }),
    ...(wordsPerMinute !== undefined && { wordsPerMinute }),
  })
  const wanted = new Map<string, Promise<Clip | NoClip>>()
  let turn: Promise<unknown> = Promise.resolve()

  /** Gives the clip of this key from the disk, or makes it when its turn comes. */
  function kept(key: string, make: () => Promise<Sound | NoClip>): Promise<Clip | NoClip> {
    const already = wanted.get(key)
    if (already) return already
    if (wanted.size >= mostWaiting) {
      return Promise.resolve({ missing: 'voice-busy', detail: `${mostWaiting} clips are already waiting to be made` })
    }
    const clip = turn.then(() => foundOrMade(key, make)).finally(() => wanted.delete(key))
    wanted.set(key, clip)
    // Who asked hears of a bug; the next one in line only waits for the end of this one.
    turn = Promise.allSettled([clip])
    return clip
  }

  async function foundOrMade(key: string, make: () => Promise<Sound | NoClip>): Promise<Clip | NoClip> {
    const file = fileOf(key)
    try {
      const sound = await keptSound(file)
      if (sound) return { key, path: file, durationMs: durationMs(sound) }
      const made = await make()
      if ('missing' in made) return made
      await keep(folder, file, writeWav(made), mostClips)
      return { key, path: file, durationMs: durationMs(made) }
    } catch (problem) {
      if (isDiskTrouble(problem)) return { missing: 'clip-folder', detail: `${folder}: ${problem.message}` }
      throw problem
    }
  }

  function fileOf(key: string): string {
    return path.join(folder, `${key}.wav`)
  }

  async function spokenSentence(sentence: Sentence, espeak: EspeakSettings): Promise<Sound | NoClip> {
    const recorded = await recordedSentence(recordings, sentence)
    if (recorded) return recorded
    const spoken = await spokenText(sentence.text, sentence.lang, espeak)
    return 'missing' in spoken ? spoken : spoken.sound
  }

  async function spokenText(text: string, lang: Lang, espeak: EspeakSettings): Promise<{ sound: Sound } | NoClip> {
    const spoken = await speak(text, lang, espeak)
    return 'fault' in spoken ? { missing: spoken.fault, detail: spoken.detail } : { sound: trimmed(spoken.sound) }
  }

  async function spokenAll(sentences: readonly Sentence[], espeak: EspeakSettings): Promise<Sound | NoClip> {
    const pieces: { sound: Sound; gapMs: number }[] = []
    for (const sentence of sentences) {
      const sound = await spokenSentence(sentence, espeak)
      if ('missing' in sound) return sound
      // Each language is levelled by itself: joined first, the louder voice would leave the other one faint.
      pieces.push({ sound: levelled(sound), gapMs: BETWEEN_LANGUAGES_MS })
    }
    return joined(pieces, HALL_RATE)
  }

  return {
    chime: () => kept(keyOf(['chime']), async () => chime()),

    async clipFor(announcement, manner = inForce()) {
      const espeak = espeakFor(manner)
      const { wording, first } = manner
      const sentences = spokenPlan({ ...announcement, ...(wording && { wording }), ...(first && { first }) }, dialect)
      if ('missing' in sentences) return sentences
      const sources: unknown[] = []
      for (const sentence of sentences) {
        const recorded = await recordingsFor(recordings, sentence)
        sources.push(recorded ?? [espeak.voices[sentence.lang], espeak.wordsPerMinute, sentence.text])
      }
      return kept(keyOf(sources), () => spokenAll(sentences, espeak))
    },

    async guidanceFor({ id, lang, ...text }) {
      const manner = inForce()
      const espeak = espeakFor(manner)
      const both = manner.first === 'en' ? (['en', 'vi'] as const) : (['vi', 'en'] as const)
      const langs = both.filter((one) => lang.includes(one) && text[one].trim() !== '')
      if (langs.length === 0) return { missing: 'not-speakable', detail: `guidance "${id}" has no words in ${lang}` }
      const found = await Promise.all(langs.map((one) => recordedGuidance(recordings, id, one)))
      const sources = langs.map((one, at) => found[at]?.mark ?? [espeak.voices[one], espeak.wordsPerMinute, text[one]])
      return kept(keyOf(['guidance', ...sources]), async () => {
        const pieces: { sound: Sound; gapMs: number }[] = []
        for (const [at, one] of langs.entries()) {
          const spoken = found[at] ?? (await spokenText(text[one], one, espeak))
          if ('missing' in spoken) return spoken
          pieces.push({ sound: levelled(spoken.sound), gapMs: BETWEEN_LANGUAGES_MS })
        }
        return joined(pieces, HALL_RATE)
      })
    },

    pathOf: (key) => (/^[0-9a-f]{32}$/.test(key) ? fileOf(key) : undefined),

    async idle() {
      await turn
    },

    health: () => espeakVersion(espeakFor(inForce())),
  }
}

function spokenPlan(announcement: Announcement, dialect: Dialect): Sentence[] | NoClip {
  try {
    return sentencesFor(announcement, dialect)
  } catch (problem) {
    if (problem instanceof Unspeakable) return { missing: 'not-speakable', detail: problem.message }
    throw problem
  }
}

function keyOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([CLIP_VERSION, content]))
    .digest('hex')
    .slice(0, 32)
}

/** Reads a kept clip; one that is absent, cut short or rotten is undefined and will be made again. */
async function keptSound(file: string): Promise<Sound | undefined> {
  try {
    return readSealedWav(await readFile(file))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw problem
  }
}

/** Writes beside and renames, so that a power cut leaves a whole clip or none; then lets the oldest go. */
async function keep(folder: string, file: string, bytes: Uint8Array, mostClips: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  await makeRoom(folder, mostClips - 1)
  const beside = path.join(folder, `${randomUUID()}.tmp`)
  try {
    await writeFile(beside, bytes)
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

/** Clips are small and a day has few different ones, so the folder is only looked through when one is added. */
async function makeRoom(folder: string, most: number): Promise<void> {
  const names = await readdir(folder)
  const clips = names.filter((name) => /^[0-9a-f]{32}\.wav$/.test(name))
  const leftovers = names.filter((name) => name.endsWith('.tmp'))
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { force: true })))
  if (clips.length <= most) return
  const aged = await Promise.all(clips.map(async (name) => ({ name, madeAt: await madeAt(path.join(folder, name)) })))
  aged.sort((a, b) => a.madeAt - b.madeAt)
  await Promise.all(aged.slice(0, clips.length - most).map(({ name }) => rm(path.join(folder, name), { force: true })))
}

async function madeAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs
  } catch (problem) {
    // Somebody tidied the folder meanwhile: what is gone is the oldest of all.
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw problem
  }
}

function isDiskTrouble(problem: unknown): problem is NodeJS.ErrnoException {
  const code = (problem as NodeJS.ErrnoException).code
  return (
    code !== undefined && ['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOTDIR', 'EISDIR', 'EDQUOT'].includes(code)
  )
}

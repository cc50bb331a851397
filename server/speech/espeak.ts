/**
 * The voice that is always there: espeak-ng, a program of its own beside the hub (GPL, so never linked in).
 *
 * It takes a hundredth of a second a sentence. Where it is not installed the hub runs silent and says so; where it
 * hangs it is stopped, because a board must never wait for a voice.
 */
import { spawn } from 'node:child_process'
import { NotAWav, readWav, type Sound } from './wav.ts'
import type { Lang } from './words.ts'

export interface EspeakSettings {
  /** The program's name or path; found on PATH by default. */
  readonly program: string
  readonly voices: Readonly<Record<Lang, string>>
  /** Words a minute, as espeak-ng counts them. */
  readonly wordsPerMinute: number
  readonly limitMs: number
}

export const espeakDefaults: EspeakSettings = {
  program: 'espeak-ng',
  voices: { vi: 'vi', en: 'en-gb' },
  wordsPerMinute: 150,
  limitMs: 5_000,
}

/** Why there is no voice: the program is not installed, or it ran and did not speak. */
export interface VoiceFault {
  readonly fault: 'voice-missing' | 'voice-failed'
  /** For whoever owns the box. */
  readonly detail: string
}

export type Spoken = { readonly sound: Sound } | VoiceFault

/** Speaks one sentence that holds no digits. */
export async function speak(text: string, lang: Lang, settings: EspeakSettings = espeakDefaults): Promise<Spoken> {
  // The text goes through standard input: a label that begins with "-" must never become an option.
  const flags = ['-v', settings.voices[lang], '-s', String(settings.wordsPerMinute), '-b', '1', '--stdin', '--stdout']
  const ran = await run(flags, text, settings)
  if ('fault' in ran) return ran
  try {
    const sound = readWav(ran.output)
    if (sound.samples.length === 0) return failed(`${settings.program} made an empty sound`)
    return { sound }
  } catch (broken) {
    if (broken instanceof NotAWav) return failed(`${settings.program}: ${broken.message}`)
    throw broken
  }
}

/** Asks the program who it is, for the health page and the doctor. */
export async function espeakVersion(
  settings: EspeakSettings = espeakDefaults,
): Promise<{ version: string } | VoiceFault> {
  const ran = await run(['--version'], '', settings)
  if ('fault' in ran) return ran
  return { version: /\d+\.\d+(\.\d+)?/.exec(ran.output.toString('utf8'))?.[0] ?? 'unknown' }
}

function run(
  flags: string[],
  input: string,
  { program, limitMs }: EspeakSettings,
): Promise<{ output: Buffer } | VoiceFault> {
  return new Promise((resolve) => {
    const child = spawn(program, flags, { stdio: ['pipe', 'pipe', 'pipe'], timeout: limitMs, killSignal: 'SIGKILL' })
    const output: Buffer[] = []
    let size = 0
    let complaint = ''
    child.stdout.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size > MOST_OUTPUT_BYTES) child.kill('SIGKILL')
      else output.push(bytes)
    })
    child.stderr.on('data', (bytes: Buffer) => {
      complaint = (complaint + bytes.toString('utf8')).slice(0, 300)
    })
    // A program that ends before reading its input breaks the pipe; its exit code already tells the story.
    child.stdin.on('error', (broken) => {
      complaint ||= broken.message
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'ENOENT' || error.code === 'EACCES'
          ? { fault: 'voice-missing', detail: `${program} is not installed (Debian: apt install espeak-ng)` }
          : failed(`${program}: ${error.message}`),
      )
    })
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ output: Buffer.concat(output) })
      else resolve(failed(`${program} ended with ${signal ?? code}${complaint ? `: ${complaint.trim()}` : ''}`))
    })
    child.stdin.end(input)
  })
}

/** A minute of espeak-ng's sound; an announcement is a tenth of that. */
const MOST_OUTPUT_BYTES = 3_000_000

function failed(detail: string): VoiceFault {
  return { fault: 'voice-failed', detail }
}

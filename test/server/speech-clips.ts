import * as assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Clip, type NoClip, openVoice } from '#server/speech/clips.ts'
import { integratedLoudness, levelled, truePeak } from '#server/speech/loudness.ts'
import { HALL_RATE, resampled } from '#server/speech/resample.ts'
import { type Announcement, sentencesFor } from '#server/speech/sentence.ts'
import { readWav, type Sound, writeWav } from '#server/speech/wav.ts'
import { spec } from '../kit/spec.ts'

const call: Announcement = { number: 'A012', counter: 5, kind: 'call', lang: 'vi', form: 'polite' }
const espeak = spawnSync('espeak-ng', ['--version']).status === 0

spec('speech › clips', ({ test, skip, beforeEach, afterEach }) => {
  let home = ''
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'luot-voice-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  const folders = () => ({ folder: path.join(home, 'cache'), recordings: path.join(home, 'clips') })

  /** An office's recordings stood in for by noise: each word its own, in whatever format a recorder makes. */
  function record(announcement: Announcement, rate = 48_000): Map<string, Sound> {
    const recorded = new Map<string, Sound>()
    for (const sentence of sentencesFor(announcement)) {
      for (const [at, { clip }] of sentence.parts.entries()) {
        if (!clip || recorded.has(clip)) continue
        const sound = noise(rate, 0.25, at + 1)
        recorded.set(clip, sound)
        const file = path.join(folders().recordings, `${clip}.wav`)
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, writeWav(sound))
      }
    }
    return recorded
  }

  /** A synthesiser that says what it was asked to say: a shell script that writes a fixed WAV and keeps the text. */
  function scripted(body: string): string {
    const program = path.join(home, 'espeak-stub')
    writeFileSync(program, `#!/bin/sh\n${body}\n`)
    chmodSync(program, 0o755)
    return program
  }

  function speaking(): string {
    writeFileSync(path.join(home, 'spoken.wav'), writeWav(noise(22_050, 1, 7)))
    return scripted(`cat >> "${home}/asked"; echo >> "${home}/asked"; cat "${home}/spoken.wav"`)
  }

  const timesAsked = () => readFileSync(path.join(home, 'asked'), 'utf8').trim().split('\n').length

  test('without a synthesiser the clip is missing and says what to install', async () => {
    const voice = openVoice({ ...folders(), espeak: { program: path.join(home, 'no-such-program') } })
    const answer = await voice.clipFor(call)
    assert.ok('missing' in answer)
    assert.equal(answer.missing, 'voice-missing')
    assert.match(answer.detail, /espeak-ng/)
    assert.ok('fault' in (await voice.health()))
    made(await voice.chime())
  })

  test('a synthesiser that fails, babbles or hangs is a fault of the voice, not of the hub', async () => {
    for (const body of ['exit 3', 'echo not a sound', 'exec sleep 30', 'exec cat /dev/zero']) {
      const voice = openVoice({ ...folders(), espeak: { program: scripted(body), limitMs: 1_000 } })
      const answer = await voice.clipFor(call)
      assert.equal('missing' in answer ? answer.missing : 'a clip', 'voice-failed', body)
    }
  })

  test('a clip is made once, however often and however quickly it is asked for', async () => {
    const voice = openVoice({ ...folders(), espeak: { program: speaking() } })
    const [one, two] = await Promise.all([voice.clipFor(call), voice.clipFor(call)])
    const later = await voice.clipFor(call)
    const afterRestart = await openVoice({ ...folders(), espeak: { program: speaking() } }).clipFor(call)
    assert.deepEqual(new Set([one, two, later, afterRestart].map((clip) => made(clip).key)).size, 1)
    assert.equal(timesAsked(), 1)
  })

  test('a clip cut short or rotten on the disk is made again', async () => {
    const voice = openVoice({ ...folders(), espeak: { program: speaking() } })
    const clip = made(await voice.clipFor(call))
    const whole = readFileSync(clip.path)
    for (const broken of [whole.subarray(0, 100), Buffer.alloc(0), Buffer.from(whole).fill(0, 500, 600)]) {
      writeFileSync(clip.path, broken)
      made(await voice.clipFor(call))
      assert.deepEqual(readFileSync(clip.path), whole)
    }
  })

  test('the cache stays within its bound, the oldest going first, and nothing half-written stays', async () => {
    const voice = openVoice({ ...folders(), espeak: { program: speaking() }, mostClips: 3 })
    mkdirSync(folders().folder, { recursive: true })
    writeFileSync(path.join(folders().folder, 'left-by-a-power-cut.tmp'), 'half')
    const clips: Clip[] = []
    for (const [age, number] of ['A001', 'A002', 'A003', 'A004'].entries()) {
      const clip = made(await voice.clipFor({ ...call, number }))
      utimesSync(clip.path, 1_000 + age, 1_000 + age)
      clips.push(clip)
    }
    const kept = readdirSync(folders().folder).sort()
    assert.deepEqual(
      kept,
      clips
        .slice(1)
        .map(({ key }) => `${key}.wav`)
        .sort(),
    )
  })

  test('more calls than can be spoken are answered at once as busy', async () => {
    const voice = openVoice({ ...folders(), espeak: { program: speaking() }, mostWaiting: 2 })
    const asked = ['A001', 'A002', 'A003'].map((number) => voice.clipFor({ ...call, number }))
    const answers = await Promise.all(asked)
    assert.equal(answers.filter((answer) => 'missing' in answer && answer.missing === 'voice-busy').length, 1)
    made(await voice.clipFor({ ...call, number: 'A003' }))
  })

  test('a counter nobody can pronounce is an answer, not a crash', async () => {
    const answer = await openVoice(folders()).clipFor({ ...call, counter: '★' })
    assert.equal('missing' in answer ? answer.missing : 'a clip', 'not-speakable')
  })

  test('a cache folder that cannot be is a fault with its name', async () => {
    writeFileSync(path.join(home, 'file'), '')
    const answer = await openVoice({ ...folders(), folder: path.join(home, 'file') }).chime()
    assert.ok('missing' in answer)
    assert.equal(answer.missing, 'clip-folder')
  })

  test('only keys of ours lead to a file', () => {
    const voice = openVoice(folders())
    assert.equal(voice.pathOf('../../etc/passwd'), undefined)
    assert.equal(voice.pathOf(`${'0'.repeat(31)}/`), undefined)
    assert.equal(voice.pathOf('0'.repeat(32)), path.join(folders().folder, `${'0'.repeat(32)}.wav`))
  })

  test('recorded words are heard in the order of the sentence, at the level of the hall', async () => {
    const recorded = record(call)
    const voice = openVoice({ ...folders(), espeak: { program: path.join(home, 'no-such-program') } })
    const sound = readWav(readFileSync(made(await voice.clipFor(call)).path))
    const order = ['vi/xin-moi-cong-dan-mang-so', 'vi/a', 'vi/d0', 'vi/d1', 'vi/d2', 'vi/den-quay-so', 'vi/d5']
    const heardAt = order.map((clip) => whereIs(resampled(recorded.get(clip)!, HALL_RATE), sound))
    for (const { likeness } of heardAt) assert.ok(likeness > 0.9, `heard with likeness ${likeness}`)
    assert.deepEqual(
      heardAt.map(({ at }) => at),
      heardAt.map(({ at }) => at).sort((a, b) => a - b),
    )
    assert.ok(Math.abs(integratedLoudness(sound) + 18) < 1)
    assert.ok(truePeak(sound) <= -1)
  })

  test('with one recorded word missing the whole sentence is left to the synthesiser', async () => {
    record(call)
    const { recordings } = folders()
    const voice = openVoice({ ...folders(), espeak: { program: speaking() } })
    const withAll = made(await voice.clipFor(call))
    rmSync(path.join(recordings, 'vi/d2.wav'))
    const withoutTwo = made(await voice.clipFor(call))
    assert.notEqual(withAll.key, withoutTwo.key)
    assert.equal(timesAsked(), 1)
    writeFileSync(path.join(recordings, 'vi/d2.wav'), 'not a recording')
    made(await voice.clipFor(call))
    assert.equal(timesAsked(), 2)
  })

  test('a word recorded again is heard from the next call on', async () => {
    record(call)
    const voice = openVoice(folders())
    const before = made(await voice.clipFor(call)).key
    const file = path.join(folders().recordings, 'vi/d1.wav')
    writeFileSync(file, writeWav(noise(44_100, 0.3, 99)))
    assert.notEqual(made(await voice.clipFor(call)).key, before)
    assert.ok(statSync(file).size > 0)
  })

  if (!espeak) skip('U15 espeak-ng keeps length, loudness and peak', 'espeak-ng is not installed here')
  else {
    test('U15 espeak-ng keeps length, loudness and peak in every language and form', async () => {
      const voice = openVoice(folders())
      const chimeMs = made(await voice.chime()).durationMs
      for (const number of ['A012', 'Q777', '1002']) {
        for (const lang of ['vi', 'en', 'vi+en'] as const) {
          for (const form of ['polite', 'short'] as const) {
            const clip = made(await voice.clipFor({ ...call, number, lang, form, counter: 25 }))
            const sound = readWav(readFileSync(clip.path))
            assert.ok(
              Math.abs(integratedLoudness(sound) + 18) <= 1,
              `${lang} ${form}: ${integratedLoudness(sound)} LUFS`,
            )
            assert.ok(truePeak(sound) <= -1, `${lang} ${form}: ${truePeak(sound)} dBTP`)
            if (lang === 'vi') assert.ok(chimeMs + clip.durationMs <= 7_000, `${form}: ${chimeMs + clip.durationMs} ms`)
          }
        }
      }
    })

    test('U15 espeak-ng pronounces the digits singly and in order', () => {
      const phonemes = (text: string) =>
        spawnSync('espeak-ng', ['-v', 'vi', '-q', '-x', '--stdin'], { input: text, encoding: 'utf8' }).stdout.replace(
          /[\s,]+/g,
          '',
        )
      for (const number of ['A042', '1905', 'X678']) {
        const [sentence] = sentencesFor({ ...call, number })
        const heard = phonemes(sentence!.text)
        let from = 0
        for (const { say, clip } of sentence!.parts.filter(({ clip }) => /\/(d\d|\w)$/.test(clip ?? ''))) {
          const at = heard.indexOf(phonemes(say), from)
          assert.ok(at >= from, `${clip} is not heard in turn in "${sentence!.text}"`)
          from = at + 1
        }
      }
    })
  }
})

function made(answer: Clip | NoClip): Clip {
  if ('missing' in answer) assert.fail(`no clip: ${answer.missing}: ${answer.detail}`)
  return answer
}

/** Repeatable noise: every seed sounds different, which is what tells one clip from another. */
function noise(rate: number, seconds: number, seed: number): Sound {
  let state = seed * 2_654_435_761
  const samples = Float32Array.from({ length: Math.round(rate * seconds) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 32 - 0.5) * 0.3
  })
  // Thinned to what the hall's rate can carry, or the resampler would take most of it away.
  return levelled(resampled(resampled({ rate, samples }, 11_025), rate))
}

/** Finds a word in a sentence by normalised correlation: 1 is the same sound, loudness aside. */
function whereIs(word: Sound, sentence: Sound): { at: number; likeness: number } {
  const middle = word.samples.subarray(500, word.samples.length - 500)
  const power = Math.hypot(...middle)
  let best = { at: 0, likeness: 0 }
  for (let at = 0; at + middle.length <= sentence.samples.length; at++) {
    let product = 0
    let energy = 0
    for (let i = 0; i < middle.length; i++) {
      const sample = sentence.samples[at + i]!
      product += sample * middle[i]!
      energy += sample * sample
    }
    const likeness = energy > 0 ? product / (power * Math.sqrt(energy)) : 0
    if (likeness > best.likeness) best = { at, likeness }
  }
  return best
}

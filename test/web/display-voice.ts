import * as assert from 'node:assert/strict'
import type { CallMoment } from '#core/contract/display.ts'
import { scriptOf, speak, type Voice } from '../../display/src/voice/script.ts'
import { spec } from '../kit/spec.ts'

const CHIME = { url: '/clips/chime.wav', durationMs: 900, role: 'chime' } as const
const SENTENCE = { url: '/clips/a042.wav', durationMs: 5_000, role: 'sentence' } as const
const ENGLISH = { url: '/clips/a042-en.wav', durationMs: 4_000, role: 'sentence' } as const

spec('what a board says', ({ test }) => {
  test('U15: chime, sentence, two seconds of rest, sentence', async () => {
    assert.deepEqual(await said([CHIME, SENTENCE]), [CHIME.url, SENTENCE.url, 2_000, SENTENCE.url])
  })

  test('both languages before the rest', async () => {
    assert.deepEqual(await said([CHIME, SENTENCE, ENGLISH]), [
      CHIME.url,
      SENTENCE.url,
      ENGLISH.url,
      2_000,
      SENTENCE.url,
      ENGLISH.url,
    ])
  })

  test('as often as the office wants it', async () => {
    assert.deepEqual(await said([CHIME, SENTENCE], { say: 1 }), [CHIME.url, SENTENCE.url])
    assert.equal((await said([CHIME, SENTENCE], { say: 3 })).filter((what) => what === SENTENCE.url).length, 3)
  })

  test('once, when others wait to be called', async () => {
    assert.deepEqual(await said([CHIME, SENTENCE], { othersWait: () => true }), [CHIME.url, SENTENCE.url])
  })

  test('the chime alone, where there is no sentence', async () => {
    assert.deepEqual(await said([CHIME]), [CHIME.url])
  })

  test('nothing on a silent board', async () => {
    assert.deepEqual(await said([]), [])
  })

  test('a clip may last a second longer than it says, never for ever', () => {
    const [first] = scriptOf([CHIME], { say: 2, restMs: 2_000, volume: 100 })
    assert.deepEqual(first, { do: 'play', url: CHIME.url, longestMs: 1_900, volume: 100 })
  })

  async function said(
    sounds: CallMoment['sounds'],
    { say = 2, othersWait = () => false }: { say?: number; othersWait?: () => boolean } = {},
  ): Promise<(string | number)[]> {
    const heard: (string | number)[] = []
    const voice: Voice = {
      play: async (url) => void heard.push(url),
      rest: async (ms) => void heard.push(ms),
    }
    await speak(scriptOf(sounds, { say, restMs: 2_000, volume: 100 }), voice, othersWait)
    return heard
  }
})

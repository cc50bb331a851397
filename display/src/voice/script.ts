import type { CallMoment } from '#core/contract/display.ts'

/**
 * Says one call: the chime, the sentence, a rest, and the sentence again.
 *
 *     chime ── sentence ── rest ≥ 2 s ── sentence
 *                            └ others wait: the next one is more use than the same one twice
 */
export type Step = { do: 'play'; url: string; longestMs: number; volume: number } | { do: 'rest'; ms: number }

export interface Manner {
  /** How often the sentence is said. */
  say: number
  restMs: number
  /** 0 to 100. */
  volume: number
}

export function scriptOf(sounds: CallMoment['sounds'], { say, restMs, volume }: Manner): Step[] {
  const play = (role: 'chime' | 'sentence'): Step[] =>
    sounds
      .filter((sound) => sound.role === role)
      .map(({ url, durationMs }) => ({ do: 'play', url, longestMs: durationMs + 1_000, volume }))
  const sentence = play('sentence')
  const again = Array.from({ length: sentence.length > 0 ? say - 1 : 0 }, (): Step[] => [
    { do: 'rest', ms: restMs },
    ...sentence,
  ])
  return [...play('chime'), ...sentence, ...again.flat()]
}

/** What a script is spoken with. */
export interface Voice {
  /** Plays one sound to its end, at most `longestMs`; a sound that cannot be had is silence. */
  play(url: string, longestMs: number, volume: number): Promise<void>
  rest(ms: number): Promise<void>
}

/** Speaks step after step; `othersWait` is asked before anything is said again. */
export async function speak(script: readonly Step[], voice: Voice, othersWait: () => boolean): Promise<void> {
  for (const step of script) {
    if (step.do === 'play') {
      await voice.play(step.url, step.longestMs, step.volume)
      continue
    }
    if (othersWait()) return
    await voice.rest(step.ms)
    if (othersWait()) return
  }
}

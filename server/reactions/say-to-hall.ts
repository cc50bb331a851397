import type { Logger } from 'pino'
import type { Text } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { Screens } from '../screens.ts'
import { type Hall, volumeAt } from '../settings/hall.ts'
import type { Clip, Voice } from '../speech/clips.ts'
import type { HallSpeakers } from './hall-speakers.ts'

/** What it takes to say a sentence to the whole hall. */
export interface SayingParts {
  readonly hall: () => Hall
  readonly queue: () => Queue
  readonly voice: Voice
  readonly screens: Screens
  readonly speakers: HallSpeakers
  readonly log: Logger
}

/** Says a sentence once, on the hall's loudspeakers or the board that speaks; it is read on every board, and gives way to any call. */
export async function sayToHall(
  parts: SayingParts,
  { id, kind, text }: { id: string; kind: string; text: Text },
  at: number,
): Promise<void> {
  const { voice, sound } = parts.hall()
  const { timeZone } = parts.queue().office
  const volume = volumeAt(sound, localTime(at, timeZone).minutes)
  const [chime, spoken] = await Promise.all([
    parts.voice.chime(),
    parts.voice.guidanceFor({ id, ...text, lang: voice.language }),
  ])
  if ('missing' in spoken) parts.log.warn({ message: id, why: spoken.missing }, 'guidance without a voice')
  const clips = [chime, spoken].filter((clip): clip is Clip => !('missing' in clip))
  const moment = `${kind}-${id}-${at}`
  const isHeard = volume > 0 && parts.speakers.play({ id: moment, clips, volume, yields: true })
  const sounds = clips.map(({ key, durationMs }, place) => ({
    url: `/clips/${key}.wav`,
    durationMs,
    role: place === 0 && clips.length > 1 ? ('chime' as const) : ('sentence' as const),
  }))
  parts.screens.guide({ id: moment, text, volume }, isHeard || volume === 0 ? [] : sounds)
}

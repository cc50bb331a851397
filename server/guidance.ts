import type { Logger } from 'pino'
import type { Guidance } from '#core/contract/hall.ts'
import { dayOf, isHallOpen, sittingNow, sittingsOn } from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import { instantOf, localTime } from '#core/domain/service-day.ts'
import type { HallSpeakers } from './reactions/hall-speakers.ts'
import type { Screens } from './screens.ts'
import { type Hall, volumeAt } from './settings/hall.ts'
import type { Clip, Voice } from './speech/clips.ts'

const LOOK_EVERY_MS = 5_000
// After a pause longer than this (a restart, a clock put right) what fell into it is not said any more.
const TOO_LATE_MS = 90_000
const MINUTE = 60_000

/**
 * What of the hall's timetable fell due after `since` and up to `at`, in the order of the settings.
 *
 * A message with times is said on every day the office opens at all, also before it opens its door; one that comes again
 * and again only while the hall is open, counted from the session's beginning.
 */
export function dueGuidance(guidance: readonly Guidance[], office: Office, since: number, at: number): Guidance[] {
  if (at - since > TOO_LATE_MS || at <= since) return []
  const day = dayOf(office, at)
  const opensToday = isHallOpen(office, at) || sittingsOn(office, null, day).length > 0
  const { date } = localTime(at, office.timeZone)
  const isDue = (instant: number) => since < instant && instant <= at
  return guidance.filter(({ at: times, everyMinutes }) => {
    if (opensToday && times.some((time) => isDue(instantOf(date, time, office.timeZone)))) return true
    const sitting = everyMinutes === undefined ? null : sittingNow(office, null, at)
    if (sitting === null || everyMinutes === undefined) return false
    const turns = (instant: number) => Math.floor((instant - sitting.fromAt) / (everyMinutes * MINUTE))
    return turns(at) > Math.max(0, turns(since))
  })
}

/** Tells the hall what its timetable says, where no call is under way. */
export function keepGuidance(parts: {
  hall: () => Hall
  queue: () => Queue
  now: () => number
  voice: Voice
  screens: Screens
  speakers: HallSpeakers
  log: Logger
}): { stop(): void } {
  let since = parts.now()

  async function say(message: Guidance, at: number): Promise<void> {
    const { voice, sound } = parts.hall()
    const { timeZone } = parts.queue().office
    const volume = volumeAt(sound, localTime(at, timeZone).minutes)
    const text = { vi: message.vi, en: message.en ?? '' }
    const [chime, spoken] = await Promise.all([
      parts.voice.chime(),
      parts.voice.guidanceFor({ id: message.id, ...text, lang: voice.language }),
    ])
    if ('missing' in spoken) parts.log.warn({ message: message.id, why: spoken.missing }, 'guidance without a voice')
    const clips = [chime, spoken].filter((clip): clip is Clip => !('missing' in clip))
    const id = `guidance-${message.id}-${at}`
    const isHeard = volume > 0 && parts.speakers.play({ id, clips, volume, yields: true })
    const sounds = clips.map(({ key, durationMs }, place) => ({
      url: `/clips/${key}.wav`,
      durationMs,
      role: place === 0 && clips.length > 1 ? ('chime' as const) : ('sentence' as const),
    }))
    parts.screens.guide({ id, text, volume }, isHeard || volume === 0 ? [] : sounds)
  }

  const timer = setInterval(() => {
    const at = parts.now()
    const due = dueGuidance(parts.hall().sound.guidance, parts.queue().office, since, at)
    since = at
    for (const message of due) {
      say(message, at).catch((error: unknown) =>
        parts.log.error({ err: error, message: message.id }, 'guidance failed through our fault'),
      )
    }
  }, LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

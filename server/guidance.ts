import type { Guidance } from '#core/contract/hall.ts'
import { dayOf, isHallOpen, sittingNow, sittingsOn } from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import { instantOf, localTime } from '#core/domain/service-day.ts'
import { type SayingParts, sayToHall } from './reactions/say-to-hall.ts'

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
export function keepGuidance(parts: SayingParts & { readonly now: () => number }): { stop(): void } {
  let since = parts.now()

  const say = ({ id, vi, en = '' }: Guidance, at: number) =>
    sayToHall(parts, { id, kind: 'guidance', text: { vi, en } }, at)

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

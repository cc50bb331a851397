import { localTime } from '#core/domain/service-day.ts'

const MINUTE = 60_000

/** How far the office's clock is ahead of UTC at an instant, ms. */
export function offsetAt(at: number, timeZone: string): number {
  const { date, minutes } = localTime(at, timeZone)
  return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE - Math.floor(at / MINUTE) * MINUTE
}

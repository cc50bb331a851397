import type { BoardNotice } from '../contract/settings/boards.ts'
import { localTime, minutesOf } from '../domain/service-day.ts'

/** What the settings say of a board: its own row, or the one for all that are not named. */
export function lookOf<Look extends { readonly id: string }>(looks: readonly Look[], id: string): Look | undefined {
  return looks.find((one) => one.id === id) ?? looks.find((one) => one.id === '*')
}

/** The notices that stand at this instant, in the order of the settings. */
export function noticesAt(notices: readonly BoardNotice[], at: number, timeZone: string): BoardNotice['text'][] {
  const { date, minutes } = localTime(at, timeZone)
  return notices
    .filter(({ fromDay, untilDay, fromTime, untilTime }) => {
      const isDay = (fromDay === null || fromDay <= date) && (untilDay === null || date <= untilDay)
      const isHour =
        (fromTime === null || minutesOf(fromTime) <= minutes) && (untilTime === null || minutes < minutesOf(untilTime))
      return isDay && isHour
    })
    .map(({ text }) => text)
}

/** '1920x1080' as a screen. */
export function glassOf(glass: string): { width: number; height: number } {
  const [width = 1920, height = 1080] = glass.split('x').map(Number)
  return { width, height }
}

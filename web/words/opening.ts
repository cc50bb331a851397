import { dayOf, HALL_ZONE, shortDay, timeOfDay } from './format.ts'
import type { Language } from './language.ts'

const DAY_MS = 86_400_000

/** When something opens, as one says it: "13:30", "07:30 ngày mai", "07:30 Thứ Hai 30/11". */
export function whenOpens(at: number, now: number, language: Language, zone = HALL_ZONE): string {
  const time = timeOfDay(at, zone)
  const day = dayOf(at, language, zone)
  if (day === dayOf(now, language, zone)) return time
  if (day === dayOf(now + DAY_MS, language, zone)) return language === 'vi' ? `${time} ngày mai` : `${time} tomorrow`
  const [weekday] = day.split(',')
  return `${time} ${weekday} ${shortDay(at, zone)}`
}

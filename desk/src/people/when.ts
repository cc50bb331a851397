import { shortDay, timeOfDay } from '#web/words/format.ts'

/** An instant as people write it: 08:15 23/11. */
export function when(at: number): string {
  return `${timeOfDay(at)} ${shortDay(at)}`
}

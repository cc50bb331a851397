import type { Queue } from '../queue.ts'
import { helpShown } from './notices.ts'

/** What the guard's screen shows: where a colleague needs somebody, and who is on the way. */
export function guardView(queue: Queue) {
  const { seq, office, practice } = queue
  return {
    rev: seq,
    office: office.name,
    timeZone: office.timeZone,
    practice,
    help: helpShown(queue, '').map(({ part: _, ...call }) => call),
  }
}

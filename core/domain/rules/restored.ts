import { isHallOpen } from '../calendar.ts'
import type { Restore } from '../events.ts'
import { seriesOf } from '../numbering.ts'
import type { Queue } from '../queue.ts'
import { ok } from '../result.ts'
import { instantOf } from '../service-day.ts'
import type { Decision } from './shared.ts'

/** As many numbers of one series as may be given before the copies hear of them, and in each further minute nobody knows of. */
const AT_ONCE = 100
const PER_MINUTE = 10
const MINUTE = 60_000

/**
 * The hub stands on a copy: every series leaps over the numbers that may be in somebody's hand though no record tells of them,
 * so that none is given twice (I1), and the leap itself is written down (I2).
 *
 *     A041 A042 │ ? ? ? │ A301      known up to A042; the hall was open for ten minutes nobody knows of
 *               └ leapt ┘
 *
 * Where the dead hub's own note tells how many records are missing, no series leaps further than that: each number is one record.
 */
export function reportRestore(restore: Restore, queue: Queue, at: number): Decision {
  if (queue.restored?.lastSeq === restore.lastSeq && queue.restored.copySeq === restore.copy.seq) return ok([])
  return ok([{ type: 'HubRestored', ...restore, leaps: leapsOf(restore, queue, at) }])
}

function leapsOf(restore: Restore, queue: Queue, at: number): Record<string, { after: number; next: number }> {
  const known = restore.diedSeq === null ? null : Math.max(0, restore.diedSeq - restore.lastSeq)
  const minutes = known === null ? openMinutes(restore, queue, at) : 0
  if (known === 0 || (known === null && minutes === 0)) return {}
  const { office } = queue
  // A pre-printed roll is what it is: the hub gives none of its numbers.
  const series = new Set(
    office.services.filter((one) => one.numbersFrom === 'kiosk').map((one) => seriesOf(office, one)),
  )
  return Object.fromEntries(
    [...series].map((name) => {
      const after = queue.lastNumber[name] ?? 0
      // To a round hundred: whoever looks at the board sees that it is a leap.
      const next =
        known === null ? Math.ceil((after + AT_ONCE + PER_MINUTE * minutes) / 100) * 100 + 1 : after + known + 1
      return [name, { after, next }]
    }),
  )
}

/** The minutes of today in which the hall was open and nobody knows what the dead hub gave. */
function openMinutes({ toldAt, diedAt }: Restore, queue: Queue, at: number): number {
  const { office, day } = queue
  const from = Math.max(toldAt, day === null ? 0 : instantOf(day, office.dayStartsAt, office.timeZone))
  const until = Math.min(at, diedAt ?? at)
  let minutes = 0
  for (let time = from; time <= until; time += MINUTE) if (isHallOpen(office, time)) minutes++
  return minutes
}

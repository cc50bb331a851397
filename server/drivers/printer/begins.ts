import { type Timers, within } from '../timers.ts'
import type { PrintJob, PrintOutcome } from './port.ts'

/** The outcome of a job whose beginning could not be written down: the printer is well, and nothing was printed. */
export const notNoted: PrintOutcome = { outcome: 'failed', fault: 'print-not-noted', started: false }

/**
 * Whether it is written down that ink may begin; asked right before the first dot.
 *
 * A note that comes too late does no harm: it says that there may be ink where there is none, never the other way round.
 */
export async function noted(job: PrintJob, timers: Timers, atMostMs: number): Promise<boolean> {
  if (!job.begins) return true
  const note = job.begins().then(
    () => true,
    () => false,
  )
  return within(timers, atMostMs, note, false)
}

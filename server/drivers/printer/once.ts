import type { PrintJob, PrintOutcome } from './port.ts'

/**
 * Lets a job reach the paper once, however often it is asked for: the same id gives the same outcome.
 *
 * Only a job that left no ink may be tried again under its own id. It remembers the last few hundred jobs: an office
 * prints that many in a day, and nobody retries yesterday's slip by accident.
 */
export function oncePerId(print: (job: PrintJob) => Promise<PrintOutcome>, remembered = 400): typeof print {
  const outcomes = new Map<string, Promise<PrintOutcome>>()
  return (job) => {
    const known = outcomes.get(job.id)
    if (known) return known
    const outcome = print(job).then((result) => {
      if (result.outcome === 'failed' && !result.started) outcomes.delete(job.id)
      return result
    })
    outcomes.set(job.id, outcome)
    for (const oldest of outcomes.keys()) {
      if (outcomes.size <= remembered) break
      outcomes.delete(oldest)
    }
    return outcome
  }
}

import type { PrintJob, PrintOutcome } from '../drivers/printer/port.ts'
import type { Notebook } from './notebook.ts'

/** A print job as the hall asks for it. */
export interface SlipJob extends PrintJob {
  /** It may have been asked for before, by a program that died: only what the notebook knows for certain may be printed. */
  readonly again?: boolean
  /** How much longer anybody wants it; at zero or less only what became of it is asked. Left out: as long as it takes. */
  readonly waitMs?: number
}

/** There may be a slip, half a slip or none: nobody can know, so what follows is a copy. */
const CUT: PrintOutcome = { outcome: 'failed', fault: 'power-cut', started: true }
const TOO_LATE: PrintOutcome = { outcome: 'failed', fault: 'too-late', started: false }

/**
 * Lets a job reach the paper once, power cuts included; `once.ts` of the drivers does so only while the program lives.
 *
 *     the notebook says     then
 *     done, ink             the same outcome again
 *     begun                 power-cut: told, not printed
 *     nothing               printed; but when it may have been asked before and the notebook is new: power-cut
 */
export function onceOnPaper({
  notebook,
  onTrouble,
}: {
  notebook: Notebook
  onTrouble: (printer: string, error: unknown) => void
}): (printer: string, job: SlipJob, print: (job: PrintJob) => Promise<PrintOutcome>) => Promise<PrintOutcome> {
  const underWay = new Map<string, Promise<PrintOutcome>>()
  // Where half a slip may hang in the mouth since the power went.
  const uncleared = new Set(notebook.interrupted)

  async function put(printer: string, job: SlipJob, print: (job: PrintJob) => Promise<PrintOutcome>) {
    const note = notebook.job(job.id)
    if (note?.state === 'done' && mayBeOnPaper(note.outcome)) return note.outcome
    if (note?.state === 'begun' || (note === null && job.again && notebook.isNew)) {
      notebook.finish(job.id, printer, CUT)
      return CUT
    }
    if (job.waitMs !== undefined && job.waitMs <= 0) return TOO_LATE
    let begun = false
    const begins = async () => {
      notebook.begin(job.id, printer)
      begun = true
      await job.begins?.()
    }
    const outcome = await print({ ...job, begins, ...(uncleared.has(printer) && { clearFirst: true }) })
    if (mayBeOnPaper(outcome)) uncleared.delete(printer)
    try {
      if (begun) notebook.finish(job.id, printer, outcome)
    } catch (error) {
      // What became of it is known all the same; after a power cut it would be told as not sure.
      onTrouble(printer, error)
    }
    return outcome
  }

  return (printer, job, print) => {
    const known = underWay.get(job.id)
    if (known) return known
    const outcome = put(printer, job, print)
      .catch((error: unknown): PrintOutcome => {
        onTrouble(printer, error)
        return { outcome: 'failed', fault: 'device-error', started: false }
      })
      .finally(() => underWay.delete(job.id))
    underWay.set(job.id, outcome)
    return outcome
  }
}

function mayBeOnPaper(outcome: PrintOutcome): boolean {
  return outcome.outcome !== 'failed' || outcome.started
}

import type { Bitmap } from '../bitmap.ts'
import type { Device, FaultCode } from '../device.ts'

/**
 * A printer takes pictures and says, for each, what became of it.
 *
 * It keeps the jobs in order, one at a time. It never throws for what the world does: every end is an outcome.
 */
export interface Printer extends Device {
  /**
   * Prints one picture. An id that may already be on paper is never printed again: asking twice gives the first
   * outcome again. A copy is a job of its own and carries an id of its own.
   */
  print(job: PrintJob): Promise<PrintOutcome>
  /** The roll in it, for whoever counts paper; a printer that cannot say has none. */
  readonly roll?: Roll
}

/** What a roll of paper is to a printer. */
export interface Roll {
  /** A fresh one. */
  readonly rollMm: number
  /** Below this a new roll should lie beside the printer. */
  readonly nearEndMm: number
  /** Paper each slip takes beyond its picture. */
  readonly feedMm: number
  /** Whether the printer feels the near end itself, as long as it answers at all. */
  readonly tellsNearEnd: boolean
}

export interface PrintJob {
  readonly id: string
  /** What a person calls this piece of paper, for the log and the virtual printer: a ticket number, never a name. */
  readonly title: string
  readonly picture: Bitmap
  /** The same as plain lines: for a printer that was set to print with its own letters, and can. */
  readonly lines?: readonly SlipLine[]
  /**
   * Awaited right before the first dot leaves our hands: whoever must know after a power cut that ink may have begun writes
   * it down here. When it rejects nothing is printed: failed, not started.
   */
  readonly begins?: () => Promise<void>
  /** A power cut may have left half a slip in the mouth: it is cut off first, or this one would hang on it. */
  readonly clearFirst?: boolean
}

export type SlipLine =
  | {
      kind: 'text'
      text: string
      /** How many times as wide and as high as ordinary letters, 1 to 8; made narrower where it does not fit. */
      wide: number
      high: number
      bold: boolean
      centred: boolean
      /** White on black. */
      reverse: boolean
    }
  | { kind: 'code'; text: string }

/**
 *     asked ──► failed, not started      no ink on paper: print it again when the fault is gone
 *       │
 *       ▼ first byte of the picture left our hands
 *     started ─► printed                 the printer said afterwards that all is well
 *             ─► unconfirmed             it took everything and said nothing: unknown, which is not fine
 *             ─► failed, started         there may be half a slip in the mouth: what follows must be marked a copy
 */
export type PrintOutcome =
  | { outcome: 'printed' }
  | { outcome: 'unconfirmed'; fault: FaultCode }
  | { outcome: 'failed'; fault: FaultCode; started: boolean }

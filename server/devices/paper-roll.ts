import type { Bitmap } from '#server/drivers/bitmap.ts'
import { faultIn, type Health } from '#server/drivers/device.ts'
import type { Roll } from '#server/drivers/printer/port.ts'
import type { Notebook } from './notebook.ts'

/** What is left of a roll, as counted since it was put in. */
export interface PaperLeft {
  readonly leftMm: number
  readonly rollMm: number
}

type Page = Pick<Notebook, 'roll' | 'noteRoll' | 'kept' | 'keep'>

const dotsPerMm = 8
// A metre more or less is no matter, and a card that is written at every slip wears out.
const noteEveryMm = 1_000

/**
 * Counts the paper each printer has used since somebody put a roll in: the only way to see the end of it coming where the
 * printer has no eye for that, or does not tell.
 *
 *     roll in ──► counted ──► near its end: a warning ──► out ──► roll in …
 *       ▲                                                          │
 *       └── filled again after it ran out · opened and closed near its end · "new roll", said by a person
 */
export interface PaperRolls {
  /** The printer is open and says what its roll is; one that says nothing is not counted. */
  opened(printer: string, roll: Roll | undefined): void
  /** A slip begins: from here on its paper is used, whatever becomes of it. */
  begun(printer: string, picture: Bitmap): void
  /** How the printer is, with what the count knows besides. */
  shown(printer: string, said: Health): Health
  left(printer: string): PaperLeft | undefined
  /** A person put a new roll in; false where nobody counts. */
  fresh(printer: string): boolean
  /** Writes down what was counted since it was last written. */
  note(): void
}

interface Count {
  roll: Roll
  usedMm: number
  notedMm: number
  /** It ran out, or it was opened near its end: once all is well again there is a new roll in it. */
  changing: boolean
}

export function countPaper({
  notebook = inMemory(),
  onTrouble,
}: {
  notebook?: Page | undefined
  onTrouble: (printer: string, error: unknown) => void
}): PaperRolls {
  const counts = new Map<string, Count>()

  function note(printer: string, { roll, usedMm, changing }: Count): void {
    try {
      notebook.noteRoll(printer, { usedMm: Math.round(usedMm), rollMm: roll.rollMm })
      const wasChanging = notebook.kept(pageOf(printer)) === CHANGING
      if (wasChanging !== changing) notebook.keep(pageOf(printer), changing ? CHANGING : '')
    } catch (error) {
      // The count goes on in memory; printing does not wait for it.
      onTrouble(printer, error)
    }
  }

  function noteNow(printer: string, count: Count): void {
    count.notedMm = count.usedMm
    note(printer, count)
  }

  function begin(printer: string, count: Count): void {
    count.usedMm = 0
    count.changing = false
    noteNow(printer, count)
  }

  function follow(printer: string, count: Count, said: Health): void {
    const fault = faultIn(said)
    const nearItsEnd = said.state === 'warning' && fault === 'paper-near-end'
    const emptied = fault === 'paper-out'
    const openedNearItsEnd = fault === 'cover-open' && count.usedMm >= count.roll.rollMm - count.roll.nearEndMm
    if ((emptied || openedNearItsEnd) && !count.changing) {
      count.changing = true
      // The printer knows better than the count.
      if (emptied) count.usedMm = Math.max(count.usedMm, count.roll.rollMm)
      noteNow(printer, count)
    }
    // The rest of another roll is no new one: its end is still felt.
    if (count.changing && (said.state === 'ready' || said.state === 'warning') && !nearItsEnd) begin(printer, count)
  }

  return {
    opened(printer, roll) {
      if (!roll) {
        counts.delete(printer)
        return
      }
      const usedMm = counts.get(printer)?.usedMm ?? notebook.roll(printer)?.usedMm ?? 0
      const changing = counts.get(printer)?.changing ?? notebook.kept(pageOf(printer)) === CHANGING
      counts.set(printer, { roll, usedMm, notedMm: usedMm, changing })
    },
    begun(printer, picture) {
      const count = counts.get(printer)
      if (!count) return
      count.usedMm += picture.height / dotsPerMm + count.roll.feedMm
      if (count.usedMm - count.notedMm >= noteEveryMm) noteNow(printer, count)
    },
    shown(printer, said) {
      const count = counts.get(printer)
      if (!count) return said
      follow(printer, count, said)
      const { roll, usedMm } = count
      const silent = said.state === 'unknown' && said.fault === 'printer-silent'
      const doesNotTell = silent || (!roll.tellsNearEnd && (said.state === 'ready' || said.state === 'warning'))
      if (!doesNotTell || roll.rollMm - usedMm > roll.nearEndMm) return said
      return { state: 'warning', fault: 'paper-near-end' }
    },
    left(printer) {
      const count = counts.get(printer)
      if (!count) return undefined
      return { leftMm: Math.max(0, Math.round(count.roll.rollMm - count.usedMm)), rollMm: count.roll.rollMm }
    },
    fresh(printer) {
      const count = counts.get(printer)
      if (count) begin(printer, count)
      return count !== undefined
    },
    note() {
      for (const [printer, count] of counts) if (count.usedMm !== count.notedMm) noteNow(printer, count)
    },
  }
}

const CHANGING = 'changing'
const pageOf = (printer: string) => `roll of ${printer}`

function inMemory(): Page {
  return { roll: () => null, noteRoll: () => undefined, kept: () => null, keep: () => undefined }
}

import type { Sentence } from '#web/hub/contract.ts'
import type { Unit } from '../written.ts'

/** What a field is called, and what it does in one line. */
export interface FieldWords extends Sentence {
  readonly about?: Sentence
  /** Spans are asked for in this unit; minutes when left out. */
  readonly unit?: Unit
  /** A number people know in hexadecimal: the ids of the USB. */
  readonly hex?: boolean
  /** For whoever knows the device well: folded away. */
  readonly fine?: boolean
  /** What leaving it empty means. */
  readonly empty?: Sentence
  /** What having one of its own is called, where leaving it out is a choice. */
  readonly given?: Sentence
  /** What each choice is called. */
  readonly choices?: Readonly<Record<string, Sentence>>
}

/** Fields of the settings, each under its pointer with * for any entry. */
export type FieldTable = Readonly<Record<string, FieldWords>>

/** Words of a field for whoever knows the device well. */
export function fine(words: FieldWords): FieldWords {
  return { ...words, fine: true }
}

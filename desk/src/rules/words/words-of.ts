import type { Sentence } from '#web/hub/contract.ts'
import { tell } from '#web/words/words.ts'
import { say } from '../../rules-words.ts'
import { fieldOf, type Json, keysOf, valueAt } from '../pointers.ts'
import { writtenDate } from '../written.ts'
import { CALENDAR_WORDS } from './calendar.ts'
import { DEVICE_WORDS } from './devices.ts'
import type { FieldWords } from './field-words.ts'
import { ORDER_WORDS } from './order.ts'
import { OTHER_WORDS } from './other.ts'
import { SERVICE_WORDS } from './services.ts'
import { SETTINGS_WORDS } from './settings.ts'

export const FIELD_WORDS: Readonly<Record<string, FieldWords>> = {
  ...ORDER_WORDS,
  ...SERVICE_WORDS,
  ...CALENDAR_WORDS,
  ...OTHER_WORDS,
}

/** What a field is called; one that nobody has named yet keeps its name of the schema, so that it is never hidden. */
export function wordsOf(path: string): FieldWords {
  const name = keysOf(path).at(-1) ?? ''
  const field = fieldOf(path)
  return FIELD_WORDS[field] ?? DEVICE_WORDS[field] ?? SETTINGS_WORDS[field] ?? { vi: name, en: name }
}

interface Named {
  /** In both languages, or what a person called it. */
  readonly name?: Sentence | string
  readonly label?: string
  readonly staff?: string
  readonly date?: string
  readonly from?: string
  readonly to?: string
  readonly prefix?: string
  readonly text?: Sentence
  readonly file?: string
  readonly what?: string
  readonly id?: string
  readonly glass?: string
}

/** What an entry of a list is called: by its name, its label, its date or its hours; else by its place. */
export function entryName(entry: Json | undefined, at: number): string {
  const { name, label, staff, date, from, to, prefix, text, file, what, id, glass } = (entry ?? {}) as Named
  if (text) return tell(text) || `${at + 1}`
  if (file !== undefined || what !== undefined) return file || what || `${at + 1}`
  if (glass !== undefined) return id === '*' ? say('everyBoard') : id || `${at + 1}`
  const called = typeof name === 'object' ? tell(name) : name
  if (date !== undefined) return [writtenDate(date), called].filter(Boolean).join(' · ')
  if (name) return [prefix, called].filter(Boolean).join(' · ') || `${at + 1}`
  if (label) return say('counter', label)
  return staff || (from && to ? `${writtenDate(from)} – ${writtenDate(to)}` : `${at + 1}`)
}

/** Where a line stands, in words: 'Các lĩnh vực › K · Đất đai › Giới hạn số › Một buổi'. */
export function placeOf(path: string, document: Json): string {
  const keys = keysOf(path)
  return keys
    .map((key, i) => {
      const here = `/${keys.slice(0, i + 1).join('/')}`
      return /^\d+$/.test(key) ? entryName(valueAt(document, here), Number(key)) : tell(wordsOf(here))
    })
    .join(' › ')
}

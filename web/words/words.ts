import type { Sentence } from '../hub/contract.ts'
import { type Language, language } from './language.ts'
import { stretched } from './pseudo.ts'

/**
 * A dictionary of one app: each word in every language of the hall, Vietnamese first.
 *
 *     export const words = defineWords({
 *       takeTicket: { vi: 'Lấy số', en: 'Take a number' },
 *       ahead: { vi: (n: number) => `Còn ${n} người phía trước`, en: (n: number) => `${n} people ahead of you` },
 *     })
 *     export const { say, pair } = words
 *
 *     say('ahead', 3)          the sentence in the page's language
 *     both(pair('takeTicket')) drawn with the other language beside it (see both.ts)
 */
export function defineWords<const Entries extends WordEntries>(entries: Entries): Words<Entries> {
  const pair = (key: keyof Entries, ...details: unknown[]): Sentence => ({
    vi: inWords(entries[key]!.vi, details),
    en: inWords(entries[key]!.en, details),
  })
  return { entries, pair, say: (key, ...details) => tell(pair(key, ...details)) }
}

export type WordEntries = Record<string, Record<Language, string | ((...details: never[]) => string)>>

export interface Words<Entries extends WordEntries> {
  readonly entries: Entries
  /** The word in both languages. */
  pair<Key extends keyof Entries>(key: Key, ...details: DetailsOf<Entries[Key]['vi']>): Sentence
  /** The word in the language the page speaks now. */
  say<Key extends keyof Entries>(key: Key, ...details: DetailsOf<Entries[Key]['vi']>): string
}

type DetailsOf<Word> = Word extends (...details: infer Details) => string ? Details : []

/** A sentence in the language the page speaks now: for what the hub sends in both. */
export function tell(sentence: Sentence): string {
  return language.stretched ? stretched(sentence[language.now]) : sentence[language.now]
}

/** What is wrong with a dictionary: a word missing in a language, or letters and marks stored apart. */
export function faultsOf(entries: WordEntries): string[] {
  return Object.entries(entries).flatMap(([key, word]) =>
    (['vi', 'en'] as const).flatMap((tongue) => {
      const said = word[tongue]
      if (said === undefined || said === '') return [`${key}: nothing in ${tongue}`]
      // A function's own text shows its literals; what is put in at run time comes from checked data.
      const text = typeof said === 'string' ? said : said.toString()
      return text === text.normalize('NFC') ? [] : [`${key}: ${tongue} is not NFC`]
    }),
  )
}

function inWords(word: WordEntries[string][Language], details: unknown[]): string {
  return typeof word === 'string' ? word : word(...(details as never[]))
}

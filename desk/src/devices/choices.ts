import { tell } from '#web/words/words.ts'
import type { Shape } from '../rules/shape.ts'
import { wordsOf } from '../rules/words/words-of.ts'

/** A choice of what stands in the hall, each value with its name in the page's language. */
export function choiceOf(entries: readonly (readonly [string, string])[]): Shape {
  const names = entries.map(([value, name]) => [value, { vi: name, en: name }] as const)
  return { kind: 'choice', values: entries.map(([value]) => value), names: Object.fromEntries(names) }
}

/** The same, with a first way that chooses none: it is called as the words of the field say. */
export function choiceOrNone(path: string, entries: readonly (readonly [string, string])[]): Shape {
  const { empty } = wordsOf(path)
  return choiceOf([['', empty ? tell(empty) : '–'], ...entries])
}

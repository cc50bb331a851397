import type { Lang, Word } from './words.ts'

/**
 * How an office words a call, taken apart at its two places.
 *
 *     "Mời công dân số {number}, đến quầy {counter} giúp."
 *      before          ▲         between     ▲      after
 */
export interface Wording {
  readonly first: 'number' | 'counter'
  readonly before: string
  readonly between: string
  readonly after: string
}

/** Null where a wording has not both places, once each; or holds digits, which a synthesiser reads wrongly. */
export function wordingOf(template: string): Wording | null {
  const pieces = template.normalize('NFC').split(/(\{number\}|\{counter\})/)
  const [before = '', one, between = '', other, after = ''] = pieces
  if (pieces.length !== 5 || one === undefined || one === other || /[0-9{}]/.test(before + between + after)) return null
  return { first: one === '{number}' ? 'number' : 'counter', before, between, after }
}

/** Words of an office's own as one part of the sentence; its recording is named by its letters. */
export function ownWords(text: string, lang: Lang): { words: Word[]; pause: boolean } {
  const say = text
    .trim()
    .replace(/[\s.,;:!–-]+$/, '')
    .replace(/^[\s.,;:!–-]+/, '')
  const pause = /[,;:–]\s*$/.test(text.trimEnd())
  return { words: say === '' ? [] : [{ say, clip: `${lang}/${slug(say)}` }], pause }
}

/** "xin mời công dân" → "xin-moi-cong-dan": as all recordings are named. */
function slug(text: string): string {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
}

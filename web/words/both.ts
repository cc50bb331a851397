import { html, type TemplateResult } from 'lit'
import type { Sentence } from '../hub/contract.ts'
import { language } from './language.ts'
import { tell } from './words.ts'

/**
 * Draws a sentence in the page's language with the other one beside it, smaller: `.beside` in theme/sheet.ts.
 *
 * Each part carries its own `lang`, so that a screen reader pronounces both rightly.
 */
export function both(sentence: Sentence): TemplateResult {
  const { now, other } = language
  return html`<span lang=${now}>${tell(sentence)}</span> <span class="beside" lang=${other}>${sentence[other]}</span>`
}

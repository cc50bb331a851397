import { css, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Setup, SetupTemplate } from '#core/contract/setup.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import type { Draft } from './draft.ts'

/** One step of the assistant: shows a part of the draft, and fires `draft` with another one. */
export abstract class SetupPart extends LitElement {
  @property({ attribute: false }) draft!: Draft
  @property({ attribute: false }) setup!: Setup
  @property({ attribute: false }) templates: readonly SetupTemplate[] = []

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .stack {
        display: grid;
        align-content: start;
        gap: var(--gap);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
        gap: var(--gap);
      }
      .rows {
        display: grid;
        gap: var(--gap-small);
      }
      .rows > li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        padding: var(--gap-small) var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius-small);
        background: var(--card);
      }
      .grow {
        flex: 1;
        min-inline-size: min(100%, 14rem);
      }
      .short {
        inline-size: 6rem;
      }
      .time {
        inline-size: 11rem;
      }
      .ticks {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
      }
      .tick {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
        min-block-size: var(--target);
        font-weight: inherit;
      }
      input[type='checkbox'],
      input[type='radio'] {
        inline-size: 1.5rem;
        min-block-size: 1.5rem;
        block-size: 1.5rem;
        flex: none;
        padding: 0;
        accent-color: var(--accent);
      }
      .soft {
        color: var(--ink-soft);
      }
      a {
        color: var(--accent);
      }
      h3 {
        font-size: var(--text-button);
      }
      fieldset {
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  protected change(draft: Draft): void {
    this.dispatchEvent(new CustomEvent<Draft>('draft', { detail: draft }))
  }
}

/** What stands in the field an event came from. */
export function written(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value
}

export function isTicked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked
}

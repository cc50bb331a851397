import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ProcedureFull } from '#core/contract/procedures.ts'
import type { IconName } from '#web/elements/icons.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-icon.ts'
import { pair, say } from '../words.ts'

type Term = ProcedureFull['terms'][number]
type Papers = ProcedureFull['documents'][number]

/**
 * A procedure as the catalogue has it: where to go, papers case by case, time, and the fee word for word.
 *
 * A fee is never computed or shortened: its note decides who pays what.
 */
@customElement('procedure-sheet')
export class ProcedureSheet extends LitElement {
  @property({ attribute: false }) procedure!: ProcedureFull

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-wide);
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-small);
      }
      h2 {
        display: flex;
        align-items: center;
        gap: var(--gap);
        font-size: var(--text-button);
        color: var(--accent);
      }
      p,
      li {
        overflow-wrap: anywhere;
      }
      /* The catalogue's own line breaks carry meaning: lists within a note. */
      [lang='vi'] {
        white-space: pre-line;
      }
      ul {
        display: grid;
        gap: var(--gap-small);
      }
      li {
        padding: var(--gap-small) var(--gap);
        border-inline-start: var(--stroke-strong) solid var(--accent);
        background: var(--card);
      }
      h3 {
        margin-block-start: var(--gap-small);
        font-size: var(--text);
      }
      b {
        font-weight: var(--weight-strong);
      }
      .term {
        display: grid;
        gap: var(--gap-small);
        padding: var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
      }
      .soft {
        color: var(--ink-soft);
      }
      .note {
        padding: var(--gap-small) var(--gap);
        border-inline-start: var(--stroke-strong) solid var(--warn);
        background: var(--warn-wash);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { documents, terms } = this.procedure
    return html`
      ${this.chapter('place', 'whereToGo', this.where())}
      ${this.chapter('papers', 'papers', documents.length === 0 ? html`<p>${say('noPapers')}</p>` : documents.map(papers))}
      ${this.chapter('fee', 'timeAndFee', terms.length === 0 ? html`<p>${say('notStated')}</p>` : [terms.map(term), doubtful(this.procedure.doubts)])}
      <p class="soft">${say('code')}: ${this.procedure.code} · ${say('inVietnamese')}</p>`
  }

  private chapter(icon: IconName, title: 'whereToGo' | 'papers' | 'timeAndFee', content: unknown): TemplateResult {
    return html`<section>
      <h2><luot-icon name=${icon}></luot-icon><span>${both(pair(title))}</span></h2>
      ${content}
    </section>`
  }

  private where(): TemplateResult {
    const { counters, agency, online, field, note } = this.procedure
    return html`
      <p><b>${counters.length > 0 ? say('counters', counters.join(', ')) : say('noCounter')}</b></p>
      <p lang="vi">${agency ? `${field} · ${say('agency', agency)}` : field}</p>
      ${note ? html`<p class="note" lang="vi">${note}</p>` : nothing}
      ${online ? html`<p>${say('online')}</p>` : nothing}`
  }
}

function papers({ case: forWhom, items }: Papers): TemplateResult {
  return html`${forWhom ? html`<h3 lang="vi">${forWhom}</h3>` : nothing}
    <ul>
      ${items.map(
        ({ text, originals, copies }) =>
          html`<li>
            <span lang="vi">${text}</span>
            ${originals || copies ? html`<br /><b>${pieces(originals, copies)}</b>` : nothing}
          </li>`,
      )}
    </ul>`
}

function pieces(originals: number | null, copies: number | null): string {
  return [originals ? say('originals', originals) : '', copies ? say('copies', copies) : '']
    .filter((part) => part !== '')
    .join(', ')
}

/** What the published text leaves open and a citizen should ask about, in a few words. */
function doubtful(doubts: readonly string[]): TemplateResult | typeof nothing {
  const told = [
    doubts.includes('time-without-unit') ? say('timeWithoutUnit') : '',
    doubts.some((doubt) => doubt.startsWith('fee-says-free') || doubt.startsWith('fee-amount'))
      ? say('feeToBeAsked')
      : '',
  ].filter((sentence) => sentence !== '')
  return told.length === 0 ? nothing : html`<p>${told.join(' ')}</p>`
}

function term({ channels, timeText, feeText, feeNote }: Term): TemplateResult {
  return html`<div class="term">
    <h3 lang="vi">${channels.join(', ')}</h3>
    <p>${say('time')}: <b lang="vi">${timeText ?? say('notStated')}</b></p>
    <p>${say('fee')}: <b lang="vi">${feeText ?? (feeNote ? '' : say('notStated'))}</b></p>
    ${feeNote ? html`<p lang="vi">${feeNote}</p>` : nothing}
  </div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'procedure-sheet': ProcedureSheet
  }
}

import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import type { HallDraft } from '../devices/hall-draft.ts'
import { say } from '../devices/words.ts'
import type { Form, FormHands } from '../rules/form.ts'
import type { Json } from '../rules/pointers.ts'
import { rulesSheet } from './rules-sheet.ts'

const NO_DEFAULTS = { service: {}, counter: {}, class: {}, office: {} }

/**
 * A part of the hall's settings on a form: what is wrong stands at its field once the hub has named it, and nothing typed is
 * lost. Fires `done` when it is saved, or left.
 */
export abstract class HallForm extends LitElement {
  @property({ attribute: false }) draft!: HallDraft
  /** The whole hall as it is being written. */
  @property({ attribute: false }) document: Json = {}
  @state() protected form: Form = { document: {}, lines: [], open: new Set() }

  static override styles = [
    sheet,
    rulesSheet,
    css`
      section {
        padding: var(--gap-wide);
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
      }
      .ends .last {
        margin-inline-start: auto;
      }
      details > .fields {
        margin: var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.form = { document: this.document, lines: [], open: new Set() }
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
  }

  protected get hands(): FormHands {
    return {
      form: this.form,
      readOnly: !this.draft.isAdmin,
      defaults: NO_DEFAULTS,
      change: (next) => {
        this.form = next
      },
    }
  }

  /** The frame around the fields: its heading, what is wrong, and the way out. */
  protected frame(heading: string, fields: TemplateResult, more: TemplateResult | typeof nothing = nothing) {
    const { wrong, isBusy, isStale } = this.draft.atHand
    const faults = this.form.lines.length
    return html`<section aria-labelledby="heading" @keydown=${this.typed}>
      <h2 id="heading" tabindex="-1">${heading}</h2>
      ${
        wrong
          ? html`<luot-banner kind="warn"><div role="alert">
              ${wrong}
              ${
                faults > 0 && !isStale
                  ? html`<ul>${this.form.lines.map((line) => html`<li>${tell(line)}</li>`)}</ul>`
                  : nothing
              }
            </div></luot-banner>`
          : nothing
      }
      ${fields}
      <div class="ends">
        ${
          isStale
            ? html`<luot-button variant="primary" @click=${() => this.leave()}>${say('reload')}</luot-button>`
            : html`<luot-button variant="primary" icon="check" ?disabled=${isBusy} @click=${() => this.save()}
                >${say('save')}</luot-button
              >`
        }
        <luot-button @click=${() => this.leave()}>${say('back')}</luot-button>
        ${faults > 0 ? html`<span class="wrong">${say('toMend', count(faults, language.now))}</span>` : nothing} ${more}
      </div>
    </section>`
  }

  protected async save(): Promise<void> {
    const lines = await this.draft.save(this.form.document, say('saved'))
    if (lines.length === 0) {
      this.dispatchEvent(new Event('done'))
      return
    }
    this.form = { ...this.form, lines }
    await this.updateComplete
    this.show(lines[0]?.path ?? '')
  }

  protected leave(): void {
    // What was written here is thrown away, with what was said of it.
    void this.draft.load()
    this.dispatchEvent(new Event('done'))
  }

  /** Puts the focus on a line, or on what stands around it. */
  private show(path: string): void {
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const control = this.renderRoot.querySelector<HTMLElement>(`[data-control="${at}"]`)
      if (!control) continue
      const folded = control.closest('details')
      if (folded) folded.open = true
      control.focus()
      control.scrollIntoView({ block: 'center' })
      return
    }
  }

  private readonly typed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    this.leave()
  }
}

import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { isDay } from '#core/domain/service-day.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { dateFrom } from '../rules/written.ts'
import { say } from '../rules-words.ts'
import { fieldSheet } from './field-sheet.ts'

export interface WhenAndWhy {
  readonly from: string | null
  readonly why: string
}

/** Asks when the changes begin and why. Fires `give` with both, and `close` however it ended. */
@customElement('save-rules')
export class SaveRules extends LitElement {
  @property() wrong = ''
  @property({ type: Boolean }) busy = false
  @state() private later = false
  @state() private missing: 'whyNeeded' | 'dayNeeded' | 'noSuchDay' | null = null
  @query('luot-dialog') private dialog!: LuotDialog
  @query('#why') private why!: HTMLInputElement
  @query('#day') private day!: HTMLInputElement | null

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .stack {
        display: grid;
        gap: var(--gap);
      }
      fieldset {
        display: grid;
        gap: var(--gap-small);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
        min-block-size: var(--target);
      }
      input[type='radio'] {
        inline-size: 1.4rem;
        min-block-size: 0;
        block-size: 1.4rem;
        margin: 0;
        accent-color: var(--accent);
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.why.focus())
  }

  override render() {
    return html`<luot-dialog open heading=${say('saveHow')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack" @keydown=${this.typed}>
        <fieldset>
          <legend class="label">${say('when')}</legend>
          ${this.choice(false, say('atOnce'))} ${this.choice(true, say('fromDay'))}
          ${
            this.later
              ? html`<div>
                  <label for="day">${say('dayLike')}</label>
                  <input id="day" placeholder="01/12/2026" autocomplete="off" aria-describedby="wrong" />
                </div>`
              : ''
          }
        </fieldset>
        <div>
          <label for="why">${say('why')}</label>
          <input id="why" maxlength="200" autocomplete="off" aria-describedby="why-rule wrong" />
          <p id="why-rule" class="soft">${say('whyRule')}</p>
        </div>
        <p id="wrong" class="wrong" role="alert">${this.missing ? say(this.missing) : this.wrong}</p>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('cancel')}</luot-button>
      <luot-button slot="actions" variant="primary" hint="Enter" @click=${this.give}>${say('confirm')}</luot-button>
    </luot-dialog>`
  }

  private choice(later: boolean, name: string) {
    return html`<label class="choice">
      <input
        type="radio"
        name="when"
        value=${later ? 'later' : 'now'}
        .checked=${this.later === later}
        @change=${() => {
          this.later = later
        }}
      />
      <span>${name}</span>
    </label>`
  }

  shut(): void {
    this.dialog.open = false
  }

  private typed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.repeat || event.isComposing) return
    event.preventDefault()
    this.give()
  }

  private give(): void {
    if (this.busy) return
    const why = this.why.value.trim()
    const from = this.later ? dateFrom(this.day?.value ?? '') : null
    const isWritten = from === null || /^\d{4}-\d{2}-\d{2}$/.test(from)
    this.missing = !isWritten ? 'dayNeeded' : from && !isDay(from) ? 'noSuchDay' : why === '' ? 'whyNeeded' : null
    if (this.missing) {
      const field = this.missing === 'whyNeeded' ? this.why : this.day
      field?.focus()
      return
    }
    this.dispatchEvent(new CustomEvent<WhenAndWhy>('give', { detail: { from, why } }))
  }
}

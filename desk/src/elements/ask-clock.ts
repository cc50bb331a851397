import { css, html, LitElement } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { askHttp } from '../http.ts'
import { say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

/** Asks the administrator whether the hub's clock is right, and says what a yes does. Fires `close`. */
@customElement('ask-clock')
export class AskClock extends LitElement {
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: LuotDialog
  private asked = false

  static override styles = [
    sheet,
    fieldSheet,
    css`
      p + p {
        margin-block-start: var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    // On the way back, not on the yes: an Enter too many must not close a day.
    void this.dialog.updateComplete.then(() => this.renderRoot.querySelector('luot-button')?.focus())
  }

  override render() {
    return html`<luot-dialog open heading=${say('clockAsk')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <p>${say('clockCheck')}</p>
      <p>${say('clockNote')}</p>
      <p class="wrong" role="alert">${this.wrong}</p>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${this.confirm}>${say('clockConfirm')}</luot-button>
    </luot-dialog>`
  }

  private async confirm(): Promise<void> {
    if (this.asked) return
    this.asked = true
    const answer = await askHttp('POST', '/api/confirm-clock', {})
    this.asked = false
    if (answer.ok) this.shut()
    else this.wrong = tell(answer.message)
  }

  private shut(): void {
    this.dialog.open = false
  }
}

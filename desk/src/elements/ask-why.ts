import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { keyAt } from '../choice-keys.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { say } from '../words.ts'
import { questionSheet, walkButtons } from './question-sheet.ts'

const LONGEST = 200

/** Asks for a reason: a quick one by its digit, or one's own words. Fires `reason` with it, and `close` however it ended. */
@customElement('ask-why')
export class AskWhy extends LitElement {
  @property() heading = ''
  @property() note = ''
  /** The usual reasons, in the page's language. */
  @property({ attribute: false }) usual: readonly string[] = []
  @query('luot-dialog') private dialog!: LuotDialog
  @query('input') private field!: HTMLInputElement

  static override styles = [sheet, questionSheet]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.buttons()[0]?.focus())
  }

  override render() {
    return html`<luot-dialog open heading=${this.heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack">
        ${this.note ? html`<p class="soft">${this.note}</p>` : nothing}
        <div
          class="choices"
          role="group"
          aria-label=${say('why')}
          @keydown=${(event: KeyboardEvent) => walkButtons(event, this.buttons())}
        >
          ${this.usual.map(
            (reason, i) => html`<luot-button hint=${i + 1} @click=${() => this.give(reason)}>${reason}</luot-button>`,
          )}
        </div>
        <div>
          <label for="own">${say('otherWhy')}</label>
          <input id="own" maxlength=${LONGEST} autocomplete="off" aria-describedby="rule" @keydown=${this.typed} />
          <p id="rule" class="soft">${say('whyRule')}</p>
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" hint="Enter" @click=${this.giveOwn}>${say('confirm')}</luot-button>
    </luot-dialog>`
  }

  private pressed(event: KeyboardEvent): void {
    if (event.repeat || isTyping(event) || withOthers(event)) return
    const reason = this.usual[Number(keyAt(event.code)) - 1]
    if (reason === undefined) return
    event.preventDefault()
    this.give(reason)
  }

  private typed(event: KeyboardEvent): void {
    // Enter that ends a word in a Vietnamese input method is not yet the answer.
    if (event.key !== 'Enter' || event.repeat || event.isComposing) return
    event.preventDefault()
    this.giveOwn()
  }

  private giveOwn(): void {
    const reason = this.field.value.trim()
    if (reason === '') this.field.focus()
    else this.give(reason)
  }

  private give(reason: string): void {
    this.shut()
    this.dispatchEvent(new CustomEvent('reason', { detail: reason }))
  }

  private shut(): void {
    this.dialog.open = false
  }

  private buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.choices luot-button')]
  }
}

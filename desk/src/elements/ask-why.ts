import { html, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { say } from '../words.ts'
import { Question } from './question.ts'

const LONGEST = 200

/** Asks for a reason: a quick one by its digit, or one's own words. Fires `reason` with it, and `close` however it ended. */
@customElement('ask-why')
export class AskWhy extends Question {
  @property() heading = ''
  @property() note = ''
  /** The usual reasons, in the page's language. */
  @property({ attribute: false }) usual: readonly string[] = []
  @query('input') private field!: HTMLInputElement

  override render() {
    return html`<luot-dialog open heading=${this.heading} @close=${this.closed}>
      <div class="stack">
        ${this.note ? html`<p class="soft">${this.note}</p>` : nothing}
        <div class="choices" role="group" aria-label=${say('why')} @keydown=${this.walk}>
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

  protected override choose(key: string): boolean {
    const reason = this.usual[Number(key) - 1]
    if (reason !== undefined) this.give(reason)
    return reason !== undefined
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
}

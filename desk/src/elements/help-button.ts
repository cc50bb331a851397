import { css, html, LitElement } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { TWICE_WITHIN_MS, Twice } from '../help/twice.ts'
import { CALL_KEY, say } from '../help/words.ts'
import { KeyPresses } from '../key-presses.ts'

/** Calls colleagues: a click or F9, twice within a second, or F9 held. Fires `call-help`. */
@customElement('help-button')
export class HelpButton extends LitElement {
  @state() private armed = false
  private readonly twice = new Twice()
  private forgetting: ReturnType<typeof setTimeout> | undefined

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
      }
      luot-button {
        inline-size: 100%;
        min-block-size: inherit;
        font-size: inherit;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    // Whatever stands open and whatever is being typed: who needs help has no hand free to close it first.
    new KeyPresses(this, (event) => {
      if (event.code !== CALL_KEY || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      this.press(event.repeat)
    })
  }

  override disconnectedCallback(): void {
    clearTimeout(this.forgetting)
    super.disconnectedCallback()
  }

  override render() {
    // Whoever is told to press again has just pressed that key, and the words need its room to stay on one line.
    return html`<luot-button
      variant=${this.armed ? 'danger' : 'plain'}
      hint=${this.armed ? '' : CALL_KEY}
      title=${say('callNote')}
      @click=${() => this.press(false)}
    ><span aria-live="polite">${say(this.armed ? 'again' : 'call')}</span></luot-button>`
  }

  private press(repeat: boolean): void {
    const meant = this.twice.press(performance.now(), repeat)
    if (meant === 'nothing') return
    clearTimeout(this.forgetting)
    this.armed = meant === 'armed'
    if (meant === 'go') this.dispatchEvent(new Event('call-help'))
    else this.forgetting = setTimeout(() => (this.armed = false), TWICE_WITHIN_MS)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'help-button': HelpButton
  }
}

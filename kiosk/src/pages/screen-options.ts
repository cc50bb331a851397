import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import type { IconName } from '#web/elements/icons.ts'
import '../elements/kiosk-frame.ts'
import type { Look } from '../settings.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/** How the screen looks for the one who stands before it; the next citizen finds it as the office set it. */
@customElement('screen-options')
export class ScreenOptions extends LitElement {
  @property({ attribute: false }) shown!: Shown

  static override styles = [
    sheet,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        grid-auto-rows: minmax(calc(21 * var(--mm)), calc(40 * var(--mm)));
        gap: calc(3.2 * var(--mm));
      }
      luot-button {
        --button-align: start;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { text, contrast, reach } = this.shown.look
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${pair('optionsTitle')}>
      <div class="choices">
        ${this.choice('text-size', 'largeText', text === 'large', { text: text === 'large' ? 'normal' : 'large' })}
        ${this.choice('contrast', 'highContrast', contrast === 'high', { contrast: contrast === 'high' ? 'normal' : 'high' })}
        ${this.choice('low-reach', 'lowReach', reach === 'low', { reach: reach === 'low' ? 'normal' : 'low' })}
        <luot-button icon="language" @click=${() => this.wish({ language: language.other })}
          ><span lang=${language.other}>${say('otherLanguage')}</span></luot-button
        >
      </div>
    </kiosk-frame>`
  }

  private choice(icon: IconName, word: 'largeText' | 'highContrast' | 'lowReach', on: boolean, look: Partial<Look>) {
    return html`<luot-button icon=${on ? 'check' : icon} pressed=${on ? 'true' : 'false'} @click=${() => this.wish(look)}
      >${say(word)}</luot-button
    >`
  }

  private wish(look: Partial<Look>): void {
    this.dispatchEvent(new WishEvent({ want: 'look', look }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'screen-options': ScreenOptions
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { IconName } from '#web/elements/icons.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-icon.ts'
import '../elements/kiosk-frame.ts'
import type { Shown } from '../shown.ts'

/** One thing to say, large and calm: what is so, what to do, whom to ask. */
@customElement('plain-notice')
export class PlainNotice extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) what!: Sentence
  @property({ attribute: false }) whatToDo: Sentence | null = null
  @property() icon: IconName = 'info'
  @property({ type: Boolean }) nav = false

  static override styles = [
    sheet,
    css`
      .notice {
        block-size: 100%;
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--gap);
        text-align: center;
        font-size: var(--text-button);
        line-height: var(--leading-tight);
      }
      luot-icon {
        --icon-size: calc(26 * var(--mm));
        color: var(--accent);
      }
      p {
        max-inline-size: calc(280 * var(--mm));
      }
      :host([fit='compact']) luot-icon {
        display: none;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    this.setAttribute('fit', this.shown.fit)
    return html`<kiosk-frame calm ?nav=${this.nav} .shown=${this.shown} .heading=${this.what}>
      <div class="notice" role="status">
        <luot-icon name=${this.icon}></luot-icon>
        ${this.whatToDo ? html`<p>${both(this.whatToDo)}</p>` : nothing}
      </div>
      <slot slot="bar"></slot>
    </kiosk-frame>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plain-notice': PlainNotice
  }
}

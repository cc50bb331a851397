import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-clock.ts'
import { say } from '../words.ts'

/** The line across the top of every staff page: where we are, the hall's time, and the language. */
@customElement('top-bar')
export class TopBar extends LitElement {
  @property() heading = ''
  @property({ attribute: false }) now: () => number = Date.now

  static override styles = [
    sheet,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        padding: var(--gap-small) var(--gap-page);
        border-block-end: var(--stroke) solid var(--line-strong);
        background: var(--card);
      }
      h1 {
        font-size: var(--text-button);
      }
      .rest {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        margin-inline-start: auto;
      }
      @media print {
        .rest {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<header>
      ${this.heading ? html`<h1>${this.heading}</h1>` : nothing}
      <slot></slot>
      <div class="rest">
        <slot name="rest"></slot>
        <luot-clock .now=${this.now}></luot-clock>
        <luot-button
          variant="quiet"
          icon="language"
          lang=${language.other}
          @click=${() => language.speak(language.other)}
        >${say('otherLanguage')}</luot-button>
      </div>
    </header>`
  }
}

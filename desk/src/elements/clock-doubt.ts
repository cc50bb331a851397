import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { say } from '../words.ts'

/** Says that the hub's clock may be wrong. Whoever runs the hall may say that it is right: then it fires `confirm`. */
@customElement('clock-doubt')
export class ClockDoubt extends LitElement {
  @property({ attribute: false }) me!: Me

  static override styles = [
    sheet,
    css`
      /* No taller than the banner without it: on 768 lines the desk has just that much room to spare. */
      luot-button {
        min-block-size: 36px;
        margin-block: calc(-1 * var(--gap-small));
        vertical-align: middle;
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<luot-banner kind="warn" icon="clock">
      ${say('clockSuspect')}
      ${
        HEADS.some((role) => role === this.me.role)
          ? html`<luot-button variant="quiet" icon="check" @click=${() => this.dispatchEvent(new Event('confirm'))}
              >${say('clockConfirm')}</luot-button
            >`
          : nothing
      }
    </luot-banner>`
  }
}

import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Text } from '#core/contract/shapes.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import type { Further } from '../flow.ts'
import { WishEvent } from '../wish.ts'
import { say } from '../words.ts'

/** Where the same number goes on to, one service a line, each with a button that takes it out again. */
@customElement('further-services')
export class FurtherServices extends LitElement {
  @property({ attribute: false }) services: readonly Further[] = []
  /** Why one could not be taken out. */
  @property({ attribute: false }) wrong: Text | null = null
  /** The hub is there to hear of it. */
  @property({ type: Boolean }) live = false

  static override styles = [
    sheet,
    css`
      :host,
      ul {
        display: grid;
        gap: calc(3.5 * var(--mm));
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: var(--gap-small) var(--gap);
        font-weight: var(--weight-strong);
        line-height: var(--leading-tight);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<ul>${this.services.map((one) => this.line(one))}</ul>
      <div role="alert">${this.wrong === null ? '' : html`<luot-banner kind="warn">${tell(this.wrong)}</luot-banner>`}</div>`
  }

  private line({ service, name }: Further) {
    const wish = () => this.dispatchEvent(new WishEvent({ want: 'less-service', service }))
    return html`<li>
      <span>${say('thenTo', [name])}</span>
      <luot-button
        icon="cross"
        ?disabled=${!this.live}
        why=${say('hubAway')}
        label=${`${say('lessService')}: ${tell(name)}`}
        @click=${wish}
        >${say('lessService')}</luot-button
      >
    </li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'further-services': FurtherServices
  }
}

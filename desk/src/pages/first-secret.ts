import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '../elements/secret-fields.ts'
import '../elements/top-bar.ts'
import { askHttp } from '../http.ts'
import { say } from '../people/words.ts'

/** The first sign-in: a PIN of one's own, before anything else. Fires `chosen` with who it is, `gave-up` for whoever would rather not. */
@customElement('first-secret')
export class FirstSecret extends LitElement {
  @property({ attribute: false }) me!: Me
  @query('secret-fields') private fields!: HTMLElementTagNameMap['secret-fields']

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        justify-content: center;
        gap: var(--gap);
        padding: var(--gap-page);
      }
      p {
        max-inline-size: 34rem;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    this.fields.focus()
  }

  override render() {
    return html`<top-bar heading=${say('chooseTitle')}>
        <span slot="rest">${this.me.name}</span>
        <luot-button slot="rest" variant="quiet" @click=${this.giveUp}>${say('signOut')}</luot-button>
      </top-bar>
      <main>
        <p>${say('chooseHow')}</p>
        <secret-fields
          .me=${this.me}
          @chosen=${(event: CustomEvent<Me>) => this.dispatchEvent(new CustomEvent<Me>('chosen', { detail: event.detail }))}
        ></secret-fields>
      </main>`
  }

  private async giveUp(): Promise<void> {
    await askHttp('DELETE', '/api/session')
    this.dispatchEvent(new Event('gave-up'))
  }
}

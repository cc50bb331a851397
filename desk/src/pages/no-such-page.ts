import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '../elements/top-bar.ts'
import { say } from '../words.ts'

/** An address that leads nowhere, and the way back. */
@customElement('no-such-page')
export class NoSuchPage extends LitElement {
  static override styles = [
    sheet,
    css`
      a {
        color: var(--accent);
      }
      main {
        padding: var(--gap-page);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<top-bar heading=${say('noSuchPage')}></top-bar>
      <main><a href="/desk/">${say('toDesk')}</a></main>`
  }
}

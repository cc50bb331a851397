import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Sentence } from '#web/hub/contract.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { pair } from '../words.ts'

/** Says to whoever sets up the screen what is wrong with its address. */
@customElement('luot-wrong-address')
export class LuotWrongAddress extends LitElement {
  @property({ attribute: false }) problems: Sentence[] = []

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        gap: var(--gap-wide);
        max-inline-size: 150vmin;
        padding: var(--gap-page);
        font-size: max(1rem, 2.6vmin);
      }
      h1 {
        font-size: 1.8em;
      }
      ul {
        display: grid;
        gap: var(--gap);
      }
      li {
        padding: var(--gap);
        border-inline-start: calc(3 * var(--stroke-strong)) solid var(--bad);
        background: var(--bad-wash);
        color: var(--bad);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  override render() {
    return html`
      <main>
        <h1>${both(pair('wrongAddress'))}</h1>
        <p>${both(pair('howToMend'))}</p>
        <ul>
          ${this.problems.map((problem) => html`<li>${both(problem)}</li>`)}
        </ul>
      </main>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-wrong-address': LuotWrongAddress
  }
}

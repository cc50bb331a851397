import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ScreenStanding } from '#core/contract/screens.ts'
import { pair } from '../pairing/words.ts'
import { sheet } from '../theme/sheet.ts'
import { both } from '../words/both.ts'

/** What a screen shows that nobody knows yet: its code, what to do, and nothing of the hall. */
@customElement('pairing-page')
export class PairingPage extends LitElement {
  @property({ attribute: false }) told: Extract<ScreenStanding, { state: 'waiting' }> | 'away' | 'full' = 'away'

  static override styles = [
    sheet,
    css`
      :host {
        position: fixed;
        inset: 0;
        overflow: hidden;
        background: var(--paper);
        color: var(--ink);
      }
      main {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: 2.4vmin;
        block-size: 100%;
        padding: 4vmin;
        text-align: center;
        font-size: max(16px, 3.2vmin);
      }
      h1 {
        font-size: 1.6em;
      }
      .code {
        font-size: min(12vw, 18vh);
        font-weight: var(--weight-number);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.04em;
        line-height: 1.38;
        white-space: nowrap;
      }
      .beside {
        display: block;
        color: var(--ink-soft);
        font-size: max(15px, 0.72em);
      }
      p {
        max-inline-size: 42em;
        text-wrap: balance;
      }
      /* An LED wall has room for the code alone. */
      @media (max-height: 240px) {
        main {
          padding: 0;
        }
        h1,
        p:not(.code) {
          display: none;
        }
        .code {
          font-size: min(13.8vw, 66vh);
          letter-spacing: 0;
        }
      }
    `,
  ]

  override render() {
    const { told } = this
    const heading = typeof told === 'string' ? 'notPaired' : (told.why ?? 'notPaired')
    return html`<main>
      <h1>${both(pair(heading))}</h1>
      ${
        typeof told === 'string'
          ? html`<p role="status">${both(pair(told))}</p>`
          : html`<p class="code" role="status"><span class="unseen">${both(pair('code'))}</span>${told.code}</p>
              <p>${both(pair('whatToDo'))}</p>
              <p>${both(pair('renewed'))}</p>`
      }
    </main>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pairing-page': PairingPage
  }
}

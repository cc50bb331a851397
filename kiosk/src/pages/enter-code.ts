import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Text } from '#core/contract/shapes.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '../elements/kiosk-frame.ts'
import { CodeListener } from '../code-listener.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

const DIGITS = 6

/**
 * Somebody has come to an appointment: six figures by large keys, or the slip under the scanner. The sixth figure sends.
 *
 * A 7" glass has no room for ten keys of 20 mm: there the slip is scanned, or staff help.
 */
@customElement('enter-code')
export class EnterCode extends LitElement {
  @property({ attribute: false }) shown!: Shown
  /** What was wrong with the code before. */
  @property({ attribute: false }) wrong: Text | null = null

  @state() private typed = ''

  static override styles = [
    sheet,
    css`
      .ask {
        min-block-size: 0;
        display: grid;
        grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        gap: var(--gap);
      }
      .told {
        display: grid;
        align-content: end;
        justify-items: center;
        gap: var(--gap);
        text-align: center;
        font-size: var(--text-button);
        line-height: var(--leading-tight);
      }
      .boxes {
        display: grid;
        grid-template-columns: repeat(6, calc(18 * var(--mm)));
        gap: calc(3.1 * var(--mm));
      }
      .boxes span {
        display: grid;
        place-items: center;
        block-size: calc(23 * var(--mm));
        border: var(--stroke-strong) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        font-variant-numeric: tabular-nums;
      }
      .boxes .next {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .wrong {
        color: var(--bad);
        font-weight: var(--weight-strong);
        max-inline-size: calc(200 * var(--mm));
      }
      .keys {
        display: grid;
        grid-template-columns: repeat(3, minmax(calc(20.2 * var(--mm)), calc(48 * var(--mm))));
        grid-template-rows: repeat(4, minmax(calc(20.2 * var(--mm)), calc(32 * var(--mm))));
        gap: calc(3.1 * var(--mm));
        justify-content: center;
        align-content: end;
      }
      button {
        display: grid;
        place-items: center;
        padding: 0;
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shade);
        color: var(--ink);
        font: inherit;
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        line-height: var(--leading-tight);
        touch-action: manipulation;
        cursor: pointer;
      }
      button:active {
        background: var(--accent);
        color: var(--on-accent);
      }
      .zero {
        grid-column: 2;
      }
      .erase {
        font-size: var(--text-button);
      }
      @media (orientation: landscape) {
        .ask {
          grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 1fr);
        }
        .told {
          align-content: center;
        }
      }
      :host([fit='compact']) .ask {
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      :host([fit='compact']) .told {
        align-content: center;
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    // A keyboard types too, and a scanner that speaks as one.
    new CodeListener(this, (meant) => {
      if ('code' in meant) this.send(meant.code)
      else this.type(meant.digit)
      return true
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('keydown', this.erased)
  }

  override disconnectedCallback(): void {
    window.removeEventListener('keydown', this.erased)
    super.disconnectedCallback()
  }

  override render() {
    const compact = this.shown.fit === 'compact'
    this.setAttribute('fit', this.shown.fit)
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${pair(compact ? 'scanSlip' : 'enterCode')}>
      <div class="ask">
        <div class="told">
          ${!compact ? this.boxes() : this.wrong ? nothing : html`<p>${both(pair('scanSlipDo'))}</p>`}
          <p class="wrong" role="alert">${this.wrong && this.typed === '' ? (compact ? tell(this.wrong) : both(this.wrong)) : nothing}</p>
        </div>
        ${compact ? nothing : this.keys()}
      </div>
    </kiosk-frame>`
  }

  private boxes() {
    const { typed } = this
    return html`<div class="boxes" role="status" aria-label=${`${say('codeTyped')}: ${[...typed].join(' ')}`}>
        ${Array.from({ length: DIGITS }, (_, i) => html`<span class=${i === typed.length ? 'next' : ''} aria-hidden="true">${typed[i] ?? ''}</span>`)}
      </div>
      <p>${both(pair('orScan'))}</p>`
  }

  private keys() {
    const key = (digit: string) =>
      html`<button class=${digit === '0' ? 'zero' : ''} @click=${() => this.type(digit)}>${digit}</button>`
    return html`<div class="keys">
      ${[...'1234567890'].map(key)}
      <button class="erase" @click=${this.erase}>${say('erase')}</button>
    </div>`
  }

  private type(digit: string): void {
    this.typed = (this.typed + digit).slice(0, DIGITS)
    if (this.typed.length === DIGITS) this.send(this.typed)
  }

  private erase = (): void => {
    this.typed = this.typed.slice(0, -1)
  }

  private send(code: string): void {
    this.dispatchEvent(new WishEvent({ want: 'check-in', code }))
  }

  private erased = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace') return
    this.erase()
    event.preventDefault()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'enter-code': EnterCode
  }
}

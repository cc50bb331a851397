import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-icon.ts'
import { say } from '../words.ts'

/** A key was touched: a sign to add, or the last one to take away. */
export class KeyEvent extends Event {
  readonly key: string | 'erase'

  constructor(key: string) {
    super('letter', { bubbles: true, composed: true })
    this.key = key
  }
}

/*
  1 2 3 4 5 6 7 8 9 0
  q w e r t y u i o p
  a s d f g h j k l .
  z x c v b n m [space] [erase]     search folds marks away, so the plain letters are enough
*/
const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl.', 'zxcvbnm']

/** Letters as large as the other targets, for a glass without a keyboard. */
@customElement('letter-keys')
export class LetterKeys extends LitElement {
  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(10, minmax(calc(20.2 * var(--mm)), 1fr));
        grid-auto-rows: calc(20.2 * var(--mm));
        gap: calc(3.1 * var(--mm));
        align-content: start;
      }
      button {
        padding: 0;
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        font: inherit;
        font-size: var(--text-button);
        font-weight: var(--weight-strong);
        line-height: var(--leading-tight);
        text-transform: uppercase;
        touch-action: manipulation;
        cursor: pointer;
      }
      button:active {
        background: var(--accent);
        color: var(--on-accent);
      }
      .space {
        grid-column: span 2;
        text-transform: none;
      }
      .erase {
        display: grid;
        place-items: center;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const key = (sign: string) => html`<button @click=${() => this.dispatchEvent(new KeyEvent(sign))}>${sign}</button>`
    return html`
      ${ROWS.flatMap((row) => [...row].map(key))}
      <button class="space" @click=${() => this.dispatchEvent(new KeyEvent(' '))}>${say('space')}</button>
      <button class="erase" aria-label=${say('erase')} @click=${() => this.dispatchEvent(new KeyEvent('erase'))}>
        <luot-icon name="back"></luot-icon>
      </button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'letter-keys': LetterKeys
  }
  interface HTMLElementEventMap {
    letter: KeyEvent
  }
}

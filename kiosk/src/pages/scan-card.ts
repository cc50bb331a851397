import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-icon.ts'
import '../elements/kiosk-frame.ts'
import { cardNumberIn } from '../card.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair } from '../words.ts'

/** A scanner types a whole code in a moment; whatever is older is no part of it. */
const PAUSE_MS = 500
/** Longer than any card's code: what comes after is not kept. */
const MOST_SIGNS = 600

/**
 * Asks for the identity card where the office counts numbers by person. The hub's own scanner tells that it has read one (see
 * scanned.ts), and no figure of it comes here. Where the scanner can only be a keyboard of this machine, its keys are taken from the
 * page, twelve digits are read from them, and everything is forgotten with the Enter that ends them.
 */
@customElement('scan-card')
export class ScanCard extends LitElement {
  @property({ attribute: false }) shown!: Shown
  /** What was scanned is no identity card. */
  @property({ type: Boolean }) unread = false
  @state() private mistyped = false

  private typed = ''
  private typedAt = 0

  static override styles = [
    sheet,
    css`
      .card {
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
      .soft {
        color: var(--ink-soft);
        font-size: var(--text);
      }
      :host([fit='compact']) luot-icon {
        display: none;
      }
      :host([fit='compact']) .card {
        font-size: var(--text);
        gap: calc(1 * var(--mm));
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('keydown', this.typing, true)
  }

  override disconnectedCallback(): void {
    window.removeEventListener('keydown', this.typing, true)
    this.typed = ''
    super.disconnectedCallback()
  }

  private typing = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key.length !== 1) return
    // Not with the glass: a scanner's digits are nobody's shortcut, and its Enter presses no button.
    event.preventDefault()
    const now = performance.now()
    if (now - this.typedAt > PAUSE_MS) this.typed = ''
    this.typedAt = now
    if (event.key !== 'Enter') {
      if (this.typed.length < MOST_SIGNS) this.typed += event.key
      return
    }
    if (this.typed === '') return
    const card = cardNumberIn(this.typed)
    this.typed = ''
    this.mistyped = card === null
    if (card !== null) this.dispatchEvent(new WishEvent({ want: 'card', card }))
  }

  override render() {
    this.setAttribute('fit', this.shown.fit)
    return html`<kiosk-frame calm nav .shown=${this.shown} .heading=${pair('showCard')}>
      ${this.unread || this.mistyped ? html`<luot-banner slot="notice" kind="warn">${both(pair('cardUnread'))}</luot-banner>` : nothing}
      <div class="card">
        <luot-icon name="person"></luot-icon>
        <p>${both(pair('showCardHow'))}</p>
        <p>${both(pair('noCard'))}</p>
        <p class="soft">${both(pair('cardForgotten'))}</p>
      </div>
    </kiosk-frame>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scan-card': ScanCard
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { sheet } from '../theme/sheet.ts'
import type { IconName } from './icons.ts'
import './luot-icon.ts'

/**
 * A button that says why it cannot be pressed instead of falling mute.
 *
 *     <luot-button icon="next" variant="primary" hint="F1" @click=${this.callNext}>Gọi tiếp</luot-button>
 *     <luot-button icon="recall" disabled why="Đã gọi đủ 3 lần">Gọi lại</luot-button>
 *
 * Disabled, it stays in the order of focus, shows and reads out `why`, and lets no click through.
 */
@customElement('luot-button')
export class LuotButton extends LitElement {
  @property({ reflect: true }) variant: 'primary' | 'plain' | 'quiet' | 'danger' = 'plain'
  @property() icon: IconName | '' = ''
  @property({ type: Boolean, reflect: true }) disabled = false
  /** The reason it is disabled, in the page's language. */
  @property() why = ''
  /** The key that does the same: shown on the button and told to screen readers. */
  @property() hint = ''
  /** 'true' or 'false' makes it a switch that is in or out. */
  @property() pressed: '' | 'true' | 'false' = ''
  /** The name for screen readers, where the words on the button are not enough. */
  @property() label = ''

  @query('button') private button!: HTMLButtonElement

  // A click on the host itself must find the inner button, and focus() must land there.
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  static override styles = [
    sheet,
    css`
      :host {
        display: inline-flex;
        min-inline-size: var(--target);
        min-block-size: var(--target);
        font-size: var(--text-button);
      }
      button {
        flex: 1;
        display: flex;
        align-items: center;
        justify-content: var(--button-align, center);
        gap: var(--gap-small) var(--gap);
        padding: var(--gap-small) var(--gap);
        min-inline-size: 0;
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        font: inherit;
        font-weight: var(--weight-strong);
        line-height: var(--leading-tight);
        text-align: start;
        cursor: pointer;
        transition: background-color var(--swift);
        touch-action: manipulation;
      }
      button:active {
        background: var(--accent-wash);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 var(--stroke-strong) var(--accent);
      }
      button[aria-pressed='true'] {
        background: var(--accent-wash);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 var(--stroke) var(--accent);
      }
      :host([variant='primary']) button {
        background: var(--accent);
        border-color: var(--accent);
        color: var(--on-accent);
      }
      :host([variant='primary']) button:active {
        background: var(--accent-press);
        border-color: var(--accent-press);
      }
      :host([variant='quiet']) button {
        background: transparent;
        border-color: transparent;
        color: var(--accent);
      }
      :host([variant='quiet']) button:active {
        background: var(--accent-wash);
      }
      :host([variant='danger']) button {
        border-color: var(--bad);
        color: var(--bad);
      }
      :host([variant='danger']) button:active {
        background: var(--bad-wash);
        box-shadow: inset 0 0 0 var(--stroke-strong) var(--bad);
      }
      :host([disabled]) button {
        background: var(--sunk);
        border: var(--stroke) dashed var(--line-strong);
        color: var(--ink-soft);
        box-shadow: none;
        cursor: default;
      }
      .words {
        min-inline-size: 0;
        overflow-wrap: break-word;
      }
      /* A picture alone stands in the middle; its name is the label. */
      :host([wordless]) .words {
        display: none;
      }
      .why {
        display: block;
        font-size: var(--text);
        font-weight: var(--weight-text);
      }
      kbd {
        margin-inline-start: auto;
        padding: 0 var(--gap-small);
        border: var(--stroke) solid currentColor;
        border-radius: var(--radius-small);
        font: inherit;
        font-size: 0.82em;
      }
    `,
  ]

  constructor() {
    super()
    // Before anyone else hears it: a disabled button's click ends here.
    this.addEventListener('click', (event) => this.disabled && event.stopImmediatePropagation(), { capture: true })
  }

  /** Presses it from the keyboard's side (a shortcut), with the same rules as a finger. */
  override click(): void {
    this.button.click()
  }

  override render() {
    const saysWhy = this.disabled && this.why !== ''
    return html`<button
      type="button"
      aria-disabled=${this.disabled ? 'true' : nothing}
      aria-label=${this.label || nothing}
      aria-pressed=${this.pressed || nothing}
      aria-keyshortcuts=${this.hint || nothing}
      aria-describedby=${saysWhy ? 'why' : nothing}
    >
      ${this.icon ? html`<luot-icon name=${this.icon}></luot-icon>` : html`<slot name="icon"></slot>`}
      <span class="words"><slot></slot>${saysWhy ? html`<span class="why" id="why">${this.why}</span>` : nothing}</span>
      ${this.hint ? html`<kbd aria-hidden="true">${this.hint}</kbd>` : nothing}
    </button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-button': LuotButton
  }
}

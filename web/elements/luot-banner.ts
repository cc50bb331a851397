import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '../theme/sheet.ts'
import type { IconName } from './icons.ts'
import './luot-icon.ts'

const ICONS = { info: 'info', good: 'check', warn: 'warning', away: 'cable-off' } satisfies Record<string, IconName>

/**
 * A calm notice across a page: what is so, and what to do. It moves nothing and blinks never.
 *
 *     <luot-banner kind="away">${both(pair('hubAway'))}</luot-banner>
 */
@customElement('luot-banner')
export class LuotBanner extends LitElement {
  @property({ reflect: true }) kind: keyof typeof ICONS = 'info'
  @property() icon: IconName | '' = ''

  static override styles = [
    sheet,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--gap);
        padding: var(--gap-small) var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-inline-start: calc(3 * var(--stroke-strong)) solid var(--state);
        border-radius: var(--radius-small);
        background: var(--wash);
        color: var(--state);
        font-weight: var(--weight-strong);
        --state: var(--accent);
        --wash: var(--accent-wash);
      }
      :host([kind='good']) {
        --state: var(--good);
        --wash: var(--good-wash);
      }
      :host([kind='warn']) {
        --state: var(--warn);
        --wash: var(--warn-wash);
      }
      :host([kind='away']) {
        --state: var(--away);
        --wash: var(--away-wash);
      }
      .words {
        min-inline-size: 0;
      }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    // A status, not an alert: it is read out when the reader pauses, and frightens nobody.
    this.role ??= 'status'
  }

  override render() {
    return html`<luot-icon name=${this.icon || ICONS[this.kind]}></luot-icon><div class="words"><slot></slot></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-banner': LuotBanner
  }
}

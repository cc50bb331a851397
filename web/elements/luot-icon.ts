import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { type IconName, icons } from './icons.ts'

/** One of our own drawings beside a word: `<luot-icon name="ticket">`. As large as --icon-size, or the icon token. */
@customElement('luot-icon')
export class LuotIcon extends LitElement {
  @property() name: IconName = 'info'

  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      inline-size: var(--icon-size, var(--icon));
      block-size: var(--icon-size, var(--icon));
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .dot {
      fill: currentColor;
      stroke: none;
    }
    .full {
      fill: currentColor;
    }
  `

  override render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${icons[this.name]}</svg>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-icon': LuotIcon
  }
}

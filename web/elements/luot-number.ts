import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/**
 * A ticket's number, large and even: `<luot-number value="A012">`. Its size is the font size around it.
 *
 * Be Vietnam Pro has no tabular figures (its 1 is half as wide as its 4), so each sign gets a cell of its own;
 * a changing number then never jumps. Screen readers get it in one piece.
 */
@customElement('luot-number')
export class LuotNumber extends LitElement {
  @property() value = ''

  static override styles = css`
    :host {
      display: inline-block;
      font-weight: var(--weight-number);
      line-height: 1.1;
      white-space: nowrap;
    }
    .sign {
      display: inline-block;
      inline-size: 0.74em;
      text-align: center;
    }
    .letter {
      inline-size: auto;
      min-inline-size: 0.74em;
      margin-inline-end: 0.08em;
    }
    .unseen {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  `

  override render() {
    const signs = [...this.value].map(
      (sign) => html`<span class=${/\d/.test(sign) ? 'sign' : 'sign letter'}>${sign}</span>`,
    )
    return html`<span class="unseen">${this.value}</span><span aria-hidden="true">${signs}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-number': LuotNumber
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { type QrMatrix, qrOf, qrPath } from './qr-path.ts'

/** Squares of white a reader needs around the code. */
const QUIET = 4

/**
 * A QR code drawn as one path: `<luot-qr text="https://…" label="Mã theo dõi lượt A012">`.
 *
 * Always black on white, whatever the theme: readers expect it so.
 */
@customElement('luot-qr')
export class LuotQr extends LitElement {
  @property() text = ''
  /** A matrix made elsewhere, instead of a text. */
  @property({ attribute: false }) matrix: QrMatrix | null = null
  /** What the code is for, in words. */
  @property() label = ''

  static override styles = css`
    :host {
      display: inline-block;
      flex: none;
      inline-size: var(--qr-size, calc(36 * var(--mm)));
      block-size: var(--qr-size, calc(36 * var(--mm)));
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      background: #fff;
    }
  `

  override render() {
    const matrix = this.matrix ?? (this.text ? qrOf(this.text) : null)
    if (!matrix) return nothing
    const side = matrix.size + 2 * QUIET
    return html`<svg viewBox="${-QUIET} ${-QUIET} ${side} ${side}" role="img" aria-label=${this.label} shape-rendering="crispEdges">
      <path fill="#000" d=${qrPath(matrix)} />
    </svg>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-qr': LuotQr
  }
}

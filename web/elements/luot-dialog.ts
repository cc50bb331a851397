import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { sheet } from '../theme/sheet.ts'

/**
 * A question that must be answered before anything else: a native <dialog>, so the page behind is truly out of reach.
 *
 *     <luot-dialog heading="Chuyển sang quầy khác" ?open=${this.moving} @close=${() => (this.moving = false)}>
 *       … <luot-button slot="actions">Hủy</luot-button>
 *     </luot-dialog>
 *
 * Esc closes it (unless `firm`), focus goes back to where it was. `close` fires however it was closed.
 */
@customElement('luot-dialog')
export class LuotDialog extends LitElement {
  @property({ type: Boolean, reflect: true }) open = false
  @property() heading = ''
  /** A firm dialog cannot be waved away with Esc. */
  @property({ type: Boolean }) firm = false

  @query('dialog') private dialog!: HTMLDialogElement
  #from: HTMLElement | null = null

  static override styles = [
    sheet,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(var(--dialog-width, 40rem), 100vw - 2 * var(--gap-page));
        max-block-size: calc(100vh - 2 * var(--gap-page));
        padding: var(--gap-wide);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shade);
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(10 14 20 / 0.6);
      }
      .content {
        margin-block: var(--gap);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--gap);
      }
    `,
  ]

  override render() {
    return html`<dialog aria-labelledby="heading" @cancel=${this.onCancel} @close=${this.onClose}>
      <h2 id="heading">${this.heading}</h2>
      <div class="content"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>
    </dialog>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return
    if (this.open && !this.dialog.open) {
      this.#from = focused()
      this.dialog.showModal()
    }
    if (!this.open && this.dialog.open) this.dialog.close()
  }

  /** A page that takes its answered question away, instead of closing it, loses no focus either. */
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    if (this.dialog?.open && this.#from?.isConnected) this.#from.focus()
  }

  private onCancel(event: Event): void {
    if (this.firm) event.preventDefault()
  }

  private onClose(): void {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
}

/** What has the focus, through every shadow root. */
function focused(): HTMLElement | null {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at instanceof HTMLElement ? at : null
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-dialog': LuotDialog
  }
}

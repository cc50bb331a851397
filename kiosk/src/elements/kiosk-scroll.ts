import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { type Pager, PagesEvent } from '../pager.ts'

/** A long text behind a window: the frame's large arrows move it by a windowful, a finger and the keys as well. */
@customElement('kiosk-scroll')
export class KioskScroll extends LitElement implements Pager {
  /** What is in the window, for screen readers. */
  @property() label = ''

  @query('.window') private window!: HTMLElement

  private watch = new ResizeObserver(() => this.sayPages())
  private said = ''

  static override styles = [
    sheet,
    css`
      :host {
        display: block;
        min-block-size: 0;
      }
      .window {
        block-size: 100%;
        overflow: hidden auto;
        overscroll-behavior: contain;
        touch-action: pan-y;
        scrollbar-width: none;
      }
      .whole {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-block-size: 100%;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  get pages(): number {
    const { scrollHeight, clientHeight } = this.window
    const step = this.step()
    return step <= 0 ? 1 : Math.max(1, 1 + Math.ceil((scrollHeight - clientHeight - 1) / step))
  }

  get page(): number {
    const { scrollTop, scrollHeight, clientHeight } = this.window
    // At the very end is the last page, however little the last step moved.
    if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2) return this.pages - 1
    return Math.min(this.pages - 1, Math.round(scrollTop / Math.max(1, this.step())))
  }

  turn(by: 1 | -1): void {
    this.window.scrollTop = (this.page + by) * this.step()
    this.sayPages()
  }

  toTop(): void {
    this.window.scrollTop = 0
    this.sayPages()
  }

  /** A line or two stays in sight, so that the reader finds the place again. */
  private step(): number {
    return this.window.clientHeight * 0.82
  }

  private sayPages(): void {
    const saying = `${this.page}/${this.pages}`
    if (saying === this.said) return
    this.said = saying
    this.dispatchEvent(new PagesEvent(this))
  }

  protected override firstUpdated(): void {
    this.watch.observe(this)
    this.watch.observe(this.window)
    this.watch.observe(this.window.firstElementChild!)
  }

  override disconnectedCallback(): void {
    this.watch.disconnect()
    super.disconnectedCallback()
  }

  override render() {
    return html`<div class="window" role="region" aria-label=${this.label} tabindex="0" @scroll=${this.sayPages}>
      <div class="whole"><slot></slot></div>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-scroll': KioskScroll
  }
}

import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ticking } from '#web/words/format.ts'

/** A span that runs: `<elapsed-time since=${calledAt} .now=${() => link.now()}>` shows 4:07 and moves each second. */
@customElement('elapsed-time')
export class ElapsedTime extends LitElement {
  @property({ type: Number }) since = 0
  @property({ attribute: false }) now: () => number = Date.now
  private timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.tick()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer)
    super.disconnectedCallback()
  }

  private tick(): void {
    this.requestUpdate()
    // Each turn of its own second, not of the wall's: so it never jumps by two.
    this.timer = setTimeout(() => this.tick(), 1000 - ((this.now() - this.since) % 1000) + 5)
  }

  override render() {
    return html`<time>${ticking(this.now() - this.since)}</time>`
  }
}

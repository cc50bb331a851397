import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { dayOf, HALL_ZONE, timeOfDay, timeWithSeconds } from '../words/format.ts'
import { language } from '../words/language.ts'
import { LanguageController } from '../words/language-controller.ts'

/**
 * The hall's clock, told by the hub: `<luot-clock .now=${() => link.now()} seconds day>`.
 *
 * It wakes at each turn of the second it shows, so it is never a second behind.
 */
@customElement('luot-clock')
export class LuotClock extends LitElement {
  /** Where the time comes from: ms since epoch. */
  @property({ attribute: false }) now: () => number = Date.now
  @property({ type: Boolean }) seconds = false
  @property({ type: Boolean }) day = false
  @property() zone = HALL_ZONE

  @state() private shownAt = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  static override styles = css`
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.6em;
      line-height: var(--leading-tight);
    }
    time {
      font-weight: var(--weight-title);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
  `

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.tick()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer)
    super.disconnectedCallback()
  }

  private tick(): void {
    const at = this.now()
    this.shownAt = at
    this.timer = setTimeout(() => this.tick(), 1000 - (at % 1000) + 5)
  }

  override render() {
    const time = this.seconds ? timeWithSeconds(this.shownAt, this.zone) : timeOfDay(this.shownAt, this.zone)
    return html`<time>${time}</time>${this.day ? html`<span>${dayOf(this.shownAt, language.now, this.zone)}</span>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-clock': LuotClock
  }
}

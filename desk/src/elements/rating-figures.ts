import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { StaffRole } from '#core/contract/access.ts'
import { WATCHERS } from '#core/contract/access.ts'
import type { RatingsBy, RatingsReport } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import { askHttp } from '../http.ts'
import { latest } from '../latest.ts'
import { say } from '../ratings/words.ts'
import { fieldSheet } from './field-sheet.ts'
import './level-bars.ts'

const BY: readonly RatingsBy[] = ['channel', 'counter', 'service', 'officer']

/** How satisfied people were in a month, each channel for itself. */
@customElement('rating-figures')
export class RatingFigures extends LitElement {
  @property() post: StaffRole = 'head'
  /** The hub's day. */
  @property() today = ''
  @state() private month = ''
  @state() private by: RatingsBy = 'channel'
  @state() private report: RatingsReport | null = null
  @state() private wrong = ''
  private readonly newest = latest()

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host,
      section {
        display: grid;
        gap: var(--gap);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      .bar input,
      .bar select {
        inline-size: auto;
      }
      h2,
      h3 {
        font-size: var(--text-button);
      }
      .row {
        display: grid;
        grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr);
        gap: var(--gap-small) var(--gap);
        align-items: start;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.month ||= this.today.slice(0, 7)
    void this.load()
  }

  override render() {
    const isWatcher = WATCHERS.some((one) => one === this.post)
    return html`<h2>${say('figures')}</h2>
      <div class="bar">
        <label for="month">${say('month')}</label>
        <input id="month" type="month" .value=${this.month} max=${this.today.slice(0, 7)} @change=${this.setMonth} />
        <label for="by">${say('by')}</label>
        <select id="by" @change=${this.setBy}>
          ${BY.filter((by) => by !== 'officer' || isWatcher).map((by) => html`<option value=${by} ?selected=${by === this.by}>${say(`by-${by}`)}</option>`)}
        </select>
      </div>
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      ${this.report ? this.channels(this.report) : nothing}`
  }

  private channels({ channels, target, unlinked }: RatingsReport) {
    return html`${channels.map(
      (one) => html`<section data-channel=${one.channel}>
        <h3>${say(`channel-${one.channel}`)}</h3>
        <level-bars .figure=${one} target=${target}></level-bars>
        ${one.rows.map(
          (row) =>
            html`<div class="row"><span>${tell(row.name)}</span><level-bars .figure=${row} target=${target}></level-bars></div>`,
        )}
      </section>`,
    )}
      <p class="soft">${say('bundles')}</p>
      ${unlinked > 0 ? html`<p class="soft">${say('unlinked', count(unlinked, language.now))}</p>` : nothing}`
  }

  private setMonth = (event: Event): void => {
    this.month = (event.target as HTMLInputElement).value
    void this.load()
  }

  private setBy = (event: Event): void => {
    this.by = (event.target as HTMLSelectElement).value as RatingsBy
    void this.load()
  }

  private async load(): Promise<void> {
    if (!/^\d{4}-\d{2}$/.test(this.month)) return
    const [year = 0, month = 0] = this.month.split('-').map(Number)
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const asked = new URLSearchParams({ from: `${this.month}-01`, to: `${this.month}-${last}`, by: this.by })
    const got = await this.newest(askHttp<RatingsReport>('GET', `/api/ratings?${asked}`))
    if (got === null) return
    this.wrong = got.ok ? '' : tell(got.message)
    this.report = got.ok ? got.value : null
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { OwnMonth, ScoringMonths } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '../elements/score-evidence.ts'
import '../elements/staff-page.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'
import { decimal, monthText, noPlaceText } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'

/** An officer's own month, once it is published: the place, what was counted, and why. */
@customElement('own-month')
export class OwnMonthPage extends LitElement {
  @state() private me: Me | null = null
  @state() private months: ScoringMonths['months'] | null = null
  @state() private month = ''
  @state() private got: Got<OwnMonth> | null = null
  private readonly newest = latest()

  static override styles = [
    sheet,
    fieldSheet,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap);
      }
      select {
        inline-size: auto;
      }
      .figure {
        font-size: var(--text-hero);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
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

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
      ${this.me && this.months ? this.page(this.months) : nothing}
    </staff-page>`
  }

  private page(months: ScoringMonths['months']) {
    if (months.length === 0) return html`<p>${say('nothingYet')}</p>`
    return html`<div>
        <label for="month">${say('month')}</label>
        <select id="month" @change=${(event: Event) => this.turnTo((event.target as HTMLSelectElement).value)}>
          ${months.map(({ month }) => html`<option value=${month} ?selected=${month === this.month}>${monthText(month)}</option>`)}
        </select>
      </div>
      ${this.got === null ? nothing : this.got.ok ? this.shown(this.got.value) : html`<luot-banner kind="warn">${tell(this.got.message)}</luot-banner>`}`
  }

  private shown({ month, own, ranked, others, rules }: OwnMonth) {
    if (own === null) return html`<p>${say('ownNone')}</p>`
    return html`<section aria-label=${say('ownTitle', monthText(month))}>
      <h2>${say('ownTitle', monthText(month))} · ${own.name}</h2>
      ${
        own.place === null
          ? html`<p>${noPlaceText(own)}</p>`
          : html`<p>
              <span class="figure">${decimal(own.total)}</span>
              ${own.band ? html`<strong> · ${tell(own.band)}</strong>` : nothing} · ${say('ownPlace', own.place, ranked)}
              ${own.total === own.reckoned ? nothing : html`<span class="soft">(${say('reckonedWas', decimal(own.reckoned))})</span>`}
            </p>`
      }
      <p class="soft">${say('rulesOf', tell(rules.title))} (${rules.source.name}). ${say('ownNote')}</p>
      <score-evidence .officer=${own} .rules=${rules}></score-evidence>
      ${
        own.entries.length === 0
          ? nothing
          : html`<h3>${say('changedByHand')}</h3>
              <ul>
                ${own.entries.map(({ value, why }) => html`<li>${value === null ? say('took') : decimal(value)} · ${why}</li>`)}
              </ul>`
      }
      ${
        others.length === 0
          ? nothing
          : html`<h3>${say('others')}</h3>
              <ol>
                ${others.map(({ name, place }) => html`<li>${place}. ${name}</li>`)}
              </ol>`
      }
    </section>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.look()
  }

  private turnTo(month: string): void {
    this.month = month
    void this.look()
  }

  private async look(): Promise<void> {
    const list = await askHttp<ScoringMonths>('GET', '/api/scoring/months')
    // A head who serves at a counter sees drafts elsewhere: here stands what was published.
    this.months = list.ok ? list.value.months.filter((one) => one.state === 'published') : []
    this.month ||= this.months[0]?.month ?? ''
    if (this.month === '') return
    const got = await this.newest(askHttp<OwnMonth>('GET', `/api/scoring/months/${this.month}/mine`))
    if (got !== null) this.got = got
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { YearRanking } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'
import { decimal } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'
import './ranking-files.ts'
import { reportSheet } from './report-sheet.ts'

/** A year of confirmed months side by side, with their mean and what is missing. */
@customElement('ranking-year')
export class RankingYear extends LitElement {
  @property() year = ''
  @state() private got: Got<YearRanking> | null = null
  private readonly newest = latest()

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap);
      }
      td:first-child {
        text-align: start;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('year') && this.year !== '') void this.look(this.year)
  }

  override render() {
    if (this.got === null) return nothing
    if (!this.got.ok) return html`<p>${tell(this.got.message)}</p>`
    const { officers, confirmed, missing, weigh } = this.got.value
    return html`<h2>${say('year')} ${this.year}</h2>
      <p class="soft">
        ${say('monthsCounted', numbers(confirmed))} ${missing.length > 0 ? say('monthsMissing', numbers(missing)) : nothing}
        ${say(weigh === 'served' ? 'weighServed' : 'weighNothing')}
      </p>
      <ranking-files path="years/${this.year}"></ranking-files>
      ${
        officers.length === 0
          ? nothing
          : html`<div class="wide" tabindex="0" role="region" aria-label=${say('ofYear')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${say('place')}</th>
                    <th scope="col" class="words">${say('name')}</th>
                    <th scope="col">${say('total')}</th>
                    <th scope="col" class="words">${say('band')}</th>
                    ${confirmed.map((month) => html`<th scope="col">${Number(month.slice(5))}</th>`)}
                    <th scope="col" class="words">${say('missing')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${officers.map((officer) => this.row(officer, confirmed))}
                </tbody>
              </table>
            </div>`
      }`
  }

  private row(
    { name, place, total, band, whyNone, months, missing }: YearRanking['officers'][number],
    confirmed: readonly string[],
  ) {
    const fewest = this.got?.ok ? this.got.value.fewestMonths : 0
    const none = whyNone === 'scales-differ' ? say('scalesDiffer') : whyNone ? say('tooFewMonths', fewest) : ''
    return html`<tr>
      <td>${place ?? '–'}</td>
      <th scope="row" class="words">${name}</th>
      <td>${decimal(total)}</td>
      <td class="words">${band ? tell(band) : none}</td>
      ${confirmed.map((month) => html`<td>${decimal(months.find((one) => one.month === month)?.total ?? null)}</td>`)}
      <td class="words">${numbers(missing)}</td>
    </tr>`
  }

  private async look(year: string): Promise<void> {
    this.got = null
    this.got = (await this.newest(askHttp<YearRanking>('GET', `/api/scoring/years/${year}`))) ?? this.got
  }
}

/** "1, 2, 9": months by their numbers. */
function numbers(months: readonly string[]): string {
  return months.map((month) => Number(month.slice(5))).join(', ')
}

declare global {
  interface HTMLElementTagNameMap {
    'ranking-year': RankingYear
  }
}

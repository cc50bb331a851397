import { html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ReportRow } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { chartsSheet } from './charts-sheet.ts'
import { clock, whole } from './figures.ts'
import { daysIn, later, type Period } from './period.ts'
import { say } from './words.ts'

const WIDTH = 760
const LEFT = 46
const TOP = 34
const TALL = 110
const GAP = 40

/** Day by day, this period and the one before: arrivals above, median waits below. Days on which nobody came break the line. */
@customElement('trend-chart')
export class TrendChart extends LitElement {
  /** Of reports by day. */
  @property({ attribute: false }) rows: readonly ReportRow[] = []
  @property({ attribute: false }) earlier: readonly ReportRow[] = []
  @property({ attribute: false }) period: Period = { from: '', to: '' }
  @property({ attribute: false }) periodBefore: Period = { from: '', to: '' }

  static override styles = [sheet, reportSheet, chartsSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const days = daysIn(this.period)
    if (days < 2) return nothing
    const now = onDays(this.rows, this.period)
    const before = onDays(this.earlier, this.periodBefore)
    return html`<p class="key">
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><line class="now" x1="0" y1="5" x2="22" y2="5"></line></svg> ${say('trendNow')}</span>
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><line class="before" x1="1" y1="5" x2="22" y2="5"></line></svg> ${say('trendBefore')}</span>
      </p>
      <div class="draw" role="region" tabindex="0" aria-label=${say('trend')}>
        <svg viewBox="0 0 ${WIDTH} ${2 * (TOP + TALL + GAP)}" role="img" aria-label=${this.spoken(now)}>
          ${this.panel(0, say('arrivals'), now.map(arrivalsOf), before.map(arrivalsOf), whole)}
          ${this.panel(TOP + TALL + GAP, say('waitMedian'), now.map(waitOf), before.map(waitOf), clock)}
        </svg>
      </div>
      <details>
        <summary>${say('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('day')}</th>
              <th scope="col">${say('arrivals')}</th>
              <th scope="col">${say('arrivals')}, ${say('trendBefore')}</th>
              <th scope="col">${say('waitMedian')}</th>
              <th scope="col">${say('waitMedian')}, ${say('trendBefore')}</th>
            </tr>
          </thead>
          <tbody>
            ${now.map(
              (row, i) => html`<tr>
                <th scope="row">${shortOf(later(this.period.from, i))}</th>
                <td>${whole(arrivalsOf(row) ?? 0)}</td>
                <td>${whole(arrivalsOf(before[i] ?? null) ?? 0)}</td>
                <td>${clock(waitOf(row))}</td>
                <td>${clock(waitOf(before[i] ?? null))}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </details>`
  }

  private panel(
    top: number,
    name: string,
    now: readonly (number | null)[],
    before: readonly (number | null)[],
    text: (value: number) => string,
  ) {
    const most = Math.max(1, ...[...now, ...before].map((value) => value ?? 0))
    const step = (WIDTH - LEFT - 34) / Math.max(1, now.length - 1)
    const x = (i: number) => LEFT + 10 + i * step
    const y = (value: number) => top + TOP + TALL - (value / most) * TALL
    const every = Math.ceil(now.length / 12)
    return svg`<text x="0" y=${top + 15} font-weight="700">${name}</text>
      ${[0, 1].map(
        (part) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - 6} y1=${y(most * part)} y2=${y(most * part)}></line>
          <text class="soft" text-anchor="end" x=${LEFT - 4} y=${y(most * part) + 5}>${text(most * part)}</text>`,
      )}
      <path class="before" d=${lineOf(before, x, y)}></path>
      <path class="now" d=${lineOf(now, x, y)}></path>
      ${now.map((value, i) => (value === null ? nothing : svg`<circle class="full" cx=${x(i)} cy=${y(value)} r="3.5"></circle>`))}
      ${now.map((_, i) =>
        i % every === 0
          ? svg`<text text-anchor="middle" x=${x(i)} y=${top + TOP + TALL + 18}>${shortOf(later(this.period.from, i))}</text>`
          : nothing,
      )}`
  }

  private spoken(rows: readonly (ReportRow | null)[]): string {
    const told = rows.flatMap((row) =>
      row ? [`${shortOf(row.key)}: ${whole(row.arrivals)}, ${clock(row.waitMedianMs)}`] : [],
    )
    return `${say('trend')}. ${say('arrivals')}, ${say('waitMedian')}. ${told.join('; ')}`
  }
}

/** A place for each day of the period; null where nobody came. */
function onDays(rows: readonly ReportRow[], period: Period): (ReportRow | null)[] {
  const known = new Map(rows.map((row) => [row.key, row]))
  return Array.from({ length: daysIn(period) }, (_, i) => known.get(later(period.from, i)) ?? null)
}

function arrivalsOf(row: ReportRow | null): number | null {
  return row === null || row.arrivals === 0 ? null : row.arrivals
}

function waitOf(row: ReportRow | null): number | null {
  return row?.waitMedianMs ?? null
}

function lineOf(values: readonly (number | null)[], x: (i: number) => number, y: (value: number) => number): string {
  let isDrawing = false
  return values
    .map((value, i) => {
      const step = value === null ? '' : `${isDrawing ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`
      isDrawing = value !== null
      return step
    })
    .join('')
}

/** 23/11 */
function shortOf(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}`
}

import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ReportRow } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { chartsSheet } from './charts-sheet.ts'
import { clock, decimal, whole } from './figures.ts'
import { say } from './words.ts'

// The picture's own measures; it is drawn as wide as its place.
const WIDTH = 760
const LEFT = 46
const TOP = 32
const WAITS = 180
const GAP = 54
const OPEN = 60
const HEIGHT = TOP + WAITS + GAP + OPEN + 24
const MINUTE = 60_000
const HOUR = 3_600_000

/** Waits by the hour in which people came, and under them how many counters were open then: what staffing does to waits, in one look. */
@customElement('hour-chart')
export class HourChart extends LitElement {
  /** Of a report by hour. */
  @property({ attribute: false }) rows: readonly ReportRow[] = []
  @property({ type: Number }) days = 0
  @property({ type: Number }) thresholdMs = 0

  static override styles = [
    sheet,
    reportSheet,
    chartsSheet,
    css`
      .mark {
        stroke: var(--ink);
        stroke-width: 2;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const rows = this.rows.filter(({ arrivals, openMs }) => arrivals > 0 || (openMs ?? 0) > 0)
    if (rows.length === 0) return nothing
    const most = Math.max(this.thresholdMs, ...rows.map(({ waitP90Ms }) => waitP90Ms ?? 0)) || MINUTE
    const open = rows.map((row) => this.openIn(row))
    const mostOpen = Math.max(1, ...open)
    const step = (WIDTH - LEFT - 10) / rows.length
    const y = (ms: number) => TOP + WAITS - (ms / most) * WAITS
    const base = TOP + WAITS + GAP + OPEN
    const limit = say('threshold', `${decimal(this.thresholdMs / MINUTE)} ${say('minutes')}`)
    return html`<p class="key">
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><rect class="full" width="22" height="10"></rect></svg> ${say('waitMedian')}</span>
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><line class="mark" x1="0" y1="5" x2="22" y2="5"></line></svg> ${say('waitP90')}</span>
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><line class="limit" x1="0" y1="5" x2="22" y2="5"></line></svg> ${limit}</span>
        <span><svg viewBox="0 0 22 10" aria-hidden="true"><rect class="pale" x="1" y="1" width="20" height="8"></rect></svg> ${say('countersOpen')}</span>
      </p>
      <div class="draw" role="region" tabindex="0" aria-label=${say('byHour')}>
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.spoken(rows)}>
          <text class="soft" x="0" y=${TOP - 16}>${say('minutes')}</text>
          ${[0, 0.5, 1].map(
            (
              part,
            ) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - 10} y1=${y(most * part)} y2=${y(most * part)}></line>
              <text class="soft" text-anchor="end" x=${LEFT - 6} y=${y(most * part) + 5}>${Math.round((most * part) / MINUTE)}</text>`,
          )}
          ${rows.map((row, i) => {
            const x = LEFT + i * step
            const wide = Math.min(44, step * 0.6)
            const left = x + (step - wide) / 2
            const own = open[i] ?? 0
            const high = (own / mostOpen) * OPEN
            return svg`
              <rect class="full" x=${left} width=${wide} y=${y(row.waitMedianMs ?? 0)} height=${TOP + WAITS - y(row.waitMedianMs ?? 0)}></rect>
              ${row.waitP90Ms === null ? nothing : svg`<line class="mark" x1=${left - 4} x2=${left + wide + 4} y1=${y(row.waitP90Ms)} y2=${y(row.waitP90Ms)}></line>`}
              <text text-anchor="middle" x=${x + step / 2} y=${TOP + WAITS + 18}>${row.key} h</text>
              <rect class="pale" x=${left} width=${wide} y=${base - high} height=${high}></rect>
              <text text-anchor="middle" x=${x + step / 2} y=${base + 16}>${decimal(own)}</text>`
          })}
          <line class="axis" x1=${LEFT} x2=${WIDTH - 10} y1=${TOP + WAITS} y2=${TOP + WAITS}></line>
          <line class="axis" x1=${LEFT} x2=${WIDTH - 10} y1=${base} y2=${base}></line>
          <line class="limit" x1=${LEFT} x2=${WIDTH - 10} y1=${y(this.thresholdMs)} y2=${y(this.thresholdMs)}></line>
        </svg>
      </div>
      <details>
        <summary>${say('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('hour')}</th>
              <th scope="col">${say('arrivals')}</th>
              <th scope="col">${say('waitMedian')}</th>
              <th scope="col">${say('waitP90')}</th>
              <th scope="col">${say('countersOpen')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row, i) => html`<tr>
                <th scope="row">${row.name.vi}</th>
                <td>${whole(row.arrivals)}</td>
                <td>${clock(row.waitMedianMs)}</td>
                <td>${clock(row.waitP90Ms)}</td>
                <td>${decimal(open[i] ?? 0)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </details>`
  }

  private openIn({ openMs }: ReportRow): number {
    return this.days === 0 ? 0 : (openMs ?? 0) / HOUR / this.days
  }

  private spoken(rows: readonly ReportRow[]): string {
    const told = rows.map(
      (row) => `${row.key} h: ${clock(row.waitMedianMs)}, ${clock(row.waitP90Ms)}, ${decimal(this.openIn(row))}`,
    )
    return `${say('byHour')}. ${say('waitMedian')}, ${say('waitP90')}, ${say('countersOpen')}. ${told.join('; ')}`
  }
}

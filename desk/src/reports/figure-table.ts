import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Figures, Report, ReportBy, ReportRow } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { clock, percent, whole } from './figures.ts'
import { say } from './words.ts'

/** The rows of a report and their total. Fires `whence` with a row's key and name when somebody asks where its figures come from. */
@customElement('figure-table')
export class FigureTable extends LitElement {
  @property({ attribute: false }) report: Report | null = null
  /** Whoever may see single stops. */
  @property({ type: Boolean }) traces = false

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      table {
        min-inline-size: 70rem;
      }
      tfoot th,
      tfoot td {
        font-weight: var(--weight-title);
        border-block-start: var(--stroke) solid var(--line-strong);
      }
      button {
        min-block-size: 28px;
        padding: 0 var(--gap-small);
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        text-decoration: underline;
        cursor: pointer;
        white-space: nowrap;
      }
      @media print {
        button {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    if (this.report === null) return html``
    const { by, rows, total } = this.report
    return html`<div class="wide" role="region" tabindex="0" aria-label=${say('tables')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say(`by-${by}`)}</th>
            ${HEADS.map((head) => html`<th scope="col">${say(head === 'satisfied' && isByMeans(by) ? 'satisfiedByMeans' : head)}</th>`)}
            ${this.traces ? html`<th scope="col">${say('records')}</th>` : ''}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => html`<tr><th scope="row">${tell(row.name)}</th>${cellsOf(row)}${this.whence(row)}</tr>`)}
        </tbody>
        <tfoot>
          <tr><th scope="row">${say('total')}</th>${cellsOf(total)}${this.whence(null)}</tr>
        </tfoot>
      </table>
    </div>
    ${isByMeans(by) ? html`<p class="soft">${say('byMeansNote')}</p>` : ''}`
  }

  private whence(row: ReportRow | null) {
    if (!this.traces) return ''
    const name = row === null ? say('total') : tell(row.name)
    const ask = () => this.dispatchEvent(new CustomEvent('whence', { detail: { key: row?.key ?? null, name } }))
    return html`<td><button type="button" aria-label=${say('whenceOf', name)} @click=${ask}>${say('whence')}</button></td>`
  }
}

/** By hour and by class an answer counts with the mean of its five. */
function isByMeans(by: ReportBy): boolean {
  return by === 'hour' || by === 'weekday-hour' || by === 'class'
}

const HEADS = [
  'issued',
  'arrivals',
  'served',
  'noShow',
  'waitMean',
  'waitMedian',
  'waitP90',
  'overShort',
  'serviceMean',
  'busy',
  'transfers',
  'recalls',
  'picked',
  'overtakes',
  'satisfied',
] as const

function cellsOf(figures: Figures) {
  const cells = [
    whole(figures.issued),
    whole(figures.arrivals),
    whole(figures.states.served),
    whole(figures.states['no-show']),
    clock(figures.waitMeanMs),
    clock(figures.waitMedianMs),
    clock(figures.waitP90Ms),
    percent(figures.overThresholdShare),
    clock(figures.serviceMeanMs),
    percent(figures.occupancy),
    whole(figures.transfers),
    whole(figures.recalls),
    whole(figures.picked),
    whole(figures.overtakes),
    percent(figures.satisfiedShare),
  ]
  return cells.map((cell) => html`<td>${cell}</td>`)
}

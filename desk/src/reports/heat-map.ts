import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ReportRow } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { decimal } from './figures.ts'
import { say, WEEKDAYS } from './words.ts'

const STEPS = 5

/**
 * The week as a map: a row a weekday, a column an hour. It is a table, so that whoever does not see it hears it, and each cell has its
 * figure, so that nobody has to tell colours apart.
 */
@customElement('heat-map')
export class HeatMap extends LitElement {
  /** Of a report by weekday-hour. */
  @property({ attribute: false }) rows: readonly ReportRow[] = []
  /** How many Mondays, Tuesdays … the period had with people, from Monday. */
  @property({ attribute: false }) weekdays: readonly number[] = []
  @state() private shows: 'arrivals' | 'waits' = 'arrivals'

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
        min-inline-size: 0;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
        border: 0;
        padding: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
        min-block-size: var(--target);
      }
      input {
        inline-size: 1.2em;
        block-size: 1.2em;
        accent-color: var(--accent);
      }
      .draw {
        overflow-x: auto;
      }
      table {
        inline-size: 100%;
        min-inline-size: calc(6.5em + var(--hours) * 2.4em);
        border-collapse: separate;
        border-spacing: 2px;
        table-layout: fixed;
        font-variant-numeric: tabular-nums;
      }
      th {
        font-weight: var(--weight-text);
        text-align: center;
      }
      th[scope='row'],
      thead th:first-child {
        inline-size: 6.5em;
        text-align: start;
        white-space: nowrap;
      }
      td {
        block-size: 2.2em;
        text-align: center;
        border-radius: 4px;
        background: var(--sunk);
      }
      .s1 {
        background: color-mix(in srgb, var(--accent) 10%, var(--card));
      }
      .s2 {
        background: color-mix(in srgb, var(--accent) 24%, var(--card));
      }
      .s3 {
        background: color-mix(in srgb, var(--accent) 40%, var(--card));
      }
      .s4 {
        background: color-mix(in srgb, var(--accent) 80%, var(--card));
        color: var(--on-accent);
      }
      .s5 {
        background: var(--accent);
        color: var(--on-accent);
        font-weight: var(--weight-title);
      }
      p {
        color: var(--ink-soft);
      }
      @media print {
        fieldset {
          display: none;
        }
        td {
          print-color-adjust: exact;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const cells = new Map(this.rows.map((row) => [row.key, this.figureOf(row)]))
    const hours = hoursOf(this.rows)
    // The table is as wide as its hours need, and wider than the glass only then.
    this.style.setProperty('--hours', String(hours.length))
    const most = Math.max(0, ...[...cells.values()].map((value) => value ?? 0))
    const days = WEEKDAYS[language.now].map((name, i) => [name, i + 1] as const)
    const shown = days.filter(([, day]) => day <= 5 || this.rows.some(({ key }) => key.startsWith(`${day}-`)))
    return html`<fieldset>
        <legend class="unseen">${say('heatOf')}</legend>
        ${this.choice('arrivals', say('heatArrivals'))} ${this.choice('waits', say('heatWaits'))}
      </fieldset>
      <div class="draw" role="region" tabindex="0" aria-label=${say('heat')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('weekday')}</th>
              ${hours.map((hour) => html`<th scope="col">${hour} h</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ([name, day]) => html`<tr>
                <th scope="row">${name}</th>
                ${hours.map((hour) => {
                  const value = cells.get(`${day}-${hour}`) ?? null
                  const step = value === null || most === 0 ? 0 : Math.max(1, Math.ceil((value / most) * STEPS))
                  return html`<td class="s${step}">${value === null ? '' : decimal(value)}</td>`
                })}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p>${say('heatNote')}</p>`
  }

  private choice(what: 'arrivals' | 'waits', name: string) {
    return html`<label
      ><input
        type="radio"
        name="shows"
        .checked=${this.shows === what}
        @change=${() => {
          this.shows = what
        }}
      />${name}</label
    >`
  }

  private figureOf({ key, arrivals, waitMedianMs }: ReportRow): number | null {
    if (this.shows === 'waits') return waitMedianMs === null ? null : waitMedianMs / 60_000
    const days = this.weekdays[Number(key.split('-')[0]) - 1] ?? 0
    return arrivals === 0 || days === 0 ? null : arrivals / days
  }
}

/** From the first hour anybody came to the last, without gaps. */
function hoursOf(rows: readonly ReportRow[]): number[] {
  const hours = rows.filter(({ arrivals }) => arrivals > 0).map(({ key }) => Number(key.split('-')[1]))
  if (hours.length === 0) return []
  const first = Math.min(...hours)
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, i) => first + i)
}

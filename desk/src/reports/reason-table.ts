import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { REASONS_BY, type ReasonFigure, type ReasonsBy, type ReasonsReport } from '#core/contract/reasons.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp } from '../http.ts'
import { say as sayOfRatings } from '../ratings/words.ts'
import { whole } from './figures.ts'
import { pageSheet } from './page-sheet.ts'
import type { Period } from './period.ts'
import { say } from './words.ts'

/** What citizens gave as reasons in a period: a table for each channel in which somebody answered, and the same as files. */
@customElement('reason-table')
export class ReasonTable extends LitElement {
  @property({ attribute: false }) period: Period | null = null
  @state() private by: ReasonsBy = 'service'
  @state() private report: ReasonsReport | null = null
  @state() private wrong = ''

  static override styles = [
    sheet,
    reportSheet,
    pageSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap);
        min-inline-size: 0;
      }
      caption {
        text-align: start;
        font-weight: var(--weight-title);
      }
      tfoot th,
      tfoot td {
        font-weight: var(--weight-title);
        border-block-start: var(--stroke) solid var(--line-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('period') || changed.has('by')) void this.look()
  }

  override render() {
    return html`<div class="choose">
        <label
          >${say('reasonsBy')}
          <select
            @change=${(event: Event) => {
              this.by = (event.target as HTMLSelectElement).value as ReasonsBy
            }}
          >
            ${REASONS_BY.map((by) => html`<option value=${by} ?selected=${this.by === by}>${say(`by-${by}`)}</option>`)}
          </select></label
        >
        <span class="take">${say('take')}:
          ${(['xlsx', 'pdf', 'csv'] as const).map(
            (form) =>
              html`<a href="/api/reasons/file?${this.query()}&form=${form}" aria-label="${say('reasons')}: ${say(form)}" download>${say(form)}</a>`,
          )}
        </span>
      </div>
      ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}
      ${this.report ? this.channels(this.report) : nothing}
      <p class="soft">${say('reasonsNote')}</p>`
  }

  private channels({ channels, reasons, by, conserved }: ReasonsReport) {
    const answered = channels.filter(({ answers, told }) => answers + told > 0)
    if (answered.length === 0) return html`<p role="status">${say('noAnswers')}</p>`
    const heads = [say('answers'), say('toldOf'), say('gaveReasons'), ...reasons.map(({ name }) => tell(name))]
    const cells = ({ answers, told, gave, counts }: ReasonFigure) => [
      whole(answers),
      whole(told),
      ...(counts === null ? ['–', ...reasons.map(() => '–')] : [whole(gave ?? 0), ...counts.map(whole)]),
    ]
    return html`${conserved ? nothing : html`<luot-banner kind="warn">${say('notConserved')}</luot-banner>`}
    ${answered.map(({ channel, rows, ...total }) => {
      const name = sayOfRatings(`channel-${channel}`)
      return html`<div class="wide" role="region" tabindex="0" aria-label="${say('reasons')}: ${name}" data-channel=${channel}>
        <table>
          <caption>
            ${name}
          </caption>
          <thead>
            <tr>
              <th scope="col">${say(`by-${by}`)}</th>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<tr><th scope="row">${tell(row.name)}</th>${cells(row).map((cell) => html`<td>${cell}</td>`)}</tr>`)}
          </tbody>
          <tfoot>
            <tr><th scope="row">${say('wholeChannel')}</th>${cells(total).map((cell) => html`<td>${cell}</td>`)}</tr>
          </tfoot>
        </table>
      </div>`
    })}`
  }

  private query(): string {
    const { from = '', to = '' } = this.period ?? {}
    return `from=${from}&to=${to}&by=${this.by}`
  }

  private async look(): Promise<void> {
    const query = this.query()
    if (this.period === null) return
    const got = await askHttp<ReasonsReport>('GET', `/api/reasons?${query}`)
    if (query !== this.query()) return
    this.wrong = got.ok ? '' : tell(got.message)
    this.report = got.ok ? got.value : null
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reason-table': ReasonTable
  }
}

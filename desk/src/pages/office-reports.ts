import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { WATCHERS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import { REPORT_BY, type Report, type ReportBy } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/staff-page.ts'
import '../reports/figure-table.ts'
import '../reports/heat-map.ts'
import '../reports/hour-chart.ts'
import '../reports/reason-table.ts'
import '../reports/staffing-advice.ts'
import '../reports/trend-chart.ts'
import '../reports/whence-dialog.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'
import { whole } from '../reports/figures.ts'
import { glance } from '../reports/glance.ts'
import { pageSheet } from '../reports/page-sheet.ts'
import {
  CHOICES,
  type Chosen,
  type Period,
  periodBefore,
  periodEarlier,
  periodOf,
  weekdayOf,
} from '../reports/period.ts'
import { say } from '../reports/words.ts'

const LOOK_AGAIN_MS = 4_000
/** Each of these is one question to the hub. */
interface Shown {
  readonly days: Report
  readonly before: Report
  readonly week: Report
  readonly hours: Report
}

/** Figures of past days and of today: charts to look at, tables to read, files to take away, and where each figure comes from. */
@customElement('office-reports')
export class OfficeReports extends LitElement {
  @state() private me: Me | null = null
  @state() private chosen: Chosen | 'own' = 'week'
  @state() private period: Period = periodOf('week', today())
  @state() private shown: Shown | null = null
  @state() private by: ReportBy = 'service'
  @state() private table: Report | null = null
  @state() private whence: { key: string | null; name: string } | null = null
  @state() private wrong = ''
  /** The period that was chosen is still being added up. */
  @state() private isAsking = false
  /** What the figures on the page are of. */
  #standing: { chosen: Chosen | 'own'; period: Period } | null = null
  private readonly newest = latest()
  private readonly newestTable = latest()
  #again: ReturnType<typeof setTimeout> | undefined

  static override styles = [sheet, reportSheet, pageSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#again)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.begin(event.detail)}>
      ${this.me === null ? nothing : this.page()}
    </staff-page>`
  }

  private page() {
    return html`<div class="page" aria-busy=${this.isAsking}>
      ${this.choosing()}
      ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}
      ${this.shown ? this.charts(this.shown) : html`<p role="status">${say('loading')}</p>`}
      ${this.tables()}
      <section>
        <h2>${say('reasons')}</h2>
        <reason-table .period=${this.period}></reason-table>
      </section>
      <section>
        <h2>${say('staffing')}</h2>
        <staffing-advice></staffing-advice>
      </section>
      <whence-dialog
        .query=${this.whence ? this.query(this.by, this.whence.key) : null}
        .name=${this.whence?.name ?? ''}
        @close=${() => {
          this.whence = null
        }}
      ></whence-dialog>
    </div>`
  }

  private choosing() {
    const choice = (chosen: Chosen) =>
      html`<luot-button
        pressed=${this.chosen === chosen ? 'true' : 'false'}
        @click=${() => this.choose(chosen, periodOf(chosen, today()))}
        >${say(chosen)}</luot-button
      >`
    return html`<form class="choose" @submit=${this.chooseOwn} aria-label=${say('period')}>
      ${CHOICES.map(choice)}
      ${this.chosen === 'own' ? nothing : html`<luot-button @click=${this.goBack}>${say('earlier')}</luot-button>`}
      <label>${say('from')} <input type="date" name="from" required .value=${this.period.from} /></label>
      <label>${say('to')} <input type="date" name="to" required .value=${this.period.to} /></label>
      <luot-button icon="refresh" @click=${this.chooseOwn}>${say('show')}</luot-button>
      <luot-button icon="printer" @click=${() => window.print()}>${say('print')}</luot-button>
      <button type="submit" hidden></button>
    </form>`
  }

  private charts({ days, before, week, hours }: Shown) {
    const { gathered } = days
    if (days.total.arrivals + days.total.overnight === 0) return html`<p role="status">${say('nothing')}</p>`
    return html`${gathered.days < gathered.of ? html`<luot-banner kind="away">${say('gathering', whole(gathered.days), whole(gathered.of))}</luot-banner>` : nothing}
      ${days.conserved && week.conserved && hours.conserved ? nothing : html`<luot-banner kind="warn">${say('notConserved')}</luot-banner>`}
      <section>
        <h2>${say('atAGlance')}</h2>
        ${glance(days, before.total)}
        <p class="soft">${say('madeFrom', whole(days.days), whole(days.firstSeq), whole(days.lastSeq))} ${days.conserved ? say('conserved') : nothing}</p>
      </section>
      <section>
        <h2>${say('heat')}</h2>
        <heat-map .rows=${week.rows} .weekdays=${weekdaysOf(days)}></heat-map>
      </section>
      <section>
        <h2>${say('byHour')}</h2>
        <hour-chart .rows=${hours.rows} .days=${days.days} .thresholdMs=${days.thresholdMs}></hour-chart>
      </section>
      ${
        days.from === days.to
          ? nothing
          : html`<section>
              <h2>${say('trend')}</h2>
              <trend-chart .rows=${days.rows} .earlier=${before.rows} .period=${days} .periodBefore=${before}></trend-chart>
            </section>`
      }`
  }

  private tables() {
    const mayTrace = this.me !== null && WATCHERS.some((role) => role === this.me?.role)
    const choices = REPORT_BY.filter((by) => by !== 'officer' || mayTrace)
    return html`<section>
      <h2>${say('tables')}</h2>
      <div class="choose">
        <label
          >${say('by')}
          <select @change=${(event: Event) => this.chooseBy((event.target as HTMLSelectElement).value as ReportBy)}>
            ${choices.map((by) => html`<option value=${by} ?selected=${this.by === by}>${say(`by-${by}`)}</option>`)}
          </select></label
        >
        <span class="take">${say('take')}:
          ${(['xlsx', 'pdf', 'csv'] as const).map((form) => html`<a href="/api/reports/file?${this.query(this.by)}&form=${form}" download>${say(form)}</a>`)}
        </span>
      </div>
      <figure-table
        .report=${this.table}
        ?traces=${mayTrace}
        @whence=${(event: CustomEvent<{ key: string | null; name: string }>) => {
          this.whence = event.detail
        }}
      ></figure-table>
    </section>`
  }

  private begin(me: Me): void {
    this.me = me
    void this.look()
  }

  private choose(chosen: Chosen | 'own', period: Period): void {
    this.chosen = chosen
    this.period = period
    void this.look()
  }

  private readonly goBack = (): void => {
    if (this.chosen !== 'own') this.choose(this.chosen, periodEarlier(this.chosen, this.period))
  }

  private readonly chooseOwn = (event: Event): void => {
    event.preventDefault()
    const form = (event.currentTarget as HTMLElement).closest('form')
    if (!form?.reportValidity()) return
    const given = new FormData(form)
    this.choose('own', { from: String(given.get('from')), to: String(given.get('to')) })
  }

  private chooseBy(by: ReportBy): void {
    this.by = by
    void this.lookAtTable()
  }

  private query(by: ReportBy, key: string | null = null, { from, to } = this.period): string {
    return `from=${from}&to=${to}&by=${by}${key === null ? '' : `&key=${encodeURIComponent(key)}`}`
  }

  private async look(): Promise<void> {
    clearTimeout(this.#again)
    const { period } = this
    this.isAsking = true
    const got = await this.newest(this.ask(period))
    if (got === null) return
    const [days, before, week, hours] = got
    const wrong = got.find((one) => !one.ok)
    this.wrong = wrong && !wrong.ok ? tell(wrong.message) : ''
    if (!days.ok || !before.ok || !week.ok || !hours.ok) {
      this.isAsking = false
      // A period that the hub refuses is no period: figures and files stay those of the one before.
      const isRefused = got.some((one) => !one.ok && one.status === 400)
      if (isRefused && this.#standing) {
        this.chosen = this.#standing.chosen
        this.period = this.#standing.period
      }
      return
    }
    this.#standing = { chosen: this.chosen, period }
    this.shown = { days: days.value, before: before.value, week: week.value, hours: hours.value }
    await this.lookAtTable()
    // Another one may have been chosen since.
    this.isAsking = period !== this.period
    const { gathered } = days.value
    if (gathered.days < gathered.of && this.isConnected) this.#again = setTimeout(() => void this.look(), LOOK_AGAIN_MS)
  }

  private async lookAtTable(): Promise<void> {
    const got = await this.newestTable(askHttp<Report>('GET', `/api/reports?${this.query(this.by)}`))
    if (got?.ok) this.table = got.value
  }

  /** One after the other: a hub that is still gathering is not asked four times at once. */
  private async ask(period: Period): Promise<[Got<Report>, Got<Report>, Got<Report>, Got<Report>]> {
    const ask = (by: ReportBy, of = period) => askHttp<Report>('GET', `/api/reports?${this.query(by, null, of)}`)
    return [await ask('day'), await ask('day', periodBefore(period)), await ask('weekday-hour'), await ask('hour')]
  }
}

/** How many Mondays, Tuesdays … of the period had people. */
function weekdaysOf({ rows }: Report): number[] {
  const days = [0, 0, 0, 0, 0, 0, 0]
  for (const { key, issued } of rows) {
    const i = weekdayOf(key) - 1
    if (issued > 0) days[i] = (days[i] ?? 0) + 1
  }
  return days
}

/** Today by the office's clock. */
function today(): string {
  return new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
}

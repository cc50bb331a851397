import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Staffing } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp } from '../http.ts'
import { decimal, whole } from './figures.ts'
import { say, WEEKDAYS } from './words.ts'

const LOOK_AGAIN_MS = 4_000

/** How many counters a weekday needs hour by hour, lived again from its last days. Asks the hub until all of them are reckoned. */
@customElement('staffing-advice')
export class StaffingAdvice extends LitElement {
  @state() private weekday = new Date().getDay() || 7
  @state() private advice: Staffing | null = null
  @state() private wrong = ''
  #again: ReturnType<typeof setTimeout> | undefined

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
        min-inline-size: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
      }
      select {
        min-block-size: var(--target);
        padding-inline: var(--gap-small);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
        color: var(--ink);
        font: inherit;
      }
      td strong {
        font-size: 1.15em;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#again)
  }

  override render() {
    return html`<label>
        ${say('staffingDay')}
        <select @change=${(event: Event) => this.choose(Number((event.target as HTMLSelectElement).value))}>
          ${WEEKDAYS[language.now].map((name, i) => html`<option value=${i + 1} ?selected=${this.weekday === i + 1}>${name}</option>`)}
        </select>
      </label>
      ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}
      ${this.advice ? this.told(this.advice) : html`<p role="status">${say('loading')}</p>`}`
  }

  private told({ days, of, fewestDays, medianMs, p90Ms, hours }: Staffing) {
    if (of < fewestDays) return html`<p role="status">${say('staffingFew', whole(of), whole(fewestDays))}</p>`
    if (days.length < of) return html`<p role="status">${say('staffingComing', whole(days.length), whole(of))}</p>`
    const tongue = language.now
    return html`<p class="soft">${say('staffingNote', whole(days.length), span(medianMs, tongue), span(p90Ms, tongue))}</p>
      <div class="wide" role="region" tabindex="0" aria-label=${say('staffing')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('hour')}</th>
              <th scope="col">${say('peopleCame')}</th>
              <th scope="col">${say('wasOpen')}</th>
              <th scope="col">${say('advice')}</th>
              <th scope="col">${say('range')}</th>
            </tr>
          </thead>
          <tbody>
            ${hours.map(
              (one) => html`<tr>
                <th scope="row">${one.hour} h</th>
                <td>${whole(one.arrivals)}</td>
                <td>${decimal(one.open)}</td>
                <td><strong>${whole(one.counters)}</strong>${one.neverEnough > 0 ? html` (${say('notEnough')})` : nothing}</td>
                <td>${one.least === one.most ? whole(one.least) : `${whole(one.least)} – ${whole(one.most)}`}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="soft">${say('staffingLimits')}</p>`
  }

  private choose(weekday: number): void {
    this.weekday = weekday
    this.advice = null
    void this.look()
  }

  private async look(): Promise<void> {
    clearTimeout(this.#again)
    const { weekday } = this
    const got = await askHttp<Staffing>('GET', `/api/reports/staffing?weekday=${weekday}`)
    if (weekday !== this.weekday || !this.isConnected) return
    this.wrong = got.ok ? '' : tell(got.message)
    if (!got.ok) return
    this.advice = got.value
    const isDone = got.value.days.length >= got.value.of || got.value.of < got.value.fewestDays
    if (!isDone) this.#again = setTimeout(() => void this.look(), LOOK_AGAIN_MS)
  }
}

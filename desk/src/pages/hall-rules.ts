import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { DeskView } from '#core/contract/desk.ts'
import type { TriedRule, TryDays, TryRule } from '#core/contract/try-rule.ts'
import type { DayCalls } from '#core/contract/why.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/top-bar.ts'
import '../elements/ways-on.ts'
import '../elements/tried-rule.ts'
import '../elements/try-form.ts'
import '../elements/wait-alerts.ts'
import '../elements/why-fields.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { say } from '../words.ts'

/** More would be a page of paper; the day's report has the sums. */
const CALLS_SHOWN = 60

interface Known {
  readonly days: TryDays['days']
  readonly hall: DeskView
  readonly calls: DayCalls
}

/** The head of office's page: why people are called as they are, and what another rule would have done. */
@customElement('hall-rules')
export class HallRules extends LitElement {
  @state() private known: Got<Known> | null = null
  @state() private tried: Got<TriedRule> | 'under-way' | null = null

  static override styles = [
    sheet,
    reportSheet,
    css`
      .picked td,
      .picked th {
        background: var(--warn-wash);
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

  override render() {
    return html`<top-bar heading=${say('hallTitle')}>
        <ways-on slot="rest"></ways-on>
      </top-bar>
      <main>
        ${this.known === null ? html`<p>${say('connecting')}</p>` : this.known.ok ? this.page(this.known.value) : this.sorry(this.known)}
      </main>`
  }

  private sorry(got: Extract<Got<Known>, { ok: false }>) {
    const isForbidden = got.status === 401 || got.status === 403
    return html`<luot-banner kind="warn">${isForbidden ? say('notTheHead') : tell(got.message)}</luot-banner>
      <p><a href="/desk/">${say('toDesk')}</a></p>`
  }

  private page({ days, hall, calls }: Known) {
    return html`<wait-alerts .waits=${hall.waits}></wait-alerts>
      <section>
        <h2>${say('before')}</h2>
        <why-fields .days=${days}></why-fields>
      </section>
      <section>
        <h2>${say('tryTitle')}</h2>
        <p class="soft">${say('tryNote')}</p>
        <try-form
          .days=${days}
          .counters=${hall.counters}
          .services=${hall.services}
          ?busy=${this.tried === 'under-way'}
          @try=${(event: CustomEvent<TryRule>) => this.tryIt(event.detail)}
        ></try-form>
        <p role="status">${this.tried === 'under-way' ? say('trying') : nothing}</p>
      </section>
      ${this.outcome()}
      <section class="wide">
        <h2>${say('callsTitle')}</h2>
        <luot-button icon="refresh" @click=${this.look}>${say('refresh')}</luot-button>
        ${calls.calls.length === 0 ? html`<p>${say('noCalls')}</p>` : this.calls(calls)}
      </section>`
  }

  private outcome() {
    if (this.tried === null || this.tried === 'under-way') return nothing
    if (!this.tried.ok) return html`<luot-banner kind="warn">${tell(this.tried.message)}</luot-banner>`
    return html`<tried-rule .result=${this.tried.value}></tried-rule>`
  }

  private calls({ calls }: DayCalls) {
    const more = calls.length - CALLS_SHOWN
    return html`<table>
        <thead>
          <tr>
            <th scope="col">${say('numberColumn')}</th>
            <th scope="col">${say('atColumn')}</th>
            <th scope="col">${say('counterColumn')}</th>
            <th scope="col" class="words">${say('lineColumn')}</th>
            <th scope="col" class="words">${say('whyColumn')}</th>
            <th scope="col">${say('overtaken')}</th>
          </tr>
        </thead>
        <tbody>
          ${calls.slice(0, CALLS_SHOWN).map(
            (call) => html`<tr class=${call.how}>
              <th scope="row">${call.number}</th>
              <td>${timeOfDay(call.at)}</td>
              <td>${call.counter}</td>
              <td class="words">${tell(call.service)}</td>
              <td class="words">${tell(call.why)}${call.automatic ? ` (${say('byItself')})` : ''}</td>
              <td>${count(call.overtaken, language.now)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="soft">${say('moreCalls', count(more, language.now))}</p>` : nothing}`
  }

  private readonly look = async (): Promise<void> => {
    const [days, hall, calls] = await Promise.all([
      askHttp<TryDays>('GET', '/api/try/days'),
      askHttp<DeskView>('GET', '/api/views/desk'),
      askHttp<DayCalls>('GET', '/api/calls'),
    ])
    if (!days.ok) this.known = days
    else if (!hall.ok) this.known = hall
    else if (!calls.ok) this.known = calls
    else this.known = { ok: true, value: { days: days.value.days, hall: hall.value, calls: calls.value } }
  }

  private async tryIt(trial: TryRule): Promise<void> {
    this.tried = 'under-way'
    this.tried = await askHttp<TriedRule>('POST', '/api/try', trial)
  }
}

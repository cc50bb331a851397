import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { DayReport } from '#core/contract/report.ts'
import { STATE_NAMES } from '#core/domain/ticket.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, dayOf, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/page-menu.ts'
import '../elements/print-closing.ts'
import '../elements/top-bar.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { say } from '../words.ts'

type Times = Pick<DayReport, 'waitMeanMs' | 'waitMedianMs' | 'waitP90Ms' | 'serviceMeanMs'>

/** The day of the hall on one sheet, for the screen and for the file. */
@customElement('day-report')
export class DayReportPage extends LitElement {
  @state() private got: Got<DayReport> | null = null
  @state() private me: Me | null = null

  static override styles = [sheet, reportSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  override render() {
    return html`<top-bar heading=${say('dayTitle')}>
        <page-menu slot="rest" .me=${this.me}></page-menu>
      </top-bar>
      <main>${this.got === null ? html`<p>${say('connecting')}</p>` : this.got.ok ? this.report(this.got.value) : this.sorry(this.got)}</main>`
  }

  private sorry(got: Extract<Got<DayReport>, { ok: false }>) {
    return html`<luot-banner kind="warn">
        ${got.status === 401 ? say('notYourPage') : `${say('noReport')} ${tell(got.message)}`}
      </luot-banner>
      <p><a href="/desk/">${say('toDesk')}</a></p>`
  }

  private report(day: DayReport) {
    const tongue = language.now
    return html`<section>
        <h2>${tell(day.office)} · ${dayOf(Date.parse(`${day.day}T12:00:00Z`), tongue)}</h2>
        <p class="soft">${say('asOf', timeOfDay(day.madeAt))} · ${say('recordsFrom', count(day.firstSeq, tongue), count(day.lastSeq, tongue))}</p>
        <luot-button icon="refresh" @click=${() => this.look()}>${say('refresh')}</luot-button>
        <luot-button icon="printer" @click=${() => window.print()}>${say('print')}</luot-button>
        <print-closing .me=${this.me}></print-closing>
      </section>
      ${day.conserved ? nothing : html`<luot-banner kind="warn">${say('notConserved')}</luot-banner>`}
      <section>
        <h2>${say('issued')}: ${count(day.issued, tongue)}</h2>
        <dl class="figures">
          ${STATE_NAMES.map(
            (name) => html`<div><dt>${say(`state-${name}`)}</dt><dd>${count(day.states[name], tongue)}</dd></div>`,
          )}
          <div><dt>${say('recalls')}</dt><dd>${count(day.recalls, tongue)}</dd></div>
          <div><dt>${say('transfers')}</dt><dd>${count(day.transfers, tongue)}</dd></div>
          <div><dt>${say('automaticCalls')}</dt><dd>${count(day.automaticCalls, tongue)}</dd></div>
          <div><dt>${say('overtakes')}</dt><dd>${count(day.overtakes, tongue)}</dd></div>
        </dl>
      </section>
      ${this.services(day)} ${this.counters(day)} ${this.ratings(day)} ${this.picked(day)}`
  }

  private services(day: DayReport) {
    const tongue = language.now
    return html`<section class="wide">
      <h2>${say('byService')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">${say('line')}</th>
            <th scope="col">${say('issued')}</th>
            <th scope="col">${say('state-served')}</th>
            <th scope="col">${say('state-no-show')}</th>
            <th scope="col">${say('state-cancelled')}</th>
            ${timesHead()}
          </tr>
        </thead>
        <tbody>
          ${day.services.map(
            (service) => html`<tr>
              <th scope="row">${tell(service.name)}</th>
              <td>${count(service.issued, tongue)}</td>
              <td>${count(service.served, tongue)}</td>
              <td>${count(service.noShow, tongue)}</td>
              <td>${count(service.cancelled, tongue)}</td>
              ${timesOf(service)}
            </tr>`,
          )}
          <tr>
            <th scope="row"><strong>${say('wholeHall')}</strong></th>
            <td>${count(day.issued, tongue)}</td>
            <td>${count(day.states.served, tongue)}</td>
            <td>${count(day.states['no-show'], tongue)}</td>
            <td>${count(day.states.cancelled, tongue)}</td>
            ${timesOf(day)}
          </tr>
        </tbody>
      </table>
    </section>`
  }

  private counters(day: DayReport) {
    return html`<section class="wide">
      <h2>${say('byCounter')}</h2>
      <table>
        <thead>
          <tr><th scope="col">${say('counterColumn')}</th><th scope="col">${say('state-served')}</th>${timesHead()}</tr>
        </thead>
        <tbody>
          ${day.counters.map(
            (counter) => html`<tr>
              <th scope="row">${say('counter', counter.label)}</th>
              <td>${count(counter.served, language.now)}</td>
              ${timesOf(counter)}
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`
  }

  private ratings({ ratings }: DayReport) {
    const tongue = language.now
    return html`<section>
      <h2>${say('ratings')}</h2>
      ${
        ratings.levels === null
          ? html`<p>${say('fewRatings', count(ratings.answers, tongue))}</p>`
          : html`<dl class="figures">
              ${ratings.levels.map(
                (level) => html`<div><dt>${tell(level.name)}</dt><dd>${count(level.count, tongue)}</dd></div>`,
              )}
            </dl>`
      }
      ${ratings.unlinked > 0 ? html`<p class="soft">${say('unlinked', count(ratings.unlinked, tongue))}</p>` : nothing}
    </section>`
  }

  private picked(day: DayReport) {
    return html`<section class="wide">
      <h2>${say('outOfOrder')}</h2>
      ${
        day.picked.length === 0
          ? html`<p>${say('noneOutOfOrder')}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">${say('numberColumn')}</th>
                  <th scope="col">${say('counterColumn')}</th>
                  <th scope="col">${say('atColumn')}</th>
                  <th scope="col">${say('overtaken')}</th>
                  <th scope="col" class="words">${say('why')}</th>
                </tr>
              </thead>
              <tbody>
                ${day.picked.map(
                  (call) => html`<tr>
                    <th scope="row"><strong>${call.number}</strong></th>
                    <td>${call.counter}</td>
                    <td>${timeOfDay(call.at)}</td>
                    <td>${count(call.overtaken, language.now)}</td>
                    <td class="words">${call.reason ?? '–'}</td>
                  </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>`
  }

  private async look(): Promise<void> {
    this.got = await askHttp<DayReport>('GET', '/api/day')
    // Whoever was told the day is signed in: a stranger is not asked twice.
    const me = this.got.ok || this.got.status !== 401 ? await askHttp<Me>('GET', '/api/session') : null
    this.me = me?.ok ? me.value : null
  }
}

function timesHead() {
  return (['waitMean', 'waitMedian', 'waitP90', 'serviceMean'] as const).map(
    (name) => html`<th scope="col">${say(name)}</th>`,
  )
}

function timesOf({ waitMeanMs, waitMedianMs, waitP90Ms, serviceMeanMs }: Times) {
  return [waitMeanMs, waitMedianMs, waitP90Ms, serviceMeanMs].map(
    (ms) => html`<td>${ms === null ? '–' : span(ms, language.now)}</td>`,
  )
}

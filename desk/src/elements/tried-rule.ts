import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { TriedRule } from '#core/contract/try-rule.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { say } from '../words.ts'
import { reportSheet } from './report-sheet.ts'
import './tried-chart.ts'

type Figures = TriedRule['real']

/** What came of a trial: the day as it was, its replay under its own rules, and its replay with what was tried. */
@customElement('tried-rule')
export class TriedRuleResult extends LitElement {
  @property({ attribute: false }) result!: TriedRule

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-wide);
      }
      .tried {
        font-weight: var(--weight-title);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { real, own, picks } = this.result
    const gapMs = Math.abs((own.waits.meanMs ?? 0) - (real.waits.meanMs ?? 0))
    return html`<section class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">${say('figure')}</th>
              ${(['real', 'own', 'tried', 'difference'] as const).map((one) => html`<th scope="col">${say(one)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.row(say('people'), (one) => one.people, number)}
            ${this.row(say('state-served'), (one) => one.served, number)}
            ${this.row(say('stillWaiting'), (one) => one.stillWaiting, number)}
            ${this.row(say('waitMean'), (one) => one.waits.meanMs, minutes)}
            ${this.row(say('waitMedian'), (one) => one.waits.medianMs, minutes)}
            ${this.row(say('waitP90'), (one) => one.waits.p90Ms, minutes)}
            ${this.row(say('longestWait'), (one) => one.waits.longestMs, minutes)}
            ${this.row(say('overtakes'), (one) => one.overtakes.count, number)}
            ${this.row(say('overtakenMost'), (one) => one.overtakes.worst?.times ?? 0, number)}
            ${this.row(
              say('endedAt'),
              (one) => one.endedAt,
              (at) => timeOfDay(at, this.result.timeZone),
              false,
            )}
          </tbody>
        </table>
      </section>
      <p class="soft">
        ${say('honest', minutes(gapMs))} ${picks > 0 ? say('honestPicks', number(picks)) : nothing}
      </p>
      ${this.groups(say('byClass'), (one) => one.classes, this.result.names.classes)}
      ${this.groups(say('byService'), (one) => one.services, this.result.names.services)}`
  }

  private row(name: string, of: (one: Figures) => number | null, shown: (n: number) => string, isCompared = true) {
    const { real, own, tried } = this.result
    const cell = (one: Figures) => {
      const value = of(one)
      return value === null ? '–' : shown(value)
    }
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${cell(real)}</td>
      <td>${cell(own)}</td>
      <td class="tried">${cell(tried)}</td>
      <td>${isCompared ? signed((of(tried) ?? 0) - (of(own) ?? 0), shown) : nothing}</td>
    </tr>`
  }

  private groups(heading: string, of: (one: Figures) => Figures['classes'], names: TriedRule['names']['classes']) {
    const { own, tried } = this.result
    const groups = of(own).flatMap((one) => {
      const other = of(tried).find(({ id }) => id === one.id)
      return one.people === 0 || !other
        ? []
        : [{ name: names[one.id] ? tell(names[one.id]!) : one.id, own: one, tried: other }]
    })
    return html`<section class="wide">
      <h2>${heading}</h2>
      <tried-chart
        heading=${say('meanChart')}
        .bars=${groups.map((group) => ({ name: group.name, own: group.own.meanMs, tried: group.tried.meanMs }))}
      ></tried-chart>
      <table>
        <thead>
          <tr>
            <th scope="col" rowspan="2">${say('group')}</th>
            <th scope="col" rowspan="2">${say('people')}</th>
            ${(['waitMean', 'waitP90', 'longestWait'] as const).map(
              (figure) => html`<th scope="colgroup" colspan="2">${say(figure)}</th>`,
            )}
          </tr>
          <tr>
            ${[1, 2, 3].map(() => html`<th scope="col">${say('own')}</th><th scope="col">${say('tried')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            ({ name, own: a, tried: b }) => html`<tr>
              <th scope="row">${name}</th>
              <td>${number(a.people)}</td>
              ${(['meanMs', 'p90Ms', 'longestMs'] as const).map(
                (figure) => html`<td>${inMinutes(a[figure])}</td><td class="tried">${inMinutes(b[figure])}</td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`
  }
}

function number(n: number): string {
  return count(n, language.now)
}

function minutes(ms: number): string {
  return span(ms, language.now)
}

function inMinutes(ms: number | null): string {
  return ms === null ? '–' : say('minutes', number(Math.round(ms / 60_000)))
}

function signed(n: number, shown: (n: number) => string): string {
  const isSame = n === 0 || (Math.abs(n) < 30_000 && shown === minutes)
  return isSame ? say('sameShort') : `${n > 0 ? '+' : '−'} ${shown(Math.abs(n))}`
}

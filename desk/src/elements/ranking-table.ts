import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { MonthRanking, OfficerRank } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, shortDay, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { decimal, noPlaceText } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'
import './score-evidence.ts'
import { reportSheet } from './report-sheet.ts'

/** The list of a month, the best first; each row opens to what its points are made of. Fires `change-score` with the officer. */
@customElement('ranking-table')
export class RankingTable extends LitElement {
  @property({ attribute: false }) ranking!: MonthRanking
  /** Whether figures may be changed by hand here and now. */
  @property({ type: Boolean }) editable = false
  @state() private opened: ReadonlySet<string> = new Set()

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      tbody th {
        font-weight: var(--weight-strong);
      }
      td:first-child {
        text-align: start;
      }
      thead td {
        border-block-end-color: var(--line-strong);
      }
      .total .soft {
        font-weight: var(--weight-text);
      }
      .total {
        font-weight: var(--weight-title);
      }
      td.evidence {
        padding: var(--gap);
        background: var(--sunk);
        text-align: start;
      }
      td.acts {
        white-space: nowrap;
      }
      .changed {
        display: grid;
        gap: var(--gap-small);
        margin-block-start: var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { officers } = this.ranking
    if (officers.length === 0) return html`<p>${say('noEvidence')}</p>`
    return html`<div class="wide" tabindex="0" role="region" aria-label=${say('ofMonth')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say('place')}</th>
            <th scope="col" class="words">${say('name')}</th>
            <th scope="col">${say('total')}</th>
            <th scope="col" class="words">${say('band')}</th>
            <th scope="col">${say('served')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            officers,
            ({ staff }) => staff,
            (officer) => this.row(officer),
          )}
        </tbody>
      </table>
    </div>`
  }

  private row(officer: OfficerRank) {
    const { staff, name, place, total, reckoned, band, served } = officer
    const isOpen = this.opened.has(staff)
    const isChanged = total !== reckoned && place !== null
    return html`<tr data-officer=${staff}>
        <td>${place ?? '–'}</td>
        <th scope="row" class="words">${name}</th>
        <td class="total">
          ${place === null ? '–' : decimal(total)}
          ${isChanged ? html`<br /><span class="soft">${say('reckonedWas', decimal(reckoned))}</span>` : nothing}
        </td>
        <td class="words">${place === null ? noPlaceText(officer) : band ? tell(band) : ''}</td>
        <td>${count(served, language.now)}</td>
        <td class="acts">
          <luot-button
            pressed=${isOpen ? 'true' : 'false'}
            label=${say(isOpen ? 'hideOf' : 'showOf', name)}
            @click=${() => this.turn(staff)}
            >${say(isOpen ? 'hide' : 'madeOf')}</luot-button
          >
          ${
            this.editable
              ? html`<luot-button label=${say('changeOf', name)} @click=${() => this.ask(officer)}>${say('change')}</luot-button>`
              : nothing
          }
        </td>
      </tr>
      ${isOpen ? html`<tr><td class="evidence" colspan="6">${this.evidence(officer)}</td></tr>` : nothing}`
  }

  private evidence(officer: OfficerRank) {
    const { entries } = officer
    return html`<score-evidence .officer=${officer} .rules=${this.ranking.rules}></score-evidence>
      ${
        entries.length === 0
          ? nothing
          : html`<div class="changed">
              <h3>${say('changedByHand')}</h3>
              <ul>
                ${entries.map(
                  ({ value, why, by, at }) =>
                    html`<li>
                      <strong>${value === null ? say('took') : decimal(value)}</strong> · ${why}
                      <span class="soft">(${by}, ${shortDay(at)} ${timeOfDay(at)})</span>
                    </li>`,
                )}
              </ul>
            </div>`
      }`
  }

  private turn(staff: string): void {
    const opened = new Set(this.opened)
    if (!opened.delete(staff)) opened.add(staff)
    this.opened = opened
  }

  private ask(officer: OfficerRank): void {
    this.dispatchEvent(new CustomEvent<OfficerRank>('change-score', { detail: officer }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ranking-table': RankingTable
  }
}

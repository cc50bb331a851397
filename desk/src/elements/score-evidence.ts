import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CriterionFigures, OfficerRank } from '#core/contract/scoring.ts'
import type { RuleSet } from '#core/contract/scoring-rules.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { decimal, figureText } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'
import { reportSheet } from './report-sheet.ts'

/** What one officer's points are made of: of each criterion the figure, how many stand behind it, the points, and why in one sentence. */
@customElement('score-evidence')
export class ScoreEvidence extends LitElement {
  @property({ attribute: false }) officer!: OfficerRank
  @property({ attribute: false }) rules!: RuleSet

  static override styles = [
    sheet,
    reportSheet,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      td {
        white-space: nowrap;
      }
      strong {
        display: block;
      }
      .soft {
        display: block;
        font-size: var(--text-beside);
        line-height: var(--leading-tight);
      }
      /* On a phone the sentence says both. */
      @media (max-width: 40rem) {
        .said {
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
    const { name, criteria, over } = this.officer
    return html`<p class="soft">${say('overWhich', over.length, this.rules.criteria.filter((one) => one.scored).length)}</p>
      <div class="wide" tabindex="0" role="region" aria-label=${say('evidenceOf', name)}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="words">${say('criterion')} · ${say('why')}</th>
              <th scope="col" class="said">${say('figure')}</th>
              <th scope="col" class="said">${say('sample')}</th>
              <th scope="col">${say('points')}</th>
            </tr>
          </thead>
          <tbody>
            ${criteria.map((one) => this.row(one))}
          </tbody>
        </table>
      </div>`
  }

  private row(one: CriterionFigures) {
    const criterion = this.rules.criteria.find(({ id }) => id === one.id)
    return html`<tr data-criterion=${one.id}>
      <th scope="row" class="words">
        <strong>${criterion ? tell(criterion.name) : one.id}</strong>
        ${tell(one.why)}
        ${criterion?.note ? html`<span class="soft">${tell(criterion.note)}</span>` : nothing}
      </th>
      <td class="said">${figureText(one)}</td>
      <td class="said">${count(one.sample, language.now)}</td>
      <td>${one.points === null ? say('notScored') : say('pointsOf', decimal(one.points), decimal(one.most))}</td>
    </tr>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'score-evidence': ScoreEvidence
  }
}

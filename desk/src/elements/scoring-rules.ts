import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { RuleSet, ScoringRules } from '#core/contract/scoring-rules.ts'
import { isGiven } from '#core/domain/scoring/measures.ts'
import { mostOf } from '#core/domain/scoring/rule-set.ts'
import { sheet } from '#web/theme/sheet.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { decimal, monthText } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'
import { fieldSheet } from './field-sheet.ts'
import { reportSheet } from './report-sheet.ts'

const SINCE_EVER = '2000-01'

/** Which rules hold from which month on, in words; who runs the hall may put another set in force. Fires `changed`. */
@customElement('scoring-rules')
export class ScoringRulesView extends LitElement {
  @property({ type: Boolean }) head = false
  @property() month = ''
  @state() private rules: ScoringRules | null = null
  @state() private told = ''
  @state() private wrong: readonly string[] = []

  static override styles = [
    sheet,
    reportSheet,
    fieldSheet,
    css`
      :host,
      section,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap);
      }
      form {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        align-items: end;
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
    if (this.rules === null) return nothing
    const { inForce } = this.rules
    return html`<h2>${say('ofRules')}</h2>
      ${this.told ? html`<luot-banner kind="good">${this.told}</luot-banner>` : nothing}
      ${this.wrong.map((line) => html`<luot-banner kind="warn"><span role="alert">${line}</span></luot-banner>`)}
      ${inForce.toReversed().map(({ from, rules }) => this.card(from, rules))}
      ${this.head ? this.form(this.rules) : nothing}`
  }

  private card(from: string, rules: RuleSet) {
    const { title, source, criteria, bands, decimals, ranked, total } = rules
    const places = (n: number | null) => (n === null ? say('notRounded') : say('decimals', n))
    return html`<section aria-label=${tell(title)}>
      <h3>${from === SINCE_EVER ? say('sinceEver') : say('holdsFrom', monthText(from))}: ${tell(title)}</h3>
      <p class="soft">
        ${source.name} (${say(source.kind === 'law' ? 'law' : 'ownRule')}). ${say('rounding', places(decimals.criterion), places(decimals.total))}
        ${ranked.fewest > 0 ? say('fewestToRank', ranked.fewest) : nothing}
      </p>
      <div class="wide" tabindex="0" role="region" aria-label=${say('rulesOf', tell(title))}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="words">${say('criterion')}</th>
              <th scope="col">${say('mostPoints')}</th>
              <th scope="col">${say('fewest')}</th>
            </tr>
          </thead>
          <tbody>
            ${criteria.map(
              (one) => html`<tr>
                <th scope="row" class="words">
                  ${tell(one.name)}${one.note ? html`<span class="beside soft">${tell(one.note)}</span>` : nothing}
                </th>
                <td>${one.scored ? decimal(mostOf(one.formula) * one.weight) : say('shownOnly')}</td>
                <td>${decimal(one.fewest)}</td>
              </tr>`,
            )}
            <tr>
              <th scope="row" class="words"><strong>${say('total')}</strong></th>
              <td><strong>${decimal(total.most)}</strong></td>
              <td></td>
            </tr>
          </tbody>
        </table>
      </div>
      ${
        bands.length === 0
          ? nothing
          : html`<p>
              <strong>${say('bands')}:</strong>
              ${bands.map(({ label, min }) => `${tell(label)} (${min === null ? say('allBelow') : say('fromUp', decimal(min))})`).join(' · ')}
            </p>`
      }
    </section>`
  }

  private form({ offered, measures }: ScoringRules) {
    const known = new Set(measures.map(({ id }) => id))
    const isFilled = (rules: RuleSet) =>
      rules.criteria.every((one) => one.measures.every((name) => known.has(name) || isGiven(name)))
    return html`<form @submit=${this.put}>
        <div>
          <label for="which">${say('useWhich')}</label>
          <select id="which" name="which" aria-describedby="which-note">
            ${offered.map((one) => html`<option value=${one.id}>${tell(one.title)} · ${one.source.name}${isFilled(one) ? '' : ' *'}</option>`)}
          </select>
        </div>
        <div>
          <label for="from">${say('useFrom')}</label>
          <input id="from" name="from" type="month" required .value=${this.month} />
        </div>
        <div>
          <label for="why">${say('reason')}</label>
          <input id="why" name="why" maxlength="200" required autocomplete="off" />
        </div>
        <luot-button @click=${() => this.renderRoot.querySelector('form')?.requestSubmit()}>${say('useIt')}</luot-button>
        <button type="submit" hidden></button>
      </form>
      <p class="soft" id="which-note">* ${say('unfilled')} ${say('useNote')} <a href="/desk/settings">${language.now === 'vi' ? 'Cài đặt' : 'Settings'}</a></p>`
  }

  private readonly put = async (event: Event): Promise<void> => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const rules = this.rules?.offered.find(({ id }) => id === fields.get('which'))
    if (!rules || !this.rules) return
    const { version } = this.rules
    const asked = { version, from: String(fields.get('from')), rules, why: String(fields.get('why')) }
    const got = await askHttp<ScoringRules>('PUT', '/api/scoring/rules', asked)
    this.told = got.ok ? say('used') : ''
    this.wrong = got.ok ? [] : [tell(got.message), ...(got.lines ?? []).map((line) => tell(line))]
    if (got.ok) this.rules = got.value
    else await this.look()
    this.dispatchEvent(new Event('changed'))
  }

  private async look(): Promise<void> {
    const got = await askHttp<ScoringRules>('GET', '/api/scoring/rules')
    if (got.ok) this.rules = got.value
    else this.wrong = [tell(got.message)]
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scoring-rules': ScoringRulesView
  }
}

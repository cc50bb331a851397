import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { NewScoringEntry, OfficerRank } from '#core/contract/scoring.ts'
import type { RuleSet } from '#core/contract/scoring-rules.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { decimal } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'
import { fieldSheet } from './field-sheet.ts'

const LONGEST = 200

/** Asks for another score, or for points that people give, and why. Fires `entry` with what is to be written down, and `close`. */
@customElement('ask-score')
export class AskScore extends LitElement {
  @property({ attribute: false }) officer!: OfficerRank
  @property({ attribute: false }) rules!: RuleSet
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog']
  @query('#what') private what!: HTMLSelectElement
  @query('#value') private value!: HTMLInputElement
  @query('#why') private why!: HTMLInputElement

  static override styles = [
    sheet,
    fieldSheet,
    css`
      form {
        display: grid;
        gap: var(--gap);
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { name, reckoned } = this.officer
    const given = this.rules.criteria.filter(({ formula }) => formula.kind === 'given')
    return html`<luot-dialog open heading=${say('changeOf', name)} @close=${() => this.dispatchEvent(new Event('close'))}>
      <form @submit=${this.submit}>
        <p class="soft">${say('changeNote')} ${say('reckonedWas', decimal(reckoned))}.</p>
        <div>
          <label for="what">${say('changeWhat')}</label>
          <select id="what">
            ${given.map((one) => html`<option value=${one.measures[0] ?? ''}>${tell(one.name)}</option>`)}
            <option value="total">${say('total')}</option>
          </select>
        </div>
        <div>
          <label for="value">${say('newValue')}</label>
          <input id="value" inputmode="decimal" autocomplete="off" aria-describedby="wrong" />
        </div>
        <div>
          <label for="why">${say('reason')}</label>
          <input id="why" maxlength=${LONGEST} autocomplete="off" aria-describedby="wrong" />
        </div>
        <p id="wrong" class="wrong" role="alert">${this.wrong}</p>
        <button type="submit" hidden></button>
      </form>
      <luot-button slot="actions" @click=${this.shut}>${say('back')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
        >${say('save')}</luot-button
      >
    </luot-dialog>`
  }

  private readonly shut = (): void => {
    this.dialog.open = false
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault()
    const what = this.what.value
    const typed = this.value.value.trim().replace(',', '.')
    const value = typed === '' ? null : Number(typed)
    const why = this.why.value.trim()
    const most = this.mostFor(what)
    if (value !== null && !(value >= 0 && value <= most)) {
      this.wrong = say('valueWrong', decimal(most))
      this.value.focus()
    } else if (why === '') {
      this.wrong = say('reasonNeeded')
      this.why.focus()
    } else {
      const detail: NewScoringEntry = { staff: this.officer.staff, what, value, why }
      this.shut()
      this.dispatchEvent(new CustomEvent('entry', { detail }))
    }
  }

  private mostFor(what: string): number {
    const given = this.rules.criteria.find(({ measures }) => measures[0] === what)?.formula
    return given?.kind === 'given' ? given.most : this.rules.total.most
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ask-score': AskScore
  }
}

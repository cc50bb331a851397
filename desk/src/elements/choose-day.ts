import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { dayAfter } from '#core/domain/service-day.ts'
import { sheet } from '#web/theme/sheet.ts'
import { dayOf } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { say } from '../appointment-words.ts'
import { fieldSheet } from './field-sheet.ts'

/** The day that is looked at, from today on: the one before, the one after, or any by its date. Fires `day`. */
@customElement('choose-day')
export class ChooseDay extends LitElement {
  @property() day = ''
  @property() today = ''

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap-small);
      }
      label {
        margin-inline-end: var(--gap-hair);
      }
      input {
        inline-size: auto;
      }
      h2 {
        align-self: center;
        margin-inline-start: var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { day, today } = this
    const words = dayOf(Date.parse(`${day}T12:00:00Z`), language.now)
    const before = html`<luot-button icon="back" @click=${() => this.turn(dayAfter(day, -1))}
      >${say('dayBefore')}</luot-button
    >`
    return html`${day > today ? before : nothing}
      <div>
        <label for="day">${say('day')}</label>
        <input id="day" type="date" .value=${day} min=${today} @change=${this.picked} />
      </div>
      <luot-button icon="next" @click=${() => this.turn(dayAfter(day, 1))}>${say('dayAfter')}</luot-button>
      <h2>${day === today ? `${say('today')} · ${words}` : words}</h2>`
  }

  private picked = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    if (value !== '') this.turn(value)
  }

  private turn(day: string): void {
    this.dispatchEvent(new CustomEvent('day', { detail: day }))
  }
}

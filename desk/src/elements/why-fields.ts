import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { WhyAnswer } from '#core/contract/why.ts'
import { sheet } from '#web/theme/sheet.ts'
import { dayOf } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'
import { say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

const NUMBER = /^\s*[A-Za-z]{0,4}\d{1,6}\s*$/

/** Two numbers, and the one sentence that says why the first was called before the second. */
@customElement('why-fields')
export class WhyFields extends LitElement {
  @property() first = ''
  @property() second = ''
  /** Days to choose from, the newest first; without any it is about today. */
  @property({ attribute: false }) days: readonly string[] = []
  @state() private got: Got<WhyAnswer> | null = null
  @state() private isMissing = false
  private readonly newest = latest()
  @query('#first') private firstField!: HTMLInputElement
  @query('#second') private secondField!: HTMLInputElement

  static override styles = [
    sheet,
    fieldSheet,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        align-items: end;
        gap: var(--gap);
      }
      input {
        text-transform: uppercase;
      }
      .answer {
        min-block-size: 3rem;
        margin-block-start: var(--gap);
        font-size: var(--text-button);
        line-height: var(--leading);
      }
      @media (width < 700px) {
        form {
          grid-template-columns: 1fr;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<form @submit=${this.submitted}>
        <div>
          <label for="first">${say('firstNumber')}</label>
          <input id="first" maxlength="10" autocomplete="off" .value=${this.first} />
        </div>
        <div>
          <label for="second">${say('secondNumber')}</label>
          <input id="second" maxlength="10" autocomplete="off" .value=${this.second} />
        </div>
        ${
          this.days.length > 0
            ? html`<div>
                <label for="day">${say('tryDay')}</label>
                <select id="day">
                  ${this.days.map((day) => html`<option value=${day}>${dayOf(Date.parse(`${day}T12:00:00Z`), language.now)}</option>`)}
                </select>
              </div>`
            : nothing
        }
        <luot-button variant="primary" @click=${this.ask}>${say('askBefore')}</luot-button>
        <button type="submit" hidden></button>
      </form>
      <p class="answer" role="status">${this.isMissing ? say('twoNumbers') : this.got ? told(this.got) : nothing}</p>`
  }

  /** The focus belongs where something is still to be typed. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => {
      const field = this.firstField.value === '' ? this.firstField : this.secondField
      field.focus(options)
      field.select()
    })
  }

  private submitted(event: Event): void {
    event.preventDefault()
    void this.ask()
  }

  private readonly ask = async (): Promise<void> => {
    this.first = this.firstField.value
    this.second = this.secondField.value
    this.isMissing = ![this.first, this.second].every((number) => NUMBER.test(number))
    if (this.isMissing) {
      this.focus()
      return
    }
    const query = new URLSearchParams({ first: this.first.trim(), second: this.second.trim() })
    const day = this.renderRoot.querySelector('select')?.value
    if (day) query.set('day', day)
    const got = await this.newest(askHttp<WhyAnswer>('GET', `/api/why?${query}`))
    if (got !== null) this.got = got
  }
}

function told(got: Got<WhyAnswer>): string {
  return got.ok ? tell(got.value.sentence) : `${say('noAnswer')} ${tell(got.message)}`
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DeskView } from '#core/contract/desk.ts'
import type { TryRule } from '#core/contract/try-rule.ts'
import { sheet } from '#web/theme/sheet.ts'
import { dayOf } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

const POLICIES = ['own', 'head-start', 'ratio', 'strict'] as const
// A counter that is not of the office: its name only has to be free.
const EXTRA = 'quay-them'

/** What to try, on which day. Fires `try` with it. */
@customElement('try-form')
export class TryForm extends LitElement {
  @property({ attribute: false }) days: readonly string[] = []
  @property({ attribute: false }) counters: DeskView['counters'] = []
  @property({ attribute: false }) services: DeskView['services'] = []
  @property({ type: Boolean }) busy = false
  /** The field whose time cannot be read. */
  @state() private wrong: string | null = null
  @state() private policy: (typeof POLICIES)[number] = 'own'

  static override styles = [
    sheet,
    fieldSheet,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        align-items: end;
        gap: var(--gap) var(--gap-wide);
      }
      fieldset {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--gap-small);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<form novalidate @submit=${this.send}>
      <div>
        <label for="day">${say('tryDay')}</label>
        <select id="day">
          ${this.days.map((day) => html`<option value=${day}>${dayOf(Date.parse(`${day}T12:00:00Z`), language.now)}</option>`)}
        </select>
      </div>
      <div>
        <label for="policy">${say('tryPolicy')}</label>
        <select id="policy" @change=${this.changed}>
          ${POLICIES.map((policy) => html`<option value=${policy} ?selected=${policy === this.policy}>${say(`policy-${policy}`)}</option>`)}
        </select>
      </div>
      ${
        this.policy === 'ratio'
          ? html`<div>
              <label for="in-a-row">${say('inARow')}</label>
              <input id="in-a-row" type="number" min="1" max="20" value="2" />
            </div>`
          : nothing
      }
      ${
        this.policy === 'own' || this.policy === 'head-start'
          ? html`<div>
              <label for="head-start">${say('headStart')}</label>
              <input id="head-start" type="number" min="0" max="600" />
            </div>`
          : nothing
      }
      <div>
        <label for="without">${say('without')}</label>
        <select id="without">
          <option value="">${say('noneLess')}</option>
          ${this.counters.map(({ id, label }) => html`<option value=${id}>${say('counter', label)}</option>`)}
        </select>
      </div>
      ${this.hours('without')}
      <div>
        <label for="extra">${say('extra')}</label>
        <select id="extra">
          <option value="">${say('noneMore')}</option>
          <option value="*">${say('everything')}</option>
          ${this.services.map(({ id, name }) => html`<option value=${id}>${tell(name)}</option>`)}
        </select>
      </div>
      ${this.hours('extra')}
      <luot-button
        variant="primary"
        ?disabled=${this.busy || this.days.length === 0}
        why=${this.busy ? say('trying') : say('noDays')}
        @click=${this.tryIt}
        >${say('tryDo')}</luot-button
      >
      <button type="submit" hidden></button>
      <p class="wrong" role="alert">${this.wrong ? say('wrongTime') : nothing}</p>
    </form>`
  }

  private hours(of: 'without' | 'extra') {
    return html`<fieldset>
      <legend>${say('fromTo')}</legend>
      ${(['from', 'to'] as const).map(
        (end) => html`<input
          id="${of}-${end}"
          maxlength="5"
          inputmode="numeric"
          autocomplete="off"
          placeholder=${end === 'from' ? '08:00' : '10:00'}
          aria-label="${say(of)}: ${say(end === 'from' ? 'fromTime' : 'toTime')}"
          aria-invalid=${this.wrong === `${of}-${end}` ? 'true' : 'false'}
        />`,
      )}
    </fieldset>`
  }

  private changed(event: Event): void {
    this.policy = (event.target as HTMLSelectElement).value as (typeof POLICIES)[number]
  }

  private send(event: Event): void {
    event.preventDefault()
    if (!this.busy && this.days.length > 0) this.tryIt()
  }

  private readonly tryIt = (): void => {
    const times = (['without', 'extra'] as const).flatMap((of) => [`${of}-from`, `${of}-to`])
    this.wrong = times.find((id) => this.given(id) !== '' && timeIn(this.given(id)) === null) ?? null
    if (this.wrong) return
    const minutes = this.given('head-start')
    const without = this.given('without')
    const extra = this.given('extra')
    const services = extra === '*' ? this.services.map(({ id }) => id) : [extra]
    const trial: TryRule = {
      day: this.given('day'),
      order: this.order(),
      headStartMs: minutes === '' ? null : Number(minutes) * 60_000,
      counters: extra === '' ? [] : [{ counter: EXTRA, services, ...this.timesOf('extra') }],
      without: without === '' ? [] : [{ counter: without, ...this.timesOf('without') }],
    }
    this.dispatchEvent(new CustomEvent('try', { detail: trial }))
  }

  private order(): TryRule['order'] {
    if (this.policy === 'own') return null
    if (this.policy === 'ratio') return { policy: 'ratio', inARow: Number(this.given('in-a-row')) || 1 }
    return { policy: this.policy }
  }

  private timesOf(of: 'without' | 'extra'): { from: string | null; to: string | null } {
    return { from: timeIn(this.given(`${of}-from`)), to: timeIn(this.given(`${of}-to`)) }
  }

  private given(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)?.value ?? ''
  }
}

/** "8:00" and "08:00" as 08:00; null for what is no time of a day. */
function timeIn(typed: string): string | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[:hg.]?(\d{2})\s*$/.exec(typed) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}

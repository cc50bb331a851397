import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { HallContract, HallView, TicketNow } from '#core/contract/live.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Link } from '#web/hub/link.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { givesAnswer } from '../key-presses.ts'
import { type Act, actsFor, type Handling, handleTicket } from '../live/handle.ts'
import { say } from '../live/words.ts'
import { fieldSheet } from './field-sheet.ts'

const USUAL: Readonly<Record<Act, readonly Parameters<typeof say>[0][]>> = {
  first: ['why-ill', 'why-papers'],
  'its-time': ['why-mistake'],
  move: ['why-mistake', 'why-balance', 'why-ill'],
  class: ['why-papers', 'why-ill'],
  cancel: ['why-left', 'why-mistake'],
  back: [],
}

/** Asks what shall be done with one ticket, where to, and why; sends it. Fires `handled` with its number, and `close` however it ended. */
@customElement('handle-ticket')
export class HandleTicket extends LitElement {
  @property({ attribute: false }) ticket!: TicketNow
  @property({ attribute: false }) view!: HallView
  @property({ attribute: false }) link!: Link<HallContract>
  @state() private act: Act = 'first'
  @state() private reason = ''
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: LuotDialog
  @query('select') private field!: HTMLSelectElement | null
  private asked = false

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .stack {
        display: grid;
        gap: var(--gap);
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
        gap: var(--gap-small);
      }
      h3 {
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.act = actsFor(this.ticket)[0] ?? 'cancel'
  }

  override render() {
    const choice = (word: string, isChosen: boolean, choose: () => void) =>
      html`<luot-button pressed=${isChosen ? 'true' : 'false'} @click=${choose}>${word}</luot-button>`
    return html`<luot-dialog open heading=${say('handleAsk', this.ticket.number)} @close=${this.closed}>
      <div class="stack">
        <h3 id="what">${say('what')}</h3>
        <div class="choices" role="group" aria-labelledby="what">
          ${actsFor(this.ticket).map((act) => choice(say(act), this.act === act, () => this.choose(act)))}
        </div>
        ${this.act === 'move' ? this.places() : nothing} ${this.act === 'class' ? this.classes() : nothing}
        ${this.act === 'back' ? nothing : this.why(choice)}
        <p class="wrong" role="alert">${this.wrong}</p>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${this.confirm}>${say('confirm')}</luot-button>
    </luot-dialog>`
  }

  private why(choice: (word: string, isChosen: boolean, choose: () => void) => unknown) {
    return html`<label for="reason">${say('reason')}</label>
      <div class="choices">
        ${USUAL[this.act].map((word) => choice(say(word), this.reason === say(word), () => (this.reason = say(word))))}
      </div>
      <input
        id="reason"
        maxlength="200"
        autocomplete="off"
        .value=${this.reason}
        @keydown=${this.onEnter}
        @input=${(event: Event) => (this.reason = (event.target as HTMLInputElement).value)}
      />`
  }

  private places() {
    const { lines, counters } = this.view
    const officers = counters.filter(({ staff }) => staff !== null)
    return html`<div>
      <label for="to">${say('where')}</label>
      <select id="to">
        <optgroup label=${say('services')}>
          ${lines.map(({ service, name }) => (service === this.ticket.service ? nothing : html`<option value=${`s:${service}`}>${tell(name)}</option>`))}
        </optgroup>
        <optgroup label=${say('counters')}>
          ${counters.map(({ id, label }) => html`<option value=${`c:${id}`}>${say('counter', label)}</option>`)}
        </optgroup>
        <optgroup label=${say('officers')}>
          ${officers.map(({ staff, staffName }) => html`<option value=${`o:${staff}`}>${staffName}</option>`)}
        </optgroup>
      </select>
    </div>`
  }

  private classes() {
    const classes = this.view.classes.map(({ id, name }) => ({ id, name: tell(name) }))
    return html`<div>
      <label for="class">${say('newClass')}</label>
      <select id="class">
        ${[{ id: ORDINARY, name: say('ordinary') }, ...classes].map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === this.ticket.class}>${name}</option>`,
        )}
      </select>
    </div>`
  }

  private onEnter(event: KeyboardEvent): void {
    if (givesAnswer(event)) void this.confirm()
  }

  private choose(act: Act): void {
    this.act = act
    this.wrong = ''
  }

  private closed(): void {
    this.dispatchEvent(new Event('close'))
  }

  private readonly shut = (): void => {
    this.dialog.open = false
  }

  private readonly confirm = async (): Promise<void> => {
    const handling = this.handling()
    if (handling === null) {
      this.wrong = say('reasonNeeded')
      return
    }
    if (this.asked) return
    this.asked = true
    const answer = await handleTicket(this.link, this.ticket, handling)
    this.asked = false
    this.wrong = answer.ok ? '' : tell(answer.message)
    if (!answer.ok) return
    this.dispatchEvent(new CustomEvent('handled', { detail: this.ticket.number }))
    this.shut()
  }

  /** What was decided; null while it has no reason. */
  private handling(): Handling | null {
    const reason = this.reason.trim()
    if (this.act === 'back') return { act: 'back' }
    if (reason === '') return null
    if (this.act === 'move') return { act: 'move', to: this.field?.value ?? '', reason }
    if (this.act === 'class') return { act: 'class', class: this.field?.value ?? ORDINARY, reason }
    return { act: this.act, reason }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'handle-ticket': HandleTicket
  }
}

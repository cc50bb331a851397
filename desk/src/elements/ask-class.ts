import { html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { ORDINARY } from '#core/domain/office.ts'
import { tell } from '#web/words/words.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

const LONGEST = 200
const GIVEN = ['class-papers', 'class-seen'] as const
const TAKEN = ['class-not', 'class-wish'] as const
const REASON_KEYS = 'AB'

/** What an officer decides about a priority. */
export interface ClassDecision {
  class: string
  reason: string
}

/**
 * Asks for a ticket's priority by its digit and then for the reason by its letter; what the citizen said is chosen already,
 * so that one letter confirms it. Fires `decided`, and `close`.
 */
@customElement('ask-class')
export class AskClass extends Question {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView
  @state() private picked: string | null = null
  @query('input') private field!: HTMLInputElement

  override render() {
    const { declared, number } = this.ticket
    const chosen = this.chosen()
    return html`<luot-dialog open heading=${say('classAsk', number)} @close=${this.closed}>
      <div class="stack" @keydown=${this.walk}>
        ${declared ? html`<p class="soft">${say('classNote', this.nameOf(declared))}</p>` : nothing}
        <div class="choices" role="group" aria-label=${say('issueClass')}>
          ${this.classes().map(
            (id, i) => html`<luot-button
              hint=${i}
              pressed=${chosen === id ? 'true' : 'false'}
              @click=${() => {
                this.picked = id
              }}
            >${this.nameOf(id)}</luot-button>`,
          )}
        </div>
        <h3 id="why">${say('why')}</h3>
        <div class="choices why" role="group" aria-labelledby="why">
          ${this.reasons().map(
            (reason, i) =>
              html`<luot-button hint=${REASON_KEYS[i] ?? ''} @click=${() => this.give(reason)}>${reason}</luot-button>`,
          )}
        </div>
        <div>
          <label for="own">${say('otherWhy')}</label>
          <input id="own" maxlength=${LONGEST} autocomplete="off" aria-describedby="rule" @keydown=${this.typed} />
          <p id="rule" class="soft">${say('whyRule')}</p>
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" hint="Enter" @click=${this.giveOwn}>${say('confirm')}</luot-button>
    </luot-dialog>`
  }

  protected override firstChoice(): HTMLElement | null {
    return this.renderRoot.querySelector('.why luot-button')
  }

  protected override choose(key: string): boolean {
    const priority = /\d/.test(key) ? this.classes()[Number(key)] : undefined
    const reason = this.reasons()[REASON_KEYS.indexOf(key)]
    if (priority !== undefined) this.picked = priority
    else if (reason !== undefined) this.give(reason)
    else return false
    return true
  }

  /** What was said is confirmed; a priority that counts is withdrawn; who has none is given the first. */
  private chosen(): string {
    if (this.picked !== null) return this.picked
    const { declared, class: priority } = this.ticket
    if (declared) return declared
    return priority === ORDINARY ? (this.classes()[1] ?? ORDINARY) : ORDINARY
  }

  private classes(): string[] {
    return [ORDINARY, ...this.view.classes.map(({ id }) => id).filter((id) => id !== ORDINARY)]
  }

  private reasons(): string[] {
    return (this.chosen() === ORDINARY ? TAKEN : GIVEN).map((word) => say(word))
  }

  private nameOf(id: string): string {
    if (id === ORDINARY) return say('ordinary')
    const known = this.view.classes.find((one) => one.id === id)
    return known ? tell(known.name) : id
  }

  private typed(event: KeyboardEvent): void {
    // Enter that ends a word in a Vietnamese input method is not yet the answer.
    if (event.key !== 'Enter' || event.repeat || event.isComposing) return
    event.preventDefault()
    this.giveOwn()
  }

  private giveOwn(): void {
    const reason = this.field.value.trim()
    if (reason === '') this.field.focus()
    else this.give(reason)
  }

  private give(reason: string): void {
    const decision: ClassDecision = { class: this.chosen(), reason }
    this.shut()
    this.dispatchEvent(new CustomEvent('decided', { detail: decision }))
  }
}

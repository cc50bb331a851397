import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Closure } from '#core/contract/closures.ts'
import type { DeskContract, DeskView } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { givesAnswer } from '../key-presses.ts'
import { pair, say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

const USUAL = ['closure-power', 'closure-network', 'closure-meeting', 'closure-machine'] as const
const MINUTES = [15, 30, 60, 120] as const
const USUAL_MINUTES = 30
const WHOLE_HALL = ''

/** As much of the hall as is needed here: a desk has it, and so has the manager's page. */
interface Shown extends Pick<DeskView, 'closures' | 'dayUntilAt' | 'timeZone'> {
  readonly services: readonly Pick<DeskView['services'][number], 'id' | 'name'>[]
  readonly counters: readonly Pick<DeskView['counters'][number], 'id' | 'services'>[]
  readonly counter: { readonly id: string } | null
}

/** What is closed at once in this hall, and the way to close and open: where, until when, and the reason people read. */
@customElement('closure-controls')
export class ClosureControls extends LitElement {
  @property({ attribute: false }) view!: Shown
  @property({ attribute: false }) link!: Pick<Link<DeskContract>, 'ask' | 'now'>
  /** The heading stands elsewhere. */
  @property({ type: Boolean, reflect: true }) brief = false
  @state() private asking = false
  @state() private where = WHOLE_HALL
  @state() private minutes: number | null = USUAL_MINUTES
  @state() private reason = ''
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: LuotDialog | null
  private asked = false

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
        margin-block-start: var(--gap);
      }
      :host([brief]) {
        align-content: start;
        margin-block-start: 0;
      }
      h2 {
        font-size: var(--text-button);
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--gap-small);
        padding: var(--gap-small);
        margin-block-end: var(--gap-small);
        border: var(--stroke) solid currentColor;
        border-radius: var(--radius-small);
        background: var(--warn-wash);
        color: var(--warn);
        line-height: var(--leading-tight);
      }
      .stack {
        display: grid;
        gap: var(--gap);
      }
      h3 {
        font-size: var(--text);
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
        gap: var(--gap-small);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { closures } = this.view
    return html`${this.brief ? nothing : html`<h2>${say('closures')}</h2>`}
      ${closures.length === 0 ? nothing : html`<ul>${closures.map((one) => this.closure(one))}</ul>`}
      <p class="wrong" role="status">${this.asking ? '' : this.wrong}</p>
      <luot-button @click=${this.ask}>${this.brief ? `${say('closures')}…` : say('closureOpen')}</luot-button>
      ${this.asking ? this.question() : nothing}`
  }

  private closure({ service, name, reason, sinceAt, untilAt }: Closure) {
    const { timeZone } = this.view
    const time =
      untilAt === null
        ? say('closureSince', timeOfDay(sinceAt, timeZone))
        : say('closureTill', timeOfDay(untilAt, timeZone))
    return html`<li>
      <span><strong>${name === null ? say('closureHall') : tell(name)}</strong> · ${time}<br />${reason}</span>
      <luot-button @click=${() => this.reopen(service)}>${say('closureEnd')}</luot-button>
    </li>`
  }

  private question() {
    const places = [{ id: WHOLE_HALL, name: pair('closureHall') }, ...this.view.services]
    const now = this.link.now()
    const choice = (word: string, isChosen: boolean, choose: () => void) =>
      html`<luot-button pressed=${isChosen ? 'true' : 'false'} @click=${choose}>${word}</luot-button>`
    return html`<luot-dialog open heading=${say('closureAsk')} @close=${this.forget} @keydown=${keptHere}>
      <div class="stack">
        <p>${say('closureNote')}</p>
        <h3 id="where">${say('closureWhere')}</h3>
        <div class="choices" role="group" aria-labelledby="where">
          ${places.map(({ id, name }) => choice(tell(name), this.where === id, () => (this.where = id)))}
        </div>
        <h3 id="until">${say('closureUntil')}</h3>
        <div class="choices" role="group" aria-labelledby="until">
          ${MINUTES.filter((minutes) => this.endsToday(minutes)).map((minutes) =>
            choice(
              say('closureMinutes', minutes, timeOfDay(now + minutes * 60_000, this.view.timeZone)),
              this.minutes === minutes,
              () => (this.minutes = minutes),
            ),
          )}
          ${choice(say('closureOpenEnd'), this.minutes === null, () => (this.minutes = null))}
        </div>
        <label for="reason">${say('closureWhy')}</label>
        <div class="choices">${USUAL.map((word) => choice(say(word), this.reason === say(word), () => this.write(say(word))))}</div>
        <input
          id="reason"
          maxlength="200"
          autocomplete="off"
          .value=${this.reason}
          @input=${(event: Event) => this.write((event.target as HTMLInputElement).value)}
          @keydown=${this.onEnter}
        />
        <p class="wrong" role="alert">${this.wrong}</p>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${this.stop}>${say('closureConfirm')}</luot-button>
    </luot-dialog>`
  }

  private ask = (): void => {
    this.wrong = ''
    // The likeliest place is one's own line; the whole hall is closed on purpose only.
    const own = this.view.counters.find(({ id }) => id === this.view.counter?.id)
    this.where = own?.services[0] ?? WHOLE_HALL
    this.minutes = this.endsToday(USUAL_MINUTES) ? USUAL_MINUTES : null
    this.reason = ''
    this.asking = true
  }

  /** A closure ends with its day: the hub refuses what lasts longer. */
  private endsToday(minutes: number): boolean {
    const now = this.link.now()
    const { dayUntilAt } = this.view
    return now >= dayUntilAt || now + minutes * 60_000 <= dayUntilAt
  }

  private onEnter(event: KeyboardEvent): void {
    if (givesAnswer(event)) void this.stop()
  }

  private write(reason: string): void {
    this.reason = reason
    this.wrong = ''
  }

  private forget = (): void => {
    this.asking = false
  }

  private shut = (): void => {
    if (this.dialog) this.dialog.open = false
  }

  private stop = async (): Promise<void> => {
    const service = this.where === WHOLE_HALL ? null : this.where
    const untilAt = this.minutes === null ? null : this.link.now() + this.minutes * 60_000
    // An empty reason is refused by the hub's schema with words for programs; here it is said for people.
    if (this.reason.trim() === '') this.wrong = say('closureNeedsWhy')
    else
      await this.send(() =>
        this.link.ask('stop-service', { command: newId(), service, reason: this.reason.trim(), untilAt }),
      )
  }

  private reopen(service: string | null): Promise<void> {
    return this.send(() => this.link.ask('resume-service', { command: newId(), service }))
  }

  private async send(ask: () => ReturnType<Link<DeskContract>['ask']>): Promise<void> {
    if (this.asked) return
    this.asked = true
    const answer = await ask()
    this.asked = false
    this.wrong = answer.ok ? '' : tell(answer.message)
    if (answer.ok) this.shut()
  }
}

/** The counter's keys mean nothing while the question stands. */
function keptHere(event: KeyboardEvent): void {
  event.stopPropagation()
}

declare global {
  interface HTMLElementTagNameMap {
    'closure-controls': ClosureControls
  }
}

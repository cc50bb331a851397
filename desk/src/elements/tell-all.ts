import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { HallContract } from '#core/contract/live.ts'
import type { StandingMessage } from '#core/contract/notices.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { TEMPLATES } from '../live/templates.ts'
import { say } from '../live/words.ts'
import { fieldSheet } from './field-sheet.ts'

const MINUTES = [15, 30, 60, 120] as const

/** What everyone who waits is told just now, each with the way to take it back; and the way to tell them something. */
@customElement('tell-all')
export class TellAll extends LitElement {
  @property({ attribute: false }) messages: readonly StandingMessage[] = []
  @property({ attribute: false }) link!: Link<HallContract>
  @property() zone = ''
  @state() private asking = false
  @state() private vi = ''
  @state() private en = ''
  @state() private kind: StandingMessage['kind'] = 'information'
  @state() private minutes: number | null = 30
  @state() private spoken = false
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: LuotDialog | null
  private asked = false
  /** Made when the question opens: pressed twice, it is still one message. */
  private message = newId()

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
      }
      .stack {
        display: grid;
        gap: var(--gap-small);
      }
      luot-dialog {
        --dialog-width: 52rem;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
        gap: var(--gap-small);
      }
      h3 {
        font-size: var(--text);
      }
      .soft {
        color: var(--ink-soft);
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
        min-block-size: var(--target);
      }
      .check input {
        inline-size: 22px;
        min-block-size: 22px;
      }
      luot-banner luot-button {
        min-block-size: 36px;
        margin-block: calc(-1 * var(--gap-small));
        vertical-align: middle;
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`${this.messages.map((message) => this.standing(message))}
      <luot-button icon="speaker" @click=${this.ask}>${say('tellAll')}</luot-button>
      <p class="wrong" role="status">${this.asking ? '' : this.wrong}</p>
      ${this.asking ? this.question() : nothing}`
  }

  private standing({ id, kind, text, untilAt }: StandingMessage) {
    const until = untilAt === null ? say('shownOpen') : say('shownTill', timeOfDay(untilAt, this.zone))
    return html`<luot-banner kind=${kind === 'urgent' ? 'warn' : 'info'}>
      ${tell(text)} · ${until}
      <luot-button variant="quiet" icon="cross" @click=${() => this.take(id)}>${say('takeBack')}</luot-button>
    </luot-banner>`
  }

  private question() {
    const choice = (word: string, isChosen: boolean, choose: () => void) =>
      html`<luot-button pressed=${isChosen ? 'true' : 'false'} @click=${choose}>${word}</luot-button>`
    const till = (minutes: number) => timeOfDay(this.link.now() + minutes * 60_000, this.zone)
    return html`<luot-dialog open heading=${say('tellAllAsk')} @close=${this.forget}>
      <div class="stack">
        <p class="soft">${say('tellAllNote')}</p>
        <h3 id="template">${say('template')}</h3>
        <div class="choices" role="group" aria-labelledby="template">
          ${TEMPLATES.map((one) => choice(tell(one.name), this.vi === one.text.vi, () => this.useTemplate(one)))}
        </div>
        <div>
          <label for="vi">${say('vietnamese')}</label>
          <input id="vi" lang="vi" maxlength="200" autocomplete="off" .value=${this.vi} @input=${(event: Event) => this.write('vi', event)} />
        </div>
        <div>
          <label for="en">${say('english')}</label>
          <input id="en" lang="en" maxlength="200" autocomplete="off" .value=${this.en} @input=${(event: Event) => this.write('en', event)} />
        </div>
        <h3 id="kind">${say('kind')}</h3>
        <div class="choices" role="group" aria-labelledby="kind">
          ${(['information', 'urgent'] as const).map((kind) => choice(say(kind), this.kind === kind, () => (this.kind = kind)))}
        </div>
        <h3 id="until">${say('until')}</h3>
        <div class="choices" role="group" aria-labelledby="until">
          ${MINUTES.map((minutes) =>
            choice(say('minutes', minutes, till(minutes)), this.minutes === minutes, () => (this.minutes = minutes)),
          )}
          ${choice(say('untilTaken'), this.minutes === null, () => (this.minutes = null))}
        </div>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${this.spoken}
            @change=${(event: Event) => (this.spoken = (event.target as HTMLInputElement).checked)}
          />${say('spoken')}</label
        >
        <p class="wrong" role="alert">${this.wrong}</p>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${this.send}>${say('send')}</luot-button>
    </luot-dialog>`
  }

  private readonly ask = (): void => {
    Object.assign(this, { vi: '', en: '', kind: 'information', minutes: 30, spoken: false, wrong: '' })
    this.message = newId()
    this.asking = true
  }

  private useTemplate({ kind, text }: (typeof TEMPLATES)[number]): void {
    Object.assign(this, { kind, vi: text.vi, en: text.en, wrong: '' })
  }

  private write(tongue: 'vi' | 'en', event: Event): void {
    this[tongue] = (event.target as HTMLInputElement).value
    this.wrong = ''
  }

  private readonly forget = (): void => {
    this.asking = false
  }

  private readonly shut = (): void => {
    if (this.dialog) this.dialog.open = false
  }

  private readonly send = async (): Promise<void> => {
    if (this.vi.trim() === '') {
      this.wrong = say('messageNeeded')
      return
    }
    const { message, kind, spoken, minutes } = this
    const untilAt = minutes === null ? null : Math.round(this.link.now()) + minutes * 60_000
    const text = { vi: this.vi.trim(), en: this.en.trim() }
    await this.order(() => this.link.ask('show-message', { command: newId(), message, kind, text, untilAt, spoken }))
  }

  private take(message: string): Promise<void> {
    return this.order(() => this.link.ask('take-message', { command: newId(), message }))
  }

  private async order(ask: () => ReturnType<Link<HallContract>['ask']>): Promise<void> {
    if (this.asked) return
    this.asked = true
    const answer = await ask()
    this.asked = false
    this.wrong = answer.ok ? '' : tell(answer.message)
    if (answer.ok) this.shut()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tell-all': TellAll
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { askHttp } from '../http.ts'
import { say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

/** Begins or ends a practice, after one question. Shown to whoever runs the hall. */
@customElement('practice-switch')
export class PracticeSwitch extends LitElement {
  @property({ attribute: false }) me!: Me
  /** The hall practises now. */
  @property({ type: Boolean }) on = false
  @state() private asking = false
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: LuotDialog | null
  private asked = false

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host {
        display: inline-block;
      }
      p + p {
        margin-block-start: var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override updated(): void {
    const { dialog } = this
    if (dialog?.open) void dialog.updateComplete.then(() => dialog.querySelector<HTMLElement>('luot-button')?.focus())
  }

  override render() {
    if (!HEADS.some((role) => role === this.me.role)) return nothing
    const word = this.on ? 'practiceEnd' : 'practiceBegin'
    return html`<luot-button variant=${this.on ? 'quiet' : 'plain'} @click=${this.ask}>${say(word)}</luot-button>
      ${
        this.asking
          ? html`<luot-dialog open heading=${say(word)} @close=${this.forget} @keydown=${keptHere}>
              <p>${say(this.on ? 'practiceEndNote' : 'practiceBeginNote')}</p>
              <p class="wrong" role="alert">${this.wrong}</p>
              <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
              <luot-button slot="actions" variant="primary" @click=${this.confirm}>${say(word)}</luot-button>
            </luot-dialog>`
          : nothing
      }`
  }

  private ask = (): void => {
    this.wrong = ''
    this.asking = true
  }

  private forget = (): void => {
    this.asking = false
  }

  private shut = (): void => {
    if (this.dialog) this.dialog.open = false
  }

  private confirm = async (): Promise<void> => {
    if (this.asked) return
    this.asked = true
    const answer = await askHttp('POST', this.on ? '/api/end-practice' : '/api/begin-practice', {})
    this.asked = false
    if (answer.ok) this.shut()
    else this.wrong = tell(answer.message)
  }
}

/** The counter's keys mean nothing while the question stands. */
function keptHere(event: KeyboardEvent): void {
  event.stopPropagation()
}

declare global {
  interface HTMLElementTagNameMap {
    'practice-switch': PracticeSwitch
  }
}

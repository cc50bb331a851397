import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Me, StaffList } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '../elements/other-house.ts'
import '../elements/top-bar.ts'
import { formSheet } from '../elements/form-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { say } from '../words.ts'

/** Who sits down: a name from the list (or typed) and the PIN. Fires `signed-in` with who it is. */
@customElement('sign-in')
export class SignIn extends LitElement {
  @property({ attribute: false }) staff: StaffList['staff'] = []
  /** Chosen beforehand: the administrator just made, or who sat here last. */
  @property() who = ''
  @state() private wrong = ''
  @state() private busy = false
  @query('#pin') private pin!: HTMLInputElement
  @query('#staff') private name!: HTMLInputElement

  static override styles = [
    sheet,
    formSheet,
    css`
      .names {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
        gap: var(--gap-small);
        max-block-size: 40vh;
        padding: var(--gap-small);
        margin: calc(-1 * var(--gap-small));
        overflow: auto;
      }
      .names luot-button {
        --button-align: start;
      }
      p[role='alert']:empty {
        display: none;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    if (this.who) this.pin.focus()
    else this.name.focus()
  }

  override render() {
    return html`<top-bar heading=${say('signInTitle')}></top-bar>
      <main>
        <form class="form" novalidate aria-busy=${this.busy ? 'true' : 'false'} @keydown=${this.onEnter} @submit=${this.send}>
          <div class="field">
            <label for="staff">${say('whoAreYou')}</label>
            <input
              id="staff"
              name="staff"
              .value=${this.who}
              placeholder=${say('staffId')}
              autocomplete="username"
              autocapitalize="none"
              spellcheck="false"
              @input=${() => (this.who = this.name.value.trim())}
            />
          </div>
          ${this.staff.length > 0 ? this.names() : ''}
          <div class="field">
            <label for="pin">${say('pin')}</label>
            <input
              id="pin"
              name="pin"
              type="password"
              autocomplete="current-password"
              aria-invalid=${this.wrong ? 'true' : 'false'}
              aria-describedby="wrong"
            />
            <p class="wrong" id="wrong" role="alert">${this.wrong}</p>
          </div>
          <luot-button variant="primary" icon="key" @click=${this.send}>${say('signIn')}</luot-button>
          <button type="submit" hidden></button>
          <other-house></other-house>
        </form>
      </main>`
  }

  private names() {
    return html`<div class="names" role="group" aria-label=${say('whoAreYou')}>
      ${this.staff.map(
        ({ id, name }) => html`<luot-button
          icon="person"
          pressed=${this.who === id ? 'true' : 'false'}
          @click=${() => this.choose(id)}
        >${name}</luot-button>`,
      )}
    </div>`
  }

  private choose(id: string): void {
    this.who = id
    this.wrong = ''
    this.pin.focus()
  }

  /** After the name comes the PIN. */
  private onEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || event.target !== this.name) return
    if (this.pin.value !== '' || this.who === '') return
    event.preventDefault()
    this.pin.focus()
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy) return
    if (this.who === '') {
      this.wrong = ''
      this.name.focus()
      return
    }
    if (this.pin.value === '') {
      this.wrong = say('needed')
      this.pin.focus()
      return
    }
    this.busy = true
    const answer = await askHttp<Me>('POST', '/api/session', { staff: this.who, pin: this.pin.value })
    this.busy = false
    if (answer.ok) {
      this.dispatchEvent(new CustomEvent<Me>('signed-in', { detail: answer.value }))
      return
    }
    this.wrong = kindly(answer)
    this.pin.select()
  }
}

function kindly(answer: Extract<Got<Me>, { ok: false }>): string {
  if (answer.status === 429) return say('tooManyTries', say('seconds', Math.max(1, Math.ceil(answer.againInMs / 1000))))
  // A PIN too short to be one is as wrong as any other.
  if (answer.status === 401 || answer.status === 400) return say('wrongPin')
  return tell(answer.message)
}

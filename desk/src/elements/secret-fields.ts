import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import { LEAST_PASSWORD, leastPin, whyWeak } from '#core/contract/secrets.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { say } from '../people/words.ts'
import { formSheet } from './form-sheet.ts'

type Field = 'present' | 'next' | 'again'

/** Chooses a PIN or password of one's own, or another one. Fires `chosen` with who it is. */
@customElement('secret-fields')
export class SecretFields extends LitElement {
  @property({ attribute: false }) me!: Me
  @state() private wrong: { field: Field; words: string } | null = null
  @state() private isShown = false
  private isBusy = false
  @query('form') private form!: HTMLFormElement

  static override styles = [
    sheet,
    formSheet,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
      }
      .bar [variant='primary'] {
        flex: 1;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  /** The first field; where choosing is all there is to do, the page begins there. */
  override focus(): void {
    void this.updateComplete.then(() => this.form.querySelector<HTMLElement>('.field input')?.focus())
  }

  override render() {
    const rule = say('ruleFor', String(leastPin(this.me.role)), String(LEAST_PASSWORD))
    return html`<form class="form" novalidate @submit=${this.send}>
      <input class="unseen" type="text" autocomplete="username" .value=${this.me.id} readonly tabindex="-1" aria-hidden="true" />
      ${this.me.choose ? nothing : this.field('present', 'current-password', '')}
      ${this.field('next', 'new-password', rule)} ${this.field('again', 'new-password', '')}
      <div class="bar">
        <luot-button variant="primary" icon="key" @click=${this.send}>${say('keep')}</luot-button>
        <button type="submit" hidden></button>
        <luot-button
          pressed=${this.isShown ? 'true' : 'false'}
          @click=${() => {
            this.isShown = !this.isShown
          }}
          >${say('show')}</luot-button
        >
      </div>
    </form>`
  }

  private field(name: Field, autocomplete: AutoFill, rule: string) {
    const words = this.wrong?.field === name ? this.wrong.words : ''
    return html`<div class="field">
      <label for=${name}>${say(name)}</label>
      <input
        id=${name}
        name=${name}
        type=${this.isShown ? 'text' : 'password'}
        autocomplete=${autocomplete}
        autocapitalize="none"
        spellcheck="false"
        maxlength="128"
        aria-invalid=${words ? 'true' : 'false'}
        aria-describedby=${rule ? `${name}-rule ${name}-wrong` : `${name}-wrong`}
      />
      ${rule ? html`<p class="rule" id="${name}-rule">${rule}</p>` : nothing}
      <p class="wrong" id="${name}-wrong" role="alert">${words}</p>
    </div>`
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault()
    if (this.isBusy) return
    const given = Object.fromEntries(new FormData(this.form)) as Partial<Record<Field, string>>
    const { present = '', next = '', again = '' } = given
    const wrong = this.wrongIn(present, next, again)
    if (wrong) return this.sorry(...wrong)
    this.isBusy = true
    const body = this.me.choose ? { secret: next } : { now: present, secret: next }
    const got = await askHttp<Me>('PUT', '/api/session/secret', body)
    this.isBusy = false
    if (got.ok) {
      this.wrong = null
      this.form.reset()
      this.dispatchEvent(new CustomEvent<Me>('chosen', { detail: got.value }))
    } else if (got.code === 'wrong-pin') this.sorry('present', say('wrongPresent'))
    else this.sorry(this.me.choose || got.code.startsWith('secret-') ? 'next' : 'present', tell(got.message))
  }

  /** What cannot be right, before the hub is asked. */
  private wrongIn(present: string, next: string, again: string): [Field, string] | null {
    if (!this.me.choose && present === '') return ['present', say('needed')]
    if (next === '') return ['next', say('needed')]
    const weak = whyWeak(next, this.me)
    if (weak) return ['next', say(weak === 'too-short' ? 'tooShort' : 'tooSimple')]
    return next === again ? null : ['again', say('notTheSame')]
  }

  private sorry(field: Field, words: string): void {
    this.wrong = { field, words }
    this.form.querySelector<HTMLInputElement>(`#${field}`)?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'secret-fields': SecretFields
  }
}

import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '../elements/top-bar.ts'
import { formSheet } from '../elements/form-sheet.ts'
import { askHttp } from '../http.ts'
import { type Field, notRight } from '../set-up-fields.ts'
import { say } from '../words.ts'

/**
 * The first start: the one-time code from the hub's console makes the first administrator. Fires
 * `made` when that is done, and `sign-in` from whoever has a PIN already.
 */
@customElement('set-up')
export class SetUp extends LitElement {
  /** Officers can sign in before there is an administrator. */
  @property({ type: Boolean }) others = false
  @state() private wrong = ''
  @state() private faulty: readonly Field[] = []
  @state() private busy = false
  @query('form') private form!: HTMLFormElement
  @query('input') private first!: HTMLInputElement

  static override styles = [sheet, formSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    this.first.focus()
  }

  override render() {
    return html`<top-bar heading=${say('setUpTitle')}></top-bar>
      <main>
        <form class="form" novalidate @submit=${this.send}>
          <p>${say('setUpHow')}</p>
          ${this.field('code', say('setUpCode'), say('setUpCodeRule'), 'text', 'one-time-code')}
          ${this.field('staff', say('staffId'), say('staffIdRule'), 'text', 'username')}
          ${this.field('name', say('yourName'), '', 'text', 'name')}
          ${this.field('password', say('password'), say('passwordRule'), 'password', 'new-password')}
          <p class="wrong" role="alert">${this.wrong}</p>
          <luot-button variant="primary" icon="key" @click=${this.send}>${say('setUpDo')}</luot-button>
          <button type="submit" hidden></button>
          ${
            this.others
              ? html`<luot-button variant="quiet" @click=${() => this.dispatchEvent(new Event('sign-in'))}
                  >${say('havePin')}</luot-button
                >`
              : nothing
          }
        </form>
      </main>`
  }

  private field(name: Field, label: string, rule: string, type: string, autocomplete: AutoFill) {
    const faulty = this.faulty.includes(name)
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        autocapitalize="none"
        spellcheck="false"
        aria-invalid=${faulty ? 'true' : 'false'}
        aria-describedby="${name}-rule"
      />
      <p id="${name}-rule" class=${faulty ? 'wrong' : 'rule'}>${rule || (faulty ? say('needed') : nothing)}</p>
    </div>`
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy) return
    const given = Object.fromEntries(new FormData(this.form)) as Record<Field, string>
    this.faulty = notRight(given)
    if (this.faulty.length > 0) {
      this.form.querySelector<HTMLInputElement>(`#${this.faulty[0]}`)?.focus()
      return
    }
    this.busy = true
    const { code, staff, name, password } = given
    const answer = await askHttp('POST', '/api/setup', {
      code: code.trim(),
      staff: staff.trim(),
      name: name.trim(),
      password,
    })
    this.busy = false
    if (answer.ok) {
      this.dispatchEvent(new Event('made'))
      return
    }
    this.wrong = tell(answer.message)
    this.first.focus()
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { StaffList } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { askHttp } from '../http.ts'
import { say } from '../people/words.ts'

/** The sign-in names there are, beside a rule that names officers by them. */
@customElement('who-signs-in')
export class WhoSignsIn extends LitElement {
  @state() private staff: StaffList['staff'] = []

  static override styles = [
    sheet,
    css`
      p {
        color: var(--ink-soft);
      }
      strong {
        color: var(--ink);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void askHttp<StaffList>('GET', '/api/staff').then((got) => {
      if (got.ok) this.staff = got.value.staff
    })
  }

  override render() {
    if (this.staff.length === 0) return nothing
    return html`<p>
      ${say('signInNames')}
      ${this.staff.map(({ id, name }, i) => html`${i > 0 ? ', ' : ''}<strong>${id}</strong> (${name})`)}.
    </p>`
  }
}

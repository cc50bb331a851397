import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { Session, Sessions } from '#core/contract/people.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/other-house.ts'
import '../elements/secret-fields.ts'
import '../elements/staff-page.ts'
import { askHttp, type Got } from '../http.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { sessionLines } from '../people/sessions.ts'
import { say } from '../people/words.ts'

/** One's own account: where one is signed in, and another PIN. */
@customElement('my-account')
export class MyAccount extends LitElement {
  @state() private me: Me | null = null
  @state() private sessions: readonly Session[] | null = null
  @state() private told = ''
  @state() private wrong = ''

  static override styles = [sheet, rowsSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}
      >${this.me ? this.page(this.me) : nothing}</staff-page
    >`
  }

  private page(me: Me) {
    return html`<p><strong>${say('me', me.name, say(`role-${me.role}`))}</strong> <span class="soft">${me.id}</span></p>
      ${this.told ? html`<luot-banner kind="good"><span role="status">${this.told}</span></luot-banner>` : nothing}
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      <section aria-labelledby="sessions">
        <h2 id="sessions">${say('mySessions')}</h2>
        ${this.sessions === null ? html`<p>${say('loading')}</p>` : sessionLines(this.sessions, (one) => this.end(one))}
        <p class="soft">${say('strange')}</p>
        <div class="bar">
          <luot-button variant="danger" icon="back" @click=${this.everywhere}>${say('everywhere')}</luot-button>
        </div>
      </section>
      <section aria-labelledby="change">
        <h2 id="change">${say('changeTitle')}</h2>
        <secret-fields .me=${me} @chosen=${this.changed}></secret-fields>
        <other-house tie></other-house>
      </section>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.load()
  }

  private changed = (): void => {
    this.told = say('changed')
    void this.load()
  }

  private load = async (): Promise<void> => this.show(await askHttp<Sessions>('GET', '/api/sessions'))

  private async end({ id }: Session): Promise<void> {
    this.told = ''
    this.show(await askHttp<Sessions>('DELETE', `/api/sessions/${id}`))
  }

  private everywhere = async (): Promise<void> => {
    const got = await askHttp<Sessions>('DELETE', '/api/sessions')
    if (got.ok) location.assign('/desk/')
    else this.show(got)
  }

  private show(got: Got<Sessions>): void {
    if (got.ok) this.sessions = got.value.sessions
    this.wrong = got.ok ? '' : tell(got.message)
  }
}

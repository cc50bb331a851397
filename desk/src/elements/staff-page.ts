import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Me, StaffList } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords, tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import './page-menu.ts'
import './top-bar.ts'
import '../pages/first-secret.ts'
import '../pages/sign-in.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { whichPage } from '../which-page.ts'

const { say } = defineWords({
  away: {
    vi: 'Máy chủ chưa trả lời. Trang sẽ tự thử lại.',
    en: 'The hub does not answer. This page tries again by itself.',
  },
  notYours: {
    vi: 'Trang này dành cho người có vai trò khác. Mở trang của bạn trong mục “Các trang”.',
    en: 'This page is for another role. Open yours under “Pages”.',
  },
})

const TRY_AGAIN_MS = 3_000

/**
 * The frame of a staff page: its title, the menu, and the door. Who is not signed in signs in here; what is slotted in is shown to
 * whom the page is for. Fires `me` once it is known who that is.
 *
 *     <staff-page @me=${(event) => (this.me = event.detail)}>${this.me ? this.page() : nothing}</staff-page>
 */
@customElement('staff-page')
export class StaffPage extends LitElement {
  @property({ attribute: false }) now: () => number = Date.now
  @state() private me: Me | null = null
  @state() private staff: StaffList['staff'] | null = null
  @state() private isAway = false

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        gap: var(--gap-wide);
        max-inline-size: 88rem;
        margin-inline: auto;
        padding: var(--gap-page);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new LookAgain(this, TRY_AGAIN_MS, () => this.look())
  }

  override render() {
    if (this.staff !== null) {
      return html`<sign-in .staff=${this.staff} @signed-in=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}></sign-in>`
    }
    if (this.me?.choose) {
      return html`<first-secret
        .me=${this.me}
        @chosen=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}
        @gave-up=${() => this.look()}
      ></first-secret>`
    }
    const page = whichPage(location.pathname)
    const isTheirs = this.me !== null && (page.may === 'anyone' || page.may.includes(this.me.role))
    return html`<top-bar heading=${tell(page.title)} .now=${this.now}>
        <slot name="rest" slot="rest"></slot>
        <page-menu slot="rest" .me=${this.me}></page-menu>
      </top-bar>
      <main>
        ${this.isAway ? html`<luot-banner kind="away">${say('away')}</luot-banner>` : nothing}
        ${this.me !== null && !isTheirs ? html`<luot-banner kind="warn">${say('notYours')}</luot-banner>` : nothing}
        ${isTheirs ? html`<slot></slot>` : nothing}
      </main>`
  }

  private cameIn(me: Me): void {
    this.staff = null
    this.me = me
    if (me.choose) return
    const { may } = whichPage(location.pathname)
    if (may === 'anyone' || may.includes(me.role)) this.dispatchEvent(new CustomEvent<Me>('me', { detail: me }))
  }

  /** Says whether asking again is of any use. */
  private async look(): Promise<boolean> {
    const session = await askHttp<Me>('GET', '/api/session')
    const list = !session.ok && session.status === 401 ? await askHttp<StaffList>('GET', '/api/staff') : null
    this.isAway = !session.ok && !list?.ok
    if (session.ok) this.cameIn(session.value)
    if (list?.ok) {
      // Nobody can sign in before there is somebody: the desk makes the first administrator.
      if (list.value.needsSetup && list.value.staff.length === 0) location.replace('/desk/')
      this.me = null
      this.staff = list.value.staff
    }
    return this.isAway
  }
}

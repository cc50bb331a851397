import { css, html, LitElement } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AT_COUNTERS } from '#core/contract/access.ts'
import type { DeskContract, Me, StaffList } from '#core/contract/desk.ts'
import type { Setup } from '#core/contract/setup.ts'
import { type Link, openLink } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { pageReload } from '#web/hub/page-reload.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-banner.ts'
import '../elements/top-bar.ts'
import './first-secret.ts'
import './set-up.ts'
import './sign-in.ts'
import './choose-counter.ts'
import './at-counter.ts'
import { askHttp } from '../http.ts'
import { homeOf } from '../which-page.ts'
import { say } from '../words.ts'

/**
 * The way to the desk: first start → sign in → a PIN of one's own, the first time → choose a counter → work there. Who has no
 * business at a counter is led to the first page that is theirs.
 *
 *     looking ──▶ set-up ──▶ sign-in ─▶ (own PIN) ─▶ choosing ──▶ seated
 *        └────────────────────▲─ └──────────▲───────────┴─ leave ─┘
 *                     session over
 */
type Step =
  | { step: 'looking' }
  | { step: 'away' }
  | { step: 'set-up'; staff: StaffList['staff'] }
  | { step: 'sign-in'; staff: StaffList['staff']; who: string }
  | { step: 'own-pin'; me: Me }
  | { step: 'choosing'; me: Me; link: Link<DeskContract> }
  | { step: 'seated'; me: Me; link: Link<DeskContract>; counter: string }

const SCREEN_KEY = 'luot-desk-screen'
const COUNTER_KEY = 'luot-desk-counter'
const STAFF_KEY = 'luot-desk-staff'
const LOOK_AGAIN_MS = 2_000

@customElement('staff-desk')
export class StaffDesk extends LitElement {
  @state() private at: Step = { step: 'looking' }
  private again: ReturnType<typeof setTimeout> | undefined
  private readonly onOtherProtocol = pageReload()

  static override styles = [
    sheet,
    css`
      main.wait {
        padding: var(--gap-page);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.lookAround()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.again)
    this.hangUp()
    super.disconnectedCallback()
  }

  override render() {
    const at = this.at
    switch (at.step) {
      case 'looking':
      case 'away':
        return html`<top-bar heading=${say('deskTitle')}></top-bar>
          <main class="wait">
            <luot-banner kind=${at.step === 'away' ? 'away' : 'info'}>
              ${say(at.step === 'away' ? 'hubNotThere' : 'connecting')}
            </luot-banner>
          </main>`
      case 'set-up':
        return html`<set-up
          ?others=${at.staff.length > 0}
          @made=${this.begin}
          @sign-in=${() => this.knock(at.staff)}
        ></set-up>`
      case 'sign-in':
        return html`<sign-in
          .staff=${at.staff}
          .who=${at.who}
          @signed-in=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}
        ></sign-in>`
      case 'own-pin':
        return html`<first-secret
          .me=${at.me}
          @chosen=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}
          @gave-up=${this.lookAround}
        ></first-secret>`
      case 'choosing':
        return html`<choose-counter
          .link=${at.link}
          .me=${at.me}
          @seated=${(event: CustomEvent<string>) => this.sitDown(at.me, event.detail)}
          @sign-out=${this.signOut}
        ></choose-counter>`
      case 'seated':
        return html`<at-counter
          .link=${at.link}
          .me=${at.me}
          .counter=${at.counter}
          @leave=${() => this.choose(at.me)}
          @sign-out=${this.signOut}
        ></at-counter>`
      default:
        return at satisfies never
    }
  }

  /** The first administrator of a hall that is not open yet begins by setting it up. */
  private async begin(): Promise<void> {
    const setup = await askHttp<Setup>('GET', '/api/setup')
    if (setup.ok && setup.value.state === 'preparing') location.assign('/desk/setup')
    else await this.lookAround()
  }

  /** Finds out where this desk stands: signed in already, known to the hub, or before its first start. */
  private async lookAround(): Promise<void> {
    clearTimeout(this.again)
    const session = await askHttp<Me>('GET', '/api/session')
    if (session.ok) {
      this.cameIn(session.value)
      return
    }
    const list = session.status === 401 ? await askHttp<StaffList>('GET', '/api/staff') : session
    if (!list.ok) {
      this.at = { step: 'away' }
      this.again = setTimeout(() => this.lookAround(), LOOK_AGAIN_MS)
      return
    }
    if (list.value.needsSetup) this.at = { step: 'set-up', staff: list.value.staff }
    else this.knock(list.value.staff)
  }

  private knock(staff: StaffList['staff']): void {
    const last = localStorage.getItem(STAFF_KEY)
    this.at = { step: 'sign-in', staff, who: staff.find(({ id }) => id === last)?.id ?? '' }
  }

  private cameIn(me: Me): void {
    localStorage.setItem(STAFF_KEY, me.id)
    if (me.choose) {
      this.at = { step: 'own-pin', me }
      return
    }
    if (!AT_COUNTERS.some((role) => role === me.role)) {
      location.replace(homeOf(me.role))
      return
    }
    const counter = sessionStorage.getItem(COUNTER_KEY)
    if (counter) this.sitDown(me, counter)
    else this.choose(me)
  }

  private choose(me: Me): void {
    sessionStorage.removeItem(COUNTER_KEY)
    this.hangUp()
    this.at = { step: 'choosing', me, link: this.call(null) }
  }

  private sitDown(me: Me, counter: string): void {
    sessionStorage.setItem(COUNTER_KEY, counter)
    this.hangUp()
    this.at = { step: 'seated', me, counter, link: this.call(counter) }
  }

  private call(counter: string | null): Link<DeskContract> {
    const link = openLink<DeskContract>({
      audience: 'desk',
      screen: { id: screenId(), counter },
      onOtherProtocol: this.onOtherProtocol,
    })
    let refused = false
    link.onChange(() => {
      // A hub that no longer knows us: the session is over, or the counter is gone. Look where we stand.
      if (link.refused === null || refused) return
      refused = true
      if (link.refused.code === 'unknown-counter') sessionStorage.removeItem(COUNTER_KEY)
      this.hangUp()
      void this.lookAround()
    })
    return link
  }

  private hangUp(): void {
    if ('link' in this.at) this.at.link.close()
  }

  private async signOut(): Promise<void> {
    const answer = await askHttp('DELETE', '/api/session')
    if (!answer.ok && answer.status !== 401) return
    sessionStorage.removeItem(COUNTER_KEY)
    this.hangUp()
    await this.lookAround()
  }
}

/** This tab's own name at the hub, kept over reloads. */
function screenId(): string {
  const known = sessionStorage.getItem(SCREEN_KEY)
  if (known) return known
  const made = `desk-${newId()}`
  sessionStorage.setItem(SCREEN_KEY, made)
  return made
}

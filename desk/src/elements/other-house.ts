import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'

const { say } = defineWords({
  comeIn: { vi: (name: string) => `Đăng nhập bằng ${name}`, en: (name: string) => `Sign in with ${name}` },
  tie: { vi: (name: string) => `Gắn tài khoản này với ${name}`, en: (name: string) => `Tie this account to ${name}` },
  untie: { vi: (name: string) => `Gỡ khỏi ${name}`, en: (name: string) => `Untie from ${name}` },
  tieNote: {
    vi: 'Sau khi gắn, bạn có thể đăng nhập ở đây bằng tài khoản kia. Mã PIN vẫn dùng được, kể cả khi mất mạng.',
    en: 'Once tied, you may sign in here with that account. Your PIN goes on working, also without the Internet.',
  },
  away: {
    vi: 'Nơi đăng nhập kia chưa trả lời. Hãy dùng mã PIN.',
    en: 'That house does not answer. Use your PIN.',
  },
  again: {
    vi: 'Chưa đăng nhập được. Thử lại, hoặc dùng mã PIN.',
    en: 'That did not work. Try again, or use your PIN.',
  },
  unknown: {
    vi: 'Tài khoản kia chưa gắn với ai ở đây. Đăng nhập bằng mã PIN rồi gắn ở trang Tài khoản của tôi.',
    en: 'That account is tied to nobody here. Sign in with your PIN and tie it on the page of your account.',
  },
  taken: { vi: 'Tài khoản kia đã gắn với người khác.', en: 'That account is tied to somebody else already.' },
  tied: { vi: 'Đã gắn.', en: 'Tied.' },
  untied: { vi: 'Đã gỡ.', en: 'Untied.' },
})

const TOLD = ['away', 'again', 'unknown', 'taken', 'tied'] as const

/** The way in through another house, where the office has one: as a button beside the PIN, or to tie one's own account. */
@customElement('other-house')
export class OtherHouse extends LitElement {
  /** For whoever is signed in: ties the account instead of opening a session. */
  @property({ type: Boolean }) tie = false
  @state() private name: string | null = null
  @state() private told: string = TOLD.find((one) => one === new URLSearchParams(location.search).get('oidc')) ?? ''

  static override styles = [
    sheet,
    css`
      :host,
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
      }
      p {
        flex-basis: 100%;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void askHttp<{ name: string | null }>('GET', '/api/oidc').then((got) => {
      this.name = got.ok ? got.value.name : null
    })
  }

  override render() {
    if (this.name === null) return nothing
    const told = [...TOLD, 'untied' as const].find((one) => one === this.told)
    return html`${told ? html`<luot-banner kind=${told.endsWith('tied') ? 'good' : 'warn'}><span role="status">${say(told)}</span></luot-banner>` : nothing}
      ${this.tie ? html`<p class="soft">${say('tieNote')}</p>` : nothing}
      <div class="bar">
        <luot-button icon="key" @click=${this.go}>${say(this.tie ? 'tie' : 'comeIn', this.name)}</luot-button>
        ${this.tie ? html`<luot-button icon="cross" @click=${this.untie}>${say('untie', this.name)}</luot-button>` : nothing}
      </div>`
  }

  private go(): void {
    location.assign(this.tie ? '/oidc/start?tie=1' : '/oidc/start')
  }

  private async untie(): Promise<void> {
    const got = await askHttp('DELETE', '/api/oidc')
    this.told = got.ok ? 'untied' : 'again'
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords, tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { MANUAL, type MenuPart, type PageRow, pagesFor } from '../which-page.ts'
import { say as sayDesk } from '../words.ts'

const { say } = defineWords({
  menu: { vi: 'Các trang', en: 'Pages' },
  serve: { vi: 'Phục vụ', en: 'Serve' },
  watch: { vi: 'Theo dõi', en: 'Watch' },
  people: { vi: 'Con người', en: 'People' },
  set: { vi: 'Cài đặt', en: 'Set up' },
  prove: { vi: 'Lưu giữ', en: 'Keep' },
  leave: { vi: 'Đăng xuất', en: 'Sign out' },
})

const PARTS: readonly MenuPart[] = ['serve', 'watch', 'people', 'set', 'prove']

/** Every page whoever is signed in may open, behind one button; Escape and a click elsewhere close it. */
@customElement('page-menu')
export class PageMenu extends LitElement {
  @property({ attribute: false }) me: Me | null = null
  @state() private isOpen = false

  static override styles = [
    sheet,
    css`
      :host {
        display: inline-block;
      }
      /* Below its button, and at the page's own edge wherever in the bar the button stands. */
      nav {
        position: fixed;
        inset-inline-end: 4vw;
        margin-block-start: var(--gap-small);
        z-index: 10;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
        gap: var(--gap);
        inline-size: min(60rem, 92vw);
        max-block-size: 80vh;
        overflow: auto;
        padding: var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
      }
      h2 {
        margin-block-end: var(--gap-small);
        color: var(--ink-soft);
        font-size: var(--text);
      }
      a {
        display: block;
        padding-block: 6px;
        color: var(--accent);
      }
      a[aria-current] {
        color: var(--ink);
        font-weight: var(--weight-strong);
        text-decoration: none;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('click', this.onClickElsewhere)
  }

  override disconnectedCallback(): void {
    window.removeEventListener('click', this.onClickElsewhere)
    super.disconnectedCallback()
  }

  override render() {
    if (this.me === null) return nothing
    return html`<luot-button
        icon="menu"
        pressed=${this.isOpen ? 'true' : 'false'}
        @click=${() => (this.isOpen = !this.isOpen)}
      >${say('menu')}</luot-button>
      ${this.isOpen ? this.pages(this.me) : nothing}`
  }

  private pages(me: Me) {
    const pages = pagesFor(me.role)
    return html`<nav aria-label=${say('menu')} @keydown=${this.onKey}>
      ${PARTS.map((part) => {
        const those = pages.filter((page) => page.part === part)
        return those.length === 0 ? nothing : html`<div><h2>${say(part)}</h2>${those.map((page) => link(page))}</div>`
      })}
      <div>
        <h2>${me.name}</h2>
        <a href=${MANUAL}>${sayDesk('manualTitle')}</a>
        <luot-button icon="back" @click=${this.leave}>${say('leave')}</luot-button>
      </div>
    </nav>`
  }

  private readonly onClickElsewhere = (event: MouseEvent) => {
    if (this.isOpen && !event.composedPath().includes(this)) this.isOpen = false
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    this.isOpen = false
    this.renderRoot.querySelector('luot-button')?.focus()
  }

  private async leave(): Promise<void> {
    await askHttp('DELETE', '/api/session')
    location.assign('/desk/')
  }
}

function link({ path, title }: PageRow) {
  const to = `/desk${path || '/'}`
  const isHere = location.pathname.replace(/\/$/, '') === to.replace(/\/$/, '')
  return html`<a href=${to} aria-current=${isHere ? 'page' : nothing}>${tell(title)}</a>`
}

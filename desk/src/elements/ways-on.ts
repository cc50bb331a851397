import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import './page-menu.ts'
import { askHttp } from '../http.ts'
import { pagesFor } from '../which-page.ts'
import { say } from '../words.ts'

/** The ways on from a page that has no door of its own: the desk for whoever works at one or is not signed in, and the menu of pages. */
@customElement('ways-on')
export class WaysOn extends LitElement {
  /** Undefined until the hub has said who is signed in; null: nobody. */
  @state() private me: Me | null | undefined

  static override styles = [
    sheet,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      a {
        color: var(--accent);
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
    void this.look()
  }

  override render() {
    const { me } = this
    if (me === undefined) return nothing
    const hasDesk = me === null || pagesFor(me.role).some(({ path }) => path === '')
    return html`${hasDesk ? html`<a href="/desk/">${say('toDesk')}</a>` : nothing}<page-menu .me=${me}></page-menu>`
  }

  private async look(): Promise<void> {
    const got = await askHttp<Me>('GET', '/api/session')
    this.me = got.ok ? got.value : null
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ways-on': WaysOn
  }
}

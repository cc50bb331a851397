import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Sentence } from '#web/hub/contract.ts'
import { both } from '#web/words/both.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-clock.ts'
import type { IconName } from '#web/elements/icons.ts'
import { sheet } from '#web/theme/sheet.ts'
import { language } from '#web/words/language.ts'
import type { Pager, PagesEvent } from '../pager.ts'
import type { Shown } from '../shown.ts'
import { type Wish, WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/**
 * What stays the same on every page: the office and the clock above, and below the bar with Home and Back always in
 * the same corner, pages to turn in the middle, and language and letter size on the right.
 *
 * Nothing to touch lies in the outer ten millimetres; in low reach nothing to touch lies in the upper 40 %.
 */
@customElement('kiosk-frame')
export class KioskFrame extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) heading: Sentence | null = null
  /** Shown by the pages below home. */
  @property({ type: Boolean }) nav = false

  @state() private pager: Pager | null = null

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        /* Both columns and rows may shrink below their words, or one long word would widen the page. */
        grid-template: minmax(var(--reach-top), auto) minmax(0, 1fr) auto / minmax(0, 1fr);
        gap: var(--gap);
        block-size: 100vh;
        padding: calc(4 * var(--mm)) calc(10.5 * var(--mm)) calc(10.5 * var(--mm));
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--gap);
        color: var(--ink-soft);
        font-size: var(--text);
      }
      .about b {
        color: var(--accent);
        font-weight: var(--weight-title);
      }
      h1 {
        margin-block-start: var(--gap);
      }
      :host([fit='compact']) {
        gap: calc(3 * var(--mm));
      }
      :host([fit='compact']) h1 {
        margin: 0;
        font-size: var(--text-button);
      }
      main {
        min-block-size: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: calc(3 * var(--mm));
      }
      :host([fit='wide']) nav {
        flex-wrap: wrap;
      }
      .group {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(3.2 * var(--mm));
        min-block-size: var(--target);
      }
      .pager {
        justify-content: center;
      }
      :host([fit='narrow']) .pager {
        order: -1;
        flex-basis: 100%;
      }
      .page {
        min-inline-size: calc(14 * var(--mm));
        font-weight: var(--weight-strong);
        text-align: center;
      }
      luot-button {
        max-inline-size: 100%;
      }
    `,
  ]

  constructor() {
    super()
    this.addEventListener('pages', (event) => this.follow(event))
  }

  /** The pager is asked anew at each word from it; the same object may stand on another page now. */
  private follow(event: PagesEvent): void {
    this.pager = event.pager
    this.requestUpdate()
  }

  override render() {
    const { fit, office, now } = this.shown
    this.setAttribute('fit', fit)
    const compact = fit === 'compact'
    return html`
      <header>
        ${
          compact || !office
            ? nothing
            : html`<p class="about"><b>${tell(office)}</b><luot-clock .now=${now} day></luot-clock></p>`
        }
        ${this.heading ? html`<h1>${compact || this.heading.vi === this.heading.en ? tell(this.heading) : both(this.heading)}</h1>` : nothing}
        <slot name="notice"></slot>
      </header>
      <main><slot></slot></main>
      <nav aria-label=${say('home')}>
        <div class="group">
          ${this.nav ? [this.button('home', 'home', { want: 'home' }), this.button('back', 'goBack', { want: 'back' })] : nothing}
          <slot name="bar"></slot>
        </div>
        ${this.turning()}
        <div class="group">${this.tools()}</div>
      </nav>`
  }

  private button(icon: IconName, word: 'home' | 'goBack', wish: Wish): TemplateResult {
    const wordless = this.shown.fit === 'compact'
    return html`<luot-button
      icon=${icon}
      label=${wordless ? say(word) : ''}
      @click=${() => this.dispatchEvent(new WishEvent(wish))}
      >${wordless ? nothing : say(word)}</luot-button
    >`
  }

  private tools(): TemplateResult | typeof nothing {
    const { fit } = this.shown
    // A 7" bar has room for four buttons: away from home they are Home, Back and the two that turn pages.
    if (fit === 'compact' && this.nav) return nothing
    const options = () => this.dispatchEvent(new WishEvent({ want: 'options' }))
    const speak = () => this.dispatchEvent(new WishEvent({ want: 'look', look: { language: language.other } }))
    if (fit === 'compact') {
      return html`<luot-button icon="language" label=${say('optionsSpoken')} @click=${options}></luot-button>`
    }
    return html`
      <luot-button icon="language" @click=${speak}><span lang=${language.other}>${say('otherLanguage')}</span></luot-button>
      <luot-button icon="text-size" label=${fit === 'narrow' ? say('optionsSpoken') : ''} @click=${options}
        >${fit === 'narrow' ? nothing : say('options')}</luot-button
      >`
  }

  private turning(): TemplateResult | typeof nothing {
    if (!this.pager || this.pager.pages <= 1) return nothing
    const { page, pages } = this.pager
    const compact = this.shown.fit === 'compact'
    const turn = (by: 1 | -1) => () => this.pager?.turn(by)
    return html`<div class="group pager">
      <luot-button icon="earlier" label=${compact ? say('earlier') : ''} ?disabled=${page === 0} @click=${turn(-1)}
        >${compact ? nothing : say('earlier')}</luot-button
      >
      <span class="page" role="status"
        ><span aria-hidden="true">${say('pageOf', page + 1, pages)}</span
        ><span class="unseen">${say('pageSpoken', page + 1, pages)}</span></span
      >
      <luot-button icon="later" label=${compact ? say('later') : ''} ?disabled=${page === pages - 1} @click=${turn(1)}
        >${compact ? nothing : say('later')}</luot-button
      >
    </div>`
  }
}

/** The notice a page carries while the hub is away, for pages that live on without it. */
export function awayNotice(shown: Shown, word: 'hubAwayDo' | 'numberKept'): TemplateResult | typeof nothing {
  if (shown.live) return nothing
  return html`<luot-banner slot="notice" kind="away">${both(pair(word))}</luot-banner>`
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-frame': KioskFrame
  }
}

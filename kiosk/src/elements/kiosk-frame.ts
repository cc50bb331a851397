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
  /** A page that fills the bar of a 7" panel itself. */
  @property({ type: Boolean }) tight = false
  /** Nothing in the middle is to be touched, so low reach need not push it down. */
  @property({ type: Boolean, reflect: true }) calm = false

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
      :host([calm]) {
        --reach-top: 0%;
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
        column-gap: calc(3.2 * var(--mm));
        row-gap: calc(1.5 * var(--mm));
      }
      :host([fit='compact']) header {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        column-gap: var(--gap);
      }
      :host([fit='compact']) h1 {
        flex: 1;
        margin: 0;
        font-size: var(--text);
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
        min-inline-size: calc(12 * var(--mm));
        font-weight: var(--weight-strong);
        text-align: center;
      }
      luot-button {
        max-inline-size: 100%;
      }
      /* A 7" panel lying down: four buttons in its right corner leave the most room to the words. */
      @media (orientation: landscape) {
        :host([fit='compact']) {
          grid-template: minmax(max(var(--reach-top), calc(5.2 * var(--mm))), auto) minmax(0, 1fr) / minmax(0, 1fr) calc(45.5 * var(--mm));
        }
        :host([fit='compact']) nav {
          grid-area: 1 / 2 / -1 / 2;
          align-self: end;
          flex-direction: column;
          align-items: stretch;
          justify-content: end;
        }
        :host([fit='compact']) .group {
          justify-content: space-between;
          min-block-size: 0;
        }
        :host([fit='compact']) .pager {
          order: -1;
        }
        :host([fit='compact']) .page {
          order: -1;
          flex-basis: 100%;
        }
        :host([fit='compact']) nav luot-button {
          flex: 1;
        }
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
        ${this.heading ? html`<h1 class=${compact && !this.nav ? 'unseen' : ''}>${compact || this.heading.vi === this.heading.en ? tell(this.heading) : both(this.heading)}</h1>` : nothing}
        ${this.shown.practice ? html`<luot-banner kind="warn">${compact ? say('practice') : both(pair('practice'))}</luot-banner>` : nothing}
        <slot name="notice"></slot>
      </header>
      <main><slot></slot></main>
      <nav aria-label=${say('home')}>
        <div class="group">
          ${this.nav ? [this.button('home', 'home', { want: 'home' }), this.button('back', 'goBack', { want: 'back' })] : nothing}
          <slot name="bar"></slot>
        </div>
        ${this.turning(compact)}
        ${/* A 7" bar has room for four: away from home they are Home, Back and the two that turn pages. */ compact && (this.nav || this.tight) ? nothing : html`<div class="group">${this.tools()}</div>`}
      </nav>`
  }

  private button(icon: IconName, word: 'home' | 'goBack', wish: Wish): TemplateResult {
    const wordless = this.shown.fit === 'compact'
    return html`<luot-button
      icon=${icon}
      ?wordless=${wordless}
      label=${wordless ? say(word) : ''}
      @click=${() => this.dispatchEvent(new WishEvent(wish))}
      >${wordless ? nothing : say(word)}</luot-button
    >`
  }

  private tools(): TemplateResult {
    const { fit } = this.shown
    const options = () => this.dispatchEvent(new WishEvent({ want: 'options' }))
    const speak = () => this.dispatchEvent(new WishEvent({ want: 'look', look: { language: language.other } }))
    if (fit === 'compact') {
      return html`<luot-button wordless icon="language" label=${say('optionsSpoken')} @click=${options}></luot-button>`
    }
    return html`
      <luot-button icon="language" @click=${speak}><span lang=${language.other}>${say('otherLanguage')}</span></luot-button>
      <luot-button icon="text-size" ?wordless=${fit === 'narrow'} label=${fit === 'narrow' ? say('optionsSpoken') : ''} @click=${options}
        >${fit === 'narrow' ? nothing : say('options')}</luot-button
      >`
  }

  private pageNumber(): TemplateResult | typeof nothing {
    if (!this.pager || this.pager.pages <= 1) return nothing
    const { page, pages } = this.pager
    return html`<span class="page" role="status"
      ><span aria-hidden="true">${say('pageOf', page + 1, pages)}</span
      ><span class="unseen">${say('pageSpoken', page + 1, pages)}</span></span
    >`
  }

  private turning(compact: boolean): TemplateResult | typeof nothing {
    if (!this.pager || this.pager.pages <= 1) return nothing
    const { page, pages } = this.pager
    const turn = (by: 1 | -1) => () => this.pager?.turn(by)
    return html`<div class="group pager">
      <luot-button icon="earlier" ?wordless=${compact} label=${compact ? say('earlier') : ''} ?disabled=${page === 0} @click=${turn(-1)}
        >${compact ? nothing : say('earlier')}</luot-button
      >
      ${compact && this.tight ? nothing : this.pageNumber()}
      <luot-button icon="later" ?wordless=${compact} label=${compact ? say('later') : ''} ?disabled=${page === pages - 1} @click=${turn(1)}
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

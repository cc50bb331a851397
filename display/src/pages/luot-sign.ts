import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import '#web/elements/luot-number.ts'
import type { BoardView, DisplayContract } from '#core/contract/display.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Link } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import type { SignSettings } from '../settings.ts'
import { pair } from '../words.ts'

/** A call is news for this long: the sign wears the colour of a call. */
const NEWS_MS = 15_000

/** The sign over one counter: which counter this is, whose number it holds, or that it rests. */
@customElement('luot-sign')
export class LuotSign extends LitElement {
  @property({ attribute: false }) link!: Link<DisplayContract>
  @property({ attribute: false }) settings!: SignSettings

  private looking: ReturnType<typeof setInterval> | undefined

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        grid-template-rows: 30vh 1fr;
        inline-size: 100vw;
        block-size: 100vh;
        overflow: hidden;
        background: var(--paper);
        color: var(--ink);
        text-align: center;
      }
      h1 {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.35em;
        background: var(--accent);
        color: var(--on-accent);
        font-size: min(20vh, 11vw);
        line-height: 1.2;
      }
      h1 .word {
        font-size: 0.62em;
        line-height: 1.35;
      }
      h1 .beside {
        font-size: 0.55em;
      }
      section {
        display: grid;
        place-items: center;
        align-content: center;
        gap: 2vh;
        min-inline-size: 0;
      }
      section.news {
        background: #ffd75e;
        color: #14110a;
      }
      section > luot-number {
        font-size: min(56vh, 24vw);
        line-height: 1.1;
      }
      section > luot-number.long {
        font-size: min(56vh, 19vw);
      }
      section > luot-number.longer {
        font-size: min(56vh, 16vw);
      }
      p {
        padding-inline: 4vw;
        font-size: min(20vh, 9vw);
        font-weight: var(--weight-title);
        line-height: 1.35;
        text-wrap: balance;
      }
      p.small {
        font-size: min(9vh, 5vw);
      }
      p .beside {
        font-size: 0.5em;
      }
      .rests {
        background: var(--away-wash);
        color: var(--away);
      }
    `,
  ]

  constructor() {
    super()
    new ViewController(this, () => this.link)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.looking = setInterval(() => this.requestUpdate(), 1_000)
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    super.disconnectedCallback()
  }

  override render() {
    const { view, state, refused } = this.link
    if (!view) return this.frame(null, refused?.message ?? pair('lost'), 'small')
    const counter = view.counters.find(({ id }) => id === this.settings.counter)
    if (!counter) return this.frame(null, pair('unknownCounter', this.settings.counter), 'small')
    if (state === 'away') return this.frame(counter.label, pair('lost'), 'small')
    return this.drawCounter(counter)
  }

  private drawCounter({ label, state, number, calledAt }: BoardView['counters'][number]) {
    if (number !== null) {
      const isNews = calledAt !== null && this.link.now() - calledAt < NEWS_MS
      return html`
        <main>
          ${this.head(label)}
          <section class=${isNews ? 'news' : ''} aria-live="polite">
            <luot-number class=${number.length > 5 ? 'longer' : number.length > 4 ? 'long' : ''} value=${number}></luot-number>
          </section>
        </main>
      `
    }
    const word = { open: 'counterOpen', paused: 'counterPaused', closed: 'counterClosed' } as const
    return this.frame(label, pair(word[state]), state === 'open' ? 'plain' : 'large')
  }

  private frame(label: string | null, message: Sentence, size: 'plain' | 'large' | 'small') {
    return html`
      <main>
        ${this.head(label)}
        <section class=${size === 'plain' ? '' : 'rests'} role="status">
          <p class=${size}>${both(message)}</p>
        </section>
      </main>
    `
  }

  private head(label: string | null) {
    return html`<h1><span class="word">${both(pair('toCounter'))}</span>${label === null ? nothing : html`<luot-number value=${label}></luot-number>`}</h1>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-sign': LuotSign
  }
}

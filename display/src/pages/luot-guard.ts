import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import '#web/elements/luot-clock.ts'
import '#web/elements/luot-icon.ts'
import '#web/elements/luot-number.ts'
import type { GuardContract, GuardView } from '#core/contract/guard.ts'
import type { Link } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { softChime } from '#web/sound/soft-chime.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import type { GuardSettings } from '../settings.ts'
import { pair, say } from '../words.ts'

/** Two notes are easily missed in a hall: they are heard again until somebody says that he is on the way. */
const AGAIN_MS = 10_000
/** Of a desk's soft chime: a guard sits farther from the screen than an officer. */
const LOUD = 4

/** The guard's screen: which counter needs somebody now, to be read across a room. Quiet, or with a chime, as its place says. */
@customElement('luot-guard')
export class LuotGuard extends LitElement {
  @property({ attribute: false }) link!: Link<GuardContract>
  @property({ attribute: false }) settings!: GuardSettings
  private stop = () => {}
  private ringing: ReturnType<typeof setInterval> | undefined

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 3vh;
        inline-size: 100vw;
        block-size: 100vh;
        padding: 3vh 3vw;
        overflow: hidden;
        background: var(--paper);
        color: var(--ink);
      }
      header {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 3vw;
        font-size: min(6vh, 4vw);
        line-height: 1.35;
      }
      h1 {
        font-size: 1em;
      }
      .calm {
        display: grid;
        place-content: center;
        text-align: center;
        color: var(--ink-soft);
        font-size: min(8vh, 5vw);
        line-height: 1.4;
      }
      .lost {
        color: var(--bad);
        font-weight: var(--weight-strong);
      }
      .calls {
        display: grid;
        min-block-size: 0;
      }
      ul {
        display: grid;
        grid-auto-rows: minmax(0, 1fr);
        gap: 2vh;
        min-block-size: 0;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 4vw;
        min-block-size: 0;
        overflow: hidden;
        padding: 1vh 3vw;
        border-radius: 1vh;
        background: var(--bad);
        color: var(--on-state);
        font-size: min(6vh, 4vw);
        line-height: 1.35;
      }
      li.answered {
        background: var(--accent);
        color: var(--on-accent);
      }
      .where {
        display: flex;
        align-items: center;
        gap: 2vw;
        font-weight: var(--weight-title);
      }
      luot-number {
        font-size: min(20vh, 16vw);
        line-height: 1.15;
      }
      ul[data-many] {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      ul[data-many] li {
        gap: 2vw;
        font-size: min(4vh, 2.4vw);
      }
      ul[data-many] luot-number {
        font-size: min(12vh, 8vw);
      }
      .who {
        font-weight: var(--weight-strong);
        overflow-wrap: anywhere;
      }
    `,
  ]

  constructor() {
    super()
    new ViewController(this, () => this.link)
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const seen = new Set<string>()
    this.stop = this.link.onChange(() => {
      const fresh = this.unanswered.filter(({ id }) => !seen.has(id))
      for (const { id } of fresh) seen.add(id)
      if (fresh.length > 0) this.ring()
    })
    this.ringing = setInterval(() => this.unanswered.length > 0 && this.ring(), AGAIN_MS)
  }

  override disconnectedCallback(): void {
    this.stop()
    clearInterval(this.ringing)
    super.disconnectedCallback()
  }

  private get unanswered(): GuardView['help'] {
    return (this.link.view?.help ?? []).filter(({ coming }) => coming.length === 0)
  }

  private ring(): void {
    if (this.settings.sounds) softChime(LOUD)
  }

  private readonly hubNow = () => this.link.now()

  override render() {
    const { view, state, refused } = this.link
    return html`<main>
      <header>
        <h1>${both(pair('guardTitle'))}</h1>
        ${view ? html`<luot-clock .now=${this.hubNow} zone=${view.timeZone}></luot-clock>` : nothing}
      </header>
      ${
        view === null || state === 'away'
          ? html`<div class="calm lost" role="status"><p>${both(refused ? refused.message : pair('lost'))}</p></div>`
          : view.help.length === 0
            ? html`<div class="calm" role="status"><p>${both(pair('guardCalm'))}</p></div>`
            : html`<div class="calls" role="alert">
                <ul ?data-many=${view.help.length > 3}>${view.help.map((call) => this.call(call, view.timeZone))}</ul>
              </div>`
      }
    </main>`
  }

  private call({ counter, name, calledAt, coming }: GuardView['help'][number], zone: string) {
    return html`<li class=${coming.length > 0 ? 'answered' : ''}>
      <span class="where">
        <luot-icon name=${coming.length > 0 ? 'check' : 'warning'}></luot-icon>
        ${counter === null ? nothing : html`<span>${say('toCounter')}</span><luot-number value=${counter}></luot-number>`}
      </span>
      <span>
        <span class="who">${say('needsHelp', name)}</span><br />
        ${both(pair('helpSince', timeOfDay(calledAt, zone)))}<br />
        ${coming.length > 0 ? both(pair('helpComing', coming.join(', '))) : nothing}
      </span>
    </li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-guard': LuotGuard
  }
}

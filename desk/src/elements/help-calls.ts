import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { HelpNow } from '#core/contract/notices.ts'
import { softChime } from '#web/sound/soft-chime.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import { COME_KEY, say } from '../help/words.ts'
import { KeyPresses } from '../key-presses.ts'

/**
 * Colleagues who need somebody now: who, where, and who is on the way. One key is the next step for the first of them. Fires `coming` and
 * `over` with the call's id. A call of somebody else is heard softly, once.
 */
@customElement('help-calls')
export class HelpCalls extends LitElement {
  @property({ attribute: false }) help: readonly HelpNow[] = []
  @property() zone = ''
  private readonly heard = new Set<string>()

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-hair);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        padding: var(--gap-small) var(--gap);
        background: var(--bad);
        color: var(--on-state);
        font-size: var(--text-button);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
      }
      p.answered {
        background: var(--accent);
      }
      .what {
        flex: 1;
        min-inline-size: 12rem;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => {
      const [first] = this.inOrder()
      if (event.code !== COME_KEY || event.repeat || !first) return
      event.preventDefault()
      this.next(first)
    })
  }

  protected override willUpdate(): void {
    for (const { id, part } of this.help) {
      if (!this.heard.has(id) && part === 'none') softChime()
      this.heard.add(id)
    }
  }

  override render() {
    return this.inOrder().map((call, i) => {
      const { part, coming } = call
      const who = coming.length === 0 ? nothing : html`<span>${say('coming', coming.join(', '))}</span>`
      return html`<p class=${coming.length > 0 ? 'answered' : ''} role="alert">
        <luot-icon name="people"></luot-icon>
        <span class="what">${this.told(call)} ${part === 'called' ? nothing : who}</span>
        <luot-button hint=${i === 0 ? COME_KEY : ''} icon=${part === 'none' ? 'next' : 'check'} @click=${() => this.next(call)}
          >${say(part === 'none' ? 'come' : 'over')}</luot-button
        >
      </p>`
    })
  }

  private told({ part, counter, name, calledAt, coming }: HelpNow): string {
    const at = timeOfDay(calledAt, this.zone || undefined)
    if (part === 'called') return coming.length > 0 ? say('mineComing', coming.join(', ')) : say('mine', at)
    return counter === null ? say('needAnywhere', name, at) : say('need', name, counter, at)
  }

  /** What concerns oneself first, then those nobody goes to yet. */
  private inOrder(): readonly HelpNow[] {
    const rank = ({ part, coming }: HelpNow) => (part !== 'none' ? 0 : coming.length === 0 ? 1 : 2)
    return this.help.toSorted((a, b) => rank(a) - rank(b))
  }

  private next({ id, part }: HelpNow): void {
    this.dispatchEvent(new CustomEvent(part === 'none' ? 'coming' : 'over', { detail: id }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'help-calls': HelpCalls
  }
}

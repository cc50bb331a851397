import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { CitizenContract, CitizenView } from '#core/contract/citizen.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { timeOfDay, waitTold } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-number.ts'
import '../elements/why-other.ts'
import { hallMessages } from '../elements/hall-messages.ts'
import { stateSentence } from '../state-words.ts'
import { pair, say } from '../words.ts'

/** A citizen's own ticket on their phone: how long still, where to go when called, and how it was. */
@customElement('my-ticket')
export class MyTicket extends LitElement {
  @property({ attribute: false }) link!: Link<CitizenContract>
  /** Of the slip, as the QR brought it here. */
  @property() code = ''

  @state() private rating: 'not-asked' | 'asked' | 'given' | 'failed' = 'not-asked'

  private readonly hub = new ViewController(this, () => this.link)
  private wasCalled = false

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--gap-wide);
        min-block-size: 100vh;
        max-inline-size: 640px;
        margin-inline: auto;
        padding: var(--gap-page);
        text-align: center;
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-wide);
      }
      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--gap);
        text-align: start;
        color: var(--ink-soft);
      }
      header h1 {
        font-size: var(--text);
      }
      .ticket {
        display: grid;
        justify-items: center;
        gap: var(--gap);
        padding: var(--gap-wide) var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
      }
      luot-number {
        font-size: min(var(--text-number), 24vw);
        color: var(--accent);
      }
      luot-number.long {
        font-size: min(var(--text-number), 14vw);
      }
      .not-real {
        padding: var(--gap-small) var(--gap);
        background: var(--ink);
        color: var(--card);
      }
      .state {
        font-size: var(--text-title);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
      }
      /* Called: the whole page turns, so that it is seen from a pocket's distance. */
      .ticket.called {
        background: var(--good);
        border-color: var(--good);
        color: var(--on-state);
      }
      .called luot-number {
        color: var(--on-state);
      }
      .called .state {
        font-size: var(--text-hero);
      }
      .rate {
        display: grid;
        gap: var(--gap);
      }
      luot-button {
        --button-align: start;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  protected override willUpdate(): void {
    const called = this.hub.view?.state === 'called'
    // A phone that does not vibrate, or may not yet, says so by doing nothing.
    if (called && !this.wasCalled) navigator.vibrate?.([300, 150, 300, 150, 600])
    this.wasCalled = called
  }

  override render() {
    const { view, state } = this.hub
    const { refused } = this.link
    return html`
      <header>
        <h1>${view ? tell(view.office) : say('yourNumber')}</h1>
        <luot-button icon="language" @click=${speakOther}><span lang=${language.other}>${say('otherLanguage')}</span></luot-button>
      </header>
      ${state === 'away' && view ? html`<luot-banner kind="away">${say('waitingAgain')}</luot-banner>` : nothing}
      ${view ? hallMessages(view.messages, 'wide') : nothing}
      <main>${view ? this.ticket(view) : html`<p class="state" role="status">${both(nothingYet(refused, state))}</p>`}</main>`
  }

  private ticket(view: CitizenView): TemplateResult {
    const called = view.state === 'called'
    return html`<div class="ticket ${view.state}">
        <p class="label">${both(pair('yourNumber'))}</p>
        <luot-number class=${view.number.length > 5 ? 'long' : ''} value=${view.number}></luot-number>
        ${view.practice ? html`<p class="state not-real">${both(pair('practiceNumber'))}</p>` : nothing}
        <p class="state" role=${called ? 'alert' : 'status'}>${both(stateSentence(view))}</p>
        ${view.state === 'waiting' ? this.waiting(view) : nothing}
        <p>${tell(view.service)} · ${say('takenAt', timeOfDay(view.issuedAt))}</p>
        ${view.further.length > 0 ? html`<p class="further">${both(pair('thenTo', view.further))}</p>` : nothing}
      </div>
      ${view.practice ? nothing : html`<why-other number=${view.number} code=${this.code}></why-other>`}
      ${this.rate(view)} ${view.state === 'waiting' ? html`<p class="soft">${both(pair('keepOpen'))}</p>` : nothing}`
  }

  private waiting({ ahead, wait }: CitizenView): TemplateResult {
    return html`<p class="state">${ahead === 0 ? say('nobodyAhead') : say('peopleAhead', ahead)}</p>
      <p>
        ${wait ? say('waitAbout', waitTold(wait, language.now), timeOfDay(wait.madeAt)) : say('noWaitYet')}
      </p>`
  }

  private rate(view: CitizenView): TemplateResult | typeof nothing {
    if (view.rating === 'given' || this.rating === 'given')
      return html`<p class="state" role="status">${both(pair('rated'))}</p>`
    if (view.rating !== 'open') return nothing
    return html`<div class="rate">
      <h2>${both(pair('rateUs'))}</h2>
      ${this.rating === 'failed' ? html`<luot-banner kind="warn">${say('notRated')}</luot-banner>` : nothing}
      ${view.levels.map(
        ({ id, name, face }) =>
          html`<luot-button icon=${`face-${face}`} @click=${() => this.give(view.ticket, id)}>${both(name)}</luot-button>`,
      )}
    </div>`
  }

  private async give(ticket: string, level: string): Promise<void> {
    if (this.rating === 'asked') return
    this.rating = 'asked'
    const answer = await this.link.ask('rate-ticket', { command: newId(), ticket, counter: null, level })
    this.rating = answer.ok || answer.code === 'already-rated' ? 'given' : 'failed'
  }
}

function speakOther(): void {
  language.speak(language.other)
  document.documentElement.lang = language.now
}

function nothingYet(refused: Link<CitizenContract>['refused'], state: Link<CitizenContract>['state']): Sentence {
  if (refused) return pair('unknownTicket')
  return pair(state === 'away' ? 'hubAwayDo' : 'connecting')
}

declare global {
  interface HTMLElementTagNameMap {
    'my-ticket': MyTicket
  }
}

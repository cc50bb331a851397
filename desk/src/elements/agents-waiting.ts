import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import './agent-approval.ts'
import type { Agent, WaitingAgent } from '../devices/agent-place.ts'
import { say } from '../devices/words.ts'
import { rowsSheet } from '../people/rows-sheet.ts'

/** The agents that show a code and wait for the administrator. Fires `open` when one is looked at, and `done` with its name. */
@customElement('agents-waiting')
export class AgentsWaiting extends LitElement {
  @property({ attribute: false }) waiting: readonly WaitingAgent[] = []
  @property({ attribute: false }) agents: readonly Agent[] = []
  @state() private asked: WaitingAgent | null = null

  static override styles = [
    sheet,
    rowsSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
      }
      .code {
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        letter-spacing: 0.04em;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<p class="soft">${say(this.waiting.length === 0 ? 'pairHow' : 'compareAgent')}</p>
      <ul class="rows" aria-label=${say('waitingTitle')}>
        ${repeat(
          this.waiting,
          ({ id }) => id,
          (one) => html`<li data-waiting=${one.code}>
            <span class="code">${one.code}</span>
            <div class="words">
              ${one.was ? html`<strong>${say('was', one.was)}</strong><br />` : nothing}
              <span class="soft">${say('waitsFrom', one.machine, one.address)}</span>
            </div>
            <luot-button variant="primary" icon="check" label="${say('approve')}: ${one.code}" @click=${() => this.open(one)}
              >${say('approve')}</luot-button
            >
          </li>`,
        )}
      </ul>
      ${
        this.asked
          ? html`<agent-approval
              .one=${this.asked}
              .agents=${this.agents}
              @done=${(event: CustomEvent<string>) => {
                this.asked = null
                this.dispatchEvent(new CustomEvent('done', { detail: event.detail }))
              }}
              @close=${() => {
                this.asked = null
              }}
            ></agent-approval>`
          : nothing
      }`
  }

  private open(one: WaitingAgent): void {
    this.asked = one
    this.dispatchEvent(new Event('open'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agents-waiting': AgentsWaiting
  }
}

import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { HandedPin } from '#core/contract/people.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { when } from '../people/when.ts'
import { say } from '../people/words.ts'

/** A PIN to hand out, large, once: on the screen, and on paper by the browser's own printing. Fires `handed`. */
@customElement('pin-slip')
export class PinSlip extends LitElement {
  @property({ attribute: false }) handed!: HandedPin
  @query('h2') private heading!: HTMLElement

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        justify-items: start;
        gap: var(--gap-small);
        padding: var(--gap-wide);
        border: var(--stroke-strong) solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: baseline;
        gap: var(--gap-small) var(--gap);
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
        font-size: var(--text-title);
        font-weight: var(--weight-title);
        overflow-wrap: anywhere;
      }
      .pin {
        font-size: var(--text-hero);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.15em;
        user-select: all;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
      }
      @media print {
        .screen {
          display: none;
        }
        section {
          border-style: dashed;
        }
        h2 {
          outline: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    this.heading.focus()
    this.scrollIntoView({ block: 'nearest' })
  }

  override render() {
    const { id, name, pin, untilAt } = this.handed
    return html`<section aria-labelledby="slip">
      <h2 id="slip" tabindex="-1">${say('slipTitle', name)}</h2>
      <p class="screen"><strong>${say('slipOnce')}</strong></p>
      <dl>
        <dt>${say('id')}</dt>
        <dd>${id}</dd>
        <dt>PIN</dt>
        <dd class="pin">${pin}</dd>
      </dl>
      <p>${say('slipHow', `${location.origin}/desk/`, when(untilAt))}</p>
      <div class="bar screen">
        <luot-button icon="printer" @click=${() => window.print()}>${say('print')}</luot-button>
        <luot-button variant="primary" icon="check" @click=${() => this.dispatchEvent(new Event('handed'))}
          >${say('handed')}</luot-button
        >
      </div>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pin-slip': PinSlip
  }
}

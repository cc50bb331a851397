import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { HandedPin } from '#core/contract/people.ts'
import { sheet } from '#web/theme/sheet.ts'
import { shortDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { say } from '../setup/words.ts'

/** One-time PINs of several people on one sheet to print and cut: shown once. Fires `handed`. */
@customElement('pin-sheet')
export class PinSheet extends LitElement {
  @property({ attribute: false }) handed: readonly HandedPin[] = []
  @query('h3') private heading!: HTMLElement

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: var(--gap);
        padding: var(--gap-wide);
        border: var(--stroke-strong) solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
        gap: var(--gap);
      }
      li {
        display: grid;
        padding: var(--gap);
        border: var(--stroke) dashed var(--line-strong);
        break-inside: avoid;
      }
      .pin {
        font-size: var(--text-title);
        font-weight: var(--weight-title);
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
        .bar {
          display: none;
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
    return html`<section aria-labelledby="pins">
      <h3 id="pins" tabindex="-1">${say('pins')}</h3>
      <p>${say('pinsHow', `${location.origin}/desk/`)}</p>
      <ul>
        ${this.handed.map(
          ({ id, name, pin, untilAt }) => html`<li>
            <strong>${name}</strong>
            <span>${say('signIn')}: <b>${id}</b></span>
            <span>PIN: <span class="pin">${pin}</span></span>
            <span>${say('until')} ${shortDay(untilAt)}</span>
          </li>`,
        )}
      </ul>
      <div class="bar">
        <luot-button icon="printer" @click=${() => print()}>${say('print')}</luot-button>
        <luot-button icon="check" @click=${() => this.dispatchEvent(new Event('handed'))}>${say('handed')}</luot-button>
      </div>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pin-sheet': PinSheet
  }
}

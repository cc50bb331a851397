import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { say } from '../appointment-words.ts'
import type { Slot } from '../appointments.ts'
import { walkButtons } from '../walk-buttons.ts'

/** The times of one service on one day, each with its free places. Fires `slot` with the instant that was chosen. */
@customElement('slot-grid')
export class SlotGrid extends LitElement {
  @property({ attribute: false }) slots: readonly Slot[] = []

  static override styles = [
    sheet,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
        gap: var(--gap-small);
      }
      .words {
        display: grid;
        justify-items: center;
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
      .places {
        font-size: var(--text-small, 0.85em);
        font-weight: var(--weight-text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    if (this.slots.length === 0) return html`<p>${say('noTimes')}</p>`
    return html`<div class="grid" role="group" aria-label=${say('times')} @keydown=${this.walk}>
      ${this.slots.map((slot) => this.button(slot))}
    </div>`
  }

  private button({ slotAt, free, why }: Slot) {
    const closed = why ? tell(why) : free === 0 ? say('slotFull') : ''
    return html`<luot-button
      ?disabled=${closed !== ''}
      why=${closed}
      @click=${() => this.dispatchEvent(new CustomEvent('slot', { detail: slotAt }))}
      ><span class="words"
        ><span class="time">${timeOfDay(slotAt)}</span>
        ${why ? nothing : html`<span class="places">${free === 0 ? say('full') : say('free', free)}</span>`}</span
      ></luot-button
    >`
  }

  private walk = (event: KeyboardEvent): void => {
    walkButtons(event, [...this.renderRoot.querySelectorAll<HTMLElement>('luot-button')])
  }
}

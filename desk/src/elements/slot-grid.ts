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
  /** Null while they are asked for. */
  @property({ attribute: false }) slots: readonly Slot[] | null = null

  static override styles = [
    sheet,
    css`
      p {
        margin-block-end: var(--gap-small);
        color: var(--ink-soft);
      }
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
    if (this.slots === null) return nothing
    if (this.slots.length === 0) return html`<p>${say('noTimes')}</p>`
    const open = this.slots.filter(({ why }) => why === null)
    return html`${closedTimes(this.slots).map((words) => html`<p>${words}</p>`)}
      <div class="grid" role="group" aria-label=${say('times')} @keydown=${this.walk}>
        ${open.map((slot) => this.button(slot))}
      </div>`
  }

  private button({ slotAt, free }: Slot) {
    return html`<luot-button
      ?disabled=${free === 0}
      why=${say('slotFull')}
      @click=${() => this.dispatchEvent(new CustomEvent('slot', { detail: slotAt }))}
      ><span class="words"
        ><span class="time">${timeOfDay(slotAt)}</span>
        ${free === 0 ? nothing : html`<span class="places">${say('free', free)}</span>`}</span
      ></luot-button
    >`
  }

  private walk = (event: KeyboardEvent): void => {
    walkButtons(event, [...this.renderRoot.querySelectorAll<HTMLElement>('luot-button')])
  }
}

/** Times that cannot be booked are told once for each reason: "07:30 – 09:15: …". */
function closedTimes(slots: readonly Slot[]): string[] {
  const reasons = Map.groupBy(
    slots.filter(({ why }) => why !== null),
    ({ why }) => tell(why!),
  )
  return [...reasons].map(([reason, closed]) => {
    const [first, last] = [timeOfDay(closed[0]!.slotAt), timeOfDay(closed.at(-1)!.slotAt)]
    return `${first === last ? first : `${first} – ${last}`}: ${reason}`
  })
}

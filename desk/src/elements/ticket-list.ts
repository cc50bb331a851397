import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { DeskTicket } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { stepTo } from '../lists.ts'
import { say } from '../words.ts'

/**
 * Tickets one below the other, chosen by arrow keys or by a click. Fires `choose` with the chosen ticket's id or null, and
 * `take` when Enter is pressed on one.
 *
 * The focus stays on the list and never on a row: a row that leaves cannot take the focus with it.
 */
@customElement('ticket-list')
export class TicketList extends LitElement {
  @property({ attribute: false }) tickets: readonly DeskTicket[] = []
  @property({ attribute: false }) row: (ticket: DeskTicket, place: number) => TemplateResult = () => html``
  @property() label = ''
  @state() private chosen: string | null = null
  private lastPlace = 0
  @query('[role=listbox]') private box!: HTMLElement

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        min-block-size: 0;
      }
      [role='listbox'] {
        min-block-size: 0;
        overflow: auto;
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
      }
      [role='listbox']:focus-visible {
        outline-offset: 0;
      }
      .row {
        display: grid;
        grid-template-columns: 5.2rem 1fr auto;
        align-items: baseline;
        column-gap: var(--gap-small);
        padding: 5px var(--gap-small);
        border-block-end: var(--stroke) solid var(--line);
        border-inline-start: 5px solid transparent;
        line-height: var(--leading-tight);
        cursor: pointer;
      }
      .row[aria-selected='true'] {
        border-inline-start-color: var(--accent);
        background: var(--accent-wash);
      }
      .number {
        font-weight: var(--weight-title);
        font-size: var(--text-button);
      }
      .soft {
        grid-column: 2 / -1;
        color: var(--ink-soft);
      }
      .soft luot-icon {
        vertical-align: -3px;
        --icon-size: 16px;
      }
      .soft:empty {
        display: none;
      }
      .none {
        padding: var(--gap-small) var(--gap);
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('tickets')) return
    if (this.chosen !== null && this.placeOf(this.chosen) < 0) this.choose(null)
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  override render() {
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${this.chosen === null ? nothing : `row-${this.chosen}`}
      @keydown=${this.onKey}
      @blur=${this.onBlur}
    >
      ${repeat(
        this.tickets,
        ({ id }) => id,
        (ticket, place) => html`<div
          class="row"
          role="option"
          id="row-${ticket.id}"
          aria-selected=${ticket.id === this.chosen ? 'true' : 'false'}
          @mousedown=${() => this.choose(ticket.id)}
        >${this.row(ticket, place)}</div>`,
      )}
      ${
        this.tickets.length === 0
          ? html`<div class="none" role="option" aria-selected="false" aria-disabled="true">${say('noneInList')}</div>`
          : nothing
      }
    </div>`
  }

  /** Comes here by its key: the first ticket is chosen, unless one is already. */
  override focus(): void {
    this.box.focus()
    if (this.chosen === null) this.choose(this.tickets[0]?.id ?? null)
  }

  private onBlur(event: FocusEvent): void {
    // A question that opens takes the focus and gives it back; only a move to elsewhere on the page ends the choice.
    if (event.relatedTarget !== null) this.dispatchEvent(new CustomEvent('left', { detail: event.relatedTarget }))
  }

  /** Ends the choice: nothing in this list is meant any more. */
  forget(): void {
    if (this.chosen !== null) this.choose(null)
  }

  private choose(id: string | null): void {
    this.chosen = id
    if (id !== null) this.lastPlace = this.placeOf(id)
    this.dispatchEvent(new CustomEvent('choose', { detail: id }))
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.repeat && this.chosen !== null) {
      event.preventDefault()
      this.dispatchEvent(new CustomEvent('take', { detail: this.chosen }))
      return
    }
    const place = this.chosen === null ? -1 : this.placeOf(this.chosen)
    const to = stepTo(event.key, place, this.lastPlace, this.tickets.length)
    if (to === null) return
    event.preventDefault()
    this.choose(this.tickets[to]!.id)
  }

  private placeOf(ticket: string): number {
    return this.tickets.findIndex(({ id }) => id === ticket)
  }
}

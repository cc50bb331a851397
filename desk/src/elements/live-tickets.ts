import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { HallView, TicketNow } from '#core/contract/live.ts'
import { ORDINARY } from '#core/domain/office.ts'
import { sheet } from '#web/theme/sheet.ts'
import { span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say } from '../live/words.ts'

/** Who waits in one line, in calling order, and who of it stands aside. Fires `handle` with a ticket. */
@customElement('live-tickets')
export class LiveTickets extends LitElement {
  @property({ attribute: false }) view!: HallView
  @property() service = ''
  @property({ attribute: false }) now: () => number = Date.now

  static override styles = [
    sheet,
    liveSheet,
    css`
      luot-button {
        min-block-size: 36px;
        font-size: var(--text);
      }
      th[scope='row'] {
        font-weight: var(--weight-number);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const tickets = this.view.tickets.filter(({ service }) => service === this.service)
    if (tickets.length === 0) return html`<p class="soft">${say('nobodyWaits')}</p>`
    return html`<table>
      <tbody>
        ${tickets.map((ticket) => this.row(ticket))}
      </tbody>
    </table>`
  }

  private row(ticket: TicketNow) {
    const handle = () => this.dispatchEvent(new CustomEvent('handle', { detail: ticket }))
    return html`<tr>
      <th scope="row">${ticket.number}</th>
      <td class="n">${span(this.now() - ticket.issuedAt, language.now)}</td>
      <td>${this.marks(ticket).join(' · ')}</td>
      <td class="n"><luot-button label=${`${say('handle')} ${ticket.number}`} @click=${handle}>${say('handle')}</luot-button></td>
    </tr>`
  }

  private marks({ state, first, notBeforeAt, sentTo, class: priority }: TicketNow): string[] {
    const known = this.view.classes.find(({ id }) => id === priority)
    return [
      ...(state === 'parked' || state === 'no-show' ? [say(state)] : []),
      ...(first ? [say('putFirst')] : []),
      ...(priority === ORDINARY ? [] : [known ? tell(known.name) : priority]),
      ...(sentTo === null ? [] : [say('sentTo', sentTo)]),
      ...(notBeforeAt !== null && notBeforeAt > this.now()
        ? [say('heldUntil', timeOfDay(notBeforeAt, this.view.timeZone))]
        : []),
    ]
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-tickets': LiveTickets
  }
}

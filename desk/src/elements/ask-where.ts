import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { tell } from '#web/words/words.ts'
import { type Place, placesFor } from '../places.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

/** Asks where a ticket shall go: another line or one counter, each by its key. Fires `place` with it, and `close`. */
@customElement('ask-where')
export class AskWhere extends Question {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView

  override render() {
    const places = placesFor(this.ticket, this.view)
    const button = (place: Place) =>
      html`<luot-button hint=${place.key} @click=${() => this.give(place)}>${
        place.counter === null ? tell(place.service) : say('counter', place.counter)
      }</luot-button>`
    return html`<luot-dialog open heading=${say('transferAsk', this.ticket.number)} @close=${this.closed}>
      <div class="stack" @keydown=${this.walk}>
        <p class="soft">${say('transferNote')}</p>
        <h3 id="services">${say('toService')}</h3>
        <div class="choices" role="group" aria-labelledby="services">
          ${places.filter(({ counter }) => counter === null).map(button)}
        </div>
        <h3 id="counters">${say('toCounter')}</h3>
        <div class="choices" role="group" aria-labelledby="counters">
          ${places.filter(({ counter }) => counter !== null).map(button)}
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
    </luot-dialog>`
  }

  protected override choose(key: string): boolean {
    const place = placesFor(this.ticket, this.view).find((one) => one.key === key)
    if (place) this.give(place)
    return place !== undefined
  }

  private give(place: Place): void {
    this.shut()
    this.dispatchEvent(new CustomEvent('place', { detail: place }))
  }
}

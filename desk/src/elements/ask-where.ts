import { html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { nameOf, type Place, placesFor } from '../places.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

/** Asks where a ticket shall go: another line, one counter or one officer, each by its key. Fires `place` with it, and `close`. */
@customElement('ask-where')
export class AskWhere extends Question {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView

  override render() {
    const places = placesFor(this.ticket, this.view)
    const group = (is: Place['is'], heading: 'toService' | 'toCounter' | 'toOfficer') => {
      const some = places.filter((place) => place.is === is)
      if (some.length === 0) return nothing
      return html`<h3 id=${is}>${say(heading)}</h3>
        <div class="choices" role="group" aria-labelledby=${is}>
          ${some.map(
            (place) =>
              html`<luot-button hint=${place.key} @click=${() => this.give(place)}>${nameOf(place)}</luot-button>`,
          )}
        </div>`
    }
    return html`<luot-dialog open heading=${say('transferAsk', this.ticket.number)} @close=${this.closed}>
      <div class="stack" @keydown=${this.walk}>
        <p class="soft">${placeOf(this.view.rules.transferred)}</p>
        ${group('service', 'toService')}${group('counter', 'toCounter')}${group('officer', 'toOfficer')}
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

/** Where the office puts whoever is transferred, in words. */
function placeOf({ place, delayMs }: DeskView['rules']['transferred']): string {
  const where = say(`transfer-${place}`)
  return delayMs === 0 ? where : `${where} ${say('transferDelay', span(delayMs, language.now))}`
}

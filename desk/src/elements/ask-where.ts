import { html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { keyAt } from '../choice-keys.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { placesFor } from '../places.ts'
import { say } from '../words.ts'
import { questionSheet, walkButtons } from './question-sheet.ts'

/** Asks where a ticket shall go: another line or one counter, each by its key. Fires `place` with it, and `close`. */
@customElement('ask-where')
export class AskWhere extends LitElement {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView
  @query('luot-dialog') private dialog!: LuotDialog

  static override styles = [sheet, questionSheet]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.buttons()[0]?.focus())
  }

  override render() {
    const places = placesFor(this.ticket, this.view)
    const button = (place: (typeof places)[number]) =>
      html`<luot-button hint=${place.key} @click=${() => this.give(place)}>${
        place.counter === null ? tell(place.service) : say('counter', place.counter)
      }</luot-button>`
    return html`<luot-dialog
      open
      heading=${say('transferAsk', this.ticket.number)}
      @close=${() => this.dispatchEvent(new Event('close'))}
    >
      <div class="stack" @keydown=${(event: KeyboardEvent) => walkButtons(event, this.buttons())}>
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

  private pressed(event: KeyboardEvent): void {
    if (event.repeat || isTyping(event) || withOthers(event)) return
    const key = keyAt(event.code)
    const place = placesFor(this.ticket, this.view).find((one) => key !== '' && one.key === key)
    if (!place) return
    event.preventDefault()
    this.give(place)
  }

  private give(place: ReturnType<typeof placesFor>[number]): void {
    this.shut()
    this.dispatchEvent(new CustomEvent('place', { detail: place }))
  }

  private shut(): void {
    this.dialog.open = false
  }

  private buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.choices luot-button')]
  }
}

import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { tell } from '#web/words/words.ts'
import { choiceKeys, LETTERS } from '../choice-keys.ts'
import { servicesToAdd } from '../lists.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

/** Asks which service the visit goes on to, each by the letter of its numbers. Fires `service` with its id, and `close`. */
@customElement('ask-service')
export class AskService extends Question {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView

  override render() {
    const services = servicesToAdd(this.ticket, this.view)
    const keys = keysOf(services)
    return html`<luot-dialog open heading=${say('extendAsk', this.ticket.number)} @close=${this.closed}>
      <div class="stack" @keydown=${this.walk}>
        <p class="soft">${say(services.length > 0 ? 'extendNote' : 'nothingToAdd')}</p>
        <div class="choices" role="group" aria-label=${say('line')}>
          ${services.map(
            ({ id, name }, i) =>
              html`<luot-button hint=${keys[i] ?? ''} @click=${() => this.give(id)}>${tell(name)}</luot-button>`,
          )}
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
    </luot-dialog>`
  }

  protected override choose(key: string): boolean {
    const services = servicesToAdd(this.ticket, this.view)
    const service = services[keysOf(services).indexOf(key)]
    if (service) this.give(service.id)
    return service !== undefined
  }

  private give(service: string): void {
    this.shut()
    this.dispatchEvent(new CustomEvent('service', { detail: service }))
  }
}

function keysOf(services: DeskView['services']): string[] {
  return choiceKeys(
    services.map(({ prefix }) => prefix),
    LETTERS,
  )
}

import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { tell } from '#web/words/words.ts'
import { choiceKeys, LETTERS } from '../choice-keys.ts'
import { type Further, furtherServices } from '../lists.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

/** What came of the question: one more service in the visit, or one less. */
export interface VisitChange {
  service: string
  add: boolean
}

/**
 * Asks which services the visit goes on to, each by the letter of its numbers: one that is in it already is taken out by
 * the same key. Fires `decided` with what shall change, and `close`.
 */
@customElement('ask-service')
export class AskService extends Question {
  @property({ attribute: false }) ticket!: DeskTicket
  @property({ attribute: false }) view!: DeskView

  override render() {
    const services = furtherServices(this.ticket, this.view)
    const keys = keysOf(services)
    const takesOut = services.some(({ isIn }) => isIn)
    return html`<luot-dialog open heading=${say('extendAsk', this.ticket.number)} @close=${this.closed}>
      <div class="stack" @keydown=${this.walk}>
        <p class="soft">${say(services.length > 0 ? 'extendNote' : 'nothingToAdd')} ${takesOut ? say('takeOutNote') : ''}</p>
        <div class="choices" role="group" aria-label=${say('line')}>
          ${services.map(
            (service, i) => html`<luot-button
              hint=${keys[i] ?? ''}
              pressed=${service.isIn ? 'true' : 'false'}
              @click=${() => this.give(service)}
            >${tell(service.name)}</luot-button>`,
          )}
        </div>
      </div>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
    </luot-dialog>`
  }

  protected override choose(key: string): boolean {
    const services = furtherServices(this.ticket, this.view)
    const service = services[keysOf(services).indexOf(key)]
    if (service) this.give(service)
    return service !== undefined
  }

  private give({ id, isIn }: Further): void {
    this.shut()
    const detail: VisitChange = { service: id, add: !isIn }
    this.dispatchEvent(new CustomEvent('decided', { detail }))
  }
}

function keysOf(services: readonly Further[]): string[] {
  return choiceKeys(
    services.map(({ prefix }) => prefix),
    LETTERS,
  )
}

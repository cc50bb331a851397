import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DeskContract, DeskView } from '#core/contract/desk.ts'
import { ORDINARY } from '#core/domain/office.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-number.ts'
import { choiceKeys, LETTERS } from '../choice-keys.ts'
import { type Further, furtherServices } from '../lists.ts'
import type { Orders } from '../orders.ts'
import { serviceName } from '../told.ts'
import { say } from '../words.ts'
import { Question } from './question.ts'

type Issued = DeskContract['asks']['issue-ticket']['value']

/** Gives a number to someone who stands before the officer: priority by digit, the service by its letter, then further ones. */
@customElement('ask-issue')
export class AskIssue extends Question {
  @property({ attribute: false }) view!: DeskView
  @property({ attribute: false }) orders!: Orders
  @state() private priority = ORDINARY
  @state() private issued: Issued | null = null
  @state() private wrong = ''
  @state() private visit: string[] = []
  private first = ''

  static override styles = [
    ...Question.styles,
    css`
      .issued {
        display: grid;
        justify-items: center;
        gap: var(--gap-small);
        text-align: center;
      }
      luot-number {
        font-size: calc(var(--text-number) * 1.2);
      }
    `,
  ]

  override render() {
    return html`<luot-dialog open heading=${say('issueAsk')} @close=${this.closed}>
      ${this.issued ? this.shown(this.issued) : this.question()}
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say(this.issued ? 'done' : 'goBack')}</luot-button>
    </luot-dialog>`
  }

  private question() {
    const keys = this.keys()
    return html`<div class="stack" @keydown=${this.walk}>
      <p class="wrong" role="alert">${this.wrong}</p>
      <h3 id="classes">${say('issueClass')}</h3>
      <div class="choices" role="group" aria-labelledby="classes">
        ${this.classes().map(
          ({ id, name }, i) => html`<luot-button
            hint=${i}
            pressed=${this.priority === id ? 'true' : 'false'}
            @click=${() => (this.priority = id)}
          >${name}</luot-button>`,
        )}
      </div>
      <h3 id="services">${say('issueService')}</h3>
      <div class="choices services" role="group" aria-labelledby="services">
        ${this.view.services.map(
          ({ id, name, open }, i) => html`<luot-button
            hint=${keys[i] ?? ''}
            ?disabled=${!open}
            why=${say('lineClosed')}
            @click=${() => this.issue(id)}
          >${tell(name)}</luot-button>`,
        )}
      </div>
    </div>`
  }

  private shown(issued: Issued) {
    const { number, service, counters, ahead, slip } = issued
    const more = this.more()
    return html`<div class="issued" role="status">
      <luot-number value=${number}></luot-number>
      <p>${tell(service)} · ${say('atCounters', counters.join(', '))}</p>
      <p>${say('ahead', count(ahead, language.now))}</p>
      <p>${say(slip === 'printing' ? 'slipPrinting' : 'slipNone')}</p>
      ${this.visit.length > 0 ? html`<p><strong>${say('goesOnTo', this.visit.map((id) => serviceName(id, this.view)).join(', '))}</strong></p>` : nothing}
      <p class="wrong" role="alert">${this.wrong}</p>
    </div>
    <div class="stack" @keydown=${this.walk}>
      <h3 id="more">${say('issueMore')}</h3>
      <div class="choices" role="group" aria-labelledby="more">
        ${more.map(
          (service) => html`<luot-button
            hint=${service.key}
            pressed=${service.isIn ? 'true' : 'false'}
            @click=${() => this.change(issued, service)}
          >${tell(service.name)}</luot-button>`,
        )}
      </div>
    </div>`
  }

  /** What the same person may still need, under the same number: a letter means the same service as before. */
  private more() {
    const keys = this.keys()
    const keyOf = new Map(this.view.services.map(({ id }, i) => [id, keys[i] ?? '']))
    const further = furtherServices({ service: this.first, visit: this.visit }, this.view)
    return further.map((one) => ({ ...one, key: keyOf.get(one.id) ?? '' }))
  }

  /** Adds a service to the visit, or takes out again what was added. */
  private async change(issued: Issued, { id, isIn }: Further): Promise<void> {
    const { extend, shorten } = this.orders
    const answer = await (isIn ? shorten : extend)(issued.id, id)
    if (answer === null) return
    if (answer.ok) this.visit = isIn ? this.visit.filter((one) => one !== id) : [...this.visit, id]
    this.wrong = answer.ok ? '' : tell(answer.message)
  }

  private classes(): { id: string; name: string }[] {
    const priority = this.view.classes.filter(({ id }) => id !== ORDINARY)
    return [{ id: ORDINARY, name: say('ordinary') }, ...priority.map(({ id, name }) => ({ id, name: tell(name) }))]
  }

  private keys(): string[] {
    return choiceKeys(
      this.view.services.map(({ prefix }) => prefix),
      LETTERS,
    )
  }

  protected override firstChoice(): HTMLElement | null {
    return this.renderRoot.querySelector('.services luot-button')
  }

  protected override choose(key: string): boolean {
    if (this.issued) {
      const more = this.more().find((one) => one.key === key)
      if (more) void this.change(this.issued, more)
      return more !== undefined
    }
    const priority = /\d/.test(key) ? this.classes()[Number(key)] : undefined
    const service = this.view.services[this.keys().indexOf(key)]
    if (priority) this.priority = priority.id
    else if (service?.open) void this.issue(service.id)
    else return false
    return true
  }

  private async issue(service: string): Promise<void> {
    const answer = await this.orders.issue(service, this.priority)
    if (answer === null) return
    if (answer.ok) {
      this.issued = answer.value
      this.first = service
      this.wrong = ''
      await this.updateComplete
      this.renderRoot.querySelector<HTMLElement>('[slot=actions]')?.focus()
    } else this.wrong = tell(answer.message)
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import './ticket-list.ts'
import { type Act, KEYS } from '../acts.ts'
import { waitingFor } from '../lists.ts'
import { type Scene, whyNot } from '../why-not.ts'
import { say } from '../words.ts'
import { actButton, hearsMute } from './act-button.ts'
import type { TicketList } from './ticket-list.ts'
import { asideRow, waitingRow } from './ticket-row.ts'

/**
 * Who waits for this counter and who stands aside, and what may be done with the one chosen there.
 *
 * Fires `choose` with the chosen ticket's id or null, and `act`.
 */
@customElement('counter-lists')
export class CounterLists extends LitElement {
  @property({ attribute: false }) scene!: Scene
  @property({ attribute: false }) now: () => number = Date.now
  /** The one service whose tickets are shown; null for all. */
  @state() private only: string | null = null
  @query('#waiting') private waiting!: TicketList
  @query('#aside') private aside!: TicketList

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(7rem, 1fr) auto minmax(5rem, 0.45fr) auto;
        gap: var(--gap-small);
        min-block-size: 0;
      }
      h2 {
        font-size: var(--text-button);
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-hair) var(--gap-small);
      }
      .filters luot-button {
        min-inline-size: 0;
        min-block-size: 36px;
        font-size: var(--text);
      }
      .with {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-hair) var(--gap-small);
        min-block-size: 96px;
        align-content: start;
      }
      .with luot-button {
        --button-align: start;
        min-block-size: 40px;
        font-size: var(--text);
      }
      .with p {
        flex-basis: 100%;
        font-weight: var(--weight-strong);
      }
      @media (height < 740px) {
        .with {
          min-block-size: 88px;
        }
      }
      @media (width < 1200px) {
        :host {
          grid-template-rows: auto auto 20rem auto 12rem auto;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    this.addEventListener('click', hearsMute(this.press), { capture: true })
  }

  override render() {
    const { view } = this.scene
    const { counter } = view
    if (counter === null) return nothing
    const tongue = language.now
    const own = ownServices(view)
    const only = own.some(({ id }) => id === this.only) ? this.only : null
    const more = counter.waitingCount - counter.waiting.length
    const lost = counter.stranded.length
    const stranded = lost > 0 ? `${say('strandedCount', count(lost, tongue))} · ` : ''
    return html`<h2>${say('waiting', count(counter.waitingCount, tongue))}${more > 0 ? ` · ${say('moreWaiting', count(more, tongue))}` : ''}</h2>
      <div class="filters" role="group" aria-label=${say('showOnly')}>
        ${own.length > 1 ? [null, ...own].map((service) => this.filter(service, only)) : nothing}
      </div>
      <ticket-list
        id="waiting"
        label=${say('list')}
        .tickets=${waitingFor(counter.waiting, only)}
        .row=${(ticket: DeskTicket) => waitingRow(ticket, view, this.now())}
        @choose=${this.chose}
        @left=${this.wentElsewhere}
        @take=${() => this.press('pick')}
      ></ticket-list>
      <h2>${stranded}${say('asideCount', count(counter.parked.length, tongue), count(counter.missed.length, tongue))}</h2>
      <ticket-list
        id="aside"
        label=${say('aside')}
        .tickets=${[...counter.stranded, ...counter.parked, ...counter.missed]}
        .row=${(ticket: DeskTicket) => asideRow(ticket, view)}
        @choose=${this.chose}
        @left=${this.wentElsewhere}
        @take=${() => this.press('return')}
      ></ticket-list>
      <div class="with">${this.scene.chosen ? this.withChosen(this.scene.chosen) : this.waysIn()}</div>`
  }

  /** Comes to a list by its key; its first ticket is chosen unless one is already. */
  goTo(list: 'list' | 'aside'): void {
    if (list === 'list') this.waiting.focus()
    else this.aside.focus()
  }

  /** Ends the choice: no ticket of these lists is meant any more. */
  forget(): void {
    this.waiting?.forget()
    this.aside?.forget()
  }

  private filter(service: DeskView['services'][number] | null, only: string | null) {
    const id = service?.id ?? null
    return html`<luot-button
      pressed=${only === id ? 'true' : 'false'}
      @click=${() => {
        this.only = id
      }}
    >${service ? tell(service.name) : say('all')}</luot-button>`
  }

  private withChosen({ number }: DeskTicket) {
    return html`<p>${say('chosen', number)}</p>
      ${(['pick', 'return', 'transfer', 'extend', 'class', 'copy', 'cancel'] as const)
        .filter((act) => act !== 'return' || whyNot(act, this.scene) === null)
        .map((act) => actButton(act, this.scene, this.press))}`
  }

  private waysIn() {
    return (['list', 'aside'] as const).map(
      (act) =>
        html`<luot-button variant="quiet" hint=${KEYS[act]} @click=${() => this.press(act)}>${say(act)}</luot-button>`,
    )
  }

  private readonly press = (act: Act): void => {
    this.dispatchEvent(new CustomEvent('act', { detail: act }))
  }

  private readonly chose = (event: CustomEvent<string | null>): void => {
    this.dispatchEvent(new CustomEvent('choose', { detail: event.detail }))
  }

  /** Moving on to elsewhere ends a choice; its own buttons and questions are not elsewhere. */
  private readonly wentElsewhere = (event: CustomEvent<Element>): void => {
    if (event.detail.closest('.with, ask-why, ask-where, ask-service, ask-class, ask-issue, ask-clock, show-keys'))
      return
    const list = event.currentTarget as TicketList
    list.forget()
  }
}

/** The services this counter serves. */
function ownServices(view: DeskView): DeskView['services'] {
  const own = view.counters.find(({ id }) => id === view.counter?.id)?.services ?? []
  return view.services.filter(({ id }) => own.includes(id))
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DeskContract, DeskTicket, DeskView, Me } from '#core/contract/desk.ts'
import { can } from '#core/domain/can.ts'
import type { Answer, Link, Sentence } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import '../elements/ask-issue.ts'
import '../elements/ask-where.ts'
import '../elements/ask-why.ts'
import '../elements/hall-side.ts'
import '../elements/show-keys.ts'
import '../elements/ticket-list.ts'
import '../elements/ticket-now.ts'
import '../elements/top-bar.ts'
import { type Act, actOf, KEYS } from '../acts.ts'
import { classOf } from '../class-of.ts'
import type { TicketList } from '../elements/ticket-list.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { waitingFor } from '../lists.ts'
import { type Orders, orders } from '../orders.ts'
import { pictureOf } from '../picture-of.ts'
import type { Place } from '../places.ts'
import { toldOfCall } from '../told.ts'
import { UNDO_MS, type Undo, undoOf } from '../undo.ts'
import { type Scene, whyNot } from '../why-not.ts'
import { say } from '../words.ts'

/** What the officer is being asked before an act can go; the ticket is the one meant when the question was opened. */
type Asking =
  | { about: 'park' | 'cancel' | 'pick' | 'transfer'; ticket: DeskTicket }
  | { about: 'pause' | 'issue' | 'help' }

/** The last thing said to the officer. */
interface Told {
  kind: 'done' | 'refused'
  text: string
}

const TOLD_MS = 8_000
/** Waiting times on the page are told in minutes, so they are looked at again this often. */
const LOOK_MS = 15_000

const USUAL = {
  park: ['park-papers', 'park-copy', 'park-pay', 'park-form'],
  cancel: ['cancel-wrong', 'cancel-left', 'cancel-twice', 'cancel-test'],
  pick: ['pick-continue', 'pick-frail', 'pick-quick', 'pick-late'],
  pause: ['pause-break', 'pause-meeting', 'pause-lunch', 'pause-machine'],
} as const

/** The desk at one counter: the number now, one key for every act, and who waits. Fires `leave` and `sign-out`. */
@customElement('at-counter')
export class AtCounter extends LitElement {
  @property({ attribute: false }) link!: Link<DeskContract>
  @property({ attribute: false }) me!: Me
  @property() counter = ''
  @state() private chosen: string | null = null
  @state() private asking: Asking | null = null
  @state() private told: Told | null = null
  /** The way back from the last act, while it is offered. */
  @state() private undo: Undo | null = null
  @state() private only: string | null = null
  @query('.next') private nextButton!: HTMLElement
  @query('#waiting') private waitingList!: TicketList
  @query('#aside') private asideList!: TicketList
  private orders!: Orders
  private quiet: ReturnType<typeof setTimeout> | undefined
  private undoOver: ReturnType<typeof setTimeout> | undefined
  private looking: ReturnType<typeof setInterval> | undefined

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr;
        block-size: max(100dvh, 39rem);
      }
      .banners {
        display: grid;
        gap: var(--gap-hair);
      }
      main {
        display: grid;
        grid-template-columns: minmax(33rem, 1.25fr) minmax(22rem, 1fr) minmax(17rem, 0.72fr);
        gap: var(--gap-wide);
        min-block-size: 0;
        padding: var(--gap) var(--gap-page);
      }
      .seat {
        padding: 2px var(--gap);
        border-radius: var(--radius-round);
        background: var(--accent-wash);
        color: var(--accent);
        font-weight: var(--weight-title);
      }
      a {
        color: var(--accent);
      }
      .here,
      .lists {
        display: grid;
        min-block-size: 0;
        gap: var(--gap);
      }
      .here {
        align-content: start;
      }
      .next {
        inline-size: 100%;
        min-block-size: 76px;
        font-size: var(--text-title);
      }
      .told {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        min-block-size: 52px;
        padding: 3px var(--gap);
        border-inline-start: 5px solid transparent;
        border-radius: var(--radius-small);
        line-height: var(--leading-tight);
      }
      .told[data-kind='done'] {
        border-color: var(--good);
        background: var(--good-wash);
        color: var(--good);
      }
      .told[data-kind='refused'] {
        border-color: var(--warn);
        background: var(--warn-wash);
        color: var(--warn);
      }
      .told p {
        flex: 1;
        min-inline-size: 12rem;
        font-weight: var(--weight-strong);
      }
      .acts {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--gap-small);
      }
      .acts luot-button,
      .with luot-button {
        --button-align: start;
        font-size: var(--text);
      }
      .lists {
        grid-template-rows: auto auto minmax(7rem, 1fr) auto minmax(5rem, 0.45fr) auto;
        gap: var(--gap-small);
      }
      .lists h2,
      .side h2 {
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
        min-block-size: 40px;
      }
      .with p {
        flex-basis: 100%;
        font-weight: var(--weight-strong);
      }
      nav {
        display: grid;
        gap: var(--gap-small);
        margin-block-start: var(--gap-wide);
      }
      .side {
        min-block-size: 0;
        overflow: auto;
      }
      @media (height < 740px) {
        main {
          padding-block: var(--gap-small);
        }
        .here {
          gap: var(--gap-small);
        }
        .next {
          min-block-size: 64px;
        }
        .acts luot-button {
          min-block-size: 40px;
        }
        .with {
          min-block-size: 88px;
        }
      }
      @media (width < 1200px) {
        :host {
          block-size: auto;
        }
        main {
          grid-template-columns: minmax(0, 1fr);
        }
        .lists {
          grid-template-rows: auto auto 20rem auto 12rem auto;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  override connectedCallback(): void {
    new ViewController(this, () => this.link)
    this.orders = orders(this.link, this.counter, () => crypto.randomUUID())
    this.looking = setInterval(() => this.requestUpdate(), LOOK_MS)
    super.connectedCallback()
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    clearTimeout(this.quiet)
    clearTimeout(this.undoOver)
    super.disconnectedCallback()
  }

  override updated(): void {
    // Enter works from the first moment on, and whenever the focus fell off the page.
    const lost = document.activeElement === document.body || document.activeElement === null
    if (lost && this.asking === null) this.nextButton?.focus({ preventScroll: true })
  }

  override render() {
    const view = this.link.view
    return html`${this.top(view)}
      <div class="banners">${this.banners(view)}</div>
      ${view?.counter ? this.desk(view, view.counter) : html`<main><p>${say('connecting')}</p></main>`}
      ${view && this.asking ? this.question(view, this.asking) : nothing}`
  }

  private top(view: DeskView | null) {
    return html`<top-bar heading=${view ? tell(view.office) : say('deskTitle')} .now=${() => this.link.now()}>
      ${
        view?.counter
          ? html`<span class="seat">${say('counter', view.counter.label)} · ${say(`state-${view.counter.state}`)}</span>`
          : nothing
      }
      <luot-button slot="rest" variant="quiet" hint=${KEYS.help} @click=${() => this.act('help')}
        >${say('help')}</luot-button
      >
      <span slot="rest">${this.me.name}</span>
      <luot-button slot="rest" variant="quiet" @click=${() => this.dispatchEvent(new Event('sign-out'))}
        >${say('signOut')}</luot-button
      >
    </top-bar>`
  }

  private banners(view: DeskView | null) {
    const mine = view?.counters.find(({ id }) => id === this.counter)
    const lost = mine && !mine.mine && mine.state !== 'closed'
    return html`${this.link.state === 'away' ? html`<luot-banner kind="away">${say('hubAway')}</luot-banner>` : nothing}
    ${view?.clockSuspect ? html`<luot-banner kind="warn" icon="clock">${say('clockSuspect')}</luot-banner>` : nothing}
    ${lost ? html`<luot-banner kind="warn">${say('takenOver', mine.label, mine.staffName ?? '')}</luot-banner>` : nothing}`
  }

  private desk(view: DeskView, counter: NonNullable<DeskView['counter']>) {
    const scene = this.scene(view)
    // These buttons mean the ticket at the counter; the one chosen in a list has buttons of its own beneath the list.
    const here = { ...scene, chosen: null }
    const openOrPause = counter.state === 'open' ? 'pause' : 'open'
    return html`<main>
      <section class="here" aria-label=${say('theTicketHere')} @click=${{ handleEvent: this.clickedMute, capture: true }}>
        <ticket-now .view=${view} .now=${() => this.link.now()}></ticket-now>
        ${this.nextTile(scene)}
        <div class="told" data-kind=${this.told?.kind ?? ''}>
          <p role="status">${this.told?.text ?? ''}</p>
          ${
            this.undo
              ? html`<luot-button icon="undo" hint=${KEYS.undo} @click=${() => this.act('undo')}>${say('undo')}</luot-button>`
              : nothing
          }
        </div>
        <div class="acts" role="group" aria-label=${say('actsOnTicket')}>
          ${(['recall', 'start', 'finish', 'no-show', 'park', 'transfer', 'copy', 'cancel', 'issue'] as const).map(
            (act) => this.tile(act, here),
          )}
        </div>
        <div class="acts" role="group" aria-label=${say('actsOfCounter')}>
          ${([openOrPause, 'close', 'leave'] as const).map((act) => this.tile(act, here))}
        </div>
      </section>
      ${this.lists(view, counter, scene)}
      <section class="side" tabindex="0" aria-label=${say('wholeHall')}>
        <hall-side .view=${view}></hall-side>
        <nav aria-label=${say('otherPages')}>
          <a href="/desk/day" target="_blank" rel="noopener">${say('dayTitle')}</a>
          <a href="/desk/health" target="_blank" rel="noopener">${say('healthTitle')}</a>
        </nav>
      </section>
    </main>`
  }

  /** Next is the one button with room to say beside itself why it cannot be pressed. */
  private nextTile(scene: Scene) {
    const why = whyNot('next', scene)
    return html`<luot-button
      class="next"
      variant="primary"
      icon="next"
      hint=${KEYS.next}
      data-act="next"
      ?disabled=${why !== null}
      why=${why ? tell(why) : ''}
      @click=${() => this.act('next')}
    >${say('next')}</luot-button>`
  }

  private tile(act: Act, scene: Scene) {
    const why = whyNot(act, scene)
    return html`<luot-button
      hint=${KEYS[act]}
      data-act=${act}
      ?disabled=${why !== null}
      label=${why ? `${say(act)} ${KEYS[act]}. ${tell(why)}` : ''}
      title=${why ? tell(why) : ''}
      @click=${() => this.act(act)}
    >${say(act)}</luot-button>`
  }

  private lists(view: DeskView, counter: NonNullable<DeskView['counter']>, scene: Scene) {
    const own = view.services.filter(({ id }) => this.servesHere(id, view))
    const only = own.some(({ id }) => id === this.only) ? this.only : null
    const more = counter.waitingCount - counter.waiting.length
    return html`<section class="lists" aria-label=${say('list')}>
      <h2>${say('waiting', count(counter.waitingCount, language.now))}${more > 0 ? ` · ${say('moreWaiting', count(more, language.now))}` : ''}</h2>
      <div class="filters" role="group" aria-label=${say('showOnly')}>
        ${
          own.length > 1
            ? [{ id: null, name: say('all') }, ...own.map(({ id, name }) => ({ id, name: tell(name) }))].map(
                ({ id, name }) => html`<luot-button
                  pressed=${only === id ? 'true' : 'false'}
                  @click=${() => {
                    this.only = id
                  }}
                >${name}</luot-button>`,
              )
            : nothing
        }
      </div>
      <ticket-list
        id="waiting"
        label=${say('list')}
        .tickets=${waitingFor(counter.waiting, only)}
        .row=${(ticket: DeskTicket) => this.waitingRow(ticket, view)}
        @choose=${this.onChoose}
        @left=${this.onLeft}
        @take=${() => this.act('pick')}
      ></ticket-list>
      <h2>${say('asideCount', count(counter.parked.length, language.now), count(counter.missed.length, language.now))}</h2>
      <ticket-list
        id="aside"
        label=${say('aside')}
        .tickets=${[...counter.parked, ...counter.missed]}
        .row=${(ticket: DeskTicket) => this.asideRow(ticket, view)}
        @choose=${this.onChoose}
        @left=${this.onLeft}
        @take=${() => this.act('return')}
      ></ticket-list>
      <div class="with" @click=${{ handleEvent: this.clickedMute, capture: true }}>
        ${
          scene.chosen
            ? html`<p>${say('chosen', scene.chosen.number)}</p>
                ${(['pick', 'return', 'transfer', 'copy', 'cancel'] as const).map((act) =>
                  act === 'return' && whyNot(act, scene) ? nothing : this.tile(act, scene),
                )}`
            : html`<luot-button variant="quiet" hint=${KEYS.list} @click=${() => this.act('list')}
                  >${say('list')}</luot-button
                >
                <luot-button variant="quiet" hint=${KEYS.aside} @click=${() => this.act('aside')}
                  >${say('aside')}</luot-button
                >`
        }
      </div>
    </section>`
  }

  private waitingRow(ticket: DeskTicket, view: DeskView) {
    const service = view.services.find(({ id }) => id === ticket.service)
    return html`<span class="number">${ticket.number}</span>
      <span>${service ? tell(service.name) : ticket.service}</span>
      <span>${span(this.link.now() - ticket.issuedAt, language.now)}</span>
      ${this.softLine(ticket, view, ticket.onlyHere ? say('onlyHere') : '')}`
  }

  private asideRow(ticket: DeskTicket, view: DeskView) {
    const { parked } = ticket
    return html`<span class="number">${ticket.number}</span>
      <span>${parked ? parked.reason : say('missedCall')}</span>
      <span>${parked ? say('keptUntil', timeOfDay(parked.untilAt)) : ''}</span>
      ${this.softLine(ticket, view, '')}`
  }

  private softLine(ticket: DeskTicket, view: DeskView, first: string) {
    const priority = classOf(ticket, view)
    const rest = [first, ticket.procedure ?? ''].filter((one) => one !== '').join(' · ')
    if (!priority && rest === '') return nothing
    return html`<span class="soft">${
      priority
        ? html`<luot-icon name=${priority.icon}></luot-icon> ${tell(priority.name)}${rest ? ' · ' : ''}`
        : nothing
    }${rest}</span>`
  }

  private question(view: DeskView, asking: Asking) {
    const shut = () => {
      this.asking = null
    }
    const why = (about: keyof typeof USUAL, heading: string, note: string, then: (reason: string) => void) =>
      html`<ask-why
        heading=${heading}
        note=${note}
        .usual=${USUAL[about].map((word) => say(word))}
        @reason=${(event: CustomEvent<string>) => then(event.detail)}
        @close=${shut}
      ></ask-why>`
    switch (asking.about) {
      case 'park':
        return why('park', say('parkAsk', asking.ticket.number), '', (reason) => this.park(asking.ticket, reason))
      case 'cancel':
        return why('cancel', say('cancelAsk', asking.ticket.number), '', (reason) => this.cancel(asking.ticket, reason))
      case 'pick':
        return why('pick', say('pickAsk', asking.ticket.number), say('pickNote'), (reason) =>
          this.pick(asking.ticket, reason),
        )
      case 'pause':
        return why('pause', say('pauseAsk'), '', (reason) => this.pause(reason))
      case 'transfer':
        return html`<ask-where
          .ticket=${asking.ticket}
          .view=${view}
          @place=${(event: CustomEvent<Place>) => this.transfer(asking.ticket, event.detail)}
          @close=${shut}
        ></ask-where>`
      case 'issue':
        return html`<ask-issue .view=${view} .orders=${this.orders} @close=${shut}></ask-issue>`
      case 'help':
        return html`<show-keys @close=${shut}></show-keys>`
      default:
        return asking satisfies never
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.asking === null && !isTyping(event)) {
      this.forgetChoice()
      this.nextButton?.focus()
      return
    }
    const act = actOf({
      code: event.code,
      repeat: event.repeat,
      withOthers: withOthers(event),
      typing: isTyping(event),
      asking: this.asking !== null,
    })
    if (act === null) return
    event.preventDefault()
    this.act(act)
  }

  /** A click on a button that cannot be pressed says why, as its key does; the button itself lets no click through. */
  private readonly clickedMute = (event: Event): void => {
    const button = event.composedPath().find((at) => at instanceof HTMLElement && at.dataset.act !== undefined)
    if (button instanceof HTMLElement && button.hasAttribute('disabled')) this.act(button.dataset.act as Act)
  }

  private act(act: Act): void {
    const view = this.link.view
    if (view === null) return
    const scene = this.scene(view)
    const why = whyNot(act, scene)
    if (why) {
      this.refuse(why)
      return
    }
    void this.carryOut(act, view.counter?.current ?? null, scene.chosen)
  }

  private carryOut(act: Act, current: DeskTicket | null, chosen: DeskTicket | null): Promise<void> | void {
    const to = this.orders
    switch (act) {
      case 'next':
        return this.next(current)
      case 'recall':
        return current ? this.order(to.recall(current.id), () => say('calledAgain', current.number)) : undefined
      case 'start':
        return current ? this.order(to.start(current.id), () => say('startedNow', current.number)) : undefined
      case 'finish':
        return current ? this.order(to.finish(current.id), () => say('finishedNow', current.number)) : undefined
      case 'no-show':
        return current ? this.noShow(current) : undefined
      case 'copy':
        return this.copy(chosen ?? current)
      case 'return':
        return chosen ? this.bringIn(chosen.id, chosen.number, can('resume', chosen)) : undefined
      case 'open':
        return this.order(to.open(), () => say('openedNow'))
      case 'close':
        return this.order(to.close(), () => say('closedNow'), undoOf('close', null))
      case 'undo':
        return this.takeBack()
      case 'park':
        return this.ask('park', current)
      case 'pick':
        return this.ask('pick', chosen)
      case 'transfer':
      case 'cancel':
        return this.ask(act, chosen ?? current)
      case 'issue':
      case 'pause':
      case 'help':
        this.asking = { about: act }
        return undefined
      case 'list':
        return this.waitingList.focus()
      case 'aside':
        return this.asideList.focus()
      case 'leave':
        this.dispatchEvent(new Event('leave'))
        return undefined
      default:
        return act satisfies never
    }
  }

  private ask(about: 'park' | 'cancel' | 'pick' | 'transfer', ticket: DeskTicket | null): void {
    if (ticket) this.asking = { about, ticket }
  }

  private async next(before: DeskTicket | null): Promise<void> {
    const answer = await this.orders.next()
    if (answer === null) return
    if (!answer.ok) {
      this.refuseAnswer(answer)
      return
    }
    await pictureOf(answer.value.seq, this.link)
    // Past the call limit this press also wrote the one before down as missed; that can be taken back.
    const undo = answer.value.missed ? undoOf('no-show', before) : null
    this.tell('done', toldOfCall(answer.value))
    this.offer(undo)
  }

  private noShow(ticket: DeskTicket): Promise<void> {
    return this.order(this.orders.noShow(ticket.id), () => say('missedNow', ticket.number), undoOf('no-show', ticket))
  }

  private copy(ticket: DeskTicket | null): Promise<void> | void {
    if (ticket) return this.order(this.orders.copy(ticket.id), () => say('copyOrdered', ticket.number))
  }

  private park(ticket: DeskTicket, reason: string): void {
    void this.order(this.orders.park(ticket.id, reason), () => say('parkedNow', ticket.number), undoOf('park', ticket))
  }

  private cancel(ticket: DeskTicket, reason: string): void {
    void this.order(this.orders.cancel(ticket.id, reason), () => say('cancelledNow', ticket.number))
  }

  private pick(ticket: DeskTicket, reason: string): void {
    void this.order(this.orders.pick(ticket.id, reason), toldOfCall)
  }

  private pause(reason: string): void {
    void this.order(this.orders.pause(reason), () => say('pausedNow'), undoOf('pause', null))
  }

  private transfer(ticket: DeskTicket, place: Place): void {
    const to = place.counter === null ? tell(place.service) : say('counter', place.counter)
    const held = ticket.state === 'called' || ticket.state === 'serving'
    void this.order(this.orders.transfer(ticket.id, held ? this.counter : null, place.to), () =>
      say('transferredNow', ticket.number, to),
    )
  }

  private bringIn(ticket: string, number: string, parked: boolean): Promise<void> {
    return this.order(parked ? this.orders.resume(ticket) : this.orders.bringBack(ticket), () =>
      say('backInLine', number),
    )
  }

  private takeBack(): void {
    const undo = this.undo
    if (!undo) return
    if (undo.take === 'open') void this.order(this.orders.open(), () => say('openedNow'))
    else this.bringIn(undo.ticket, undo.number, undo.take === 'resume')
  }

  /** Waits for the one answer and says what came of it; a press already on its way says nothing. */
  private async order<Value extends { seq: number }>(
    answered: Promise<Answer<Value> | null>,
    done: (value: Value) => string,
    undo: Undo | null = null,
  ): Promise<void> {
    const answer = await answered
    if (answer === null) return
    if (!answer.ok) {
      this.refuseAnswer(answer)
      return
    }
    await pictureOf(answer.value.seq, this.link)
    this.tell('done', done(answer.value))
    this.offer(undo)
  }

  private refuseAnswer({ code, message }: { code: string; message: Sentence }): void {
    if (code === 'hub-away') this.tell('refused', say('notSure'))
    else this.refuse(message)
  }

  private refuse(why: Sentence): void {
    this.tell('refused', tell(why))
  }

  private tell(kind: Told['kind'], text: string): void {
    clearTimeout(this.quiet)
    this.told = { kind, text }
    this.quiet = setTimeout(() => {
      this.told = null
    }, TOLD_MS)
  }

  /** Offers the way back for its five seconds; whatever was done since has the last word. */
  private offer(undo: Undo | null): void {
    clearTimeout(this.undoOver)
    this.undo = undo
    this.undoOver = setTimeout(() => {
      this.undo = null
    }, UNDO_MS)
  }

  private scene(view: DeskView): Scene {
    const counter = view.counter
    const tickets = counter ? [...counter.waiting, ...counter.parked, ...counter.missed] : []
    return {
      view,
      line: this.link.state,
      chosen: tickets.find(({ id }) => id === this.chosen) ?? null,
      undo: this.undo !== null,
    }
  }

  private servesHere(service: string, view: DeskView): boolean {
    return view.counters.find(({ id }) => id === this.counter)?.services.includes(service) ?? false
  }

  private readonly onChoose = (event: CustomEvent<string | null>): void => {
    this.chosen = event.detail
  }

  /** Moving on to elsewhere ends a choice; its own buttons and questions are not elsewhere. */
  private readonly onLeft = (event: CustomEvent<Element>): void => {
    if (event.detail.closest('.with, ask-why, ask-where, ask-issue, show-keys')) return
    const list = event.currentTarget as TicketList
    list.forget()
  }

  private forgetChoice(): void {
    this.waitingList?.forget()
    this.asideList?.forget()
  }
}

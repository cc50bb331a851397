import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { DeskContract, DeskTicket, DeskView, Me } from '#core/contract/desk.ts'
import type { Answer, Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/clock-doubt.ts'
import '../elements/closure-controls.ts'
import '../elements/counter-acts.ts'
import '../elements/counter-lists.ts'
import '../elements/hall-alerts.ts'
import '../elements/hall-side.ts'
import '../elements/practice-switch.ts'
import '../elements/roll-controls.ts'
import '../elements/ticket-now.ts'
import '../elements/top-bar.ts'
import { type Act, actOf, KEYS } from '../acts.ts'
import { type Asking, askingOf } from '../asking.ts'
import { CounterWork } from '../counter-work.ts'
import type { CounterActs } from '../elements/counter-acts.ts'
import type { CounterLists } from '../elements/counter-lists.ts'
import { openQuestion } from '../elements/open-question.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { MANUAL } from '../which-page.ts'
import { type Scene, whyNot } from '../why-not.ts'
import { say } from '../words.ts'

/** Waiting times on the page are told in minutes, so they are looked at again this often. */
const LOOK_MS = 15_000

/**
 * The desk at one counter: the number now, one key for every act, and who waits. Fires `leave` and `sign-out`.
 *
 *     key or button ──▶ may it be done? ─ no ─▶ the reason is told
 *                            └─ yes ─▶ a question first (asking.ts) ──▶ the work (counter-work.ts)
 */
@customElement('at-counter')
export class AtCounter extends LitElement {
  @property({ attribute: false }) link!: Link<DeskContract>
  @property({ attribute: false }) me!: Me
  @property() counter = ''
  @state() private chosen: string | null = null
  @state() private asking: Asking | null = null
  @query('counter-acts') private acts!: CounterActs | null
  @query('counter-lists') private lists!: CounterLists | null
  private work!: CounterWork
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
      .here {
        display: grid;
        align-content: start;
        min-block-size: 0;
        gap: var(--gap);
      }
      .lists {
        display: grid;
        min-block-size: 0;
      }
      nav {
        display: grid;
        grid-template-columns: auto auto;
        gap: var(--gap-small) var(--gap);
        margin-block-start: var(--gap);
      }
      .side > luot-button,
      .side > practice-switch {
        display: grid;
        margin-block-start: var(--gap);
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
      }
      @media (width < 1200px) {
        :host {
          block-size: auto;
        }
        main {
          grid-template-columns: minmax(0, 1fr);
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
    this.work = new CounterWork({ link: this.link, counter: this.counter, changed: () => this.requestUpdate() })
    this.looking = setInterval(() => this.requestUpdate(), LOOK_MS)
    super.connectedCallback()
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    this.work.stop()
    super.disconnectedCallback()
  }

  override updated(): void {
    // Enter works from the first moment on, and whenever the focus fell off the page.
    const lost = document.activeElement === document.body || document.activeElement === null
    if (lost && this.asking === null) this.acts?.focus({ preventScroll: true })
  }

  override render() {
    const view = this.link.view
    const shut = () => {
      this.asking = null
    }
    return html`${this.top(view)}
      <div class="banners">${this.banners(view)}</div>
      ${view?.counter ? this.desk(view) : html`<main><p>${say('connecting')}</p></main>`}
      ${view && this.asking ? openQuestion(this.asking, view, this.work, shut) : nothing}`
  }

  private top(view: DeskView | null) {
    return html`<top-bar heading=${view ? tell(view.office) : say('deskTitle')} .now=${() => this.link.now()}>
      ${
        view?.counter
          ? html`<span class="seat">${say('counter', view.counter.label)} · ${say(`state-${view.counter.state}`)}${view.counter.automatic ? ` · ${say('automatic')}` : ''}</span>`
          : nothing
      }
      <luot-button slot="rest" variant="quiet" hint=${KEYS.help} @click=${() => this.act('help')}
        >${say('help')}</luot-button
      >
      ${HEADS.some((role) => role === this.me.role) ? html`<a slot="rest" href="/desk/hall" target="_blank" rel="noopener">${say('hallTitle')}</a>` : nothing}
      <span slot="rest">${this.me.name}</span>
      <luot-button slot="rest" variant="quiet" @click=${() => this.dispatchEvent(new Event('sign-out'))}
        >${say('signOut')}</luot-button
      >
    </top-bar>`
  }

  private banners(view: DeskView | null) {
    const mine = view?.counters.find(({ id }) => id === this.counter)
    const lost = mine && !mine.mine && mine.state !== 'closed'
    const askClock = () => {
      this.asking = { about: 'clock' }
    }
    return html`${this.link.state === 'away' ? html`<luot-banner kind="away">${say('hubAway')}</luot-banner>` : nothing}
    ${view ? html`<hall-alerts .view=${view} .link=${this.link} .me=${this.me} ?asking=${this.asking !== null}></hall-alerts>` : nothing}
    ${view?.clockSuspect ? html`<clock-doubt .me=${this.me} @confirm=${askClock}></clock-doubt>` : nothing}
    ${lost ? html`<luot-banner kind="warn">${say('takenOver', mine.label, mine.staffName ?? '')}</luot-banner>` : nothing}`
  }

  private desk(view: DeskView) {
    const scene = this.scene(view)
    const onAct = (event: CustomEvent<Act>) => this.act(event.detail)
    const onChoose = (event: CustomEvent<string | null>) => {
      this.chosen = event.detail
    }
    return html`<main>
      <section class="here" aria-label=${say('theTicketHere')}>
        <ticket-now .view=${view} .now=${() => this.link.now()}></ticket-now>
        <counter-acts .scene=${scene} .told=${this.work.told} @act=${onAct} @call-help=${this.callHelp}></counter-acts>
      </section>
      <section class="lists" aria-label=${say('list')}>
        <counter-lists
          .scene=${scene}
          .now=${() => this.link.now()}
          @act=${onAct}
          @choose=${onChoose}
        ></counter-lists>
      </section>
      <section class="side" tabindex="0" aria-label=${say('wholeHall')}>
        <hall-side .view=${view}></hall-side>
        <closure-controls .view=${view} .link=${this.link}></closure-controls>
        ${view.rolls.length > 0 ? html`<roll-controls .rolls=${view.rolls} .link=${this.link}></roll-controls>` : nothing}
        ${HEADS.some((role) => role === this.me.role) && !view.practice ? html`<practice-switch .me=${this.me}></practice-switch>` : nothing}
        <luot-button hint=${KEYS.before} @click=${() => this.act('before')}>${say('before')}</luot-button>
        <nav aria-label=${say('otherPages')}>
          <a href="/desk/appointments" target="_blank" rel="noopener">${say('appointmentsTitle')}</a>
          ${
            HEADS.some((role) => role === this.me.role)
              ? html`<a href="/desk/live" target="_blank" rel="noopener">${say('liveTitle')}</a>
                  <a href="/desk/rules" target="_blank" rel="noopener">${say('rulesTitle')}</a>`
              : nothing
          }
          <a href="/desk/day" target="_blank" rel="noopener">${say('dayTitle')}</a>
          <a href="/desk/health" target="_blank" rel="noopener">${say('healthTitle')}</a>
          <a href=${MANUAL} target="_blank" rel="noopener">${say('manualTitle')}</a>
        </nav>
      </section>
    </main>`
  }

  private readonly callHelp = (): void => {
    const here = this.link.view?.counters.find(({ id }) => id === this.counter)
    // Whoever's counter was taken over meanwhile needs help all the same.
    const counter = here && (here.mine || here.state === 'closed') ? this.counter : null
    void this.ofHelp(this.link.ask('call-help', { command: newId(), help: newId(), counter }))
  }

  /** What came of it is told where every act is told; while the hub is away one must know that nobody heard. */
  private async ofHelp(answered: Promise<Answer<unknown>>): Promise<void> {
    const answer = await answered
    if (!answer.ok) this.work.refuse(answer.message)
  }

  private scene(view: DeskView): Scene {
    const counter = view.counter
    const tickets = counter ? [...counter.waiting, ...counter.stranded, ...counter.parked, ...counter.missed] : []
    return {
      view,
      line: this.link.state,
      chosen: tickets.find(({ id }) => id === this.chosen) ?? null,
      undo: this.work.undo !== null,
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.asking === null && !isTyping(event)) {
      this.lists?.forget()
      this.acts?.focus()
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

  private act(act: Act): void {
    const view = this.link.view
    if (view === null) return
    const scene = this.scene(view)
    const why = whyNot(act, scene)
    if (why) this.work.refuse(why)
    else this.carryOut(act, view.counter?.current ?? null, scene.chosen)
  }

  private carryOut(act: Act, current: DeskTicket | null, chosen: DeskTicket | null): void {
    switch (act) {
      case 'list':
      case 'aside':
        this.lists?.goTo(act)
        return
      case 'leave':
        this.dispatchEvent(new Event('leave'))
        return
      case 'park':
      case 'pick':
      case 'transfer':
      case 'extend':
      case 'class':
      case 'cancel':
      case 'issue':
      case 'pause':
      case 'before':
      case 'help':
        this.asking = askingOf(act, current, chosen) ?? this.asking
        return
      default:
        void this.work.carryOut(act, current, chosen)
    }
  }
}

import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { CheckIn } from '#core/contract/appointments.ts'
import type { IssuedTicket, IssueTicket, KioskContract, KioskView, SlipMoment } from '#core/contract/kiosk.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { dress } from '#web/theme/screen.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { catchBack } from '../browser-back.ts'
import { swallowDoubleTaps } from '../double-tap.ts'
import { fitOf } from '../fit.ts'
import {
  afterTime,
  back,
  forward,
  GIVING_BACK_MS,
  here,
  home,
  instead,
  kept,
  needsHub,
  ONE_SERVICE,
  type Path,
  type Screen,
  slipSaid,
  ticketShown,
  type Visit,
  type Wanted,
  withMore,
  withoutNumber,
} from '../flow.ts'
import { type Idle, idleOf } from '../idle.ts'
import { GIVE_BACK, ONE_MORE } from '../questions.ts'
import { type Look, type Settings, sameLook } from '../settings.ts'
import type { Shown } from '../shown.ts'
import type { Wish } from '../wish.ts'
import { pair, say } from '../words.ts'
import './enter-code.ts'
import './find-procedure.ts'
import './pick-class.ts'
import { furtherServices } from './pick-more.ts'
import './pick-service.ts'
import './plain-notice.ts'
import './scan-card.ts'
import './screen-options.ts'
import './show-procedure.ts'
import './ticket-issued.ts'
import './yes-no.ts'

/** How often the glass looks whether time has changed anything on it. */
const LOOK_EVERY_MS = 200
/** Longer than the hub ever needs: what is not answered by then is asked again, with the same ids. */
const ISSUE_LIMIT_MS = 4_000

/** The kiosk: knows where the citizen stands, acts on what they want, and is home again when they are gone. */
@customElement('kiosk-app')
export class KioskApp extends LitElement {
  @property({ attribute: false }) link!: Link<KioskContract>
  @property({ attribute: false }) settings!: Settings
  /** Where home is: the services, or the lookup board where that stands alone. */
  @property({ attribute: false }) root: Screen = { at: 'home' }

  @state() private path!: Path
  @state() private look!: Look
  @state() private idle: Idle = { is: 'here' }
  @state() private secondsLeft: number | null = null
  @state() private voidSeconds = 0

  @query('dialog') private dialog!: HTMLDialogElement

  private readonly hub = new ViewController(this, () => this.link)
  private touchedAt = 0
  private turnedAt = 0
  private ticking: ReturnType<typeof setInterval> | undefined
  private stopListening = () => {}
  /** What the printer said of tickets whose number is not on the glass yet. */
  private slips = new Map<string, SlipMoment>()

  static override styles = [
    sheet,
    css`
      :host {
        display: block;
        block-size: 100vh;
      }
      dialog {
        inline-size: 100vw;
        block-size: 100vh;
        max-inline-size: none;
        max-block-size: none;
        padding: calc(10.5 * var(--mm));
        border: none;
        background: var(--card);
        color: var(--ink);
      }
      dialog[open] {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--gap-wide);
        text-align: center;
      }
      dialog p {
        font-size: var(--text-button);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    this.addEventListener('wish', ({ wish }) => this.act(wish))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.path = [this.root]
    this.showAs(this.settings.look)
    this.touchedAt = performance.now()
    this.ticking = setInterval(() => this.passTime(), LOOK_EVERY_MS)
    for (const kind of ['pointerdown', 'keydown'] as const) window.addEventListener(kind, this.touched, true)
    window.addEventListener('resize', this.resized)
    const deaf = this.link.on('slip', (said) => this.slipSaid(said))
    const single = swallowDoubleTaps(() => this.turnedAt)
    const staying = catchBack(() => this.act({ want: 'back' }))
    this.stopListening = () => {
      deaf()
      single()
      staying()
    }
  }

  override disconnectedCallback(): void {
    clearInterval(this.ticking)
    for (const kind of ['pointerdown', 'keydown'] as const) window.removeEventListener(kind, this.touched, true)
    window.removeEventListener('resize', this.resized)
    this.stopListening()
    super.disconnectedCallback()
  }

  private resized = (): void => this.requestUpdate()

  private touched = (event: Event): void => {
    // The question closes when the finger is lifted: closed under it, the lifting would meet the page behind.
    if (this.idle.is === 'leaving' && event.type === 'pointerdown') return
    this.stay()
  }

  private stay = (): void => {
    this.touchedAt = performance.now()
    if (this.idle.is === 'leaving') this.idle = { is: 'here' }
    const screen = kept(here(this.path), performance.now())
    if (screen !== here(this.path)) this.path = instead(this.path, screen)
  }

  private turnTo(path: Path): void {
    this.path = path
    this.turnedAt = performance.now()
  }

  /** What a wish does. Taking a number is the only one that changes anything outside this screen. */
  private act(wish: Wish): void {
    const screen = here(this.path)
    switch (wish.want) {
      case 'service':
        this.chosen(wish.service, wish.procedure)
        break
      case 'number':
        this.takeNumber({ service: wish.service, class: wish.class, procedure: wish.procedure })
        break
      case 'appointment':
        this.turnTo(forward(this.path, { at: 'check-in', wrong: null }))
        break
      case 'check-in':
        if (screen.at === 'check-in' || screen.at === 'home')
          void this.issue({ command: newId(), ticket: newId(), code: wish.code })
        break
      case 'again':
        if (screen.at === 'unanswered') void this.issue(screen.ask)
        // The rules have said no to that command once and for all: pressing again is a new one, for the same ticket.
        if (screen.at === 'refused' && screen.ask) void this.issue({ ...screen.ask, command: newId() })
        break
      case 'card':
        if (screen.at === 'card') this.take({ ...screen.wanted, card: wish.card })
        break
      case 'one-more':
        if (screen.at === 'one-more') void this.issue({ ...screen.ask, command: newId(), again: true })
        break
      case 'mistake':
        if (screen.at === 'ticket') {
          const homeAt = performance.now() + GIVING_BACK_MS
          this.turnTo(forward(this.path, { at: 'give-back', issued: screen.issued, homeAt }))
        }
        break
      case 'more':
        if (screen.at === 'ticket') {
          const { issued, visit } = screen
          this.turnTo(forward(this.path, { at: 'more', issued, visit, wrong: null }))
        }
        break
      case 'more-service':
        if (screen.at === 'more') void this.addService(screen, wish.service)
        break
      case 'give-back':
        if (screen.at === 'give-back') void this.giveBack(screen.issued)
        break
      case 'look':
        this.showAs({ ...this.look, ...wish.look })
        break
      case 'home':
      case 'back':
        if (screen.at === 'ticket' || screen.at === 'given-back') this.startOver()
        else this.turnTo(wish.want === 'home' ? home(this.path) : this.stepBack())
        break
      case 'search': {
        const search: Screen = { at: 'search', text: wish.text }
        // Each letter is not a step of its own: Back leaves the search at once.
        if (screen.at === 'search') this.path = instead(this.path, search)
        else this.turnTo(forward(this.path, search))
        break
      }
      case 'options':
      case 'fields':
        this.turnTo(forward(this.path, { at: wish.want }))
        break
      case 'field':
        this.turnTo(forward(this.path, { at: 'found', field: wish.field }))
        break
      case 'procedure':
        this.turnTo(forward(this.path, { at: 'procedure', code: wish.code }))
        break
      default:
        wish satisfies never
    }
  }

  /** Where the office has priorities, one question stands between the service and the number. */
  private chosen(service: string, procedure: string | null): void {
    if (this.hub.view === null) return
    const asks = this.hub.view.classes.some(({ id }) => id !== ORDINARY)
    if (asks) this.turnTo(forward(this.path, { at: 'class', service, procedure }))
    else this.takeNumber({ service, class: ORDINARY, procedure })
  }

  /** The ids are made here, once per intent: however often the body is sent, it is one ticket. */
  private takeNumber(wanted: Wanted): void {
    // Where the office counts numbers by person, the card stands between the wish and the number.
    if (this.hub.view?.asksCard) this.turnTo(forward(this.path, { at: 'card', wanted }))
    else this.take(wanted)
  }

  private take(wanted: Wanted & Pick<IssueTicket, 'card'>): void {
    if (here(this.path).at === 'asking') return
    void this.issue({ command: newId(), ticket: newId(), ...wanted })
  }

  private async issue(ask: IssueTicket | CheckIn): Promise<void> {
    this.turnTo(forward(home(this.path), { at: 'asking', ask }))
    const limit = { limitMs: ISSUE_LIMIT_MS }
    const answer =
      'code' in ask ? await this.link.ask('check-in', ask, limit) : await this.link.ask('issue-ticket', ask, limit)
    const now = performance.now()
    if (answer.ok) {
      const said = this.slips.get(ask.ticket)
      this.slips.clear()
      const ticket = ticketShown(answer.value, said, now, this.hub.view?.voidWithinMs, this.visitOf(ask))
      this.turnTo(forward(home(this.path), ticket))
      return
    }
    this.turnTo(forward(home(this.path), withoutNumber(ask, answer.code, answer.message)))
  }

  /** One step back; a number that was covered for a while has its time again. */
  private stepBack(): Path {
    const before = back(this.path)
    return instead(before, kept(here(before), performance.now()))
  }

  /** One more service for the number that stands on the glass. Until the hub has said so nothing is promised. */
  private async addService(screen: Screen & { at: 'more' }, service: string): Promise<void> {
    const name = this.hub.view?.services.find(({ id }) => id === service)?.name
    if (this.adding || name === undefined) return
    this.adding = true
    const body = { command: newId(), ticket: screen.issued.id, service }
    const answer = await this.link.ask('extend-visit', body, { limitMs: ISSUE_LIMIT_MS })
    this.adding = false
    if (here(this.path) !== screen) return
    if (!answer.ok) this.path = instead(this.path, { ...screen, wrong: answer.message })
    else {
      const before = this.stepBack()
      this.turnTo(instead(before, withMore(here(before), service, name)))
    }
  }
  private adding = false

  /** A mistaken press taken back. Until the hub has said so the number stands. */
  private async giveBack({ id, number }: IssuedTicket): Promise<void> {
    const answer = await this.link.ask('void-ticket', { command: newId(), ticket: id }, { limitMs: ISSUE_LIMIT_MS })
    if (here(this.path).at !== 'give-back') return
    const next: Screen = answer.ok
      ? { at: 'given-back', number, homeAt: performance.now() + GIVING_BACK_MS }
      : { at: 'refused', code: answer.code, message: answer.message, ask: null }
    this.turnTo(forward(home(this.path), next))
  }

  private visitOf(ask: IssueTicket | CheckIn): Visit {
    if ('code' in ask) return ONE_SERVICE
    const said = this.hub.view?.classes.find(({ id }) => id === ask.class)
    return { services: [ask.service], further: [], toConfirm: said?.confirmedBy === 'staff' }
  }

  private slipSaid(said: SlipMoment): void {
    const screen = here(this.path)
    if (screen.at === 'asking' && screen.ask.ticket === said.ticket) this.slips.set(said.ticket, said)
    // The number may be covered by a question just now; it hears of its slip all the same.
    const heard = this.path.map((one) => slipSaid(one, said, performance.now())) as unknown as Path
    if (heard.some((one, step) => one !== this.path[step])) this.path = heard
  }

  private passTime(): void {
    const now = performance.now()
    const screen = here(this.path)
    const next = afterTime(screen, now)
    if (next === 'go-home') {
      this.startOver()
      return
    }
    if (next !== screen) this.path = instead(this.path, next)
    this.secondsLeft =
      next.at === 'ticket' && next.slip.is !== 'printing' ? Math.ceil((next.homeAt - now) / 1000) : null

    this.voidSeconds = next.at === 'ticket' ? Math.max(0, Math.ceil((next.voidUntil - now) / 1000)) : 0
    const untouched = this.path.length === 1 && sameLook(this.look, this.settings.look)
    // A number on the glass has its own time, and one being asked for is not left alone.
    if (untouched || next.at === 'ticket' || next.at === 'asking') this.touchedAt = now
    const idle = idleOf(this.touchedAt, now)
    if (idle.is === 'gone') {
      this.startOver()
      return
    }
    if (JSON.stringify(idle) !== JSON.stringify(this.idle)) this.idle = idle
    this.askAgainOnceBack(next)
  }

  /** A number asked for while the hub was away comes by itself when it is back: same ids, so never twice. */
  private askAgainOnceBack(screen: Screen): void {
    const live = this.hub.state === 'live'
    if (screen.at === 'unanswered' && live && !this.wasLive) void this.issue(screen.ask)
    this.wasLive = live
  }
  private wasLive = false

  /** The next citizen finds everything as the office set it. */
  private startOver(): void {
    this.idle = { is: 'here' }
    this.touchedAt = performance.now()
    this.showAs(this.settings.look)
    this.turnTo(home(this.path))
  }

  private showAs(look: Look): void {
    this.look = look
    const { text, contrast, reach } = look
    dress(document.documentElement, { app: 'kiosk', text, contrast, reach })
    if (language.now !== look.language) language.speak(look.language)
    document.documentElement.lang = look.language
  }

  protected override updated(): void {
    const leaving = this.idle.is === 'leaving'
    if (leaving && !this.dialog.open) this.dialog.showModal()
    if (!leaving && this.dialog.open) this.dialog.close()
  }

  private shown(): Shown {
    const { pxPerMm } = this.settings
    return {
      fit: fitOf(innerWidth / pxPerMm, innerHeight / pxPerMm),
      look: this.look,
      office: this.hub.view?.office ?? null,
      now: () => this.link.now(),
      live: this.hub.state === 'live',
      practice: this.hub.view?.practice ?? false,
    }
  }

  override render() {
    const shown = this.shown()
    return html`${this.page(shown)}
      <dialog aria-labelledby="still-there" @click=${this.stay} @cancel=${(event: Event) => event.preventDefault()}>
        <h1 id="still-there">${both(pair('stillThere'))}</h1>
        ${this.idle.is === 'leaving' ? html`<p role="timer">${say('leaving', this.idle.secondsLeft)}</p>` : nothing}
        <luot-button variant="primary" icon="check" >${say('goOn')}</luot-button>
      </dialog>`
  }

  private page(shown: Shown): TemplateResult {
    const screen = here(this.path)
    const { view, state } = this.hub
    if (this.link.refused && state !== 'live')
      return notice(shown, 'info', this.link.refused.message, pair('notAllowed'))
    if (needsHub(screen) && state === 'away') return notice(shown, 'cable-off', pair('hubAway'), pair('hubAwayDo'))
    if (view === null && needsHub(screen)) return notice(shown, 'clock', pair('connecting'), null)
    if (view?.paused && needsHub(screen)) return notice(shown, 'pause', pair('kioskPaused'), pair('kioskPausedDo'))
    switch (screen.at) {
      case 'home':
        return html`<pick-service .shown=${shown} .view=${view!}></pick-service>`
      case 'class':
        return html`<pick-class
          .shown=${shown}
          .view=${view!}
          service=${screen.service}
          .procedure=${screen.procedure}
        ></pick-class>`
      case 'check-in':
        return html`<enter-code .shown=${shown} .wrong=${screen.wrong}></enter-code>`
      case 'card':
        return html`<scan-card .shown=${shown}></scan-card>`
      case 'one-more':
        return html`<yes-no .shown=${shown} .question=${pair('oneMore')} .answers=${ONE_MORE}></yes-no>`
      case 'give-back':
        return html`<yes-no .shown=${shown} .question=${pair('giveBack', screen.issued.number)} .answers=${GIVE_BACK}></yes-no>`
      case 'more':
        return html`<pick-more
          .shown=${shown}
          .services=${furtherServices(view, screen.visit.services)}
          number=${screen.issued.number}
          .wrong=${screen.wrong}
        ></pick-more>`
      case 'given-back':
        return html`<plain-notice nav .shown=${shown} icon="check" .what=${pair('givenBack', screen.number)} .whatToDo=${pair('givenBackDo')}></plain-notice>`
      case 'asking':
        return notice(shown, 'clock', pair('asking'), null)
      case 'unanswered':
        return html`<plain-notice nav .shown=${shown} icon="cable-off" .what=${pair('unanswered')} .whatToDo=${pair('unansweredDo')}>
          <luot-button variant="primary" icon="recall" @click=${() => this.act({ want: 'again' })}>${say('again')}</luot-button>
        </plain-notice>`
      case 'refused':
        return html`<plain-notice nav .shown=${shown} .what=${pair('notGiven')} .whatToDo=${screen.message}>
          ${screen.ask ? html`<luot-button variant="primary" icon="recall" @click=${() => this.act({ want: 'again' })}>${say('again')}</luot-button>` : nothing}
        </plain-notice>`
      case 'options':
        return html`<screen-options .shown=${shown}></screen-options>`
      case 'ticket':
        return html`<ticket-issued
          .shown=${shown}
          .issued=${screen.issued}
          .slip=${screen.slip}
          .visit=${screen.visit}
          ?more=${shown.live && furtherServices(view, screen.visit.services).length > 0}
          .secondsLeft=${this.secondsLeft}
          .voidSeconds=${this.voidSeconds}
        ></ticket-issued>`
      case 'fields':
      case 'found':
      case 'search':
        return html`<find-procedure ?root=${this.path.length === 1} .shown=${shown} .asked=${askedBy(screen)}></find-procedure>`
      case 'procedure':
        return html`<show-procedure
          .shown=${shown}
          .link=${this.link}
          code=${screen.code}
          ?paper=${canPrint(view)}
          .view=${view}
        ></show-procedure>`
      default:
        return screen satisfies never
    }
  }
}

function notice(
  shown: Shown,
  icon: 'info' | 'clock' | 'cable-off' | 'pause',
  what: { vi: string; en: string },
  whatToDo: { vi: string; en: string } | null,
): TemplateResult {
  return html`<plain-notice .shown=${shown} icon=${icon} .what=${what} .whatToDo=${whatToDo}></plain-notice>`
}

function askedBy(screen: Screen & { at: 'fields' | 'found' | 'search' }) {
  switch (screen.at) {
    case 'fields':
      return { by: 'fields' } as const
    case 'found':
      return { by: 'field', field: screen.field } as const
    case 'search':
      return { by: 'text', text: screen.text } as const
    default:
      return screen satisfies never
  }
}

function canPrint(view: KioskView | null): boolean {
  return view !== null && (view.paper.state === 'ready' || view.paper.state === 'low' || view.paper.state === 'unknown')
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-app': KioskApp
  }
}

import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { RatingContract, RatingView } from '#core/contract/kiosk.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import { swallowDoubleTaps } from '../double-tap.ts'
import { fitOf } from '../fit.ts'
import { afterRating, faceOf, MOST_REASONS, type RatingScreen, THANKS_MS, withReason } from '../rating-flow.ts'
import type { Settings } from '../settings.ts'
import { pair, say } from '../words.ts'

type Level = RatingView['levels'][number]

/** Faces that stand beside each other on the smallest glass. */
const MOST_IN_A_ROW = 3

/** The rating terminal of one counter. It asks when a ticket is finished, counts one touch, and never shows a result. */
@customElement('rating-terminal')
export class RatingTerminal extends LitElement {
  @property({ attribute: false }) link!: Link<RatingContract>
  @property({ attribute: false }) settings!: Settings

  /** What a touch has led to; null while the hub's picture alone decides. */
  @state() private touchedTo: RatingScreen | null = null

  private readonly hub = new ViewController(this, () => this.link)
  /** Tickets rated here: the hub's next picture may still ask about one of them. */
  private rated = new Set<string>()
  private pressedAt = Number.NEGATIVE_INFINITY
  private stopSwallowing = () => {}
  private ticking: ReturnType<typeof setInterval> | undefined

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        block-size: 100vh;
        padding: calc(5 * var(--mm)) calc(10.5 * var(--mm)) calc(10.5 * var(--mm));
        text-align: center;
      }
      main {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        gap: var(--gap);
        min-block-size: 0;
      }
      h1 {
        line-height: var(--leading-tight);
      }
      :host([fit='compact']) h1 {
        font-size: var(--text-button);
      }
      .about {
        color: var(--ink-soft);
      }
      .resting {
        align-self: center;
        display: grid;
        justify-items: center;
        gap: var(--gap-wide);
        font-size: var(--text-title);
        line-height: var(--leading-tight);
      }
      .resting b {
        font-size: calc(26 * var(--mm));
        font-weight: var(--weight-number);
        line-height: var(--leading-tight);
        color: var(--accent);
      }
      :host([fit='compact']) .resting {
        gap: var(--gap-small);
        font-size: var(--text-button);
      }
      :host([fit='compact']) .resting b {
        font-size: calc(16 * var(--mm));
      }
      .faces,
      .reasons {
        min-block-size: 0;
        display: grid;
        gap: calc(4 * var(--mm));
        align-content: center;
      }
      .faces {
        grid-template-columns: repeat(auto-fit, minmax(calc(39 * var(--mm)), 1fr));
        grid-auto-rows: minmax(calc(31 * var(--mm)), calc(130 * var(--mm)));
      }
      .face {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--gap-small);
        min-inline-size: calc(31 * var(--mm));
        padding: calc(2 * var(--mm));
        border: var(--stroke-strong) solid var(--mood);
        border-radius: var(--radius);
        background: var(--wash);
        color: var(--mood);
        font: inherit;
        font-size: var(--text-button);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
        touch-action: manipulation;
        cursor: pointer;
        --icon-size: min(calc(56 * var(--mm)), 22vw, 26vh);
      }
      .face:active {
        background: var(--mood);
        color: var(--on-state);
      }
      .face.very-good,
      .face.good {
        --mood: var(--good);
        --wash: var(--good-wash);
      }
      .face.good {
        --wash: var(--card);
      }
      .face.plain {
        --mood: var(--away);
        --wash: var(--card);
      }
      .face.bad {
        --mood: var(--warn);
        --wash: var(--warn-wash);
      }
      .reasons {
        grid-template-columns: repeat(2, minmax(0, 1fr));
        grid-auto-rows: minmax(calc(20.5 * var(--mm)), calc(40 * var(--mm)));
      }
      .head {
        display: flex;
        justify-content: center;
        gap: var(--gap);
      }
      :host([fit='compact']) .head h1 {
        font-size: var(--text);
        flex: 1;
      }
      /* Reasons are read, not found at a glance: on a 7" glass they keep the size of text. */
      :host([fit='compact']) .reasons luot-button {
        font-size: var(--text);
        --gap-small: 0px;
      }
      :host([fit='compact']) .why {
        --target: calc(20.2 * var(--mm));
        gap: calc(3.1 * var(--mm));
        padding-block-start: calc(5.2 * var(--mm));
      }
      :host([fit='compact']) .why .reasons {
        gap: calc(3.1 * var(--mm));
        grid-auto-rows: minmax(calc(20.2 * var(--mm)), auto);
      }
      :host([fit='compact']) .face {
        --icon-size: calc(15 * var(--mm));
        gap: 0;
      }
      /* Four or five faces stand in two rows on a 7" glass: every millimetre beside them is needed. */
      :host([fit='compact']) main.many {
        gap: var(--gap-small);
      }
      :host([fit='compact']) .many h1 {
        font-size: var(--text);
      }
      :host([fit='compact']) .many .faces {
        gap: calc(3.2 * var(--mm));
        grid-auto-rows: calc(30.2 * var(--mm));
      }
      :host([fit='compact']) .many .face {
        --icon-size: calc(7 * var(--mm));
        padding: 0 calc(1 * var(--mm));
        font-size: var(--text);
      }
      .reasons .end {
        grid-column: 1 / -1;
        display: flex;
        justify-content: center;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.ticking = setInterval(() => this.passTime(), 200)
    this.stopSwallowing = swallowDoubleTaps(() => this.pressedAt)
  }

  override disconnectedCallback(): void {
    clearInterval(this.ticking)
    this.stopSwallowing()
    super.disconnectedCallback()
  }

  private passTime(): void {
    if (this.touchedTo !== null && 'leaveAt' in this.touchedTo && performance.now() >= this.touchedTo.leaveAt)
      this.touchedTo = null
    // The window to rate may have closed while nobody touched anything.
    else if (this.hub.view?.ask) this.requestUpdate()
  }

  /** One touch counts at once; a second one within the hall's five seconds is the same touch. */
  private async rate(level: Level, ticket: string): Promise<void> {
    const { view } = this.hub
    const now = performance.now()
    if (view === null || now - this.pressedAt < view.repeatMs) return
    this.pressedAt = now
    this.rated.add(ticket)
    this.touchedTo = afterRating(ticket, level.satisfied, view.reasons.length, now)
    const body = { command: newId(), ticket, counter: view.counter.id, level: level.id }
    const answer = await this.link.ask('rate-ticket', body, { limitMs: 5_000 })
    if (answer.ok || answer.code === 'already-rated') return
    this.pressedAt = Number.NEGATIVE_INFINITY
    this.rated.delete(ticket)
    this.touchedTo = { at: 'failed', leaveAt: performance.now() + 2 * THANKS_MS }
  }

  private async explain(ticket: string, reasons: readonly string[]): Promise<void> {
    this.touchedTo = { at: 'thanks', leaveAt: performance.now() + THANKS_MS }
    if (reasons.length === 0) return
    const answer = await this.link.ask('explain-rating', { command: newId(), ticket, reasons: [...reasons] })
    if (!answer.ok) this.touchedTo = { at: 'failed', leaveAt: performance.now() + 2 * THANKS_MS }
  }

  private get compact(): boolean {
    const { pxPerMm } = this.settings
    return fitOf(innerWidth / pxPerMm, innerHeight / pxPerMm) === 'compact'
  }

  private draw(sentence: Sentence): TemplateResult | string {
    return this.compact ? tell(sentence) : both(sentence)
  }

  override render() {
    this.setAttribute('fit', this.compact ? 'compact' : 'wide')
    const isMany = (this.hub.view?.levels.length ?? 0) > MOST_IN_A_ROW
    return html`<main class=${this.touchedTo?.at === 'reasons' ? 'why' : isMany ? 'many' : ''}>${this.screen()}</main>`
  }

  private screen() {
    const { view, state } = this.hub
    const { refused } = this.link
    if (refused && state !== 'live') return this.resting(pair('noSuchCounter'), refused.message)
    if (state === 'away') return this.resting(pair('hubAway'), pair('hubAwayDo'))
    if (view === null) return this.resting(pair('connecting'), null)
    const screen = this.touchedTo ?? faceOf(view, this.rated, this.link.now())
    switch (screen.at) {
      case 'resting':
        return this.resting(pair('resting'), pair('restingAbout'), say('atCounter', view.counter.label))
      case 'faces':
        return this.faces(view, screen.ticket, screen.number)
      case 'reasons':
        return this.reasons(view, screen)
      case 'thanks':
        return this.resting(pair('thanks'), null)
      case 'failed':
        return this.resting(pair('notRated'), null)
      default:
        return screen satisfies never
    }
  }

  private resting(what: Sentence, whatToDo: Sentence | null, name = '') {
    return html`<h1 class="about">${this.hub.view ? tell(this.hub.view.office) : this.draw(pair('resting'))}</h1>
      <div class="resting" role="status">
        ${name ? html`<b>${name}</b>` : ''}
        <p>${this.draw(what)}</p>
        ${whatToDo ? html`<p>${this.draw(whatToDo)}</p>` : ''}
      </div>`
  }

  private faces(view: RatingView, ticket: string, number: string) {
    return html`<div>
        <h1>${this.draw(pair(this.compact && view.levels.length > MOST_IN_A_ROW ? 'rateShort' : 'rateQuestion', view.counter.label))}</h1>
        ${this.compact ? '' : html`<p class="about">${say('forNumber', number)}</p>`}
      </div>
      <div class="faces">
        ${view.levels.map(
          (level) => html`<button class="face ${level.face}" @click=${() => this.rate(level, ticket)}>
            <luot-icon name=${`face-${level.face}`}></luot-icon>
            <span>${this.draw(level.name)}</span>
          </button>`,
        )}
      </div>`
  }

  private reasons(view: RatingView, { ticket, chosen }: RatingScreen & { at: 'reasons' }) {
    const pick = (reason: string) => () => {
      if (this.touchedTo) this.touchedTo = withReason(this.touchedTo, reason, performance.now())
    }
    const end = html`<luot-button variant="primary" @click=${() => this.explain(ticket, chosen)}
      >${say(chosen.length > 0 ? 'send' : 'skip')}</luot-button
    >`
    return html`<div class="head">
        <h1>${this.draw(pair('whyNot'))}</h1>
        ${this.compact ? end : ''}
      </div>
      <div class="reasons">
        ${view.reasons.slice(0, MOST_REASONS).map(
          ({ id, name }) => html`<luot-button
            icon=${chosen.includes(id) ? 'check' : ''}
            pressed=${chosen.includes(id) ? 'true' : 'false'}
            @click=${pick(id)}
            >${this.draw(name)}</luot-button
          >`,
        )}
        ${this.compact ? '' : html`<div class="end">${end}</div>`}
      </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rating-terminal': RatingTerminal
  }
}

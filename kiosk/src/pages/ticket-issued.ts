import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { IssuedTicket } from '#core/contract/kiosk.ts'
import { MOST_FURTHER_SERVICES } from '#core/domain/ticket.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { timeOfDay, waitBriefly, waitTold } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-number.ts'
import '#web/elements/luot-qr.ts'
import '../elements/further-services.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-scroll.ts'
import { awayNotice } from '../elements/kiosk-frame.ts'
import { ONE_SERVICE, type Slip, type Visit } from '../flow.ts'
import type { PagesEvent } from '../pager.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/** The number, as large as the glass allows, and how its slip is doing. Nothing on this page can take the number away. */
@customElement('ticket-issued')
export class TicketIssued extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) issued!: IssuedTicket
  @property({ attribute: false }) slip!: Slip
  @property({ attribute: false }) visit: Visit = ONE_SERVICE
  /** There are other services this number could go on to. A small glass has no room to say so; the desk adds them there. */
  @property({ type: Boolean }) more = false
  /** Seconds until the next citizen's home; null while the slip is still being printed. */
  @property({ attribute: false }) secondsLeft: number | null = null
  /** Seconds in which a mistaken press may still be taken back. */
  @property({ type: Number }) voidSeconds = 0

  @state() private pages = 1

  static override styles = [
    sheet,
    css`
      .ticket {
        block-size: 100%;
        min-block-size: 0;
        display: grid;
        grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        gap: var(--gap);
      }
      .card {
        min-block-size: 100%;
        display: grid;
        align-content: center;
        justify-items: center;
        gap: calc(2 * var(--mm)) var(--gap-wide);
        text-align: center;
      }
      .label {
        font-size: var(--text-title);
        font-weight: var(--weight-strong);
        line-height: var(--leading-tight);
      }
      luot-number {
        color: var(--accent);
        font-size: min(calc(62 * var(--mm)), 25vh, 30vw);
      }
      luot-number.long {
        font-size: min(calc(62 * var(--mm)), 18vh, 14vw);
      }
      .not-real {
        padding: var(--gap-small) var(--gap);
        background: var(--ink);
        color: var(--card);
      }
      .facts {
        display: grid;
        gap: var(--gap-small);
      }
      .facts p {
        line-height: var(--leading-tight);
      }
      .service {
        font-weight: var(--weight-strong);
      }
      .ahead {
        font-size: var(--text-button);
        font-weight: var(--weight-strong);
      }
      .follow {
        display: grid;
        justify-items: center;
        gap: var(--gap-small);
        line-height: var(--leading-tight);
      }
      luot-qr {
        --qr-size: calc(44 * var(--mm));
        border: var(--stroke) solid var(--line);
      }
      .end {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap);
      }
      luot-banner {
        flex: 1 1 calc(150 * var(--mm));
      }
      .count {
        color: var(--ink-soft);
        line-height: var(--leading-tight);
      }
      @media (orientation: landscape) {
        .card {
          grid-template: 'label follow' auto 'number follow' auto 'facts follow' auto / minmax(0, 1fr) auto;
        }
        .label {
          grid-area: label;
        }
        luot-number {
          grid-area: number;
        }
        .facts {
          grid-area: facts;
        }
        .follow {
          grid-area: follow;
          align-content: center;
          max-inline-size: calc(90 * var(--mm));
        }
      }
      :host-context([data-text='large']) luot-number {
        font-size: min(calc(62 * var(--mm)), 21vh, 30vw);
      }
      :host([fit='compact']) luot-number {
        font-size: calc(19 * var(--mm));
      }
      :host([low]) luot-number {
        font-size: calc(40 * var(--mm));
      }
      :host([fit='compact']) luot-number.long {
        font-size: calc(13 * var(--mm));
      }
      :host([fit='compact']) .not-real {
        padding: 0 var(--gap-small);
        font-size: var(--text);
      }
      :host([fit='compact']) luot-qr {
        --qr-size: calc(28 * var(--mm));
        margin-inline: auto;
      }
      :host([fit='compact']) .ticket {
        gap: calc(1 * var(--mm));
      }
      :host([fit='compact']) luot-banner {
        flex-basis: 100%;
        padding: 0 calc(2 * var(--mm));
        line-height: var(--leading-tight);
        --icon: 0px;
        --gap: 0px;
      }
      :host([fit='compact']) .facts,
      :host([fit='compact']) .card {
        gap: 0;
      }
      :host([fit='compact']) .ahead {
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { number, url, practice } = this.issued
    const { fit, low, look } = this.shown
    const compact = fit === 'compact'
    const large = look.text === 'large'
    // On a wide glass the bar is one row whatever the seconds and the arrows say: a row that comes and goes would
    // take the height that the card needs, and call for the arrows it made room for.
    const arrows = compact || (fit === 'wide' && this.pages > 1)
    const brief = arrows || (fit === 'wide' && large)
    const countdown =
      !brief || this.secondsLeft === null ? '' : compact ? ` ${this.secondsLeft}` : ` (${this.secondsLeft})`
    this.setAttribute('fit', fit)
    this.toggleAttribute('low', low)
    // A 7" bar has no room for both: the code is on the paper too, and stays where there is none.
    const undo =
      this.voidSeconds > 0 && this.shown.live && (!compact || this.slip.is === 'printing' || this.slip.is === 'printed')
    return html`<kiosk-frame tight calm .shown=${this.shown} @pages=${this.count}>
      ${awayNotice(this.shown, 'numberKept')}
      <div class="ticket">
        <kiosk-scroll label=${say('yourNumber')}>
          <div class="card">
            ${
              practice
                ? html`<h1 class="label not-real">${compact ? say('practiceNumber') : both(pair('practiceNumber'))}</h1>`
                : html`<h1 class=${compact ? 'unseen' : 'label'}>${large ? say('yourNumber') : both(pair('yourNumber'))}</h1>`
            }
            <luot-number class=${number.length > 5 ? 'long' : ''} value=${number}></luot-number>
            <div class="facts">${this.facts(compact, large)}</div>
            ${compact ? nothing : html`<div class="follow">${this.code(url)}<span>${both(pair('followByPhone'))}</span></div>`}
          </div>
        </kiosk-scroll>
        <div class="end">${this.paper(compact)}${this.oneMore(compact)}</div>
      </div>
      ${compact && !undo ? html`<span slot="bar">${this.code(url)}</span>` : nothing}
      <luot-button slot="bar" variant="primary" icon=${compact ? '' : 'check'} @click=${() => this.dispatchEvent(new WishEvent({ want: 'home' }))}
        >${say('done')}${countdown}</luot-button
      >
      ${
        !undo
          ? nothing
          : html`<luot-button slot="bar" icon=${compact ? '' : 'undo'} @click=${() => this.dispatchEvent(new WishEvent({ want: 'mistake' }))}
              >${compact ? say('mistakeShort') : `${say(arrows ? 'mistakeShort' : 'mistake')} (${this.voidSeconds})`}</luot-button
            >`
      }
      ${
        this.secondsLeft === null || brief
          ? nothing
          : html`<span slot="bar" class="count" role="timer" aria-live="off"
              >${say('homeIn', this.secondsLeft)}<br />${say('touchToKeep')}</span
            >`
      }
    </kiosk-frame>`
  }

  private count({ pager }: PagesEvent): void {
    this.pages = pager.pages
  }

  /** A quiet second choice, beside the slip's word: two touches to a number stay two touches. */
  private oneMore(compact: boolean): TemplateResult | typeof nothing {
    if (!this.more || compact || this.visit.further.length >= MOST_FURTHER_SERVICES) return nothing
    const wish = () => this.dispatchEvent(new WishEvent({ want: 'more' }))
    return html`<luot-button variant="quiet" @click=${wish}>${say('more')}</luot-button>`
  }

  private further(): TemplateResult | typeof nothing {
    const { further, wrong = null } = this.visit
    if (further.length === 0) return nothing
    return html`<further-services .services=${further} .wrong=${wrong} ?live=${this.shown.live}></further-services>`
  }

  private code(url: string): TemplateResult {
    return html`<luot-qr text=${url} label=${say('followByPhone')}></luot-qr>`
  }

  private facts(compact: boolean, large: boolean): TemplateResult {
    const { ahead, wait, counters, issuedAt, service, notes } = this.issued
    const people = ahead === 0 ? pair('nobodyAhead') : pair('peopleAhead', ahead)
    const madeAt = timeOfDay(wait?.madeAt ?? issuedAt)
    const interval = wait
      ? compact
        ? waitBriefly(wait, language.now)
        : say('waitAbout', waitTold(wait, language.now), madeAt)
      : `${say('noWaitYet')} · ${madeAt}`
    // What is said of this ticket alone goes before what is said to everyone.
    const full = notes.length + this.visit.further.length > 0 || (large && wait?.beyond)
    return html`
      ${compact ? nothing : html`<p class="service">${tell(service)}</p>`}
      ${this.further()}
      ${this.visit.toConfirm ? html`<p class="note">${say('toConfirm')}</p>` : nothing}
      <p class="ahead">${compact || large ? tell(people) : both(people)}</p>
      <p>${interval}</p>
      ${counters.length > 0 ? html`<p class="ahead">${compact ? say('counters', counters.join(', ')) : say('goTo', counters.join(', '))}</p>` : nothing}
      ${notes.map((note) => html`<p class="note">${tell(note)}</p>`)}
      ${compact || full ? nothing : html`<p>${say('watchBoard')}</p>`}`
  }

  private paper(compact: boolean): TemplateResult {
    const draw = (sentence: Parameters<typeof both>[0]) => (compact ? tell(sentence) : both(sentence))
    switch (this.slip.is) {
      case 'printing':
        return html`<luot-banner kind="info" icon="printer">${draw(pair('printing'))}</luot-banner>`
      case 'printed':
        return html`<luot-banner kind="good" icon="printer">${draw(pair('takeSlip'))}</luot-banner>`
      case 'silent':
        return html`<luot-banner kind="warn" icon="printer">${draw(pair(compact ? 'noSlip' : 'slipSilent'))}</luot-banner>`
      case 'failed':
        return html`<luot-banner kind="warn" icon="printer-off">${draw(compact ? pair('noSlip') : troubleOf(this.slip.message))}</luot-banner>`
      case 'none':
        return html`<luot-banner kind="info" icon="phone">${draw(pair(compact ? 'noSlip' : 'noPrinter'))}</luot-banner>`
      default:
        return this.slip satisfies never
    }
  }
}

/** What the printer lacks, as the hub says it, and what the citizen can do about it. */
function troubleOf(message: Sentence | null): Sentence {
  if (message === null) return pair('slipFailed')
  const { vi, en } = pair('slipDo')
  return { vi: `${message.vi} ${vi}`, en: `${message.en} ${en}` }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticket-issued': TicketIssued
  }
}

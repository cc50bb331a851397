import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ClosedGate } from '#core/contract/gate.ts'
import type { KioskService, KioskView } from '#core/contract/kiosk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { waitBriefly } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import { CodeListener } from '../code-listener.ts'
import { hallMessages } from '../elements/hall-messages.ts'
import type { Tile } from '../elements/kiosk-tiles.ts'
import { closedOnTile, closedWhat, closedWords } from '../gate-words.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/** Home: the services, how many wait and how long it may take, and the way to the lookup board. */
@customElement('pick-service')
export class PickService extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) view!: KioskView
  /** A card was held under the scanner: it goes along to the number. */
  @property({ type: Boolean }) cardRead = false

  static override styles = [
    sheet,
    css`
      .closed {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        gap: var(--gap);
        min-block-size: 0;
      }
      .sorry {
        align-self: center;
        justify-self: center;
        max-inline-size: calc(300 * var(--mm));
        display: grid;
        justify-items: center;
        gap: var(--gap);
        text-align: center;
        font-size: var(--text-title);
        line-height: var(--leading-tight);
        text-wrap: balance;
      }
      .sorry luot-icon {
        --icon-size: calc(26 * var(--mm));
        color: var(--accent);
      }
      :host([fit='compact']) .sorry {
        font-size: var(--text);
      }
      kiosk-tiles.alone {
        block-size: max(calc(27 * var(--mm)), 15vh);
        flex: none;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    // A slip under the scanner says enough: nothing needs to be touched first.
    new CodeListener(this, (meant) => {
      if (!this.view.appointments || !('code' in meant)) return false
      this.dispatchEvent(new WishEvent({ want: 'check-in', code: meant.code }))
      return true
    })
  }

  override render() {
    this.setAttribute('fit', this.shown.fit)
    const { hall } = this.view
    const closed = hall.state === 'closed' ? hall : null
    return html`<kiosk-frame ?nav=${this.cardRead} .shown=${this.shown} .heading=${closed ? closedWhat(closed) : pair('chooseService')}>
      ${this.cardRead ? html`<luot-banner slot="notice" kind="info">${both(pair('cardRead'))}</luot-banner>` : nothing}
      ${hallMessages(this.view.messages, this.shown.fit === 'compact' ? 'small' : 'wide', 'notice')}
      ${closed ? this.closedHall(closed) : this.services()} ${this.checkIn()}
    </kiosk-frame>`
  }

  private services() {
    const { fit, low } = this.shown
    const tiles = this.view.services.map((service) => this.tile(service))
    if (fit === 'compact') tiles.push(...this.compactTiles())
    else if (low) tiles.push(lookUpTile(false))
    const pinned = fit === 'compact' || low ? null : lookUpTile(false)
    return html`<kiosk-tiles fit=${fit} .tiles=${tiles} .pinned=${pinned}></kiosk-tiles>`
  }

  /** Whoever booked has a way of their own; on a 7" glass it is a tile, for its bar has no room for words. */
  private checkIn() {
    if (!this.view.appointments || this.shown.fit === 'compact') return nothing
    const want = () => this.dispatchEvent(new WishEvent({ want: 'appointment' }))
    return html`<luot-button slot="bar" icon="clock" @click=${want}>${say('haveAppointment')}</luot-button>`
  }

  private compactTiles(): Tile[] {
    const appointment: Tile = { icon: 'clock', name: say('haveAppointment'), wish: { want: 'appointment' } }
    return this.view.appointments ? [appointment, lookUpTile(true)] : [lookUpTile(true)]
  }

  private closedHall(gate: ClosedGate) {
    const compact = this.shown.fit === 'compact'
    const { lunch, timeZone } = this.view
    const { what, whatToDo } = closedWords(gate, lunch, this.shown.now(), timeZone)
    return html`<div class="closed">
      ${
        compact
          ? html`<p class="sorry"><span><b>${tell(what)}</b><br />${tell(whatToDo)}</span></p>`
          : html`<div class="sorry"><luot-icon name="clock"></luot-icon><p>${both(whatToDo)}</p></div>`
      }
      <kiosk-tiles fit=${this.shown.fit} class="alone" .tiles=${compact ? this.compactTiles() : [lookUpTile(true)]}></kiosk-tiles>
    </div>`
  }

  private tile(service: KioskService): Tile {
    const { id, prefix, name, gate } = service
    const compact = this.shown.fit === 'compact'
    return {
      mark: prefix,
      name: compact ? tell(name) : both(name),
      notes: [gate.state === 'open' ? waitingNow(service, compact) : this.closedNote(gate, compact)],
      kind: gate.state === 'open' ? 'plain' : 'closed',
      wish: { want: 'service', service: id, procedure: null },
    }
  }

  private closedNote(gate: ClosedGate, compact: boolean): string {
    return tell(compact ? closedWhat(gate) : closedOnTile(gate, this.shown.now(), this.view.timeZone))
  }
}

function waitingNow({ waiting, wait, countersOpen }: KioskService, compact: boolean): string {
  const people = waiting === 0 ? say('nobodyWaits') : say('peopleWait', waiting)
  if (countersOpen === 0) return `${people} · ${say('noCounterYet')}`
  if (wait === null || waiting === 0 || compact) return people
  return `${people} · ${waitBriefly(wait, language.now)}`
}

function lookUpTile(compact: boolean): Tile {
  return {
    icon: 'search',
    name: compact ? say('lookUp') : both(pair('lookUp')),
    notes: compact ? [] : [say('lookUpAbout')],
    kind: 'action',
    wish: { want: 'fields' },
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pick-service': PickService
  }
}

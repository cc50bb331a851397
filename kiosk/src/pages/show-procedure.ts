import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ClosedGate } from '#core/contract/gate.ts'
import type { KioskContract, KioskView } from '#core/contract/kiosk.ts'
import type { ProcedureFull } from '#core/contract/procedures.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-qr.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-scroll.ts'
import '../elements/procedure-sheet.ts'
import { briefName } from '../brief-name.ts'
import { catalogue, type Told } from '../catalogue.ts'
import { awayNotice } from '../elements/kiosk-frame.ts'
import { closedOnTile } from '../gate-words.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/** One procedure, with a number for the right service one touch away, and two ways to take it home. */
@customElement('show-procedure')
export class ShowProcedure extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) link!: Link<KioskContract>
  @property() code = ''
  /** This kiosk can print. */
  @property({ type: Boolean }) paper = false
  /** What this kiosk is told of its services; null before the hub has spoken. */
  @property({ attribute: false }) view: KioskView | null = null

  @state() private told: Told<ProcedureFull> | null = null
  @state() private print: 'not-asked' | 'asked' | 'sent' | 'failed' = 'not-asked'

  static override styles = [
    sheet,
    css`
      .page {
        block-size: 100%;
        min-block-size: 0;
        display: grid;
        gap: var(--gap) var(--gap-wide);
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      }
      .name {
        margin-block-end: var(--gap);
        overflow-wrap: anywhere;
        font-size: var(--text-button);
        font-weight: var(--weight-title);
      }
      .do {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(3.2 * var(--mm)) var(--gap);
      }
      .away {
        display: flex;
        align-items: center;
        gap: var(--gap);
        max-inline-size: calc(120 * var(--mm));
        line-height: var(--leading-tight);
      }
      luot-qr {
        flex: none;
        --qr-size: calc(34 * var(--mm));
      }
      luot-banner {
        flex: 1 1 calc(80 * var(--mm));
      }
      .sorry {
        align-self: center;
        text-align: center;
        font-size: var(--text-button);
      }
      @media (orientation: landscape) {
        :host(:not([fit='compact'])) .page {
          grid-template: minmax(0, 1fr) / minmax(0, 1fr) calc(112 * var(--mm));
        }
        :host(:not([fit='compact'])) kiosk-scroll {
          grid-area: 1 / 1;
        }
        :host(:not([fit='compact'])) .do {
          grid-area: 1 / 2;
          flex-direction: column;
          flex-wrap: nowrap;
          align-items: stretch;
          align-self: end;
          min-inline-size: 0;
        }
        :host(:not([fit='compact'])) luot-banner {
          flex: none;
        }
      }
      :host([fit='compact']) .page {
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('code')) void this.ask()
    else if (changed.has('shown') && this.shown.live && this.told?.told === 'not-now') void this.ask()
  }

  private async ask(): Promise<void> {
    const { code } = this
    const told = await catalogue.procedure(code)
    if (code === this.code) this.told = told
  }

  override render() {
    this.setAttribute('fit', this.shown.fit)
    return html`<kiosk-frame nav tight .shown=${this.shown}>${awayNotice(this.shown, 'hubAwayDo')}${this.content()}${this.takeInBar()}</kiosk-frame>`
  }

  private content() {
    if (this.told === null) return html`<p class="sorry" role="status">${say('loading')}</p>`
    if (this.told.told !== 'yes') {
      return html`<p class="sorry" role="status">${both(pair(this.told.told === 'gone' ? 'noProcedure' : 'notLoaded'))}</p>`
    }
    const procedure = this.told.value
    const { name, url } = procedure
    const compact = this.shown.fit === 'compact'
    const takeAway = html`<div class="away">
      <luot-qr text=${url} label=${say('takeAway')}></luot-qr><span>${both(pair('takeAway'))}</span>
    </div>`
    const print = html`
      ${this.print === 'sent' ? html`<luot-banner kind="good" icon="printer">${both(pair('printSent'))}</luot-banner>` : nothing}
      ${this.print === 'failed' ? html`<luot-banner kind="warn">${both(pair('printFailed'))}</luot-banner>` : nothing}
      ${this.paper ? html`<luot-button icon="printer" @click=${this.printIt}>${say('print')}</luot-button>` : nothing}`
    const take = compact ? nothing : this.take(procedure)
    return html`<div class="page">
      ${compact ? nothing : html`<div class="do">${[takeAway, print, take]}</div>`}
      <kiosk-scroll label=${briefName(name)}>
        <h1 class="name" lang="vi">${name}</h1>
        <procedure-sheet .procedure=${procedure}></procedure-sheet>
        ${compact ? html`<div class="do">${takeAway}</div>` : nothing}
      </kiosk-scroll>
    </div>`
  }

  /** A small glass has no room for it beside the text, so it stands among the buttons of the bar. */
  private takeInBar() {
    if (this.shown.fit !== 'compact' || this.told?.told !== 'yes') return nothing
    return html`<span slot="bar">${this.take(this.told.value)}</span>`
  }

  private take({ service, code }: ProcedureFull) {
    const wanted = this.view?.services.find(({ id }) => id === service)
    if (service === null || !wanted) return nothing
    if (wanted.gate.state === 'closed') return this.noNumber(wanted.gate)
    return html`<luot-button variant="primary" icon=${this.shown.fit === 'compact' ? '' : 'ticket'}
      @click=${() => this.takeNumber(service, code)}
      >${say(this.shown.fit === 'compact' ? 'takeNumberShort' : 'takeNumber')}</luot-button
    >`
  }

  /** The button says why it cannot be pressed; a small glass has room for that on its home page alone. */
  private noNumber(gate: ClosedGate) {
    if (this.view === null || this.shown.fit === 'compact') return nothing
    const why = closedOnTile(gate, this.shown.now(), this.view.timeZone)
    return html`<luot-button disabled icon="ticket" why=${tell(why)}>${say('takeNumber')}</luot-button>`
  }

  private takeNumber(service: string, procedure: string): void {
    this.dispatchEvent(new WishEvent({ want: 'service', service, procedure }))
  }

  private async printIt(): Promise<void> {
    if (this.print === 'asked') return
    this.print = 'asked'
    const answer = await this.link.ask('print-procedure', { command: newId(), code: this.code }, { limitMs: 8_000 })
    this.print = answer.ok && answer.value.printed ? 'sent' : 'failed'
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'show-procedure': ShowProcedure
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DeskContract, DeskView, Me } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { say } from '../words.ts'
import './help-calls.ts'
import './practice-switch.ts'
import './wait-alerts.ts'

type Kiosk = DeskView['kiosks'][number]

// No key of acts.ts: these two mean something only while a kiosk is shown.
const PAUSE_KEY = 'Z'
const FINE_KEY = 'Y'

/**
 * What the whole hall should know of now: a colleague who needs help, what everyone is told, that it practises, waits that are too long, slips that did not come out, and kiosks that are
 * pressed as no people press, each with the two keys that settle it. The keys mean the first kiosk shown.
 */
@customElement('hall-alerts')
export class HallAlerts extends LitElement {
  @property({ attribute: false }) view!: DeskView
  @property({ attribute: false }) link!: Link<DeskContract>
  @property({ attribute: false }) me!: Me
  /** A question stands open: only that question hears keys. */
  @property({ type: Boolean }) asking = false
  @state() private wrong = ''
  private asked = false

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-hair);
      }
      /* No taller than a banner without them: on 768 lines the desk has just that much room to spare. */
      luot-button {
        min-block-size: 36px;
        margin-block: calc(-1 * var(--gap-small));
        margin-inline-start: var(--gap-small);
        vertical-align: middle;
        font-size: var(--text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  override render() {
    const { restored, practice, kiosks, waits, slipless, help, messages, timeZone } = this.view
    const hear = (name: 'answer-help' | 'end-help') => (event: CustomEvent<string>) =>
      void this.order(() => this.link.ask(name, { command: newId(), help: event.detail }))
    return html`<help-calls
        .help=${help}
        zone=${timeZone}
        @coming=${hear('answer-help')}
        @over=${hear('end-help')}
      ></help-calls>
      ${messages.map(
        ({ kind, text }) =>
          html`<luot-banner kind=${kind === 'urgent' ? 'warn' : 'info'}>${say('toHall')} ${tell(text)}</luot-banner>`,
      )}
      ${
        restored
          ? html`<luot-banner kind="warn"
            >${restored.lost === null ? say('restoredUnknown') : say('restoredLost', restored.lost)}</luot-banner
          >`
          : nothing
      }
      ${
        practice
          ? html`<luot-banner kind="warn"
            >${say('practising')} <practice-switch ?on=${true} .me=${this.me}></practice-switch></luot-banner
          >`
          : nothing
      }
    ${kiosks.map((kiosk, i) => this.kiosk(kiosk, i === 0))}
    ${slipless.count > 0 ? this.slipless(slipless) : nothing}
    ${waits.length > 0 ? html`<wait-alerts .waits=${waits}></wait-alerts>` : nothing}
    ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}`
  }

  private kiosk(kiosk: Kiosk, first: boolean) {
    const { id, paused, lately } = kiosk
    const told = paused === null ? say('kioskAlarm', id, count(lately, language.now)) : say('kioskStopped', id, paused)
    return html`<luot-banner kind="warn" icon=${paused === null ? 'warning' : 'pause'} role="alert">
      ${told}
      ${
        paused === null
          ? html`<luot-button variant="quiet" icon="pause" hint=${first ? PAUSE_KEY : ''} @click=${() => this.pause(kiosk)}
              >${say('kioskPause')}</luot-button
            >`
          : nothing
      }
      <luot-button variant="quiet" icon="check" hint=${first ? FINE_KEY : ''} @click=${() => this.fine(kiosk)}
        >${say(paused === null ? 'kioskFine' : 'kioskResume')}</luot-button
      >
    </luot-banner>`
  }

  private slipless({ count: people, newest }: DeskView['slipless']) {
    return html`<luot-banner kind="warn" icon="warning" role="alert">
      ${say('slipless', count(people, language.now))}
      ${newest.map(
        ({ ticket, number }) =>
          html`<luot-button variant="quiet" @click=${() => this.copy(ticket)}
            >${say('sliplessCopy', number)}</luot-button
          >`,
      )}
    </luot-banner>`
  }

  private copy(ticket: string): void {
    void this.order(() => this.link.ask('print-copy', { command: newId(), ticket }))
  }

  private pause({ id }: Kiosk): void {
    void this.order(() => this.link.ask('pause-kiosk', { command: newId(), kiosk: id, reason: say('kioskPauseWhy') }))
  }

  private fine({ id }: Kiosk): void {
    void this.order(() => this.link.ask('resume-kiosk', { command: newId(), kiosk: id }))
  }

  private async order(send: () => Promise<Awaited<ReturnType<Link<DeskContract>['ask']>>>): Promise<void> {
    if (this.asked) return
    this.asked = true
    const answer = await send()
    this.asked = false
    this.wrong = answer.ok ? '' : tell(answer.message)
  }

  private pressed(event: KeyboardEvent): void {
    const [kiosk] = this.view.kiosks
    if (!kiosk || this.asking || event.repeat || isTyping(event) || withOthers(event)) return
    if (event.code === `Key${PAUSE_KEY}` && kiosk.paused === null) this.pause(kiosk)
    else if (event.code === `Key${FINE_KEY}`) this.fine(kiosk)
    else return
    event.preventDefault()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-alerts': HallAlerts
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { HallContract, HallView } from '#core/contract/live.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { say } from '../live/words.ts'

type Kiosk = HallView['kiosks'][number]

/** What is wrong with the hub and its devices, and every kiosk with the way to stop it. */
@customElement('live-alerts')
export class LiveAlerts extends LitElement {
  @property({ attribute: false }) view!: HallView
  @property({ attribute: false }) link!: Link<HallContract>
  @state() private wrong = ''
  private asked = false

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-hair);
      }
      luot-button {
        min-block-size: 36px;
        margin-block: calc(-1 * var(--gap-small));
        margin-inline-start: var(--gap-small);
        vertical-align: middle;
        font-size: var(--text);
      }
      .calm {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        color: var(--ink-soft);
      }
      .calm luot-button {
        margin-block: 0;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { practice, faults, devices, kiosks, slipless, flagged } = this.view
    const isLoud = ({ alarmedAt, paused }: Kiosk) => alarmedAt !== null || paused !== null
    const isWell = faults.length === 0 && devices.length === 0
    return html`${practice ? html`<luot-banner kind="warn">${say('practising')}</luot-banner>` : nothing}
      ${faults.map(
        ({ sentence, whatToDo }) =>
          html`<luot-banner kind="warn" role="alert">${tell(sentence)} ${tell(whatToDo)}</luot-banner>`,
      )}
      ${devices.map(
        ({ name, sentence, whatToDo }) =>
          html`<luot-banner kind="away" icon="cable-off">
            <a href="/desk/devices">${name}</a>: ${sentence ? tell(sentence) : ''} ${whatToDo ? tell(whatToDo) : ''}
          </luot-banner>`,
      )}
      ${flagged.map(({ label, flaggedAt }) => html`<luot-banner kind="warn" role="alert">${say('flagged', label, timeOfDay(flaggedAt))}</luot-banner>`)}
      ${
        slipless.count > 0
          ? html`<luot-banner kind="warn">${say('slipless', count(slipless.count, language.now))}</luot-banner>`
          : nothing
      }
      ${kiosks.filter(isLoud).map((kiosk) => html`<luot-banner kind="warn" role="alert">${this.kiosk(kiosk)}</luot-banner>`)}
      <p class="calm">
        ${isWell ? html`<span>${say('allWell')}</span>` : nothing}
        ${kiosks.filter((kiosk) => !isLoud(kiosk)).map((kiosk) => html`<span>${this.kiosk(kiosk)}</span>`)}
      </p>
      ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}`
  }

  private kiosk({ id, paused, alarmedAt, lately }: Kiosk) {
    const n = count(lately, language.now)
    const told =
      paused !== null
        ? say('kioskStopped', id, paused)
        : alarmedAt === null
          ? say('kiosk', id, n)
          : say('kioskRings', id, n)
    const goOn = paused !== null || alarmedAt !== null
    return html`${told}
      ${
        paused === null
          ? html`<luot-button variant="quiet" icon="pause" label=${`${say('kioskPause')} ${id}`} @click=${() => this.pause(id)}>${say('kioskPause')}</luot-button>`
          : nothing
      }
      ${
        goOn
          ? html`<luot-button variant="quiet" icon="play" label=${`${say('kioskGoOn')} ${id}`} @click=${() => this.goOn(id)}>${say('kioskGoOn')}</luot-button>`
          : nothing
      }`
  }

  private pause(kiosk: string): void {
    void this.order(() => this.link.ask('pause-kiosk', { command: newId(), kiosk, reason: say('kioskWhy') }))
  }

  private goOn(kiosk: string): void {
    void this.order(() => this.link.ask('resume-kiosk', { command: newId(), kiosk }))
  }

  private async order(ask: () => ReturnType<Link<HallContract>['ask']>): Promise<void> {
    if (this.asked) return
    this.asked = true
    const answer = await ask()
    this.asked = false
    this.wrong = answer.ok ? '' : tell(answer.message)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-alerts': LiveAlerts
  }
}

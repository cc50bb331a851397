import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { type Act, KEYS } from '../acts.ts'
import type { Told } from '../counter-work.ts'
import type { Scene } from '../why-not.ts'
import { say } from '../words.ts'
import './help-button.ts'
import { actButton, hearsMute, nextButton } from './act-button.ts'

const WITH_TICKET = [
  ...(['recall', 'start', 'finish', 'no-show'] as const),
  ...(['park', 'transfer', 'extend', 'class'] as const),
  ...(['copy', 'cancel', 'issue'] as const),
]

/** What may be done at the counter: Next, what came of the last press, and an act for every button. Fires `act`, and `call-help`. */
@customElement('counter-acts')
export class CounterActs extends LitElement {
  @property({ attribute: false }) scene!: Scene
  @property({ attribute: false }) told: Told | null = null

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--gap);
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
        grid-template-columns: repeat(4, 1fr);
        gap: var(--gap-small);
      }
      .acts luot-button,
      .acts help-button {
        --button-align: start;
        /* Four in a row, and the words still on one line. */
        --gap: 4px;
        font-size: var(--text);
      }
      @media (height < 740px) {
        :host {
          gap: var(--gap-small);
        }
        .next {
          min-block-size: 64px;
        }
        .acts luot-button,
        .acts help-button {
          min-block-size: 40px;
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
    // These buttons mean the ticket at the counter; the one chosen in a list has buttons of its own beneath the list.
    const here = { ...this.scene, chosen: null }
    const openOrPause = here.view.counter?.state === 'open' ? 'pause' : 'open'
    return html`${nextButton(this.scene, this.press)}
      <div class="told" data-kind=${this.told?.kind ?? ''}>
        <p role="status">${this.told?.text ?? ''}</p>
        ${
          this.scene.undo
            ? html`<luot-button icon="undo" hint=${KEYS.undo} @click=${() => this.press('undo')}>${say('undo')}</luot-button>`
            : nothing
        }
      </div>
      <div class="acts" role="group" aria-label=${say('actsOnTicket')}>
        ${WITH_TICKET.map((act) => actButton(act, here, this.press))}
        <help-button @call-help=${() => this.dispatchEvent(new Event('call-help'))}></help-button>
      </div>
      <div class="acts" role="group" aria-label=${say('actsOfCounter')}>
        ${([openOrPause, 'close', 'leave', 'automatic'] as const).map((act) => actButton(act, here, this.press))}
      </div>`
  }

  /** The focus belongs on Next. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.next')?.focus(options))
  }

  private readonly press = (act: Act): void => {
    this.dispatchEvent(new CustomEvent('act', { detail: act }))
  }
}

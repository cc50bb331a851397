import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Hall, HallDevice } from '#core/contract/hall.ts'
import type { DeviceTested } from '#core/contract/hall-settings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import {
  addressOf,
  belongsTo,
  type Health,
  iconOf,
  kindName,
  paperOf,
  paperTold,
  STATE_ICONS,
  sinceWhen,
  trialsOf,
  type What,
} from '../devices/told.ts'
import { say } from '../devices/words.ts'

/** One device of the hall: what it is, where it is, how it is, what is wrong and what to do. Fires `edit`. */
@customElement('device-card')
export class DeviceCard extends LitElement {
  @property({ attribute: false }) device!: HallDevice
  @property({ attribute: false }) hall!: Hall
  @property({ attribute: false }) kind = 'none'
  /** How its driver is called. */
  @property({ attribute: false }) driverName = ''
  /** How it is; null until the hub has said so. */
  @property({ attribute: false }) health: Health | null = null
  @property({ attribute: false }) counterLabel: (id: string) => string = (id) => id
  @property({ attribute: false }) now: () => number = Date.now
  @property({ type: Boolean }) admin = false
  @property({ attribute: false }) try: (what: What) => Promise<DeviceTested> = async () => {
    throw new Error('a device is tried by its page')
  }
  @state() private tried: DeviceTested | 'trying' | null = null

  static override styles = [
    sheet,
    css`
      article {
        display: grid;
        align-content: start;
        gap: var(--gap-small);
        block-size: 100%;
        padding: var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-inline-start: calc(3 * var(--stroke-strong)) solid var(--state, var(--line-strong));
        border-radius: var(--radius);
        background: var(--card);
      }
      article[data-state='ready'] {
        --state: var(--good);
      }
      article[data-state='warning'] {
        --state: var(--warn);
      }
      article[data-state='broken'] {
        --state: var(--bad);
      }
      article[data-state='unknown'] {
        --state: var(--away);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--gap);
      }
      header > luot-icon {
        --icon-size: 2rem;
      }
      header div {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      h3 {
        font-size: var(--text-button);
      }
      .soft,
      dt {
        color: var(--ink-soft);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-hair) var(--gap-small);
        color: var(--state);
        font-weight: var(--weight-title);
        --icon-size: 1.4rem;
      }
      .state .soft {
        font-weight: var(--weight-text);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-hair) var(--gap);
        margin: 0;
        line-height: var(--leading-tight);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      meter {
        display: block;
        inline-size: 100%;
        block-size: 0.7rem;
      }
      .what {
        margin: 0;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
        margin-block-start: auto;
      }
      .acts luot-button {
        font-size: var(--text);
      }
      .told:empty {
        display: none;
      }
      .told[data-outcome='failed'] {
        color: var(--bad);
      }
      .told[data-outcome='done'] {
        color: var(--good);
      }
      .told {
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { device, health, hall } = this
    const agent = hall.agents.find(({ id }) => id === device.at)
    const address = addressOf(device.settings)
    const paper = health ? paperOf(health) : undefined
    const owner = belongsTo(device, hall, this.counterLabel)
    return html`<article data-device=${device.id} data-state=${health?.state ?? nothing}>
      <header>
        <luot-icon name=${iconOf(this.kind)}></luot-icon>
        <div>
          <h3 id="name" tabindex="-1">${device.name}</h3>
          <span class="soft">${kindName(this.kind)} · ${this.driverName}</span>
        </div>
      </header>
      ${health ? this.state(health) : nothing}
      <dl>
        <dt>${say('pluggedInto')}</dt>
        <dd>${device.at === undefined ? say('atHub') : (agent?.name ?? device.at)}${address ? ` · ${address}` : ''}</dd>
        ${owner ? html`<dt>${say('belongsTo')}</dt><dd>${owner}</dd>` : nothing}
        ${
          paper
            ? html`<dt>${say('paper')}</dt>
                <dd>
                  ${paperTold(paper)}
                  <meter aria-hidden="true" min="0" max=${paper.rollMm} .value=${paper.leftMm}></meter>
                </dd>`
            : nothing
        }
      </dl>
      ${this.acts()}
      <p class="told" role="status" data-outcome=${this.tried && this.tried !== 'trying' ? this.tried.outcome : nothing}>${
        this.tried === null ? '' : this.tried === 'trying' ? say('trying') : tell(this.tried.message)
      }</p>
    </article>`
  }

  /** Brings it before the eyes, for whoever was sent here by its name. */
  show(): void {
    this.scrollIntoView({ block: 'center' })
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true })
  }

  private state({ state, sentence, whatToDo, part, sinceAt }: Health) {
    return html`<p class="state">
        <luot-icon name=${STATE_ICONS[state]}></luot-icon>
        <span>${say(`state-${state}`)}</span>
        <span class="soft">${say('since', sinceWhen(sinceAt, this.now()))}</span>
      </p>
      ${
        sentence
          ? html`<p class="what"><strong>${tell(sentence)}</strong> ${part ? say('part', part) : ''}
              ${whatToDo ? html`<br />${say('whatToDo')}: ${tell(whatToDo)}` : nothing}</p>`
          : nothing
      }`
  }

  private acts() {
    const trials = trialsOf(this.kind, this.device.settings, this.health).filter(
      (what) => this.admin || what === 'new-roll',
    )
    if (trials.length === 0 && !this.admin) return nothing
    const { name } = this.device
    return html`<div class="acts">
      ${trials.map(
        (what) => html`<luot-button
          data-try=${what}
          label="${say(`try-${what}`)}: ${name}"
          ?disabled=${this.tried === 'trying'}
          why=${this.tried === 'trying' ? say('trying') : ''}
          @click=${() => this.tryIt(what)}
          >${say(`try-${what}`)}</luot-button
        >`,
      )}
      ${
        this.admin
          ? html`<luot-button
              variant="quiet"
              data-edit
              label="${say('edit')}: ${name}"
              @click=${() => this.dispatchEvent(new Event('edit'))}
              >${say('edit')}</luot-button
            >`
          : nothing
      }
    </div>`
  }

  private async tryIt(what: What): Promise<void> {
    this.tried = 'trying'
    this.tried = await this.try(what)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'device-card': DeviceCard
  }
}

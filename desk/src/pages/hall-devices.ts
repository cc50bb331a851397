import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { DeskContract } from '#core/contract/desk.ts'
import type { Hall } from '#core/contract/hall.ts'
import type { HallSettings } from '#core/contract/hall-settings.ts'
import { type Link, openLink } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { pageReload } from '#web/hub/page-reload.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import '../elements/device-card.ts'
import '../elements/device-form.ts'
import '../elements/hall-agents.ts'
import '../elements/sound-form.ts'
import '../elements/top-bar.ts'
import '../elements/ways-on.ts'
import { type Driver, type Found, HallDraft, newDevice } from '../devices/hall-draft.ts'
import { type Health, iconOf, kindName, sinceWhen } from '../devices/told.ts'
import { say } from '../devices/words.ts'
import type { Got } from '../http.ts'
import { type Json, withEntry } from '../rules/pointers.ts'
import { whoDid } from '../who-did.ts'

/** What is on the page: the devices, or the form for one of them, or for what all of them share. */
type Showing = { what: 'list' } | { what: 'device'; at: number; document: Json; isNew: boolean } | { what: 'sound' }

/** Every device of the hall: how it is and what to do, live; the administrator adds, changes and tries them here. */
@customElement('hall-devices')
export class HallDevices extends LitElement {
  @state() private showing: Showing = { what: 'list' }
  @state() private agentsNeeding = 0
  private readonly draft = new HallDraft(this)
  private link: Link<DeskContract> | null = null
  /** The devices of the last picture. */
  private known = ''

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        gap: var(--gap);
        max-inline-size: 88rem;
        margin-inline: auto;
        padding: var(--gap) var(--gap-page) var(--gap-page);
      }
      a {
        color: var(--accent);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
        gap: var(--gap);
      }
      h2 {
        font-size: var(--text-button);
      }
      section {
        display: grid;
        gap: var(--gap-small);
      }
      .rows {
        display: grid;
        gap: var(--gap-small);
      }
      .rows > li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
        padding: var(--gap-small) var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius-small);
        background: var(--card);
      }
      .rows .words {
        flex: 1;
        min-inline-size: min(100%, 16rem);
        overflow-wrap: anywhere;
      }
      .name {
        min-block-size: 24px;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        font-weight: var(--weight-strong);
        text-decoration: underline;
        cursor: pointer;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override disconnectedCallback(): void {
    this.link?.close()
    this.link = null
    super.disconnectedCallback()
  }

  override updated(): void {
    // The line to the hub is opened once it is known who sits here: before that it would only be refused.
    if (this.link !== null || this.draft.atHand.me === null || !this.isConnected) return
    const link = openLink<DeskContract>({
      audience: 'desk',
      screen: { id: `devices-${newId()}`, counter: null },
      onOtherProtocol: pageReload(),
    })
    link.onChange(() => this.changed(link))
    this.link = link
  }

  override render() {
    const { me, got } = this.draft.atHand
    return html`<top-bar heading=${say('title')}>
        ${me ? html`<span slot="rest">${me.name}</span>` : nothing}
        <ways-on slot="rest"></ways-on>
      </top-bar>
      <main>${got === null ? html`<p>${say('loading')}</p>` : got.ok ? this.page(got.value) : this.sorry(got)}</main>`
  }

  private sorry(got: Extract<Got<unknown>, { ok: false }>) {
    return html`<luot-banner kind="warn">${got.status === 401 ? say('signInFirst') : tell(got.message)}</luot-banner>`
  }

  private page(settings: HallSettings) {
    const { showing } = this
    const done = () => {
      this.showing = { what: 'list' }
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('luot-button')?.focus())
    }
    if (showing.what === 'device') {
      const { at, document, isNew } = showing
      return html`<device-form .draft=${this.draft} .document=${document} .at=${at} .isNew=${isNew} @done=${done}></device-form>`
    }
    if (showing.what === 'sound') {
      return html`<sound-form .draft=${this.draft} .document=${this.draft.asForm()} @done=${done}></sound-form>`
    }
    const { wrong, told, found } = this.draft.atHand
    const health = this.link?.view?.devices ?? []
    const { hall } = settings
    return html`${this.link?.state === 'away' ? html`<luot-banner kind="away">${say('hubAway')}</luot-banner>` : nothing}
      ${
        this.draft.isAdmin && this.agentsNeeding > 0
          ? html`<luot-banner kind="warn">
              <span role="status">${say('agentsWait', count(this.agentsNeeding, language.now))}</span>
              <button type="button" class="name" @click=${() => this.renderRoot.querySelector('hall-agents')?.focus()}>
                ${say('goThere')}
              </button>
            </luot-banner>`
          : nothing
      }
      ${this.draft.isAdmin ? this.bar() : html`<luot-banner>${say('readOnly')}</luot-banner>`}
      ${told ? html`<luot-banner kind="good">${told}</luot-banner>` : nothing}
      ${wrong ? html`<luot-banner kind="warn">${wrong}</luot-banner>` : nothing}
      ${settings.lines.map((line) => html`<luot-banner kind="warn">${tell(line)}</luot-banner>`)}
      ${found ? this.found(found, hall) : nothing}
      ${
        hall.devices.length === 0 ? html`<p>${say('none')}</p>` : this.link?.view ? this.summary(health, hall) : nothing
      }
      <h2 class="unseen">${say('title')}</h2>
      <div class="cards">
        ${repeat(
          hall.devices,
          ({ id }) => id,
          (device, at) => {
            const driver = this.draft.driverOf(device.driver)
            return html`<device-card
            .device=${device}
            .hall=${hall}
            .kind=${driver?.kind ?? 'none'}
            .driverName=${driver ? tell(driver.label) : device.driver}
            .health=${health.find(({ id }) => id === device.id) ?? null}
            .counterLabel=${(id: string) => settings.counters.find((one) => one.id === id)?.label ?? id}
            .now=${() => this.link?.now() ?? Date.now()}
            .admin=${this.draft.isAdmin}
            .try=${(what: Parameters<HallDraft['try']>[1]) => this.draft.try(device.id, what)}
            @edit=${() => this.edit(at)}
          ></device-card>`
          },
        )}
      </div>
      <hall-agents
        .hall=${hall}
        .now=${() => this.link?.now() ?? Date.now()}
        .admin=${this.draft.isAdmin}
        @changed=${() => this.draft.load()}
        @waiting=${(event: CustomEvent<number>) => {
          this.agentsNeeding = event.detail
        }}
      ></hall-agents>
      ${
        settings.at !== null && settings.by !== null
          ? html`<p class="soft">${say('lastChange', sinceWhen(settings.at, this.link?.now() ?? Date.now()), whoDid(settings.by))}</p>`
          : nothing
      }`
  }

  private summary(health: readonly Health[], hall: Hall) {
    const unwell = health.filter((one) => one.state !== 'ready' && hall.devices.some(({ id }) => id === one.id))
    if (unwell.length === 0) return html`<luot-banner kind="good">${say('allWell')}</luot-banner>`
    return html`<luot-banner kind="warn">
      ${say('someUnwell', count(unwell.length, language.now))}
      ${unwell.map(
        ({ id, name }, i) =>
          html`${i > 0 ? ', ' : ''}<button type="button" class="name" @click=${() => this.cardOf(id)?.show()}>${name}</button>`,
      )}
    </luot-banner>`
  }

  private cardOf(id: string): HTMLElementTagNameMap['device-card'] | undefined {
    return [...this.renderRoot.querySelectorAll('device-card')].find(({ device }) => device.id === id)
  }

  private bar() {
    return html`<div class="bar">
      <luot-button variant="primary" @click=${() => this.add(this.draft.atHand.drivers[0])}>+ ${say('add')}</luot-button>
      <luot-button icon="search" @click=${() => this.draft.find()}>${say('find')}</luot-button>
      <luot-button
        icon="speaker"
        @click=${() => {
          this.showing = { what: 'sound' }
        }}
        >${say('sound')}</luot-button
      >
    </div>`
  }

  private found(found: readonly Found[], hall: Hall) {
    return html`<section aria-labelledby="found">
      <h2 id="found">${say('foundTitle')}</h2>
      ${found.length === 0 ? html`<p role="status">${say('foundNone')}</p>` : nothing}
      <ul class="rows">
        ${found.map((one) => {
          const known = hall.devices.find(({ id }) => id === one.device)
          const driver = one.driver === null ? undefined : this.draft.driverOf(one.driver)
          return html`<li>
            <luot-icon name=${iconOf(one.kind)}></luot-icon>
            <div class="words">
              <strong>${one.name}</strong> · ${kindName(one.kind)}
              <span class="soft">${say('foundAt', one.place)}${one.usb ? ` (${one.usb})` : ''}</span>
              ${one.hint ? html`<br />${tell(one.hint)}` : nothing}
            </div>
            ${
              known
                ? html`<span>${say('foundKnown', known.name)}</span>`
                : driver
                  ? html`<luot-button label="${say('addThis')}: ${one.name}" @click=${() => this.add(driver, one)}
                      >+ ${say('addThis')}</luot-button
                    >`
                  : nothing
            }
          </li>`
        })}
      </ul>
    </section>`
  }

  private edit(at: number): void {
    this.draft.tell('')
    this.showing = { what: 'device', at, document: this.draft.asForm(), isNew: false }
  }

  private add(driver: Driver | undefined, found?: Found): void {
    const { hall } = this.draft
    if (!hall || !driver) return
    const document = withEntry(
      this.draft.asForm(),
      '/devices',
      newDevice(hall, driver, found && { name: found.name, settings: found.settings }),
    )
    this.draft.tell('')
    this.showing = { what: 'device', at: hall.devices.length, document, isNew: true }
  }

  /** Another picture came: other devices than before mean that somebody changed the hall. */
  private changed(link: Link<DeskContract>): void {
    this.requestUpdate()
    const { hall } = this.draft
    const { view } = link
    if (!hall || !view || this.showing.what !== 'list') return
    const known = JSON.stringify(view.devices.map(({ id, name }) => [id, name]))
    if (known === this.known) return
    const isFirst = this.known === ''
    this.known = known
    if (!isFirst && !this.draft.atHand.isBusy) void this.draft.load()
  }
}

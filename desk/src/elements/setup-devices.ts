import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { FoundDevices, HallSettings } from '#core/contract/hall-settings.ts'
import type { HallScreens } from '#core/contract/screens.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { SetupPart } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

const LOOK_EVERY_MS = 4_000
type Found = FoundDevices['found'][number]

/** The sixth step: screens are opened and let in, a printer is found and tried. What is done here holds at once. */
@customElement('setup-devices')
export class SetupDevices extends SetupPart {
  @state() private screens: HallScreens | null = null
  @state() private printers: readonly Found[] | null = null
  @state() private hall: HallSettings | null = null
  @state() private told = ''

  static override styles = [
    ...SetupPart.styles,
    css`
      code {
        font-size: var(--text);
        overflow-wrap: anywhere;
      }
    `,
  ]

  constructor() {
    super()
    new LookAgain(this, LOOK_EVERY_MS, () => this.lookAtScreens())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.lookAtPrinters()
  }

  override render() {
    return html`<div class="two">${this.addresses()} ${this.printer()}</div>`
  }

  private addresses() {
    const template = this.templates.find(({ id }) => id === this.draft.template)
    const { kiosks, boards } = template?.screens ?? { kiosks: 1, boards: ['board-1'] }
    const rows = [
      ...Array.from({ length: kiosks }, (_, i) => [say('kiosk'), `/kiosk/?id=kiosk-${i + 1}`] as const),
      ...boards.map((id) => [say('board'), `/display/?id=${id}`] as const),
    ]
    const { waiting = [], screens = [] } = this.screens ?? {}
    return html`<section class="stack" aria-labelledby="screens">
      <h3 id="screens">${say('openThese')}</h3>
      <ul class="rows">
        ${rows.map(
          ([what, path]) => html`<li>
            <span>${what}</span>
            <a class="grow" href=${path} target="_blank" rel="noopener"><code>${location.origin}${path}</code></a>
          </li>`,
        )}
      </ul>
      <p role="status">
        ${waiting.length === 0 ? say('noneWaiting') : html`${say('waitingCodes')}: <strong>${waiting.map(({ code }) => code).join(', ')}</strong>`}
        ${screens.length > 0 ? say('paired', count(screens.length, language.now)) : nothing}
      </p>
      <p><a href="/desk/screens" target="_blank" rel="noopener">${say('approve')}</a></p>
    </section>`
  }

  private printer() {
    const used =
      this.hall?.hall.devices.filter(({ id }) => this.hall?.hall.kiosks.some((one) => one.printer === id)) ?? []
    const free = (this.printers ?? []).filter((one) => one.device === null)
    return html`<section class="stack" aria-labelledby="printer">
      <h3 id="printer">${say('printer')}</h3>
      ${this.printers !== null && used.length === 0 && free.length === 0 ? html`<p>${say('noPrinter')}</p>` : nothing}
      <ul class="rows">
        ${used.map(
          ({ id, name }) => html`<li>
            <span class="grow">${name}</span>
            <luot-button icon="printer" @click=${() => this.tryOut(id)}>${say('testPage')}</luot-button>
          </li>`,
        )}
        ${free.map(
          (one) => html`<li>
            <span class="grow">${one.name} <span class="soft">${one.place}</span>${one.hint ? html`<br />${tell(one.hint)}` : nothing}</span>
            ${one.driver ? html`<luot-button @click=${() => this.use(one)}>${say('usePrinter')}</luot-button>` : nothing}
          </li>`,
        )}
      </ul>
      <div class="bar">
        <luot-button icon="refresh" @click=${() => this.lookAtPrinters()}>${say('lookAgain')}</luot-button>
        <a href="/desk/devices" target="_blank" rel="noopener">${say('moreDevices')}</a>
      </div>
      <p role="status">${this.told}</p>
    </section>`
  }

  private async lookAtScreens(): Promise<boolean> {
    const got = await askHttp<HallScreens>('GET', '/api/screens')
    if (got.ok) this.screens = got.value
    return true
  }

  private async lookAtPrinters(): Promise<void> {
    const [found, hall] = await Promise.all([
      askHttp<FoundDevices>('GET', '/api/hall/found'),
      askHttp<HallSettings>('GET', '/api/hall'),
    ])
    if (found.ok) this.printers = found.value.found.filter(({ kind }) => kind === 'printer')
    if (hall.ok) this.hall = hall.value
  }

  /** Every kiosk prints on it, unless one has a printer of its own. */
  private async use(found: Found): Promise<void> {
    const now = await askHttp<HallSettings>('GET', '/api/hall')
    if (!now.ok || found.driver === null) return
    const { hall, version } = now.value
    let n = 1
    while (hall.devices.some(({ id }) => id === `may-in-${n}`)) n += 1
    const device = { id: `may-in-${n}`, name: found.name, driver: found.driver, settings: found.settings }
    const kiosks = [...hall.kiosks.filter(({ id }) => id !== '*'), { id: '*', printer: device.id }]
    const changed = { ...hall, devices: [...hall.devices, device], kiosks }
    const got = await askHttp('PUT', '/api/hall', { version, hall: changed, why: say('setUpHere') })
    this.told = got.ok ? '' : tell(got.message)
    await this.lookAtPrinters()
  }

  private async tryOut(id: string): Promise<void> {
    this.told = say('trying')
    const got = await askHttp<{ message: { vi: string; en: string } }>('POST', `/api/devices/${id}/test`, {
      what: 'test-page',
    })
    this.told = tell(got.ok ? got.value.message : got.message)
  }
}

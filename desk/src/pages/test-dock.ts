import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/top-bar.ts'
import type { DockDevice, DockHand, DockView } from '#core/contract/dock.ts'
import { handName } from '../dock.ts'
import { askHttp, type Got } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { say } from '../words.ts'

const REST_MS = 2_000

/** The dock of development: virtual devices to break and mend, and the slips the printers got. */
@customElement('test-dock')
export class TestDock extends LitElement {
  @state() private got: Got<DockView> | null = null
  @state() private wrong = ''
  private readonly looking = new LookAgain(this, REST_MS, () => this.look())

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        gap: var(--gap-wide);
        padding: var(--gap-page);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
        margin-block-start: var(--gap-small);
      }
      .shows,
      .scan {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      .scan input {
        min-block-size: var(--target);
        padding: var(--gap-small);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
        color: var(--ink);
        font: inherit;
      }
      .slips {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--gap-wide);
      }
      figure {
        margin: 0;
        padding: var(--gap);
        background: var(--card);
        border: var(--stroke) solid var(--line-strong);
      }
      img {
        display: block;
        inline-size: 288px;
        block-size: auto;
      }
      a {
        color: var(--accent);
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<top-bar heading=${say('dockTitle')}>
        <a slot="rest" href="/desk/">${say('toDesk')}</a>
      </top-bar>
      <main>${this.got === null ? html`<p>${say('connecting')}</p>` : this.got.ok ? this.dock(this.got.value) : this.off(this.got)}</main>`
  }

  private off(got: Extract<Got<DockView>, { ok: false }>) {
    return html`<luot-banner kind="warn">${got.status === 404 ? say('dockOff') : tell(got.message)}</luot-banner>`
  }

  private dock({ devices, slips }: DockView) {
    return html`<p>${say('dockHow')}</p>
      <p class="wrong" role="alert">${this.wrong}</p>
      ${devices.map(
        (device) => html`<section aria-label=${device.name} data-device=${device.id}>
          <h2>${device.name} · ${device.kind} · ${device.state}${device.fault ? ` (${device.fault})` : ''}</h2>
          ${device.shows.length === 0 ? nothing : this.shows(device)}
          ${
            device.hands.length === 0
              ? html`<p>${say('dockNoHands')}</p>`
              : html`<div class="acts">${device.hands.map((hand) => this.hand(device, hand))}</div>`
          }
        </section>`,
      )}
      <section aria-label=${say('slips')}>
        <h2>${say('slips')}</h2>
        ${slips.length === 0 ? html`<p>${say('noSlips')}</p>` : nothing}
        <div class="slips">
          ${slips.map(
            (slip) => html`<figure>
              <img src=${slip.url} alt=${say('slipOf', slip.title)} />
              <figcaption>${slip.title} · ${slip.device}${slip.torn ? ` · ${say('torn')}` : ''}</figcaption>
            </figure>`,
          )}
        </div>
      </section>`
  }

  private shows({ shows }: DockDevice) {
    return html`<p class="shows">
      ${say('dockShows')}: ${shows.map(({ what, how }) => html`<span data-shows=${what} data-how=${how}>${what} <b>${how}</b></span>`)}
    </p>`
  }

  private hand(device: DockDevice, hand: DockHand) {
    const press = (text?: string) => this.act(device.id, text === undefined ? hand : { ...hand, text })
    if (hand.action !== 'scan') return html`<luot-button @click=${() => press()}>${handName(hand)}</luot-button>`
    return html`<form
      class="scan"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault()
        void press(String(new FormData(event.target as HTMLFormElement).get('text') ?? ''))
      }}
    >
      <label>${say('scanText')} <input name="text" autocomplete="off" spellcheck="false" maxlength="2000" /></label>
      <luot-button @click=${(event: Event) => (event.target as Element).closest('form')?.requestSubmit()}>${handName(hand)}</luot-button>
      <button type="submit" hidden></button>
    </form>`
  }

  private async act(device: string, hand: DockHand): Promise<void> {
    const answer = await askHttp('POST', `/api/dock/${encodeURIComponent(device)}`, hand)
    this.wrong = answer.ok ? '' : tell(answer.message)
    await this.looking.now()
  }

  private async look(): Promise<boolean> {
    this.got = await askHttp<DockView>('GET', '/api/dock')
    return this.got.ok || this.got.status !== 404
  }
}

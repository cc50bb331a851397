import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/top-bar.ts'
import { type DockView, type Hand, handsFor } from '../dock.ts'
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
        (device) => html`<section aria-label=${device.id}>
          <h2>${device.id} · ${device.kind} · ${device.state}</h2>
          <div class="acts">
            ${handsFor(device.kind).map(
              (hand) => html`<luot-button @click=${() => this.act(device.id, hand)}
                >${hand.action === 'key' ? say('press-key', hand.key) : say(hand.action)}</luot-button
              >`,
            )}
          </div>
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

  private async act(device: string, hand: Hand): Promise<void> {
    const answer = await askHttp('POST', `/api/dock/${encodeURIComponent(device)}`, hand)
    this.wrong = answer.ok ? '' : tell(answer.message)
    await this.looking.now()
  }

  private async look(): Promise<boolean> {
    this.got = await askHttp<DockView>('GET', '/api/dock')
    return this.got.ok || this.got.status !== 404
  }
}

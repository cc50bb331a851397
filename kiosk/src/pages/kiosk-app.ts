import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { KioskContract } from '#core/contract/kiosk.ts'
import type { ScannedMoment } from '#core/contract/scanned.ts'
import type { Link } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { dress } from '#web/theme/screen.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { catchBack } from '../browser-back.ts'
import { swallowDoubleTaps } from '../double-tap.ts'
import { Errands } from '../errands.ts'
import { fitOf, isLow } from '../fit.ts'
import type { Screen } from '../flow.ts'
import { PassingTime } from '../passing-time.ts'
import { heardScan } from '../scanned.ts'
import { type Look, type Settings, sameLook } from '../settings.ts'
import type { Shown } from '../shown.ts'
import { Way } from '../way.ts'
import type { Wish } from '../wish.ts'
import { fulfil } from '../wishes.ts'
import { pair, say } from '../words.ts'
import { drawScreen } from './draw-screen.ts'

/**
 * The kiosk: one screen of the hall, from the first touch until the citizen has gone.
 *
 *     a touch on a page ─WishEvent─▶ wishes.ts ─▶ way.ts ─▶ draw-screen.ts ─▶ the next page
 *                                       └▶ errands.ts ─asks the hub─▶ way.ts ─▶ …
 *     no touch at all: passing-time.ts ─▶ way.ts, or everything from the beginning
 */
@customElement('kiosk-app')
export class KioskApp extends LitElement {
  @property({ attribute: false }) link!: Link<KioskContract>
  @property({ attribute: false }) settings!: Settings
  /** Where home is: the services, or the lookup board where that stands alone. */
  @property({ attribute: false }) root: Screen = { at: 'home' }

  @query('dialog') private dialog!: HTMLDialogElement

  private look!: Look
  private readonly hub = new ViewController(this, () => this.link)
  private readonly way = new Way(() => this.requestUpdate())
  private readonly errands = new Errands(this.way, () => this.link)
  private readonly time = new PassingTime(this, this.way, {
    isUntouched: () => this.way.isAtRoot && sameLook(this.look, this.settings.look),
    startOver: () => this.startOver(),
    look: () => this.errands.repeatOnceBack(),
  })
  private stopListening = () => {}

  static override styles = [
    sheet,
    css`
      :host {
        display: block;
        block-size: 100vh;
      }
      dialog {
        inline-size: 100vw;
        block-size: 100vh;
        max-inline-size: none;
        max-block-size: none;
        padding: calc(10.5 * var(--mm));
        border: none;
        background: var(--card);
        color: var(--ink);
      }
      dialog[open] {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--gap-wide);
        text-align: center;
      }
      dialog p {
        font-size: var(--text-button);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    this.addEventListener('wish', ({ wish }) => this.act(wish))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.way.startAt(this.root)
    this.showAs(this.settings.look)
    window.addEventListener('resize', this.resized)
    const deaf = this.link.on('slip', (said) => this.errands.hearOfSlip(said))
    const unscanned = this.link.on('scanned', (scanned) => this.hearScan(scanned))
    const single = swallowDoubleTaps(() => this.way.turnedAt)
    const staying = catchBack(() => this.act({ want: 'back' }))
    this.stopListening = () => {
      deaf()
      unscanned()
      single()
      staying()
    }
  }

  override disconnectedCallback(): void {
    window.removeEventListener('resize', this.resized)
    this.stopListening()
    super.disconnectedCallback()
  }

  private resized = (): void => this.requestUpdate()

  private act(wish: Wish): void {
    fulfil(wish, {
      way: this.way,
      errands: this.errands,
      view: this.hub.view,
      showAs: (look) => this.showAs({ ...this.look, ...look }),
      startOver: () => this.startOver(),
    })
  }

  /** Whoever holds a code under the scanner is here, though nothing was touched. */
  private hearScan(scanned: ScannedMoment): void {
    this.time.stay()
    heardScan(scanned, { way: this.way, errands: this.errands, view: this.hub.view, live: this.hub.state === 'live' })
  }

  /** The next citizen finds everything as the office set it. */
  private startOver(): void {
    this.time.beginAnew()
    this.showAs(this.settings.look)
    this.way.home()
  }

  private showAs(look: Look): void {
    this.look = look
    const { text, contrast, reach } = look
    dress(document.documentElement, { app: 'kiosk', text, contrast, reach })
    if (language.now !== look.language) language.speak(look.language)
    document.documentElement.lang = look.language
    this.requestUpdate()
  }

  protected override updated(): void {
    const leaving = this.time.idle.is === 'leaving'
    if (leaving && !this.dialog.open) this.dialog.showModal()
    if (!leaving && this.dialog.open) this.dialog.close()
  }

  private shown(): Shown {
    const { pxPerMm } = this.settings
    return {
      fit: fitOf(innerWidth / pxPerMm, innerHeight / pxPerMm),
      low: isLow(innerWidth / pxPerMm, innerHeight / pxPerMm),
      look: this.look,
      office: this.hub.view?.office ?? null,
      now: () => this.link.now(),
      live: this.hub.state === 'live',
      practice: this.hub.view?.practice ?? false,
    }
  }

  override render() {
    const { idle, secondsLeft, voidSeconds } = this.time
    const page = drawScreen(this.way.here, {
      shown: this.shown(),
      link: this.link,
      isRoot: this.way.isAtRoot,
      secondsLeft,
      voidSeconds,
      again: () => this.act({ want: 'again' }),
    })
    const stay = () => this.time.stay()
    return html`${page}
      <dialog aria-labelledby="still-there" @click=${stay} @cancel=${(event: Event) => event.preventDefault()}>
        <h1 id="still-there">${both(pair('stillThere'))}</h1>
        ${idle.is === 'leaving' ? html`<p role="timer">${say('leaving', idle.secondsLeft)}</p>` : nothing}
        <luot-button variant="primary" icon="check" >${say('goOn')}</luot-button>
      </dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-app': KioskApp
  }
}

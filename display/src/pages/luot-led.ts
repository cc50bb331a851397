import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CallMoment, DisplayContract } from '#core/contract/display.ts'
import type { Link } from '#web/hub/link.ts'
import { type NowCalled, nowCalled } from '../board/now-called.ts'
import { noRows, type Rows, roll } from '../board/rows.ts'
import { advance, hear, noTurns, type Turns } from '../board/turns.ts'
import { setLine } from '../led/pixel-font.ts'
import { compose, ledColours } from '../led/wall.ts'
import type { LedSettings } from '../settings.ts'

const LOOK_EVERY_MS = 200
/** More rows than any wall has room for; composing takes what it needs. */
const ROWS_KEPT = 12

/**
 * An LED wall behind a sending card: the page's upper left corner, in exactly the wall's own pixels.
 *
 * The card copies pixels one to one, so the picture is a canvas with letters of whole pixels and a black ground.
 */
@customElement('luot-led')
export class LuotLed extends LitElement {
  @property({ attribute: false }) link!: Link<DisplayContract>
  @property({ attribute: false }) settings!: LedSettings

  private turns: Turns = noTurns
  private rows: Rows = noRows
  private drawn = ''
  private looking: ReturnType<typeof setInterval> | undefined
  private readonly stops: (() => void)[] = []

  static override styles = css`
    :host {
      position: fixed;
      inset: 0;
      background: #000;
    }
    canvas {
      display: block;
      image-rendering: pixelated;
    }
  `

  override connectedCallback(): void {
    super.connectedCallback()
    this.stops.push(
      this.link.onChange(this.look),
      this.link.on('call', (call) => this.hear(call)),
    )
    this.looking = setInterval(this.look, LOOK_EVERY_MS)
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    for (const stop of this.stops.splice(0)) stop()
    super.disconnectedCallback()
  }

  override render() {
    const { width, height } = this.settings
    return html`<main><canvas width=${width} height=${height} role="img"></canvas></main>`
  }

  protected override firstUpdated(): void {
    this.look()
  }

  private hear(call: CallMoment): void {
    this.turns = hear(this.turns, { ...call, sounds: [] }, performance.now(), this.link.now())
    this.look()
  }

  private readonly look = (): void => {
    const { view, state } = this.link
    const now = performance.now()
    const hubNow = this.link.now()
    if (view) this.rows = roll(this.rows, view.calls, ROWS_KEPT, now, hubNow)
    this.turns = advance(this.turns, now)
    this.draw(nowCalled(view, state, this.turns, hubNow))
  }

  private draw(now: NowCalled): void {
    const canvas = this.renderRoot.querySelector('canvas')
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    const lines = compose(this.settings, now, this.rows.rows)
    const picture = JSON.stringify(lines)
    if (picture === this.drawn) return
    this.drawn = picture
    pen.fillStyle = '#000000'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    for (const { text, x, y, scale, colour } of lines) {
      pen.fillStyle = ledColours[colour]
      for (const dot of setLine(text).dots) pen.fillRect(x + dot.x * scale, y + dot.y * scale, scale, scale)
    }
    canvas.ariaLabel = lines.map(({ text }) => text).join(' ')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-led': LuotLed
  }
}

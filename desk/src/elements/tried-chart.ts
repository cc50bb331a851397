import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { say } from '../words.ts'

export interface Bar {
  readonly name: string
  readonly own: number | null
  readonly tried: number | null
}

// The picture's own measures; it is drawn as wide as its place.
const NAMES = 190
const WIDTH = 700
const FIGURES = 50
const ROW = 46
const THICK = 16

/** Two bars a group: the replay under the day's own rules, pale, and with what was tried, full. Their figures stand beside them. */
@customElement('tried-chart')
export class TriedChart extends LitElement {
  @property() heading = ''
  @property({ attribute: false }) bars: readonly Bar[] = []

  static override styles = [
    sheet,
    css`
      :host {
        display: block;
        margin-block-end: var(--gap);
      }
      svg {
        inline-size: min(100%, 48rem);
        block-size: auto;
      }
      text {
        fill: var(--ink);
        font-size: 14px;
      }
      .own {
        fill: var(--accent-wash);
        stroke: var(--accent);
        stroke-width: 1;
      }
      .tried {
        fill: var(--accent);
      }
      .full {
        font-weight: 700;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      i {
        display: inline-block;
        inline-size: 1.6em;
        block-size: 0.8em;
        border: 1px solid var(--accent);
        background: var(--accent-wash);
      }
      i.full {
        background: var(--accent);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    if (this.bars.length === 0) return nothing
    const most = Math.max(60_000, ...this.bars.flatMap(({ own, tried }) => [own ?? 0, tried ?? 0]))
    const scale = (WIDTH - NAMES - FIGURES) / most
    return html`<p>${this.heading}: <span><i></i> ${say('own')}</span> <span><i class="full"></i> ${say('tried')}</span></p>
      <svg viewBox="0 0 ${WIDTH} ${this.bars.length * ROW}" role="img" aria-label=${this.spoken()}>
        ${this.bars.map((bar, i) => {
          const top = i * ROW + 4
          return svg`<text x=${NAMES - 10} y=${top + THICK + 5} text-anchor="end">${bar.name}</text>
            ${one('own', bar.own, top, scale)} ${one('tried', bar.tried, top + THICK + 2, scale)}`
        })}
      </svg>`
  }

  private spoken(): string {
    const groups = this.bars.map(
      ({ name, own, tried }) => `${name}: ${say('own')} ${minutes(own)}, ${say('tried')} ${minutes(tried)}`,
    )
    return `${this.heading}. ${groups.join('; ')}`
  }
}

function one(kind: 'own' | 'tried', ms: number | null, top: number, scale: number) {
  const width = Math.max(1, (ms ?? 0) * scale)
  return svg`<rect class=${kind} x=${NAMES} y=${top} width=${width} height=${THICK}></rect>
    <text class=${kind === 'tried' ? 'full' : ''} x=${NAMES + width + 6} y=${top + THICK - 3}>${minutes(ms)}</text>`
}

function minutes(ms: number | null): string {
  return ms === null ? '–' : String(Math.round(ms / 60_000))
}

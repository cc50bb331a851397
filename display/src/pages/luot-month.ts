import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import '#web/elements/luot-icon.ts'
import type { DisplayContract } from '#core/contract/display.ts'
import type { MonthBoard } from '#core/contract/ratings.ts'
import type { IconName } from '#web/elements/icons.ts'
import type { Link } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import type { MonthSettings } from '../settings.ts'
import { pair, say } from '../words.ts'

/** The figures change by the hour; whoever changes the target sees it at once, with the next picture. */
const LOOK_EVERY_MS = 60 * 60_000
const LEAST_BETWEEN_MS = 1_500
const WIDTH = 1_000
const HEIGHT = 100

type Channel = MonthBoard['channels'][number]

/** How satisfied people were this month, for everyone in the hall: levels and the target. No person, no counter. */
@customElement('luot-month')
export class LuotMonth extends LitElement {
  @property({ attribute: false }) link!: Link<DisplayContract>
  @property({ attribute: false }) settings!: MonthSettings
  @state() private board: MonthBoard | null = null

  private lookedAt = Number.NEGATIVE_INFINITY
  private waiting: ReturnType<typeof setTimeout> | undefined
  private looking: ReturnType<typeof setInterval> | undefined
  private stop = () => {}

  static override styles = [
    sheet,
    css`
      main {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        gap: 3vh;
        inline-size: 100vw;
        block-size: 100vh;
        padding: 4vh 4vw;
        overflow: hidden;
        background: var(--paper);
        color: var(--ink);
      }
      h1 {
        font-size: min(7vh, 4.4vw);
        line-height: 1.35;
      }
      .office {
        color: var(--ink-soft);
        font-size: min(3.6vh, 2.4vw);
      }
      .channels {
        display: grid;
        align-content: space-evenly;
        gap: 3vh;
        min-block-size: 0;
      }
      h2 {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1em;
        font-size: min(4.4vh, 2.8vw);
        line-height: 1.4;
      }
      h2 span {
        font-weight: var(--weight-text);
      }
      svg.bar {
        display: block;
        inline-size: 100%;
        block-size: min(8vh, 6vw);
        border: var(--stroke) solid var(--line-strong);
      }
      .satisfied {
        fill: var(--good);
      }
      .not {
        fill: var(--warn);
      }
      .between {
        stroke: var(--card);
        stroke-width: 3;
      }
      .halo {
        stroke: var(--card);
        stroke-width: 16;
      }
      .target {
        stroke: var(--ink);
        stroke-width: 5;
        stroke-dasharray: 14 8;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 2.4em;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: min(3.8vh, 2.4vw);
        line-height: 1.5;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.4em;
        font-variant-numeric: tabular-nums;
        --icon-size: 1.3em;
      }
      .few {
        font-size: min(4.4vh, 3vw);
        text-align: center;
      }
      footer {
        color: var(--ink-soft);
        font-size: min(3vh, 2vw);
        line-height: 1.4;
      }
    `,
  ]

  constructor() {
    super()
    new ViewController(this, () => this.link)
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS)
    this.stop = this.link.onChange(() => this.look())
    this.look()
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    clearTimeout(this.waiting)
    this.stop()
    super.disconnectedCallback()
  }

  override render() {
    const { board } = this
    if (!board) return html`<main><p class="few">${both(pair('monthComing'))}</p></main>`
    const [year = '', month = ''] = board.month.split('-')
    const told = board.channels.filter(({ levels }) => levels !== null)
    return html`<main>
      <header>
        <p class="office">${tell(board.office)}</p>
        <h1>${say('monthTitle', `${Number(month)}/${year}`)}</h1>
      </header>
      <div class="channels">
        ${told.length === 0 ? html`<p class="few">${both(pair('monthFew'))}</p>` : told.map((one) => this.channel(one, board.target))}
      </div>
      <footer>${say('monthHow')}</footer>
    </main>`
  }

  private channel({ channel, told, levels, satisfiedShare }: Channel, target: number) {
    if (levels === null || satisfiedShare === null) return nothing
    const inOrder = levels.toSorted((a, b) => Number(b.satisfied) - Number(a.satisfied))
    const share = percent(satisfiedShare)
    let x = 0
    return html`<section data-channel=${channel}>
      <h2>
        ${say(`channel-${channel}`)}
        <span>${say('monthShare', share, count(told, language.now))} · ${say('monthTarget', percent(target))}</span>
      </h2>
      <svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${say('monthShare', share, count(told, language.now))}>
        ${inOrder.map((level) => {
          const width = (level.count / told) * WIDTH
          x += width
          return svg`<rect class=${level.satisfied ? 'satisfied' : 'not'} x=${x - width} y="0" width=${width} height=${HEIGHT}></rect>
            <line class="between" x1=${x} x2=${x} y1="0" y2=${HEIGHT}></line>`
        })}
        <line class="halo" x1=${target * WIDTH} x2=${target * WIDTH} y1="0" y2=${HEIGHT}></line>
        <line class="target" x1=${target * WIDTH} x2=${target * WIDTH} y1="0" y2=${HEIGHT}></line>
      </svg>
      <ul>
        ${levels.map(
          (level) => html`<li>
            <luot-icon name=${`face-${level.face}` as IconName}></luot-icon>${tell(level.name)}: <b>${percent(level.count / told)}</b>
          </li>`,
        )}
      </ul>
    </section>`
  }

  /** Pictures may come ten a second; the figures are asked for once in a while, the last one never left out. */
  private look(): void {
    clearTimeout(this.waiting)
    const sinceMs = performance.now() - this.lookedAt
    if (sinceMs < LEAST_BETWEEN_MS) {
      this.waiting = setTimeout(() => this.look(), LEAST_BETWEEN_MS - sinceMs)
      return
    }
    this.lookedAt = performance.now()
    void this.load()
  }

  private async load(): Promise<void> {
    const board = await fetch('/api/month', { credentials: 'same-origin' })
      .then((response) => (response.ok ? (response.json() as Promise<MonthBoard>) : null))
      .catch(() => null) // the hub is away: what hangs there stays, and the next picture asks again
    if (board) this.board = board
  }
}

function percent(share: number): string {
  return `${count(Math.round(share * 100), language.now)}%`
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-month': LuotMonth
  }
}

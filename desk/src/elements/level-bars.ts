import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { RatingFigure } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import { say } from '../ratings/words.ts'

const WIDTH = 1_000
const HEIGHT = 64

/** How the answers of one group spread over the levels: one bar, the target as a line, and every level in words below. */
@customElement('level-bars')
export class LevelBars extends LitElement {
  @property({ attribute: false }) figure!: RatingFigure
  @property({ type: Number }) target = 0

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-hair);
      }
      svg {
        inline-size: 100%;
        block-size: calc(7 * var(--mm));
        border: var(--stroke) solid var(--line-strong);
        background: var(--sunk);
      }
      .good {
        fill: var(--good);
      }
      .bad {
        fill: var(--warn);
      }
      .gap {
        stroke: var(--card);
        stroke-width: 4;
      }
      .halo {
        stroke: var(--card);
        stroke-width: 16;
      }
      .target {
        stroke: var(--ink);
        stroke-width: 6;
        stroke-dasharray: 12 8;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--gap);
        margin: 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
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

  override render() {
    const { answers, told, levels, satisfiedShare } = this.figure
    const tongue = language.now
    const many = `${say('answers', count(answers, tongue))}${told === answers || levels === null ? '' : ` · ${say('told', count(told, tongue))}`}`
    if (levels === null || satisfiedShare === null) {
      return html`<p>${many}${answers > 0 ? html` · <span class="soft">${say('tooFew')}</span>` : nothing}</p>`
    }
    // The satisfied first, so that the bar's bright end is their share and the line says whether it is enough.
    const inOrder = levels.toSorted((a, b) => Number(b.satisfied) - Number(a.satisfied))
    let x = 0
    return html`<p><strong>${say('satisfied', percent(satisfiedShare))}</strong> · ${many} · <span class="soft">${say('targetLine', percent(this.target))}</span></p>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${say('satisfied', percent(satisfiedShare))}>
        ${inOrder.map((level) => {
          const width = (level.count / told) * WIDTH
          x += width
          return svg`<rect class=${level.satisfied ? 'good' : 'bad'} x=${x - width} y="0" width=${width} height=${HEIGHT}></rect>
            <line class="gap" x1=${x} x2=${x} y1="0" y2=${HEIGHT}></line>`
        })}
        <line class="halo" x1=${this.target * WIDTH} x2=${this.target * WIDTH} y1="0" y2=${HEIGHT}></line>
        <line class="target" x1=${this.target * WIDTH} x2=${this.target * WIDTH} y1="0" y2=${HEIGHT}></line>
      </svg>
      <ul>
        ${levels.map((level) => html`<li>${tell(level.name)}: <b>${count(level.count, tongue)}</b></li>`)}
      </ul>`
  }
}

export function percent(share: number): string {
  return `${count(Math.round(share * 1_000) / 10, language.now)}%`
}

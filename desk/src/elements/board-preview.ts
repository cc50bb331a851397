import { css, html, LitElement, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { planBesideMedia } from '#core/board/beside-media.ts'
import { glassOf } from '#core/board/look.ts'
import { PARTS, plan } from '#core/board/plan.ts'
import type { Boards } from '#core/contract/settings/boards.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { say } from '../settings/words.ts'

type Look = Boards['boards'][number]
const BARE = { id: '*', diagonal: null, distance: null, glass: '1920x1080', rows: null, media: true } as const

/** Each board to scale, by the same plan the board itself is drawn by: how large the letters are, where pictures stand. */
@customElement('board-preview')
export class BoardPreview extends LitElement {
  @property({ attribute: false }) boards!: Boards

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: var(--gap-wide);
        justify-items: start;
      }
      figure {
        display: grid;
        gap: var(--gap-small);
        margin: 0;
        inline-size: min(100%, 30rem);
      }
      svg {
        inline-size: 100%;
        block-size: auto;
        border: var(--stroke-strong) solid var(--ink);
      }
      a {
        color: var(--accent);
      }
      .doubt {
        color: var(--warn);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { boards, playlist } = this.boards
    const hasMedia = playlist.items.length > 0
    return html`<section aria-label=${say('preview')}>
      ${(boards.length > 0 ? boards : [BARE as unknown as Look]).map((look) => this.board(look, hasMedia))}
    </section>`
  }

  private board(look: Look, hasMedia: boolean) {
    const glass = glassOf(look.glass)
    const hall = { diagonal: look.diagonal ?? 55, distance: look.distance ?? 10 }
    const both =
      look.media && hasMedia
        ? planBesideMedia(hall, glass, 'A000', look.rows)
        : { place: 'none' as const, board: glass, plan: plan(hall, glass, 'A000', { wished: look.rows }) }
    const { rows, row, call, fits, readableTo, listWidth } = both.plan
    const name = look.id === '*' ? say('everyBoard') : look.id
    const reach = (Math.floor(readableTo * 10) / 10).toLocaleString('vi')
    const list = both.board.width - listWidth * row
    const top = (PARTS.rim + PARTS.head + PARTS.rowsHead) * row
    const isTall = both.plan.shape === 'tall'
    return html`<figure>
      <figcaption><strong>${name}</strong> · ${hall.diagonal}″ · ${hall.distance} m</figcaption>
      <svg viewBox="0 0 ${glass.width} ${glass.height}" role="img" aria-label=${say('boardAlt', name)}>
        <rect width=${glass.width} height=${glass.height} fill="#f4f4ef"></rect>
        ${both.place === 'beside' ? svg`<rect x=${glass.width - both.media.width} y=${glass.height - both.media.height} width=${both.media.width} height=${both.media.height} fill="#222"></rect>` : ''}
        <rect x=${0.3 * row} y=${top - 0.4 * row} width=${(isTall ? both.board.width : list) - 0.6 * row} height=${call * 2.3} fill="#ffd75e"></rect>
        <text x=${0.6 * row} y=${top + call * 0.75} font-size=${call} font-weight="700">A012</text>
        <text x=${0.6 * row} y=${top + call * 1.65} font-size=${call} font-weight="700">5</text>
        ${Array.from({ length: rows }, (_, i) => {
          const y = (isTall ? top + call * 2.4 : top) + (i + 0.9) * PARTS.row * row
          const x = isTall ? 0.6 * row : list
          return svg`<text x=${x} y=${y} font-size=${row} font-weight="600">A${String(11 - i).padStart(3, '0')}</text>
            <text x=${both.board.width - row} y=${y} font-size=${row} font-weight="600">${(i % 4) + 1}</text>`
        })}
      </svg>
      <p class=${fits ? '' : 'doubt'}>${say('boardFits', String(rows), reach)}
        ${both.place === 'beside' ? say('beside') : both.place === 'between' ? say('between') : ''}</p>
      ${look.id === '*' ? '' : html`<a href="/display/?id=${look.id}" target="_blank" rel="noopener">${say('openBoard')}: ${name}</a>`}
    </figure>`
  }
}

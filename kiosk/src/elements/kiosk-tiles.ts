import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { IconName } from '#web/elements/icons.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-icon.ts'
import { type Pager, PagesEvent } from '../pager.ts'
import { bestLayout, type Layout } from '../paging.ts'
import { type Wish, WishEvent } from '../wish.ts'

/** One large thing to touch. */
export interface Tile {
  /** The prefix of its numbers, drawn large; or a picture. */
  mark?: string
  icon?: IconName
  name: TemplateResult | string
  notes?: (TemplateResult | string)[]
  wish: Wish
  kind?: 'plain' | 'action' | 'closed'
  /** A switch that is in or out. */
  pressed?: boolean
}

/** A screen never asks anyone to choose among more than this. */
const MOST_CHOICES = 8
const GAP_MM = 3.2
const NARROWEST_MM = 61

/**
 * Tiles on as many pages as their words need: letters are never made smaller, so a small glass shows fewer at a time.
 *
 * It lays all tiles out unseen in every number of columns that fits, measures them, and shows the best before the
 * browser paints.
 */
@customElement('kiosk-tiles')
export class KioskTiles extends LitElement implements Pager {
  @property({ attribute: false }) tiles: readonly Tile[] = []
  /** A tile that stands below the others on every page. */
  @property({ attribute: false }) pinned: Tile | null = null
  @property({ type: Number }) mostColumns = 4

  @state() private layout: Layout | null = null
  @state() private shownPage = 0

  @query('.grid') private grid!: HTMLElement
  @query('.pinned') private pinnedBox!: HTMLElement | null

  private roomWatch = new ResizeObserver(() => this.measureAgain())
  private said = ''

  static override styles = [
    sheet,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: calc(3.2 * var(--mm));
        min-block-size: 0;
      }
      .grid {
        flex: 1;
        min-block-size: 0;
        display: grid;
        gap: calc(3.2 * var(--mm));
        align-content: start;
        grid-auto-rows: minmax(min-content, calc(56 * var(--mm)));
      }
      .grid.measuring {
        align-items: start;
        overflow: hidden;
        grid-auto-rows: auto;
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--gap);
        min-inline-size: 0;
        inline-size: 100%;
        min-block-size: calc(25.2 * var(--mm));
        padding: calc(2 * var(--mm)) var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shade);
        color: var(--ink);
        font: inherit;
        text-align: start;
        cursor: pointer;
        touch-action: manipulation;
      }
      button:active:not([aria-disabled]) {
        background: var(--accent-wash);
        border-color: var(--accent);
        box-shadow: inset 0 0 0 var(--stroke-strong) var(--accent);
      }
      button.action {
        background: var(--accent-wash);
        border-color: var(--accent);
      }
      button.closed {
        background: var(--sunk);
        border-style: dashed;
        box-shadow: none;
        color: var(--ink-soft);
        cursor: default;
      }
      .mark {
        flex: none;
        display: grid;
        place-items: center;
        inline-size: calc(17 * var(--mm));
        block-size: calc(17 * var(--mm));
        border-radius: var(--radius-small);
        background: var(--accent);
        color: var(--on-accent);
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        line-height: var(--leading-tight);
      }
      :host([fit='compact']) button {
        gap: calc(3 * var(--mm));
        padding: calc(1.5 * var(--mm)) calc(2.5 * var(--mm));
      }
      :host([fit='compact']) .mark {
        inline-size: calc(13 * var(--mm));
        block-size: calc(15 * var(--mm));
      }
      :host([fit='compact']) luot-icon {
        --icon-size: calc(12 * var(--mm));
      }
      .closed .mark {
        background: var(--away);
      }
      .action luot-icon,
      .plain luot-icon {
        color: var(--accent);
        --icon-size: calc(14 * var(--mm));
      }
      .words {
        min-inline-size: 0;
        overflow-wrap: break-word;
      }
      .name {
        font-size: var(--text-button);
        font-weight: var(--weight-strong);
        line-height: var(--leading-tight);
      }
      .note {
        display: block;
        font-size: var(--text);
        line-height: var(--leading-tight);
        margin-block-start: var(--gap-hair);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  get page(): number {
    return Math.min(this.shownPage, this.pages - 1)
  }

  get pages(): number {
    return Math.max(1, this.layout?.pages.length ?? 1)
  }

  turn(by: 1 | -1): void {
    this.shownPage = Math.max(0, Math.min(this.pages - 1, this.page + by))
  }

  toFirst(): void {
    this.shownPage = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.roomWatch.observe(this)
  }

  override disconnectedCallback(): void {
    this.roomWatch.disconnect()
    super.disconnectedCallback()
  }

  private measureAgain(): void {
    this.layout = null
    this.requestUpdate()
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Every other reason than a turned page may have changed the words.
    const turned = changed.has('shownPage') || changed.has('layout')
    if (changed.has('tiles') || changed.has('pinned') || !turned) this.layout = null
  }

  override render() {
    const [from, to] = this.layout?.pages[this.page] ?? [0, this.tiles.length]
    return html`
      <div class="grid ${this.layout ? '' : 'measuring'}">${this.tiles.slice(from, to).map((tile) => this.tile(tile))}</div>
      ${this.pinned ? html`<div class="pinned">${this.tile(this.pinned)}</div>` : nothing}`
  }

  private tile({ mark, icon, name, notes = [], wish, kind = 'plain', pressed }: Tile): TemplateResult {
    const closed = kind === 'closed'
    return html`<button
      class=${kind}
      aria-disabled=${closed ? 'true' : nothing}
      aria-pressed=${pressed === undefined ? nothing : `${pressed}`}
      @click=${() => closed || this.dispatchEvent(new WishEvent(wish))}
    >
      ${mark ? html`<span class="mark" aria-hidden="true">${mark}</span>` : nothing}
      ${icon ? html`<luot-icon name=${icon}></luot-icon>` : nothing}
      <span class="words"><span class="name">${name}</span>${notes.map((note) => html`<span class="note">${note}</span>`)}</span>
    </button>`
  }

  protected override updated(): void {
    if (this.layout === null) {
      this.layout = this.measured()
      return
    }
    this.grid.style.gridTemplateColumns = `repeat(${this.layout.columns}, minmax(0, 1fr))`
    const saying = `${this.page}/${this.pages}`
    if (saying === this.said) return
    this.said = saying
    this.dispatchEvent(new PagesEvent(this))
  }

  private measured(): Layout {
    const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm')) || 4
    const gap = GAP_MM * mm
    const below = this.pinnedBox ? this.pinnedBox.offsetHeight + gap : 0
    const most = Math.min(this.mostColumns, Math.floor((this.clientWidth + gap) / (NARROWEST_MM * mm + gap)))
    const candidates = Array.from({ length: Math.max(1, most) }, (_, index) => {
      this.grid.style.gridTemplateColumns = `repeat(${index + 1}, minmax(0, 1fr))`
      const tiles = [...this.grid.querySelectorAll('button')]
      // Half a pixel of rounding must not push a row onto the next page.
      return { columns: index + 1, heights: tiles.map((tile) => Math.ceil(tile.getBoundingClientRect().height)) }
    })
    const limit = this.pinned ? MOST_CHOICES - 1 : MOST_CHOICES
    return bestLayout(candidates, { height: this.clientHeight - below + 1, gap, limit })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-tiles': KioskTiles
  }
}

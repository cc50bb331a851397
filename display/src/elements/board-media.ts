import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { MediaItem } from '../board/this-board.ts'

/** While the hall is called a film is heard at a fifth: there, and not in the way. */
const HUSHED = 0.2
/** A list in which nothing can be shown is tried again after this, not at once and for ever. */
const TRY_AGAIN_MS = 30_000

/**
 * Shows the office's pictures and films one after the other, in turns without end. One that is missing or broken is passed over.
 *
 *     picture: its seconds ─▶ next        film: to its end ─▶ next        broken ─▶ next, at once
 */
@customElement('board-media')
export class BoardMedia extends LitElement {
  @property({ attribute: false }) items: readonly MediaItem[] = []
  /** Of films, 0 to 100; 0 on a board that must not be heard. */
  @property({ type: Number }) volume = 0
  /** away: a call has the place, nothing moves and nothing sounds. hushed: somebody is being called. */
  @property() manner: 'playing' | 'hushed' | 'away' = 'playing'
  @state() private at = 0
  @query('video') private film!: HTMLVideoElement | null

  private timer: ReturnType<typeof setTimeout> | undefined
  /** How many in a row could not be shown. */
  private broken = 0

  static override styles = css`
    :host {
      display: grid;
      place-items: center;
      overflow: hidden;
      background: #000;
    }
    img,
    video {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
    }
  `

  override disconnectedCallback(): void {
    clearTimeout(this.timer)
    super.disconnectedCallback()
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('items')) {
      this.broken = 0
      if (this.at >= this.items.length) this.at = 0
    }
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('items') || changed.has('at')) this.begin()
    this.sound()
    if (changed.has('manner')) this.move()
  }

  override render() {
    const item = this.items[this.at]
    if (!item) return nothing
    return item.kind === 'picture'
      ? html`<img src=${item.url} alt="" @load=${this.shown} @error=${this.skip} />`
      : html`<video
          src=${item.url}
          playsinline
          muted
          aria-hidden="true"
          tabindex="-1"
          @playing=${this.shown}
          @ended=${this.next}
          @error=${this.skip}
        ></video>`
  }

  private begin(): void {
    clearTimeout(this.timer)
    const item = this.items[this.at]
    if (item?.kind === 'picture') this.timer = setTimeout(this.next, item.seconds * 1_000)
    else this.move()
  }

  private move(): void {
    const { film } = this
    if (!film) return
    if (this.manner === 'away') {
      film.pause()
      return
    }
    // A browser that wants a touch before sound lets a silent film run.
    film.play().catch(() => {
      film.muted = true
      film.play().catch(() => this.skip())
    })
  }

  private sound(): void {
    if (!this.film) return
    this.film.muted = this.volume === 0
    this.film.volume = (this.volume / 100) * (this.manner === 'playing' ? 1 : HUSHED)
  }

  private readonly shown = () => {
    this.broken = 0
  }

  private readonly next = () => {
    if (this.items.length === 0) return
    if (this.items.length > 1) this.at = (this.at + 1) % this.items.length
    else if (this.items[0]?.kind === 'film') this.again()
    else this.begin()
  }

  private again(): void {
    if (!this.film) return
    this.film.currentTime = 0
    this.move()
  }

  private readonly skip = () => {
    clearTimeout(this.timer)
    this.broken++
    if (this.broken >= this.items.length) {
      this.broken = 0
      this.timer = setTimeout(this.next, TRY_AGAIN_MS)
      return
    }
    this.next()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-media': BoardMedia
  }
}

import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { MediaItem } from '../board/this-board.ts'

/** While the hall is called a film is heard at a fifth: there, and not in the way. */
const HUSHED = 0.2
/** A list in which nothing can be shown is tried again after this, not at once and for ever. */
const TRY_AGAIN_MS = 30_000

/**
 * Shows the office's pictures and films one after the other, in turns without end. One that is missing or broken is passed over; fires
 * `broken` with the addresses of those whenever there are others.
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
  /** Grows when what could not be shown is tried anew. */
  @state() private tries = 0
  /** Nothing can be shown just now: the board's own ground is better than a black field. */
  @property({ type: Boolean, reflect: true }) empty = false
  @query('video') private film!: HTMLVideoElement | null

  private timer: ReturnType<typeof setTimeout> | undefined
  private broken: ReadonlySet<string> = new Set()
  /** This browser wants a touch before it lets a film be heard. */
  private mustBeSilent = false

  static override styles = css`
    :host {
      display: grid;
      place-items: center;
      overflow: hidden;
      background: #000;
    }
    :host([empty]) {
      visibility: hidden;
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
      this.tell(new Set())
      this.empty = false
      if (this.at >= this.items.length) this.at = 0
    }
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('items') || changed.has('at') || changed.has('tries')) this.begin()
    this.sound()
    if (changed.has('manner')) this.move()
  }

  override render() {
    const item = this.items[this.at]
    if (!item) return nothing
    const { url } = item
    // Each has an element of its own: what a film still says after its turn is over concerns nobody.
    return keyed(
      `${this.tries} ${this.at} ${url}`,
      item.kind === 'picture'
        ? html`<img src=${url} alt="" @load=${() => this.shown(url)} @error=${() => this.skip(url)} />`
        : html`<video
            src=${url}
            playsinline
            muted
            aria-hidden="true"
            tabindex="-1"
            @timeupdate=${() => this.hasPictures() && this.shown(url)}
            @ended=${() => (this.hasPictures() ? this.next() : this.skip(url))}
            @error=${() => this.skip(url)}
          ></video>`,
    )
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
    film.play().catch((refused: DOMException) => {
      // A call that came between, or another turn: whoever stopped it knows. What is broken says so itself, as an error.
      if (refused.name !== 'NotAllowedError' || this.mustBeSilent) return
      this.mustBeSilent = true
      this.sound()
      this.move()
    })
  }

  private sound(): void {
    if (!this.film) return
    this.film.muted = this.volume === 0 || this.mustBeSilent
    this.film.volume = (this.volume / 100) * (this.manner === 'playing' ? 1 : HUSHED)
  }

  /** A film cut off after its head comes to its end without an error, and without a picture. */
  private hasPictures(): boolean {
    return (this.film?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 0
  }

  private shown(url: string): void {
    this.empty = false
    if (this.broken.has(url)) this.tell(new Set([...this.broken].filter((other) => other !== url)))
  }

  private readonly next = () => {
    clearTimeout(this.timer)
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

  private skip(url: string): void {
    clearTimeout(this.timer)
    this.tell(new Set([...this.broken, url]))
    this.empty = this.items.every((item) => this.broken.has(item.url))
    if (this.empty) this.timer = setTimeout(this.tryAgain, TRY_AGAIN_MS)
    else this.next()
  }

  private readonly tryAgain = () => {
    this.tries++
    this.at = (this.at + 1) % this.items.length
  }

  private tell(broken: ReadonlySet<string>): void {
    if (broken.size === 0 && this.broken.size === 0) return
    this.broken = broken
    this.dispatchEvent(new CustomEvent('broken', { detail: broken }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-media': BoardMedia
  }
}

/** Something that shows itself page by page; the frame around it turns the pages. */
export interface Pager {
  readonly page: number
  readonly pages: number
  turn(by: 1 | -1): void
}

/** Said by a pager whenever its page or their number changes. */
export class PagesEvent extends Event {
  readonly pager: Pager

  constructor(pager: Pager) {
    super('pages', { bubbles: true, composed: true })
    this.pager = pager
  }
}

declare global {
  interface HTMLElementEventMap {
    pages: PagesEvent
  }
}

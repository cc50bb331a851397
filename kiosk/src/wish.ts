import type { Look } from './settings.ts'

/** What a citizen wants by a touch; pages fire it, the kiosk alone acts on it. */
export type Wish =
  | { want: 'home' }
  | { want: 'back' }
  | { want: 'service'; service: string; procedure: string | null }
  | { want: 'number'; service: string; class: string; procedure: string | null }
  | { want: 'appointment' }
  | { want: 'check-in'; code: string }
  | { want: 'card'; card: string }
  | { want: 'again' }
  | { want: 'one-more' }
  | { want: 'mistake' }
  | { want: 'more' }
  | { want: 'more-service'; service: string }
  | { want: 'less-service'; service: string }
  | { want: 'give-back' }
  | { want: 'look'; look: Partial<Look> }
  | { want: 'options' }
  | { want: 'fields' }
  | { want: 'field'; field: string }
  | { want: 'search'; text: string }
  | { want: 'procedure'; code: string }

export class WishEvent extends Event {
  readonly wish: Wish

  constructor(wish: Wish) {
    super('wish', { bubbles: true, composed: true })
    this.wish = wish
  }
}

declare global {
  interface HTMLElementEventMap {
    wish: WishEvent
  }
}

import type { IconName } from '#web/elements/icons.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Wish } from './wish.ts'
import { pair } from './words.ts'

/** One of two answers; the harmless one comes first and stands out. */
export interface Reply {
  readonly icon: IconName
  readonly name: Sentence
  readonly kind?: 'action'
  readonly wish: Wish
}

/** The same service at the same kiosk a moment ago: the same person twice, or the next in the family? */
export const ONE_MORE: readonly Reply[] = [
  { icon: 'cross', name: pair('oneMoreNo'), kind: 'action', wish: { want: 'home' } },
  { icon: 'ticket', name: pair('oneMoreYes'), wish: { want: 'one-more' } },
]

/** A number given back is gone, so it is asked once. */
export const GIVE_BACK: readonly Reply[] = [
  { icon: 'ticket', name: pair('giveBackNo'), kind: 'action', wish: { want: 'back' } },
  { icon: 'undo', name: pair('giveBackYes'), wish: { want: 'give-back' } },
]

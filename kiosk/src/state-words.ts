import type { CitizenView } from '#core/contract/citizen.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { pair } from './words.ts'

/** How a number stands, said to the one who holds it. */
export function stateSentence({ state, counter }: Pick<CitizenView, 'state' | 'counter'>): Sentence {
  switch (state) {
    case 'waiting':
      return pair('stateWaiting')
    case 'called':
      return pair('stateCalled', counter ?? '')
    case 'serving':
      return pair('stateServing', counter ?? '')
    case 'parked':
      return pair('stateParked')
    case 'served':
      return pair('stateServed')
    case 'no-show':
      return pair('stateNoShow')
    case 'cancelled':
      return pair('stateCancelled')
    case 'void':
      return pair('stateVoid')
    default:
      return state satisfies never
  }
}

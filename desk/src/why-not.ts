import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import type { Text } from '#core/contract/shapes.ts'
import { type Action, can } from '#core/domain/can.ts'
import type { LinkState } from '#web/hub/link.ts'
import type { Act } from './acts.ts'
import { pair } from './words.ts'

/** What a button's answer depends on: the picture from the hub, the line to it, and the ticket chosen in a list. */
export interface Scene {
  view: DeskView
  line: LinkState
  chosen: DeskTicket | null
  /** An act that can still be taken back. */
  undo: boolean
}

/** Why an act cannot be done now, as a sentence; null when it can. The hub's own sentence wherever it has one. */
export function whyNot(act: Act, scene: Scene): Text | null {
  if (act === 'list' || act === 'aside' || act === 'help' || act === 'before' || act === 'leave') return null
  if (scene.line !== 'live') return pair('notWhileAway')
  if (act === 'undo') return scene.undo ? null : pair('nothingToUndo')
  const { counter } = scene.view
  if (counter === null) return pair('noCounterYet')
  switch (act) {
    case 'issue':
      return null
    case 'pick':
      return scene.chosen ? (counter.buttons.pick ?? whyNotTicket('pick', scene.chosen)) : pair('chooseFirst')
    case 'return':
      return whyNotReturn(scene.chosen)
    case 'transfer':
      return scene.chosen ? whyNotTicket('transfer', scene.chosen) : counter.buttons.transfer
    case 'cancel':
      return whyNotTicket('cancel', scene.chosen ?? counter.current)
    case 'extend':
      return whyNotTicket('extend', scene.chosen ?? counter.current)
    case 'class':
      return whyNotTicket('change-class', scene.chosen ?? counter.current)
    case 'automatic':
      return counter.automatic === null ? pair('notAutomatic') : counter.state === 'closed' ? pair('openFirst') : null
    case 'copy':
      return (scene.chosen ?? counter.current) ? null : pair('noTicketHere')
    default:
      return counter.buttons[act]
  }
}

function whyNotTicket(action: Action, ticket: DeskTicket | null): Text | null {
  if (ticket === null) return pair('noTicketHere')
  return can(action, ticket) ? null : pair('notInThisState')
}

/** One key brings both back into the line: who was sent to correct papers and who did not come. */
function whyNotReturn(ticket: DeskTicket | null): Text | null {
  if (ticket === null) return pair('chooseAsideFirst')
  return can('resume', ticket) || can('bring-back', ticket) ? null : pair('chooseAsideFirst')
}

import type { StateName, Ticket } from './ticket.ts'

/**
 * Which states allow which move. The rules read it to decide, the desk reads it to draw its buttons: there is no second
 * opinion.
 */
export const ALLOWED_IN = {
  call: ['waiting'],
  pick: ['waiting', 'parked', 'no-show'],
  recall: ['called'],
  start: ['called'],
  // An officer who never presses start still finishes: the call counts as the start.
  finish: ['called', 'serving'],
  'no-show': ['called'],
  'bring-back': ['no-show'],
  park: ['called', 'serving'],
  resume: ['parked'],
  transfer: ['waiting', 'called', 'serving', 'parked'],
  // On to one more service in the same visit, or to one less.
  extend: ['waiting', 'called', 'serving', 'parked'],
  // Whoever stands at a counter may go on to another service, and an officer sees there who comes.
  'change-class': ['waiting', 'called', 'serving', 'parked', 'no-show'],
  // First, or back to its time: only who stands in line has a place there.
  place: ['waiting'],
  void: ['waiting', 'called', 'serving', 'parked', 'no-show'],
  cancel: ['waiting', 'called', 'parked', 'no-show'],
  rate: ['served'],
} as const satisfies Record<string, readonly StateName[]>

export type Action = keyof typeof ALLOWED_IN

/** May this be done with a ticket in its present state? */
export function can(action: Action, ticket: Pick<Ticket, 'state'>): boolean {
  return (ALLOWED_IN[action] as readonly StateName[]).includes(ticket.state)
}

import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import type { Text } from '#core/contract/shapes.ts'
import { ORDINARY } from '#core/domain/office.ts'
import { type IconName, icons } from '#web/elements/icons.ts'
import { tell } from '#web/words/words.ts'
import { say } from './words.ts'

/** The priority of a ticket with its drawing; null for everyone without one. */
export function classOf(ticket: DeskTicket, view: DeskView): { name: Text; icon: IconName } | null {
  if (ticket.class === ORDINARY) return null
  const known = view.classes.find(({ id }) => id === ticket.class)
  if (!known) return { name: { vi: ticket.class, en: ticket.class }, icon: 'star' }
  return { name: known.name, icon: known.icon in icons ? (known.icon as IconName) : 'star' }
}

/** A priority that was said and still needs an officer's word, as a sentence; empty where there is none. */
export function saidOf({ declared }: DeskTicket, view: DeskView): string {
  if (declared === null) return ''
  const known = view.classes.find(({ id }) => id === declared)
  return say('declared', known ? tell(known.name) : declared)
}

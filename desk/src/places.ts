import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import type { Text } from '#core/contract/shapes.ts'
import { choiceKeys, LETTERS } from './choice-keys.ts'
import type { Destination } from './orders.ts'

/** Somewhere a ticket may be sent, with the key that sends it there. */
export type Place = { key: string; to: Destination } & (
  | { counter: null; service: Text }
  | { counter: string; service: null }
)

/** Everywhere but where it stands now: the other services by their letters, the other counters by their digits. */
export function placesFor(ticket: DeskTicket, view: DeskView): Place[] {
  const here = view.counter?.id
  const services = view.services.filter(({ id }) => id !== ticket.service)
  const counters = view.counters.filter(({ id }) => !(id === here && (ticket.counter !== null || ticket.onlyHere)))
  const keys = choiceKeys([...services.map(({ prefix }) => prefix), ...counters.map(({ label }) => label)], LETTERS)
  return [
    ...services.map(({ id, name }, i) => ({
      key: keys[i]!,
      to: { toService: id, toCounter: null },
      counter: null,
      service: name,
    })),
    ...counters.map(({ id, label }, i) => ({
      key: keys[services.length + i]!,
      to: { toService: null, toCounter: id },
      counter: label,
      service: null,
    })),
  ]
}

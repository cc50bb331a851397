import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import type { Text } from '#core/contract/shapes.ts'
import { tell } from '#web/words/words.ts'
import { choiceKeys, LETTERS } from './choice-keys.ts'
import type { Destination } from './orders.ts'
import { say } from './words.ts'

/** Somewhere a ticket may be sent, with the key that sends it there. */
export type Place = { key: string; to: Destination } & (
  | { is: 'service'; name: Text; back: boolean }
  | { is: 'counter'; label: string }
  | { is: 'officer'; name: string }
)

/**
 * Everywhere but where it stands now: services by their letters, counters by their digits, officers by the first letter of
 * their given name. Who was sent to a counter or an officer may go back to the common line of the service.
 */
export function placesFor(ticket: DeskTicket, view: DeskView): Place[] {
  const here = view.counter?.id
  const isSent = ticket.onlyHere || ticket.onlyCounter !== null || ticket.onlyOfficer !== null
  const services = view.services.filter(({ id }) => isSent || id !== ticket.service)
  const counters = view.counters.filter(({ id }) => !(id === here && (ticket.counter !== null || ticket.onlyHere)))
  const officers = officersIn(view, ticket)
  const wanted = [
    ...services.map(({ prefix }) => prefix),
    ...counters.map(({ label }) => label),
    ...officers.map(({ name }) => initialOf(name)),
  ]
  const keys = choiceKeys(wanted, LETTERS)
  const keyOf = (place: number) => keys[place] ?? ''
  return [
    ...services.map(
      ({ id, name }, i): Place => ({
        key: keyOf(i),
        to: { toService: id, toCounter: null },
        is: 'service',
        name,
        back: id === ticket.service,
      }),
    ),
    ...counters.map(
      ({ id, label }, i): Place => ({
        key: keyOf(services.length + i),
        to: { toService: null, toCounter: id },
        is: 'counter',
        label,
      }),
    ),
    ...officers.map(
      ({ id, name }, i): Place => ({
        key: keyOf(services.length + counters.length + i),
        to: { toService: null, toCounter: null, toStaff: id },
        is: 'officer',
        name,
      }),
    ),
  ]
}

/** A place as the hall calls it. */
export function nameOf(place: Place): string {
  switch (place.is) {
    case 'service':
      return place.back ? say('backToLine', tell(place.name)) : tell(place.name)
    case 'counter':
      return say('counter', place.label)
    case 'officer':
      return place.name
    default:
      return place satisfies never
  }
}

/** Who sits at a counter now, once each, but not the one before whom the ticket stands already. */
function officersIn(view: DeskView, ticket: DeskTicket): { id: string; name: string }[] {
  const there = new Map<string, string>()
  for (const { staff, staffName, label } of view.counters) {
    const isHere = ticket.counter === label
    if (staff !== null && !isHere) there.set(staff, staffName ?? staff)
  }
  return [...there].map(([id, name]) => ({ id, name }))
}

/** "Trần Văn Bình" is called Bình: B. Đ stands under the key D. */
function initialOf(name: string): string {
  const given = name.trim().split(/\s+/).at(-1) ?? ''
  return given.normalize('NFD').slice(0, 1).replace(/[Đđ]/, 'D')
}

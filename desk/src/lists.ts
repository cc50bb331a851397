import type { DeskTicket, DeskView } from '#core/contract/desk.ts'

/** The waiting tickets of one service, or of all that this counter serves, in calling order. */
export function waitingFor(tickets: readonly DeskTicket[], service: string | null): readonly DeskTicket[] {
  return service === null ? tickets : tickets.filter((ticket) => ticket.service === service)
}

/** A service a visit goes on to, or could go on to. */
export type Further = DeskView['services'][number] & { isIn: boolean }

/** The services a visit goes on to, and those it can still be extended by: not the one where the ticket stands. */
export function furtherServices(
  { service, visit }: Pick<DeskTicket, 'service' | 'visit'>,
  view: DeskView,
): readonly Further[] {
  return view.services
    .map((one) => ({ ...one, isIn: visit.includes(one.id) }))
    .filter(({ id, open, isIn }) => isIn || (open && id !== service))
}

/**
 * Where an arrow key leads in a list; null when the key is none.
 *
 * `place` is the chosen row, or -1 when none is; `lastPlace` is where the choice stood last. A ticket that left the list
 * takes the choice with it, so that no key ever means its neighbour; the next arrow goes on from that place.
 */
export function stepTo(key: string, place: number, lastPlace: number, length: number): number | null {
  if (length === 0) return null
  const last = length - 1
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  if (place < 0) return Math.min(lastPlace, last)
  return key === 'ArrowDown' ? Math.min(place + 1, last) : Math.max(place - 1, 0)
}

/** The lines of the hall, this counter's own first. */
export function linesOf(view: DeskView): readonly (DeskView['services'][number] & { own: boolean })[] {
  const own = view.counters.find((counter) => counter.id === view.counter?.id)?.services ?? []
  return view.services
    .map((service) => ({ ...service, own: own.includes(service.id) }))
    .sort((a, b) => Number(b.own) - Number(a.own))
}

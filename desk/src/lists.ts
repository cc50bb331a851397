import type { DeskTicket, DeskView } from '#core/contract/desk.ts'

/** The waiting tickets of one service, or of all that this counter serves, in calling order. */
export function waitingFor(tickets: readonly DeskTicket[], service: string | null): readonly DeskTicket[] {
  return service === null ? tickets : tickets.filter((ticket) => ticket.service === service)
}

/** The ticket a list stands on after its rows changed: the same one, or whoever moved into its place. */
export function stillChosen(
  rows: readonly DeskTicket[],
  chosen: string | null,
  former: readonly DeskTicket[],
): string | null {
  if (chosen === null || rows.length === 0) return null
  if (rows.some((row) => row.id === chosen)) return chosen
  const place = former.findIndex((row) => row.id === chosen)
  return rows[Math.min(Math.max(place, 0), rows.length - 1)]!.id
}

/** Where an arrow key leads in a list; null when the key is none. */
export function stepTo(key: string, place: number, length: number): number | null {
  if (length === 0) return null
  const last = length - 1
  if (key === 'ArrowDown') return Math.min(place + 1, last)
  if (key === 'ArrowUp') return Math.max(place - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return last
  return null
}

/** The lines of the hall, this counter's own first. */
export function linesOf(view: DeskView): readonly (DeskView['services'][number] & { own: boolean })[] {
  const own = view.counters.find((counter) => counter.id === view.counter?.id)?.services ?? []
  return view.services
    .map((service) => ({ ...service, own: own.includes(service.id) }))
    .sort((a, b) => Number(b.own) - Number(a.own))
}

import type { BoardView } from '#core/contract/display.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { stoppedOnStrip } from './gate-words.ts'

/**
 * The strip at the board's foot: who waits for what, then what the hall is told and the notice, in turns that change without moving.
 * Urgent words come again after every other page. Nothing here ever covers a call.
 *
 * Letters large enough for the last row leave room for three or four services, so an office with seven has two pages.
 */
export type StripPage =
  | { show: 'waiting'; services: BoardView['services'] }
  | { show: 'notice'; text: Sentence; part: number; urgent: boolean }

export const PAGE_MS = 10_000

export function stripPages(view: BoardView, servicesAPage: number, hubNow: number): StripPage[] {
  const pages = Math.max(1, Math.ceil(view.services.length / servicesAPage))
  // Evenly: five services are three and two, not four and one.
  const each = Math.ceil(view.services.length / pages)
  const waiting = Array.from({ length: pages }, (_, page) => ({
    show: 'waiting' as const,
    services: view.services.slice(page * each, (page + 1) * each),
  })).filter(({ services }) => services.length > 0)
  const urgent = textsOf(view, 'urgent').map((text, part) => ({ show: 'notice' as const, text, part, urgent: true }))
  const notices = [
    ...textsOf(view, 'information'),
    ...stoppedNow(view, hubNow),
    ...(view.notice ? [view.notice] : []),
    ...view.look.notices,
  ].map((text, part) => ({ show: 'notice' as const, text, part: part + urgent.length, urgent: false }))
  const others: StripPage[] = [...waiting, ...notices]
  return urgent.length === 0 ? others : others.flatMap((page) => [...urgent, page])
}

function textsOf({ messages }: BoardView, kind: BoardView['messages'][number]['kind']): Sentence[] {
  return messages.filter((message) => message.kind === kind).map(({ text }) => text)
}

/** Whose turn it is, by the hub's clock: two boards in one hall turn together. */
export function pageAt<Page>(pages: readonly Page[], hubNow: number): Page | undefined {
  return pages[Math.floor(hubNow / PAGE_MS) % pages.length]
}

/** Services that staff has stopped, while the hall goes on. */
function stoppedNow({ hall, services, timeZone }: BoardView, hubNow: number): Sentence[] {
  if (hall.state === 'closed') return []
  return services.flatMap(({ name, gate }) =>
    gate.state === 'closed' && gate.why === 'closed-for-now' ? [stoppedOnStrip(name, gate, hubNow, timeZone)] : [],
  )
}

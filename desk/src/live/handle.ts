import type { HallContract, TicketNow } from '#core/contract/live.ts'
import type { Answer, Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'

/** What the manager may do with somebody who waits or stands aside. */
export type Handling =
  | { readonly act: 'first' | 'its-time' | 'cancel'; readonly reason: string }
  | { readonly act: 'move'; readonly to: string; readonly reason: string }
  | { readonly act: 'class'; readonly class: string; readonly reason: string }
  | { readonly act: 'back' }

export type Act = Handling['act']

/** The acts that fit a ticket's state, the most usual first. */
export function actsFor({ state, first, notBeforeAt }: TicketNow): readonly Act[] {
  if (state === 'parked' || state === 'no-show') return ['back', 'cancel']
  const place = first || notBeforeAt !== null ? (['its-time'] as const) : (['first'] as const)
  return [...place, 'move', 'class', 'cancel']
}

/** Places stand in one list of choices: 's:' a service, 'c:' a counter, 'o:' an officer. */
function destination(to: string) {
  const [kind, id] = [to.slice(0, 2), to.slice(2)]
  if (kind === 's:') return { toService: id, toCounter: null }
  if (kind === 'c:') return { toService: null, toCounter: id }
  return { toService: null, toCounter: null, toStaff: id }
}

/** Sends what was decided, as one order. */
export function handleTicket(
  link: Pick<Link<HallContract>, 'ask'>,
  { id, state }: TicketNow,
  handling: Handling,
): Promise<Answer<{ seq: number }>> {
  const one = { command: newId(), ticket: id }
  switch (handling.act) {
    case 'first':
    case 'its-time':
      return link.ask('place-ticket', { ...one, place: handling.act, reason: handling.reason })
    case 'move':
      return link.ask('transfer-ticket', {
        ...one,
        counter: null,
        ...destination(handling.to),
        reason: handling.reason,
      })
    case 'class':
      return link.ask('change-class', { ...one, class: handling.class, reason: handling.reason })
    case 'cancel':
      return link.ask('cancel-ticket', { ...one, reason: handling.reason })
    case 'back':
      return state === 'parked' ? link.ask('resume-ticket', one) : link.ask('bring-back', one)
    default:
      return handling satisfies never
  }
}

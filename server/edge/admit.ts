import { HEADS, OF_THE_OFFICE } from '#core/contract/access.ts'
import type { ScreenHello } from '#core/contract/hello.ts'
import type { ScreenPlace } from '#core/contract/screens.ts'
import { counterOf } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Audience, ScreenData } from '../screens.ts'
import { type No, problem, refusal } from './problem.ts'
import type { SlipCodes } from './slip-code.ts'
import type { Credentials, DoorKeeper } from './who.ts'

/** Says who a screen is, by the audience it asks to join and what it brings along, or why it may not come in. */
export function admit(
  parts: { keeper: DoorKeeper; codes: SlipCodes; queue: Queue; at: number },
  audience: Audience,
  screen: ScreenHello['screen'],
  credentials: Credentials,
): ScreenData | No {
  const { keeper, codes, queue, at } = parts
  const here = isOfScreens(audience) ? keeper.screen(credentials) : null
  if (isOfScreens(audience) && here === null) return problem('screen-not-enrolled')
  if (here?.is === 'paired' && audienceOf(here.place) !== audience) return problem('screen-elsewhere')
  const counter = here?.is === 'paired' ? counterIn(here.place) : (screen.counter ?? null)
  if (counter !== null && !counterOf(queue.office, counter)) return refusal('unknown-counter')
  if (audience === 'rating' && counter === null) return refusal('unknown-counter')
  const data = { audience, screen: screen.id, counter, ticket: null, speaks: screen.speaks ?? false }
  if (audience === 'desk') {
    const who = keeper.staff(credentials, at)
    if (who?.choosing) return problem('choose-your-pin')
    if (!who) return problem('sign-in-first')
    return OF_THE_OFFICE.some((role) => role === who.role) ? { ...data, who } : problem('not-allowed')
  }
  if (audience === 'hall') {
    const who = keeper.staff(credentials, at)
    if (!who) return problem('sign-in-first')
    if (who.choosing) return problem('choose-your-pin')
    return HEADS.some((role) => role === who.role) ? { ...data, who } : problem('not-allowed')
  }
  if (audience === 'citizen') {
    const ticket = codes.ticketOf(screen.code ?? '', queue)
    if (ticket === null) return refusal('unknown-ticket')
    return { ...data, ticket, who: { role: 'citizen', id: 'slip', name: '' } }
  }
  const role = audience === 'kiosk' ? 'kiosk' : audience === 'rating' ? 'terminal' : 'board'
  // What a paired screen calls itself counts for nothing: one kiosk cannot pass for another.
  if (here?.is === 'paired') {
    const { id, place } = here
    return { ...data, screen: place.screen, pairing: id, who: { role, id: place.screen, name: '' } }
  }
  return { ...data, who: { role, id: screen.id, name: '' } }
}

/** Which of the hub's audiences a screen at this place is of. */
export function audienceOf({ what }: ScreenPlace): Audience {
  if (what === 'rating' || what === 'guard') return what
  return what === 'kiosk' || what === 'lookup' ? 'kiosk' : 'display'
}

function isOfScreens(audience: Audience): boolean {
  return audience === 'kiosk' || audience === 'rating' || audience === 'display' || audience === 'guard'
}

function counterIn(place: ScreenPlace): string | null {
  return 'counter' in place ? place.counter : null
}

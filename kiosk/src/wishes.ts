import type { KioskView } from '#core/contract/kiosk.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Errands } from './errands.ts'
import { type ReadCard, type Screen, toGiveBack, type Wanted } from './flow.ts'
import type { Look } from './settings.ts'
import type { Way } from './way.ts'
import type { Wish } from './wish.ts'

/** What a wish may set in motion. */
interface Means {
  way: Way
  errands: Errands
  view: KioskView | null
  showAs: (look: Partial<Look>) => void
  startOver: () => void
}

/** Does what a citizen wants: most wishes lead to another page, those for the hub become an errand. */
export function fulfil(wish: Wish, means: Means): void {
  const { way, errands } = means
  const screen = way.here
  switch (wish.want) {
    case 'service':
      chosen(wish.service, wish.procedure, means)
      break
    case 'number':
      takeNumber({ service: wish.service, class: wish.class, procedure: wish.procedure }, means)
      break
    case 'card':
      if (screen.at === 'card') errands.takeNumber({ ...screen.wanted, card: wish.card })
      break
    case 'appointment':
      way.forward({ at: 'check-in', wrong: null })
      break
    case 'check-in':
      if (screen.at === 'check-in' || screen.at === 'home') errands.checkIn(wish.code)
      break
    case 'again':
      if (screen.at === 'unanswered') errands.repeat(screen.ask)
      if (screen.at === 'refused' && screen.ask) errands.retry(screen.ask)
      break
    case 'one-more':
      if (screen.at === 'one-more') errands.retry(screen.ask, { again: true })
      break
    case 'more':
      if (screen.at === 'ticket') way.forward({ at: 'more', issued: screen.issued, visit: screen.visit, wrong: null })
      break
    case 'more-service':
      if (screen.at === 'more') void errands.addService(screen, wish.service)
      break
    case 'less-service':
      if (screen.at === 'ticket') void errands.dropService(screen.issued, wish.service)
      break
    case 'mistake':
      if (screen.at === 'ticket') way.forward(toGiveBack(screen.issued, performance.now()))
      break
    case 'give-back':
      if (screen.at === 'give-back') void errands.giveBack(screen.issued)
      break
    case 'home':
    case 'back':
      // Whoever turns away from a number has finished: the next one finds the screen as the office set it.
      if (screen.at === 'ticket' || screen.at === 'given-back') means.startOver()
      else if (wish.want === 'home') way.home()
      else way.back()
      break
    case 'options':
    case 'fields':
      way.forward({ at: wish.want })
      break
    case 'field':
      way.forward({ at: 'found', field: wish.field })
      break
    case 'search':
      // Each letter is not a step of its own: Back leaves the search at once.
      if (screen.at === 'search') way.showHere({ at: 'search', text: wish.text })
      else way.forward({ at: 'search', text: wish.text })
      break
    case 'procedure':
      way.forward({ at: 'procedure', code: wish.code })
      break
    case 'look':
      means.showAs(wish.look)
      break
    default:
      wish satisfies never
  }
}

/** Where the office has priorities, one question stands between the service and the number. */
function chosen(service: string, procedure: string | null, means: Means): void {
  if (means.view === null) return
  const card = cardAlong(means.way.here)
  const asks = means.view.classes.some(({ id }) => id !== ORDINARY)
  if (asks) means.way.forward({ at: 'class', service, procedure, ...(card && { card }) })
  else takeNumber({ service, class: ORDINARY, procedure }, means)
}

/** Where the office counts numbers by person, the card stands between the wish and the number, unless it was read already. */
function takeNumber(wanted: Wanted, { way, errands, view }: Means): void {
  const pass = cardAlong(way.here)?.pass ?? null
  if (view?.asksCard && pass === null) way.forward({ at: 'card', wanted })
  else errands.takeNumber(pass === null ? wanted : { ...wanted, pass })
}

function cardAlong(screen: Screen): ReadCard | undefined {
  return screen.at === 'home' || screen.at === 'class' ? screen.card : undefined
}

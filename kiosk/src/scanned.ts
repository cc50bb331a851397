import type { KioskView } from '#core/contract/kiosk.ts'
import type { ScannedMoment } from '#core/contract/scanned.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Errands } from './errands.ts'
import { homeWithCard, ownNumber, type ReadCard, type Screen, toldOf } from './flow.ts'
import type { Way } from './way.ts'
import { pair } from './words.ts'

/** What a code under the scanner may set in motion. */
interface Means {
  way: Way
  errands: Errands
  view: KioskView | null
  live: boolean
}

/**
 * Does what a code under the hub's own scanner asks for, wherever the citizen stands.
 *
 *     card at the card's page    the number, by this card; first the class, where its age suggests one
 *     card at the classes        stays there, with the suggestion marked
 *     card elsewhere             home with the card read, where it is of use here
 *     slip ─▶ own number    appointment ─▶ its number    procedure ─▶ its page
 *     anything else              what it is; at the card's page and the code's, that it was not read
 *
 * While a number is being asked for or its slip is printing, nothing is heard: that one belongs to somebody.
 */
export function heardScan(scanned: ScannedMoment, { way, errands, view, live }: Means): void {
  const screen = way.here
  if (view === null || !live || view.paused || isTaken(screen)) return
  const now = performance.now()
  const isForNumbers = way.root.at === 'home'
  switch (scanned.kind) {
    case 'card':
      if (isForNumbers) heardCard({ pass: scanned.pass, suggests: scanned.suggests }, { way, errands, view })
      else way.forwardFromHome(toldOf('no-card-needed', now))
      return
    case 'ticket':
      way.forwardFromHome(scanned.ticket ? ownNumber(scanned.ticket, now) : toldOf('old-slip', now))
      return
    case 'appointment':
      if (isForNumbers && view.appointments) errands.checkIn(scanned.code)
      else way.forwardFromHome(toldOf('unknown', now))
      return
    case 'procedure':
      way.forwardFromHome({ at: 'procedure', code: scanned.code })
      return
    case 'dossier':
    case 'other-card':
    case 'unknown':
      // Whoever stands before a question stays there and tries again.
      if (screen.at === 'card') way.showHere({ ...screen, unread: true })
      else if (screen.at === 'check-in') way.showHere({ ...screen, wrong: pair('codeUnknownDo') })
      else way.forwardFromHome(toldOf(scanned.kind, now))
      return
    default:
      scanned satisfies never
  }
}

function heardCard(card: ReadCard, { way, errands, view }: { way: Way; errands: Errands; view: KioskView }): void {
  const screen = way.here
  const pass = view.asksCard ? card.pass : null
  const suggests = view.classes.some(({ id }) => id === card.suggests) ? card.suggests : null
  const read = { pass, suggests }
  if (screen.at === 'card' && pass !== null) {
    const { wanted } = screen
    // Whoever said "no priority" is told once what the card says, and answers again.
    if (suggests !== null && wanted.class === ORDINARY) {
      way.showHere({ at: 'class', service: wanted.service, procedure: wanted.procedure ?? null, card: read })
    } else {
      errands.takeNumber({ ...wanted, pass })
    }
  } else if (screen.at === 'class') {
    way.showHere({ ...screen, card: read })
  } else if (pass !== null || suggests !== null) {
    // A closed hall says when it opens; a card opens it for nobody.
    if (view.hall.state === 'open') way.forwardFromHome(homeWithCard(read, performance.now()))
    else way.home()
  } else {
    way.forwardFromHome(toldOf('no-card-needed', performance.now()))
  }
}

function isTaken(screen: Screen): boolean {
  if (screen.at === 'ticket') return screen.slip.is === 'printing'
  return screen.at === 'asking' || screen.at === 'unanswered' || screen.at === 'give-back' || screen.at === 'one-more'
}

import { html, nothing, type TemplateResult } from 'lit'
import type { KioskContract, KioskView } from '#core/contract/kiosk.ts'
import type { IconName } from '#web/elements/icons.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Link } from '#web/hub/link.ts'
import '#web/elements/luot-button.ts'
import { needsHub, type Screen } from '../flow.ts'
import { GIVE_BACK, ONE_MORE } from '../questions.ts'
import { ownNumberWords, SCANNED_WORDS } from '../scanned-words.ts'
import type { Shown } from '../shown.ts'
import { pair, say } from '../words.ts'
import './enter-code.ts'
import './find-procedure.ts'
import './pick-class.ts'
import { furtherServices } from './pick-more.ts'
import './pick-service.ts'
import './plain-notice.ts'
import './scan-card.ts'
import './screen-options.ts'
import './show-procedure.ts'
import './ticket-issued.ts'
import './yes-no.ts'

/** What a page may need beside the screen it draws. */
interface Glass {
  shown: Shown
  link: Link<KioskContract>
  /** Nothing lies behind this screen, so there is no Back. */
  isRoot: boolean
  /** Until the number leaves the glass, and until it can no longer be given back. */
  secondsLeft: number | null
  voidSeconds: number
  /** Asks the hub for the same once more. */
  again: () => void
}

/** The page for the screen the citizen stands at. */
export function drawScreen(screen: Screen, glass: Glass): TemplateResult {
  const { shown, link } = glass
  const { view } = link
  const before = noticeBefore(screen, glass)
  if (before) return before
  switch (screen.at) {
    case 'home':
      return html`<pick-service .shown=${shown} .view=${view!} ?cardRead=${screen.card !== undefined}></pick-service>`
    case 'class':
      return html`<pick-class
        .shown=${shown}
        .view=${view!}
        service=${screen.service}
        .procedure=${screen.procedure}
        .suggests=${screen.card?.suggests ?? null}
      ></pick-class>`
    case 'check-in':
      return html`<enter-code .shown=${shown} .wrong=${screen.wrong}></enter-code>`
    case 'card':
      return html`<scan-card .shown=${shown} ?unread=${screen.unread}></scan-card>`
    case 'one-more':
      return html`<yes-no .shown=${shown} .question=${pair('oneMore')} .answers=${ONE_MORE}></yes-no>`
    case 'give-back':
      return html`<yes-no .shown=${shown} .question=${pair('giveBack', screen.issued.number)} .answers=${GIVE_BACK}></yes-no>`
    case 'more':
      return html`<pick-more
        .shown=${shown}
        .services=${furtherServices(view, screen.visit.services)}
        number=${screen.issued.number}
        .wrong=${screen.wrong}
      ></pick-more>`
    case 'given-back':
      return html`<plain-notice nav .shown=${shown} icon="check" .what=${pair('givenBack', screen.number)} .whatToDo=${pair('givenBackDo')}></plain-notice>`
    case 'scanned': {
      const [what, whatToDo] = SCANNED_WORDS[screen.what]
      return html`<plain-notice nav .shown=${shown} icon="info" .what=${pair(what)} .whatToDo=${pair(whatToDo)}></plain-notice>`
    }
    case 'own-number': {
      const { what, whatToDo } = ownNumberWords(screen.ticket)
      return html`<plain-notice nav .shown=${shown} icon="ticket" .what=${what} .whatToDo=${whatToDo}></plain-notice>`
    }
    case 'asking':
      return notice(shown, 'clock', pair('asking'), null)
    case 'unanswered':
      return html`<plain-notice nav .shown=${shown} icon="cable-off" .what=${pair('unanswered')} .whatToDo=${pair('unansweredDo')}>
        ${againButton(glass)}
      </plain-notice>`
    case 'refused':
      return html`<plain-notice nav .shown=${shown} .what=${pair('notGiven')} .whatToDo=${screen.message}>
        ${screen.ask ? againButton(glass) : nothing}
      </plain-notice>`
    case 'options':
      return html`<screen-options .shown=${shown}></screen-options>`
    case 'ticket':
      // The number, its facts and its code want height: a low glass lays them out as a small one does.
      return html`<ticket-issued
        .shown=${shown.low ? { ...shown, fit: 'compact' as const } : shown}
        .issued=${screen.issued}
        .slip=${screen.slip}
        .visit=${screen.visit}
        ?more=${shown.live && furtherServices(view, screen.visit.services).length > 0}
        .secondsLeft=${glass.secondsLeft}
        .voidSeconds=${glass.voidSeconds}
      ></ticket-issued>`
    case 'fields':
    case 'found':
    case 'search':
      return html`<find-procedure ?root=${glass.isRoot} .shown=${shown} .asked=${askedBy(screen)}></find-procedure>`
    case 'procedure':
      return html`<show-procedure
        .shown=${shown}
        .link=${link}
        code=${screen.code}
        ?paper=${canPrint(view)}
        .view=${view}
      ></show-procedure>`
    default:
      return screen satisfies never
  }
}

/** What the citizen must know first: without the hub, or while the kiosk rests, a page would promise too much. */
function noticeBefore(screen: Screen, { shown, link }: Glass): TemplateResult | null {
  if (link.refused && !shown.live) return notice(shown, 'info', link.refused.message, pair('notAllowed'))
  if (!needsHub(screen)) return null
  if (link.state === 'away') return notice(shown, 'cable-off', pair('hubAway'), pair('hubAwayDo'))
  if (link.view === null) return notice(shown, 'clock', pair('connecting'), null)
  if (link.view.paused) return notice(shown, 'pause', pair('kioskPaused'), pair('kioskPausedDo'))
  return null
}

function notice(shown: Shown, icon: IconName, what: Sentence, whatToDo: Sentence | null): TemplateResult {
  return html`<plain-notice .shown=${shown} icon=${icon} .what=${what} .whatToDo=${whatToDo}></plain-notice>`
}

function againButton({ again }: Glass): TemplateResult {
  return html`<luot-button variant="primary" icon="refresh" @click=${again}>${say('again')}</luot-button>`
}

function askedBy(screen: Screen & { at: 'fields' | 'found' | 'search' }) {
  switch (screen.at) {
    case 'fields':
      return { by: 'fields' } as const
    case 'found':
      return { by: 'field', field: screen.field } as const
    case 'search':
      return { by: 'text', text: screen.text } as const
    default:
      return screen satisfies never
  }
}

function canPrint(view: KioskView | null): boolean {
  return view !== null && (view.paper.state === 'ready' || view.paper.state === 'low' || view.paper.state === 'unknown')
}

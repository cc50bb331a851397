import '#web/theme/base.css'
import './theme/phone.css'
import type { CitizenContract } from '#core/contract/citizen.ts'
import type { KioskContract, RatingContract } from '#core/contract/kiosk.ts'
import { openLink } from '#web/hub/link.ts'
import { startPageBeat } from '#web/hub/page-beat.ts'
import { pageReload } from '#web/hub/page-reload.ts'
import { placeKeeper } from '#web/pairing/place.ts'
import { dress, measureScreen } from '#web/theme/screen.ts'
import { language } from '#web/words/language.ts'
import { catchBack } from './browser-back.ts'
import type { Screen } from './flow.ts'
import { pageOf } from './page-of.ts'
import { keptScreenName } from './screen-name.ts'
import { settingsOf } from './settings.ts'

/** Opens the page this address names; a page loads only its own parts. */
const settings = settingsOf(new URLSearchParams(location.search))
const page = pageOf(location.pathname)
const onOtherProtocol = pageReload()
const place = placeKeeper(import.meta.url)

language.stretch(settings.stretched)
await open()

async function open(): Promise<void> {
  switch (page.is) {
    case 'kiosk':
    case 'lookup': {
      asPublicScreen()
      await place.take()
      await import('./pages/kiosk-app.ts')
      const app = document.createElement('kiosk-app')
      const root: Screen = page.is === 'kiosk' ? { at: 'home' } : { at: 'fields' }
      const screen = { id: settings.id ?? keptScreenName(page.is) }
      app.link = openLink<KioskContract>({ audience: 'kiosk', screen, onOtherProtocol })
      place.keep(app.link)
      app.settings = settings
      app.root = root
      document.body.append(app)
      startPageBeat()
      return
    }
    case 'rating': {
      asPublicScreen()
      await place.take()
      await import('./pages/rating-terminal.ts')
      const app = document.createElement('rating-terminal')
      const screen = { id: settings.id ?? keptScreenName('rating'), counter: settings.counter }
      catchBack(() => undefined)
      app.link = openLink<RatingContract>({ audience: 'rating', screen, onOtherProtocol })
      place.keep(app.link)
      app.settings = settings
      document.body.append(app)
      startPageBeat()
      return
    }
    case 'ticket': {
      asPhone()
      await import('./pages/my-ticket.ts')
      const app = document.createElement('my-ticket')
      const screen = { id: keptScreenName('phone'), code: page.code }
      app.code = page.code
      app.link = openLink<CitizenContract>({ audience: 'citizen', screen, onOtherProtocol })
      document.body.append(app)
      return
    }
    case 'procedure': {
      asPhone()
      await import('./pages/phone-procedure.ts')
      const app = document.createElement('phone-procedure')
      app.code = page.code
      document.body.append(app)
      return
    }
    default:
      page satisfies never
  }
}

function asPublicScreen(): void {
  const { text, contrast, reach } = settings.look
  dress(document.documentElement, { app: 'kiosk', text, contrast, reach })
  measureScreen(document.documentElement, 1 / settings.pxPerMm)
  speak(settings.look.language)
  // A kiosk has no right mouse button, but a finger that rests long makes one.
  window.addEventListener('contextmenu', (event) => event.preventDefault())
}

/** A phone is read at arm's length by one person: its own sizes, and the language the phone speaks. */
function asPhone(): void {
  document.documentElement.setAttribute('data-app', 'phone')
  speak(navigator.language.startsWith('vi') || settings.look.language === 'vi' ? 'vi' : 'en')
}

function speak(tongue: 'vi' | 'en'): void {
  language.speak(tongue)
  document.documentElement.lang = tongue
}

import '#web/theme/base.css'
import type { DisplayContract } from '#core/contract/display.ts'
import type { GuardContract } from '#core/contract/guard.ts'
import { openLink } from '#web/hub/link.ts'
import { startPageBeat } from '#web/hub/page-beat.ts'
import { pageReload } from '#web/hub/page-reload.ts'
import { placeKeeper } from '#web/pairing/place.ts'
import { dress } from '#web/theme/screen.ts'
import { language } from '#web/words/language.ts'
import './pages/luot-board.ts'
import './pages/luot-guard.ts'
import './pages/luot-led.ts'
import './pages/luot-month.ts'
import './pages/luot-sign.ts'
import './pages/luot-wrong-address.ts'
import { parseSettings, type Settings } from './settings.ts'
import { loudspeaker } from './voice/loudspeaker.ts'

/** One page, three kinds of board: the address says which. */
const place = placeKeeper(import.meta.url)
dress(document.documentElement, { app: 'board' })
await place.take()
const parsed = parseSettings(location.pathname, location.search)
if (parsed.ok) {
  document.body.append(pageFor(parsed.settings))
} else {
  dress(document.documentElement, { app: 'desk' })
  document.body.append(Object.assign(document.createElement('luot-wrong-address'), { problems: parsed.problems }))
}
// Only now: a page whose parts did not all arrive must stay silent.
startPageBeat()

function pageFor(settings: Settings): HTMLElement {
  const isLed = settings.page === 'led'
  const ground = isLed ? 'dark' : settings.ground
  dress(document.documentElement, { app: 'board', ground })
  if (!isLed) {
    language.speak(settings.lang)
    document.documentElement.lang = settings.lang
  }
  if (settings.page === 'guard') {
    const link = openLink<GuardContract>({
      audience: 'guard',
      screen: { id: settings.id },
      onOtherProtocol: pageReload(),
    })
    place.keep(link)
    return Object.assign(document.createElement('luot-guard'), { settings, link })
  }
  const link = openLink<DisplayContract>({
    audience: 'display',
    screen: {
      id: settings.id,
      ...(settings.page === 'sign' && { counter: settings.counter }),
      ...(settings.page === 'board' && { speaks: settings.speaks }),
    },
    onOtherProtocol: pageReload(),
  })
  place.keep(link)
  switch (settings.page) {
    case 'board': {
      const speaker = settings.speaks ? loudspeaker() : null
      return Object.assign(document.createElement('luot-board'), { settings, link, speaker })
    }
    case 'led':
      return Object.assign(document.createElement('luot-led'), { settings, link })
    case 'month':
      return Object.assign(document.createElement('luot-month'), { settings, link })
    case 'sign':
      return Object.assign(document.createElement('luot-sign'), { settings, link })
  }
}

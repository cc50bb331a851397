import '#web/theme/base.css'
import { dress } from '#web/theme/screen.ts'
import { language } from '#web/words/language.ts'
import { calmHeldKeys } from './key-presses.ts'
import { type PageTag, whichPage } from './which-page.ts'
import { say } from './words.ts'
import './pages/staff-desk.ts'
import './pages/appointment-desk.ts'
import './pages/day-report.ts'
import './pages/hall-devices.ts'
import './pages/hall-rules.ts'
import './pages/hub-health.ts'
import './pages/test-dock.ts'
import './pages/office-rules.ts'
import './pages/no-such-page.ts'

const LANGUAGE_KEY = 'luot-language'

dress(document.documentElement, { app: 'desk' })
calmHeldKeys(window)

const page = whichPage(location.pathname)
const titles = {
  'staff-desk': 'deskTitle',
  'day-report': 'dayTitle',
  'appointment-desk': 'appointmentsTitle',
  'hall-rules': 'hallTitle',
  'hub-health': 'healthTitle',
  'test-dock': 'dockTitle',
  'office-rules': 'rulesTitle',
  'hall-devices': 'devicesTitle',
  'no-such-page': 'noSuchPage',
} as const satisfies Record<PageTag, string>

language.subscribe(() => {
  document.documentElement.lang = language.now
  document.title = `Lượt · ${say(titles[page])}`
  localStorage.setItem(LANGUAGE_KEY, language.now)
})
language.speak(localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'vi')

document.body.append(document.createElement(page))

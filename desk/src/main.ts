import '#web/theme/base.css'
import { dress } from '#web/theme/screen.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { calmHeldKeys } from './key-presses.ts'
import { whichPage } from './which-page.ts'

const LANGUAGE_KEY = 'luot-language'

dress(document.documentElement, { app: 'desk' })
calmHeldKeys(window)

const page = whichPage(location.pathname)

language.subscribe(() => {
  document.documentElement.lang = language.now
  document.title = `Lượt · ${tell(page.title)}`
  localStorage.setItem(LANGUAGE_KEY, language.now)
})
language.speak(localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'vi')

await import(`./pages/${page.tag}.ts`)
document.body.append(document.createElement(page.tag))
